# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Typed events of notifications (回调通知).

    notification = NotificationParser(auth.verifier, apiv3_key).parse(headers, body)
    event = events.read(notification)

Neither package imports the other; `read` and `key` look at `event_type`, `data` and `id` alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

from wechatpay_runtime import EventReader, Notification, UnknownEvent

from . import models
from .client import CONTRACT

if TYPE_CHECKING:
    from .models import ImageGenerationTask, ProductCouponSent

Event: TypeAlias = "ImageGenerationTask | ProductCouponSent | UnknownEvent"
"""What a notification tells of."""

MODELS: Final[Mapping[str, str]] = {
    "PRODUCT_COUPON_SP.IMAGE_GENERATION": "ImageGenerationTask",
    "PRODUCT_COUPON_SP.SEND": "ProductCouponSent",
}
"""The names of model classes in `models`, by event type."""

_READER: Final[EventReader[ImageGenerationTask | ProductCouponSent]] = EventReader(CONTRACT, MODELS, models)


def read(notification: Notification) -> Event:
    """Return the event that a notification tells of.

    - `PRODUCT_COUPON_SP.IMAGE_GENERATION` is ImageGenerationTask: An image generation task has ended
      (商品券图片生成结果通知). Comes when a task has succeeded or failed, with what getImageGenerationTask answers from
      then on.
      Official page: https://pay.weixin.qq.com/doc/v3/partner/4017327744
    - `PRODUCT_COUPON_SP.SEND` is ProductCouponSent: A product coupon was sent to a user (发券通知). Comes after
      every sending, whatever the channel, test sendings of delivery plans included; for several uses once for
      each use, the next after the redemption before. Coupons taken for member points raise none. The receiver
      then confirms the coupon (确认发放) under the appid and openid told here, else it never becomes usable;
      answering first or confirming first is as good. Repeats can come at the same time. Delivery is not
      guaranteed, so look for CONFIRMING coupons with listUserProductCoupons too.
      Official page: https://pay.weixin.qq.com/doc/v3/partner/4015780862
    - Any other event type is UnknownEvent, with the decrypted data. Keep it, and answer success.

    Raises:
        EventContractError: The data lacks a required member, or a member is of another type.
    """
    return _READER.read(notification)


def key(notification: Notification) -> str:
    """Return what all notifications of one event share, even those with another id: what to process once.

    That is the event type with these members of its data; of an unknown event the notification's id.

    - `PRODUCT_COUPON_SP.IMAGE_GENERATION`: `brand_id`, `task_id`
    - `PRODUCT_COUPON_SP.SEND`: `brand_id`, `stock_id`, `coupon_code`
    """
    return _READER.key(notification)


__all__ = ["MODELS", "Event", "UnknownEvent", "key", "read"]
