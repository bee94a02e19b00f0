"""The sandbox as its users hold it."""

from __future__ import annotations

import secrets
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from copy import deepcopy
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from wechatpay_sandbox import _credentials
from wechatpay_sandbox._console.routes import Console
from wechatpay_sandbox._controls.accounts import AccountControls
from wechatpay_sandbox._controls.control import controls_of, does
from wechatpay_sandbox._controls.exchanging import ExchangeControls
from wechatpay_sandbox._controls.merchants import MerchantControls
from wechatpay_sandbox._controls.options import OptionControls
from wechatpay_sandbox._controls.telling import NotificationControls
from wechatpay_sandbox._controls.time import TimeControls
from wechatpay_sandbox._controls.users import UserControls
from wechatpay_sandbox._controls.world import WorldControls
from wechatpay_sandbox._exchange_log import ExchangeLog
from wechatpay_sandbox._http.app import application
from wechatpay_sandbox._http.control_api import PREFIX, ControlApi
from wechatpay_sandbox._http.dispatch import Dispatcher
from wechatpay_sandbox._http.server import Server
from wechatpay_sandbox._keeping.keeper import Keeper
from wechatpay_sandbox._notifications import Notifier
from wechatpay_sandbox._protocol.contract import load
from wechatpay_sandbox._protocol.platform import Platform
from wechatpay_sandbox._protocol.settings import CLOCK, callable_of, instance_of, number_of, path_of
from wechatpay_sandbox._world.options import Options
from wechatpay_sandbox._world.state import State

if TYPE_CHECKING:
    from wechatpay_httpx import WeChatPayAuth


class Sandbox(
    OptionControls,
    TimeControls,
    WorldControls,
    UserControls,
    MerchantControls,
    AccountControls,
    NotificationControls,
    ExchangeControls,
):
    """A local WeChat Pay (微信支付) for product coupons: it verifies, checks, remembers and signs like the real one.

    Every option is an attribute that may be changed while the sandbox runs, and so is `clock`. `merchant` is a merchant
    it knows from the start, `url` where it listens. Programs in other languages do the same over HTTP, below
    `control_url`, with `control_token`; a browser sees everything at `console_url`.

    Args:
        state: What it remembers from the start, its options among it.
        clock: Unix time in seconds.
        port: TCP port; 0 takes a free one.
        host: Address to listen on.
        keeper: Keeps what is to outlive the sandbox.

    Raises:
        OSError: The port is taken.
        SandboxSettingError: A setting cannot be used.

    Example:
        with Sandbox.start() as sandbox, Client(auth=sandbox.auth(), base_url=sandbox.url) as client:
            ...
    """

    def __init__(
        self,
        state: State,
        clock: Callable[[], float],
        port: int,
        host: str = "127.0.0.1",
        keeper: Keeper | None = None,
    ) -> None:
        instance_of("state", state, State, "a State")
        number_of("port", port, at_least=0, at_most=65535, whole=True)
        instance_of("host", host, str, "an address such as 127.0.0.1, as a str,")
        callable_of("clock", clock, CLOCK)
        self._clock = clock
        self._state = state
        self._clock_at_start = clock
        self._options_at_start = deepcopy(state.options)
        self._changed = threading.Condition(threading.RLock())
        self._platform = Platform(self._now)
        self._done = 0
        self._keeper = keeper or Keeper(None, None)
        if not self._keeper.restore_keys(self._platform):
            self._platform.add_merchant()
        self.merchant = next(iter(self._platform.merchants.values()))
        self._notifier = Notifier(load(), self._platform, state, self._changed)
        self._log = ExchangeLog(state, self._changed)
        self.control_token = secrets.token_urlsafe(24)
        if keeper:  # before it serves: a folder that cannot be used is said, and no port left open
            keeper.begin(state, self._platform, self._changed, self._revision)
        self._server = self._serve(host, port)
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self.url = self._server.url
        self.control_url = self.url + PREFIX
        self.console_url = f"{self.url}/?token={self.control_token}"
        self._notifier.plan()

    def _revision(self) -> tuple[int, ...]:
        """What is another one whenever something worth keeping has happened."""
        state = self._state
        return (self._done, state.exchanges.last_number, len(state.deliveries), len(state.events))

    def _serve(self, host: str, port: int) -> Server:
        dispatcher = Dispatcher(
            load(),
            self._platform,
            self._state,
            self._changed,
            tell=self._notifier.tell,
            log=self._log,
        )
        controls = controls_of(type(self))
        api = ControlApi(self, controls, load(), self.control_token)
        console = Console(self, controls, load(), self.control_token)
        return Server(application(load(), dispatcher, self._state, [*api.routes(), *console.routes()]), host, port)

    @classmethod
    def start(
        cls,
        *,
        port: int = 0,
        host: str = "127.0.0.1",
        clock: Callable[[], float] = time.time,
        rate_limits: bool = False,
        already_exists_on_repeat: bool = False,
        image_task_seconds: float = 0.2,
        failing_codes: set[str] | None = None,
        unauthorized_brands: set[str] | None = None,
        foreign_stores: set[str] | None = None,
        has_certificates: bool = True,
        certificate_mode: bool = False,
        notify_url: str | None = None,
        notify_hosts: set[str] | None = None,
        notify_intervals: Sequence[float] = Options.notify_intervals,
        credentials: str | Path | None = None,
        state_file: str | Path | None = None,
    ) -> Self:
        """Start a sandbox on the loopback interface, in a thread of its own.

        Args:
            port: TCP port; 0 takes a free one.
            host: Address to listen on; "0.0.0.0" lets other machines and containers in, where signatures alone tell who
                may call. The control API stays on this machine.
            clock: Unix time in seconds.
            rate_limits: Keep the contract's rate limits, for each merchant and operation, and answer 429 beyond them.
            already_exists_on_repeat: Answer ALREADY_EXISTS to an identical repeat of a creation, too.
            image_task_seconds: How long an image task stays PROCESSING, in seconds.
            failing_codes: Coupon codes (券Code) that cannot be stored: they come back in `failed_code_list`.
            unauthorized_brands: Brands (品牌) that have not authorised the merchant: their calls end in NO_AUTH.
            foreign_stores: Stores (门店) that are not the brand's: they come back in `failed_store_list`.
            has_certificates: Whether there are platform certificates (微信支付平台证书).
            certificate_mode: Sign with the newest platform certificate what nobody asked a key for.
            notify_url: Where notifications (回调通知) go of a merchant that has set no address on this machine; a URL
                on the loopback interface; None sends none.
            notify_hosts: Hosts beside the loopback interface that may be told too, such as a container's name.
            notify_intervals: Seconds to wait before each repeat of a notification that was not answered with 2xx.
            credentials: A folder that keeps keys, merchants and brands from one sandbox to the next; None keeps none.
            state_file: A file (SQLite) that keeps everything else the sandbox remembers; None keeps nothing.

        Raises:
            OSError: The port is taken.
            SandboxSettingError: A setting cannot be used.
        """
        options = Options(
            rate_limits=rate_limits,
            already_exists_on_repeat=already_exists_on_repeat,
            image_task_seconds=image_task_seconds,
            failing_codes=set() if failing_codes is None else failing_codes,
            unauthorized_brands=set() if unauthorized_brands is None else unauthorized_brands,
            foreign_stores=set() if foreign_stores is None else foreign_stores,
            has_certificates=has_certificates,
            certificate_mode=certificate_mode,
            notify_url=notify_url,
            notify_hosts=set() if notify_hosts is None else notify_hosts,
            notify_intervals=notify_intervals,
        )
        keeper = _keeper(credentials, state_file)
        try:
            return cls(keeper.state(options) if keeper else State(options), clock, port, host, keeper)
        except BaseException:
            if keeper:
                keeper.stop()
            raise

    def stop(self) -> None:
        """Close the port and every connection, and remove the keys that `environment` wrote."""
        self._notifier.stop()
        self._server.stop()
        self._keeper.stop()
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

    @does
    def reset(self) -> None:
        """Forget everything but keys and accounts: the options, the clock and the time are as at the start again.

        Notifications under way are given up.
        """
        with self._changed:
            self._notifier.forget()
            vars(self._state).update(vars(State(options=deepcopy(self._options_at_start))))
            self._clock = self._clock_at_start
            self._changed.notify_all()

    def auth(self) -> WeChatPayAuth:
        """Make the `httpx.Auth` of `merchant`."""
        return self.merchant.auth()

    def write_credentials(self, folder: str | Path) -> dict[str, str]:
        """Write the keys of `merchant` as files, and an environment file `sandbox.env` that names them.

        Args:
            folder: Where apiclient_key.pem, apiclient_cert.pem, wxp_pub.pem and sandbox.env go; made if missing.

        Returns:
            The `WECHATPAY_*` variables.
        """
        path_of("folder", folder, "a folder")
        return _credentials.write(Path(folder), self.url, self.merchant)

    @cached_property
    def environment(self) -> dict[str, str]:
        """The `WECHATPAY_*` variables of `merchant`; the keys they name lie in a folder that `stop` removes."""
        self._folder = tempfile.TemporaryDirectory(prefix="wechatpay-sandbox-")
        return self.write_credentials(self._folder.name)


def _keeper(credentials: str | Path | None, state_file: str | Path | None) -> Keeper | None:
    for name, path, what in (("credentials", credentials, "a folder"), ("state_file", state_file, "a file")):
        if path is not None:
            path_of(name, path, what)
    if credentials is None and state_file is None:
        return None
    return Keeper(
        None if credentials is None else Path(credentials).resolve(),
        None if state_file is None else Path(state_file).resolve(),
    )
