"""What a sandbox shows of itself to the tests that drive it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from wechatpay_sandbox._contract import JSON
from wechatpay_sandbox.models import CouponCodeMode, ImageGenerationType, TaskState


@dataclass(frozen=True)
class Coupon:
    """A product coupon (商品券) as created."""

    mchid: str
    brand_id: str
    product_coupon_id: str
    out_request_no: str
    answer: JSON = field(repr=False)


@dataclass(frozen=True)
class Stock:
    """A stock (批次) of a coupon. `available_end_time` is RFC 3339, as sent; None where the coupon's mode has none."""

    mchid: str
    brand_id: str
    product_coupon_id: str
    stock_id: str
    coupon_code_mode: CouponCodeMode
    available_end_time: str | None


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
class StoredImage:
    """A picture behind an `image_url`, uploaded or generated; a generated one is drawn when first looked at."""

    url: str
    media_type: str
    _load: Callable[[], bytes] = field(repr=False)

    @cached_property
    def content(self) -> bytes:
        """The bytes of the file."""
        return self._load()


@dataclass(frozen=True)
class Delivery:
    """One attempt to deliver a notification (回调通知).

    `attempt` counts from 1, `trick` names what was done on request, `status` is None where no answer came in time.
    """

    notification_id: str
    event_type: str
    attempt: int
    trick: str | None
    status: int | None
    seconds: float

    @property
    def accepted(self) -> bool:
        """Whether it was answered with 2xx, so that it does not come again."""
        return self.status is not None and 200 <= self.status < 300


@dataclass(frozen=True)
class Exchange:
    """One request and how it was answered.

    `mchid` is set once the signature was verified, `code` is the error code of a refusal, `fault` names the injected
    fault, and `request_id` is empty when the answer carried none.
    """

    method: str
    target: str
    mchid: str | None
    status: int
    request_id: str
    code: str | None
    fault: str | None
