# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import Model, masked_repr, model_error, names_repr, to_json

from ..models.user_product_coupon_send_channel import UserProductCouponSendChannel
from ..models.user_product_coupon_state import UserProductCouponState

_NOT_TEXT = frozenset(
    (
        "confirm_time",
        "deactivate_time",
        "single_usage_detail",
        "progressive_bundle_usage_detail",
        "user_product_coupon_bundle_info",
        "coupon_tag_info",
    )
)


@_define(kw_only=True)
class UserProductCouponEntity(Model):
    """A coupon of a user, with its coupon and stock (用户商品券). coupon_state alone tells its state; after a return the
    redemption still stands in the detail. Which members are there depends on the operation and on usage_mode."""

    coupon_code: str = _field(repr=masked_repr)
    """Coupon code (用户商品券Code), at most 40 characters."""
    coupon_state: UserProductCouponState
    """State of the user's coupon (用户商品券状态)."""
    valid_begin_time: datetime.datetime
    """Start of the validity (有效期开始时间), RFC 3339 with offset."""
    valid_end_time: datetime.datetime
    """End of the validity (有效期结束时间), RFC 3339 with offset."""
    receive_time: datetime.datetime
    """Time of receipt (领券时间), RFC 3339 with offset."""
    send_request_no: str
    """Request number of the sending (发券请求单号), at most 128 characters."""
    send_channel: UserProductCouponSendChannel
    """How the user got it (发券渠道)."""
    product_coupon: ProductCouponEntity
    """The product coupon (商品券信息)."""
    stock: StockEntity
    """The stock (批次信息)."""
    confirm_request_no: str | None = None
    """Request number of the confirmation (确认请求单号), once confirmed."""
    confirm_time: datetime.datetime | None = None
    """Time of the confirmation (确认发放时间), RFC 3339 with offset, once confirmed."""
    deactivate_request_no: str | None = None
    """Request number of the deactivation (失效请求单号), only when coupon_state is DEACTIVATED."""
    deactivate_time: datetime.datetime | None = None
    """Time of the deactivation (失效时间), RFC 3339 with offset, only when coupon_state is DEACTIVATED."""
    deactivate_reason: str | None = None
    """Reason of the deactivation (失效原因), only when coupon_state is DEACTIVATED."""
    single_usage_detail: CouponUsageDetail | None = None
    """Use and return (单券使用详情), when usage_mode is SINGLE; empty before the first use."""
    progressive_bundle_usage_detail: CouponUsageDetail | None = None
    """Use and return of this coupon of the bundle (多次优惠使用详情), when usage_mode is PROGRESSIVE_BUNDLE; empty before
    the first use."""
    user_product_coupon_bundle_info: UserProductCouponBundleInfo | None = None
    """The user's bundle and the place in it (用户券组信息), when usage_mode is PROGRESSIVE_BUNDLE."""
    attach: str | None = None
    """Data of the caller who sent it (自定义附加信息), unchanged; only for the channels API and RECEIVE_COMPONENT."""
    channel_custom_info: str | None = None
    """Data of the channel (渠道自定义信息), whose form depends on send_channel."""
    coupon_tag_info: CouponTagInfo | None = None
    """Labels of the coupon (用户商品券标签信息)."""
    brand_id: str | None = None
    """Brand id (品牌ID). Some official tables lack it, every official example has it."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.coupon_code is not None:
            fields["coupon_code"] = self.coupon_code
        if self.coupon_state is not None:
            fields["coupon_state"] = to_json(self.coupon_state)
        if self.valid_begin_time is not None:
            fields["valid_begin_time"] = to_json(self.valid_begin_time)
        if self.valid_end_time is not None:
            fields["valid_end_time"] = to_json(self.valid_end_time)
        if self.receive_time is not None:
            fields["receive_time"] = to_json(self.receive_time)
        if self.send_request_no is not None:
            fields["send_request_no"] = self.send_request_no
        if self.send_channel is not None:
            fields["send_channel"] = to_json(self.send_channel)
        if self.product_coupon is not None:
            fields["product_coupon"] = to_json(self.product_coupon)
        if self.stock is not None:
            fields["stock"] = to_json(self.stock)
        if self.confirm_request_no is not None:
            fields["confirm_request_no"] = self.confirm_request_no
        if self.confirm_time is not None:
            fields["confirm_time"] = to_json(self.confirm_time)
        if self.deactivate_request_no is not None:
            fields["deactivate_request_no"] = self.deactivate_request_no
        if self.deactivate_time is not None:
            fields["deactivate_time"] = to_json(self.deactivate_time)
        if self.deactivate_reason is not None:
            fields["deactivate_reason"] = self.deactivate_reason
        if self.single_usage_detail is not None:
            fields["single_usage_detail"] = to_json(self.single_usage_detail)
        if self.progressive_bundle_usage_detail is not None:
            fields["progressive_bundle_usage_detail"] = to_json(self.progressive_bundle_usage_detail)
        if self.user_product_coupon_bundle_info is not None:
            fields["user_product_coupon_bundle_info"] = to_json(self.user_product_coupon_bundle_info)
        if self.attach is not None:
            fields["attach"] = self.attach
        if self.channel_custom_info is not None:
            fields["channel_custom_info"] = self.channel_custom_info
        if self.coupon_tag_info is not None:
            fields["coupon_tag_info"] = to_json(self.coupon_tag_info)
        if self.brand_id is not None:
            fields["brand_id"] = self.brand_id
        if self.additional_properties:
            fields.update(to_json(self.additional_properties))
        return fields

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; a null is read as absent, and so is "" where no text belongs.

        Raises:
            ModelError: A required member is missing, or a member is of another type.
        """
        try:
            d = {**src_dict}
            if None in d.values() or "" in d.values():
                d = {
                    name: value
                    for name, value in d.items()
                    if value is not None and (value != "" or name not in _NOT_TEXT)
                }
            return cls(
                coupon_code=d.pop("coupon_code"),
                coupon_state=UserProductCouponState(d.pop("coupon_state")),
                valid_begin_time=datetime.datetime.fromisoformat(d.pop("valid_begin_time")),
                valid_end_time=datetime.datetime.fromisoformat(d.pop("valid_end_time")),
                receive_time=datetime.datetime.fromisoformat(d.pop("receive_time")),
                send_request_no=d.pop("send_request_no"),
                send_channel=UserProductCouponSendChannel(d.pop("send_channel")),
                product_coupon=ProductCouponEntity.from_dict(d.pop("product_coupon")),
                stock=StockEntity.from_dict(d.pop("stock")),
                confirm_request_no=d.pop("confirm_request_no", None),
                confirm_time=datetime.datetime.fromisoformat(d.pop("confirm_time")) if "confirm_time" in d else None,
                deactivate_request_no=d.pop("deactivate_request_no", None),
                deactivate_time=datetime.datetime.fromisoformat(d.pop("deactivate_time"))
                if "deactivate_time" in d
                else None,
                deactivate_reason=d.pop("deactivate_reason", None),
                single_usage_detail=CouponUsageDetail.from_dict(d.pop("single_usage_detail"))
                if "single_usage_detail" in d
                else None,
                progressive_bundle_usage_detail=CouponUsageDetail.from_dict(d.pop("progressive_bundle_usage_detail"))
                if "progressive_bundle_usage_detail" in d
                else None,
                user_product_coupon_bundle_info=UserProductCouponBundleInfo.from_dict(
                    d.pop("user_product_coupon_bundle_info")
                )
                if "user_product_coupon_bundle_info" in d
                else None,
                attach=d.pop("attach", None),
                channel_custom_info=d.pop("channel_custom_info", None),
                coupon_tag_info=CouponTagInfo.from_dict(d.pop("coupon_tag_info")) if "coupon_tag_info" in d else None,
                brand_id=d.pop("brand_id", None),
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc


# Last, because models may refer to each other.
from ..models.coupon_tag_info import CouponTagInfo  # noqa: E402
from ..models.coupon_usage_detail import CouponUsageDetail  # noqa: E402
from ..models.product_coupon_entity import ProductCouponEntity  # noqa: E402
from ..models.stock_entity import StockEntity  # noqa: E402
from ..models.user_product_coupon_bundle_info import UserProductCouponBundleInfo  # noqa: E402
