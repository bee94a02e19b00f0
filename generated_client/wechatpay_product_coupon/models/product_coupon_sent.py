# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import Model, masked_repr, model_error, names_repr, to_json

from ..models.user_product_coupon_send_channel import UserProductCouponSendChannel


@_define(kw_only=True)
class ProductCouponSent(Model):
    """A product coupon that was sent to a user (发券通知)."""

    brand_id: str
    """Brand id (品牌ID)."""
    coupon_code: str = _field(repr=masked_repr)
    """The coupon code (券Code) that the user got."""
    product_coupon_id: str
    """Product coupon id (商品券ID)."""
    stock_id: str
    """Stock id (批次ID)."""
    appid: str
    """AppID (公众账号AppID) that openid belongs to; the notify_appid of the stock, not the appid of the sending."""
    openid: str = _field(repr=masked_repr)
    """The user under this AppID (用户OpenID)."""
    receive_time: datetime.datetime
    """When the user got it (领取时间); a validity counted in days begins here."""
    send_request_no: str
    """Request number of the sending (发放请求单号)."""
    send_channel: UserProductCouponSendChannel
    """How the user got it (发放渠道)."""
    valid_begin_time: datetime.datetime
    """From when it can be used (有效期开始时间)."""
    valid_end_time: datetime.datetime
    """Until when it can be used (有效期结束时间)."""
    stock_bundle_id: str | None = None
    """Stock bundle id (批次组ID), for coupons of several uses."""
    user_coupon_bundle_id: str | None = None
    """Id of the user's bundle (用户商品券组ID), for coupons of several uses."""
    unionid: str | None = _field(default=None, repr=masked_repr)
    """The user under the whole open platform account (用户UnionID)."""
    phone_number: str | None = _field(default=None, repr=masked_repr)
    """The user's telephone number (手机号), only when the user has allowed it."""
    country_code: str | None = None
    """Country code of the telephone number (手机号国家码), without +, such as 86."""
    attach: str | None = None
    """Data of the caller who sent it (附加信息), unchanged; only for the channels API and RECEIVE_COMPONENT."""
    channel_custom_info: str | None = None
    """Data of the channel (渠道自定义信息), only for the channel BRAND_MANAGE; its form depends on the activity."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.brand_id is not None:
            fields["brand_id"] = self.brand_id
        if self.coupon_code is not None:
            fields["coupon_code"] = self.coupon_code
        if self.product_coupon_id is not None:
            fields["product_coupon_id"] = self.product_coupon_id
        if self.stock_id is not None:
            fields["stock_id"] = self.stock_id
        if self.appid is not None:
            fields["appid"] = self.appid
        if self.openid is not None:
            fields["openid"] = self.openid
        if self.receive_time is not None:
            fields["receive_time"] = to_json(self.receive_time)
        if self.send_request_no is not None:
            fields["send_request_no"] = self.send_request_no
        if self.send_channel is not None:
            fields["send_channel"] = to_json(self.send_channel)
        if self.valid_begin_time is not None:
            fields["valid_begin_time"] = to_json(self.valid_begin_time)
        if self.valid_end_time is not None:
            fields["valid_end_time"] = to_json(self.valid_end_time)
        if self.stock_bundle_id is not None:
            fields["stock_bundle_id"] = self.stock_bundle_id
        if self.user_coupon_bundle_id is not None:
            fields["user_coupon_bundle_id"] = self.user_coupon_bundle_id
        if self.unionid is not None:
            fields["unionid"] = self.unionid
        if self.phone_number is not None:
            fields["phone_number"] = self.phone_number
        if self.country_code is not None:
            fields["country_code"] = self.country_code
        if self.attach is not None:
            fields["attach"] = self.attach
        if self.channel_custom_info is not None:
            fields["channel_custom_info"] = self.channel_custom_info
        if self.additional_properties:
            fields.update(to_json(self.additional_properties))
        return fields

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; a null is read as absent.

        Raises:
            ModelError: A required member is missing, or a member is of another type.
        """
        try:
            d = {**src_dict}
            if None in d.values():
                d = {name: value for name, value in d.items() if value is not None}
            return cls(
                brand_id=d.pop("brand_id"),
                coupon_code=d.pop("coupon_code"),
                product_coupon_id=d.pop("product_coupon_id"),
                stock_id=d.pop("stock_id"),
                appid=d.pop("appid"),
                openid=d.pop("openid"),
                receive_time=datetime.datetime.fromisoformat(d.pop("receive_time")),
                send_request_no=d.pop("send_request_no"),
                send_channel=UserProductCouponSendChannel(d.pop("send_channel")),
                valid_begin_time=datetime.datetime.fromisoformat(d.pop("valid_begin_time")),
                valid_end_time=datetime.datetime.fromisoformat(d.pop("valid_end_time")),
                stock_bundle_id=d.pop("stock_bundle_id", None),
                user_coupon_bundle_id=d.pop("user_coupon_bundle_id", None),
                unionid=d.pop("unionid", None),
                phone_number=d.pop("phone_number", None),
                country_code=d.pop("country_code", None),
                attach=d.pop("attach", None),
                channel_custom_info=d.pop("channel_custom_info", None),
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc
