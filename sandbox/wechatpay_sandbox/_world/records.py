"""The records a sandbox keeps. Most of them it shows to the tests that drive it."""

from __future__ import annotations

from dataclasses import dataclass, field

from wechatpay_sandbox._protocol.contract import JSON
from wechatpay_sandbox.models import CouponCodeMode, ImageGenerationType, TaskState, UserProductCouponState


@dataclass(frozen=True)
class Coupon:
    """A product coupon (商品券): `answer` as created, `entity` as it stands now."""

    mchid: str
    brand_id: str
    product_coupon_id: str
    out_request_no: str
    answer: JSON = field(repr=False)
    entity: JSON = field(repr=False)


@dataclass(frozen=True)
class Stock:
    """A stock (批次) of a coupon. `available_end_time` is RFC 3339, as sent; None where the coupon's mode has none.

    `entity` is what answers show of it, but counts and the state that time makes; `stores` are those that were tied to
    it, in their order, False for one untied since, which keeps its place; `stock_bundle_id` names the bundle (批次组)
    of which it is one round.
    """

    mchid: str
    brand_id: str
    product_coupon_id: str
    stock_id: str
    coupon_code_mode: CouponCodeMode
    available_end_time: str | None
    entity: JSON = field(repr=False)
    stores: dict[str, bool] = field(default_factory=dict, repr=False)
    stock_bundle_id: str | None = None

    @property
    def usage_rule(self) -> JSON:
        """How its coupons are used, whatever the coupon's mode; empty where the sandbox does not know the mode."""
        rules = ("single_usage_rule", "progressive_bundle_usage_rule", "sequential_usage_rule")
        return next((self.entity[name] for name in rules if name in self.entity), {})

    @property
    def tied_stores(self) -> set[str]:
        """The stores that are tied to it; a file of before says None of one that is."""
        return {store_id for store_id, tied in self.stores.items() if tied is not False}

    @property
    def round(self) -> int:
        """Its place in its bundle, from 0; 0 for a stock by itself."""
        return int(self.entity.get("stock_bundle_info", {}).get("stock_bundle_index", 0))


@dataclass(frozen=True)
class StockBundle:
    """A bundle of stocks (批次组) of a coupon: one stock a round, in the order of the rounds."""

    product_coupon_id: str
    stock_bundle_id: str
    stocks: tuple[Stock, ...]


@dataclass(frozen=True)
class PreSending:
    """What a user may take until `due`, a Unix time: the path and body of the operation that asked for a token."""

    mchid: str
    operation_id: str
    path: JSON = field(repr=False)
    body: JSON = field(repr=False)
    due: float


@dataclass(frozen=True)
class ImageTask:
    """An image generation task (图片生成任务) as it stands now; `image_url` is set once it is SUCCESS."""

    mchid: str
    brand_id: str
    task_id: str
    image_generation_type: ImageGenerationType
    task_state: TaskState
    image_url: str | None


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


@dataclass(frozen=True)
class SentCoupon:
    """A coupon of a user (用户商品券) as it stands now. Times are Unix times in seconds."""

    mchid: str
    brand_id: str
    product_coupon_id: str
    stock_id: str
    coupon_code: str = field(repr=False)
    openid: str = field(repr=False)
    state: UserProductCouponState
    send_request_no: str
    receive_time: float
    valid_begin_time: float
    valid_end_time: float


@dataclass(frozen=True)
class Picture:
    """A picture behind an `image_url`: an uploaded file, or the members of an image task that say what to draw."""

    url: str
    media_type: str
    origin: bytes | JSON = field(repr=False)


@dataclass(frozen=True)
class Event:
    """What a merchant shall be told (回调通知) once its time has come: `due`, a Unix time of the world."""

    mchid: str
    event_type: str
    data: JSON = field(repr=False)
    due: float


@dataclass(frozen=True)
class Notification:
    """A notification (回调通知) as it goes out, every time with the same bytes; `data` is what is encrypted in it."""

    id: str
    event_type: str
    url: str
    body: bytes = field(repr=False)
    data: JSON = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Delivery:
    """One attempt to deliver a notification (回调通知).

    `attempt` counts from 1, `trick` names what was done on request, `status` is None where no answer came in time,
    `answer` the beginning of the answer's body; `at` is when it began, Unix time in seconds.
    """

    notification_id: str
    event_type: str
    attempt: int
    trick: str | None
    status: int | None
    seconds: float
    answer: str = field(default="", repr=False)
    at: float = 0.0

    @property
    def accepted(self) -> bool:
        """Whether it was answered with 2xx, so that it does not come again."""
        return self.status is not None and 200 <= self.status < 300


@dataclass(frozen=True)
class Repeat:
    """A notification (回调通知) that was not answered with 2xx, and its next attempt at Unix time `due`."""

    notification_id: str
    attempt: int
    due: float
