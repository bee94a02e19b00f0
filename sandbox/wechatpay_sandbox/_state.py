"""Everything a running sandbox remembers. Whoever touches it holds `lock`."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import wraps

from wechatpay_sandbox._contract import JSON, Operation
from wechatpay_sandbox._errors import RefusedError, Result, fault_in
from wechatpay_sandbox._faults import Fault
from wechatpay_sandbox._keys import Account, Brand, Merchant
from wechatpay_sandbox._pictures import ImageStore
from wechatpay_sandbox._records import Coupon, Exchange, ImageTask, Stock
from wechatpay_sandbox.models import ImageGenerationType, TaskState

_EXCHANGES_KEPT = 100_000


@dataclass(kw_only=True, eq=False, repr=False)
class Options:
    """What a sandbox does on request. Every attribute may be changed while it runs.

    Attributes:
        rate_limits: Keep the contract's rate limits, for each merchant and operation, and answer 429 beyond them.
        already_exists_on_repeat: Answer ALREADY_EXISTS to an identical repeat of a creation, too.
        image_task_seconds: How long an image task stays PROCESSING, in seconds.
        clock: Unix time in seconds.
        failing_codes: Coupon codes (券Code) that cannot be stored: they come back in `failed_code_list`.
        unauthorized_brands: Brands (品牌) that have not authorised the merchant: their calls end in NO_AUTH.
        has_certificates: Whether there are platform certificates (微信支付平台证书); new merchants have none, only the
            public key.
        certificate_mode: Sign with the newest platform certificate what nobody asked a key for: notifications, and
            answers to requests without Wechatpay-Serial.
        notify_url: Where notifications go (回调通知地址), a URL on the loopback interface; None sends none.
        notify_intervals: Seconds to wait before each repeat of a notification that was not answered with 2xx; after the
            last one it is given up.
    """

    rate_limits: bool
    already_exists_on_repeat: bool
    image_task_seconds: float
    clock: Callable[[], float]
    failing_codes: set[str] = field(default_factory=set)
    unauthorized_brands: set[str] = field(default_factory=set)
    has_certificates: bool = True
    certificate_mode: bool = False
    notify_url: str | None = None
    notify_intervals: Sequence[float] = (0.2, 0.4, 0.8, 1.6, 3.2)


@dataclass(frozen=True)
class Task:
    """An image task whose end is settled from the start: a picture, or None for FAIL, due at a Unix time."""

    mchid: str
    brand_id: str
    task_id: str
    image_generation_type: ImageGenerationType
    due: float
    image_url: str | None

    def seen_at(self, now: float) -> ImageTask:
        """Show the task as it stands at Unix time `now`."""
        ended = TaskState.SUCCESS if self.image_url else TaskState.FAIL
        return ImageTask(
            mchid=self.mchid,
            brand_id=self.brand_id,
            task_id=self.task_id,
            image_generation_type=self.image_generation_type,
            task_state=ended if now >= self.due else TaskState.PROCESSING,
            image_url=self.image_url if now >= self.due else None,
        )


@dataclass(eq=False)
class State:
    """Merchants, objects, answers given and faults to come."""

    options: Options
    merchants: dict[str, Merchant] = field(default_factory=dict)
    brands: dict[str, Brand] = field(default_factory=dict)
    former_keys: dict[tuple[str, str], Merchant] = field(default_factory=dict)
    coupons: dict[str, Coupon] = field(default_factory=dict)
    stocks: dict[str, Stock] = field(default_factory=dict)
    codes: dict[str, list[str]] = field(default_factory=dict)
    sent_codes: set[tuple[str, str]] = field(default_factory=set)
    known_codes: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    images: ImageStore = field(default_factory=ImageStore)
    tasks: dict[tuple[str, str], Task] = field(default_factory=dict)
    image_tasks_to_fail: int = 0
    answers: dict[tuple[str, ...], tuple[bytes, JSON]] = field(default_factory=dict)
    exchanges: deque[Exchange] = field(default_factory=lambda: deque(maxlen=_EXCHANGES_KEPT))
    faults: deque[Fault] = field(default_factory=deque)
    lock: threading.Lock = field(default_factory=threading.Lock)

    # Told of every image task, to announce its end.
    on_image_task: Callable[[Task], None] = field(default=lambda task: None)

    def account(self, owner: str, number: str, serial_no: str) -> Account | None:
        """Find whoever signs under a number; see `Gate`."""
        if owner == "brand_id":
            return self.brands.get(number)
        return self.former_keys.get((number, serial_no)) or self.merchants.get(number)

    def now(self) -> float:
        """Tell Unix time in seconds, by whichever clock the options name at the moment."""
        return self.options.clock()


@dataclass(frozen=True)
class Call:
    """A request that was verified and that follows the contract's schemas."""

    operation: Operation
    account: Account
    path: dict[str, str]
    query: dict[str, str]
    body: JSON

    @property
    def mchid(self) -> str:
        """The merchant number (商户号) that signed."""
        return self.account.number

    @property
    def brand_id(self) -> str | None:
        """The brand (品牌) the call is for, where it names one."""
        return self.body.get("brand_id") or self.query.get("brand_id")


Handler = Callable[[State, Call], JSON]


def once(*scope: str) -> Callable[[Handler], Handler]:
    """Make an operation idempotent under the contract's idempotency key.

    An identical repeat is answered as the first time; other data under a used number is refused. The key counts per
    merchant and per value of the body fields in `scope`.
    """

    def decorate(handler: Handler) -> Handler:
        @wraps(handler)
        def answer(state: State, call: Call) -> JSON:
            number = call.body[call.operation.idempotency_key or ""]
            key = (call.operation.operation_id, call.mchid, *(call.body[name] for name in scope), number)
            data = hashlib.sha256(json.dumps([call.path, call.body], sort_keys=True).encode()).digest()
            if key not in state.answers:
                state.answers[key] = (data, handler(state, call))
                return state.answers[key][1]
            first_data, first_answer = state.answers[key]
            if data != first_data or _refuses_repeats(state, call):
                raise _used_before(call, identical=data == first_data)
            return first_answer

        return answer

    return decorate


def _refuses_repeats(state: State, call: Call) -> bool:
    return state.options.already_exists_on_repeat and call.operation.error("ALREADY_EXISTS") is not None


def _used_before(call: Call, *, identical: bool) -> RefusedError:
    key = call.operation.idempotency_key or ""
    return fault_in(
        "body",
        f"/{key}",
        f"{key} was used before" + ("" if identical else ", for other data"),
        value=call.body[key],
        code="ALREADY_EXISTS" if call.operation.error("ALREADY_EXISTS") else "INVALID_REQUEST",
        result=None if identical else Result.OTHER_DATA,
    )
