"""The sandbox as its users hold it."""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from wechatpay_sandbox import _credentials
from wechatpay_sandbox._http.app import application
from wechatpay_sandbox._http.dispatch import Dispatcher
from wechatpay_sandbox._http.server import Server
from wechatpay_sandbox._notifications import Notifier, Trick
from wechatpay_sandbox._operations.images import StoredImage, stored_images
from wechatpay_sandbox._operations.sending import SENT, sent_coupon
from wechatpay_sandbox._option_attributes import OptionAttributes
from wechatpay_sandbox._protocol.accounts import Brand, Merchant
from wechatpay_sandbox._protocol.certificates import LIFE_SECONDS
from wechatpay_sandbox._protocol.contract import load
from wechatpay_sandbox._protocol.faults import Fault
from wechatpay_sandbox._protocol.platform import Platform
from wechatpay_sandbox._protocol.settings import instance_of, number_of, path_of
from wechatpay_sandbox._time import SandboxTime
from wechatpay_sandbox._world.options import Options
from wechatpay_sandbox._world.records import Coupon, Delivery, Exchange, ImageTask, Stock
from wechatpay_sandbox._world.state import State

if TYPE_CHECKING:
    from wechatpay_httpx import WeChatPayAuth


class Sandbox(OptionAttributes, SandboxTime):
    """A local WeChat Pay (微信支付) for product coupons: it verifies, checks, remembers and signs like the real one.

    Every option is an attribute that may be changed while the sandbox runs, and so is `clock`. `merchant` is a merchant
    it knows from the start, `url` where it listens.

    Args:
        state: What it remembers from the start, its options among it.
        clock: Unix time in seconds.
        port: TCP port; 0 takes a free one.

    Raises:
        OSError: The port is taken.
        SandboxSettingError: A setting cannot be used.

    Example:
        with Sandbox.start() as sandbox, Client(auth=sandbox.auth(), base_url=sandbox.url) as client:
            ...
    """

    def __init__(self, state: State, clock: Callable[[], float], port: int) -> None:
        instance_of("state", state, State, "a State")
        number_of("port", port, at_least=0, at_most=65535, whole=True)
        contract = load()
        self.clock = clock
        self._state = state
        self._lock = threading.RLock()
        self._platform = Platform(self._now)
        self.merchant = self._platform.add_merchant()
        self._notifier = Notifier(contract, self._platform, state, self._lock)
        self._dispatcher = Dispatcher(contract, self._platform, state, self._lock, self._notifier.tell)
        self._server = Server(application(contract, self._dispatcher, state.pictures), port)
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self.url = self._server.url
        self._notifier.resume()

    @classmethod
    def start(
        cls,
        *,
        port: int = 0,
        rate_limits: bool = False,
        already_exists_on_repeat: bool = False,
        image_task_seconds: float = 0.2,
        clock: Callable[[], float] = time.time,
        notify_url: str | None = None,
    ) -> Self:
        """Start a sandbox on the loopback interface, in a thread of its own.

        Args:
            port: TCP port; 0 takes a free one.
            rate_limits: Keep the contract's rate limits, for each merchant and operation, and answer 429 beyond them.
            already_exists_on_repeat: Answer ALREADY_EXISTS to an identical repeat of a creation, too.
            image_task_seconds: How long an image task stays PROCESSING, in seconds.
            clock: Unix time in seconds.
            notify_url: Where notifications go (回调通知地址), a URL on the loopback interface; None sends none.

        Raises:
            OSError: The port is taken.
            SandboxSettingError: A setting cannot be used.
        """
        options = Options(
            rate_limits=rate_limits,
            already_exists_on_repeat=already_exists_on_repeat,
            image_task_seconds=image_task_seconds,
            notify_url=notify_url,
        )
        return cls(State(options), clock, port)

    def stop(self) -> None:
        """Close the port and every connection, and remove the keys that `environment` wrote."""
        self._notifier.stop()
        self._server.stop()
        if self._folder:
            self._folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stop()

    def __repr__(self) -> str:
        return f"<Sandbox {self.url}>"

    def add_merchant(self) -> Merchant:
        """Let one more merchant (服务商) in, with a key and serial number of its own."""
        with self._lock:
            return self._platform.add_merchant()

    def add_brand(self, brand_id: str) -> Brand:
        """Let a brand in that calls by itself (品牌直连), under paths below `/brand/`, where nothing is played yet."""
        instance_of("brand_id", brand_id, str, "a brand id, as a str,")
        with self._lock:
            return self._platform.add_brand(brand_id)

    def renew_merchant(self) -> Merchant:
        """Give `merchant` a new private key and certificate; the former ones stay in force.

        Returns:
            The merchant with its new key, which is `merchant` from now on.
        """
        with self._lock:
            self.merchant = self._platform.renew_merchant(self.merchant.mchid)
            return self.merchant

    def rotate_certificate(self, *, valid_seconds: float = LIFE_SECONDS) -> str:
        """Sign with a new platform certificate (微信支付平台证书) from now on, wherever a certificate signs.

        The former ones are listed by `GET /v3/certificates` until they end.

        Args:
            valid_seconds: How long the new one is valid.

        Returns:
            Its serial number.
        """
        number_of("valid_seconds", valid_seconds)
        with self._lock:
            return self._platform.certificates.rotate(valid_seconds).serial_no

    def send_coupon(self, stock_id: str, **members: str) -> str | None:
        """Send a coupon of a stock to a user (向用户发放商品券), and notify whoever listens at `notify_url`.

        Args:
            stock_id: The stock (批次). In UPLOAD mode the next uploaded code is taken.
            members: Members of the notification's data that shall be so, such as `openid` or `attach`.

        Returns:
            Id of the notification; None when there is no `notify_url`.

        Raises:
            LookupError: There is no such stock, or it has no code left.
            ValueError: A member breaks the contract, or `notify_url` is not on the loopback interface.
        """
        self._notifier.address()
        with self._lock:
            data = sent_coupon(self._state, stock_id, members, self._world_now())
            merchant = self._platform.merchants[self._state.stocks[stock_id].mchid]
        notification = self._notifier.announce(merchant, SENT, data)
        return notification.id if notification else None

    def notify_again(self, trick: Trick, notification_id: str | None = None) -> Delivery:
        """Send a notification once more, as it should or should not be, and wait for the answer.

        Args:
            trick: What is done with it.
            notification_id: Which one; the last one, if left out.

        Raises:
            LookupError: There is no such notification.
        """
        instance_of("trick", trick, Trick, "a Trick, such as Trick.DUPLICATE,")
        return self._notifier.again(trick, notification_id)

    def wait_for_notifications(self, seconds: float = 10.0) -> tuple[Delivery, ...]:
        """Wait until every notification is delivered or given up.

        Args:
            seconds: How long at most.

        Returns:
            Every attempt so far, tricks included.

        Raises:
            TimeoutError: It takes longer.
        """
        number_of("seconds", seconds, at_least=0)
        if not self._notifier.wait(seconds):
            raise TimeoutError(f"notifications are still under way after {seconds} s")
        return self._notifier.deliveries()

    def auth(self) -> WeChatPayAuth:
        """Make the `httpx.Auth` of `merchant`."""
        return self.merchant.auth()

    def inject(self, fault: Fault, *, times: int = 1) -> None:
        """Spoil the next answers with a fault, after those that wait already.

        Args:
            fault: What shall go wrong.
            times: For how many answers.
        """
        instance_of("fault", fault, Fault, "a Fault, such as Fault.SYSTEM_ERROR,")
        number_of("times", times, at_least=0, whole=True)
        with self._lock:
            self._dispatcher.faults.extend([fault] * times)

    def fail_next_image_task(self) -> None:
        """Let the next image task that is submitted end in FAIL; so does the cut-out of a picture never uploaded."""
        with self._lock:
            self._state.image_tasks_to_fail += 1

    def write_credentials(self, folder: str | Path) -> dict[str, str]:
        """Write the keys of `merchant` as files, and an environment file `sandbox.env` that names them.

        Args:
            folder: Where apiclient_key.pem, apiclient_cert.pem, wxp_pub.pem and sandbox.env go; made if missing.

        Returns:
            The `WECHATPAY_*` variables.
        """
        path_of("folder", folder)
        return _credentials.write(Path(folder), self.url, self.merchant)

    @cached_property
    def environment(self) -> dict[str, str]:
        """The `WECHATPAY_*` variables of `merchant`; the keys they name lie in a folder that `stop` removes."""
        self._folder = tempfile.TemporaryDirectory(prefix="wechatpay-sandbox-")
        return self.write_credentials(self._folder.name)

    @property
    def coupons(self) -> tuple[Coupon, ...]:
        """Product coupons (商品券), in the order they were created."""
        with self._lock:
            return tuple(self._state.coupons.values())

    @property
    def stocks(self) -> tuple[Stock, ...]:
        """Stocks (批次), in the order they were created."""
        with self._lock:
            return tuple(self._state.stocks.values())

    def codes(self, stock_id: str) -> tuple[str, ...]:
        """Coupon codes (券Code) uploaded to a stock, in the order they came."""
        with self._lock:
            return tuple(self._state.codes.get(stock_id, ()))

    @property
    def images(self) -> tuple[StoredImage, ...]:
        """Pictures, uploaded and generated, in the order they came."""
        with self._lock:
            return stored_images(self._state)

    @property
    def tasks(self) -> tuple[ImageTask, ...]:
        """Image generation tasks (图片生成任务) as they stand now, in the order they were submitted."""
        with self._lock:
            return tuple(task.seen_at(self._world_now()) for task in self._state.tasks.values())

    @property
    def requests(self) -> tuple[Exchange, ...]:
        """Requests to the API and how they were answered, the last 100,000."""
        with self._lock:
            return tuple(self._state.exchanges)
