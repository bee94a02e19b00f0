# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import Model, masked_repr, model_error, names_repr, to_json

_NOT_TEXT = frozenset(("coupon_tag_info",))


@_define(kw_only=True)
class SendUserProductCouponRequest(Model):
    """A coupon to be sent to a user (向用户发放商品券)."""

    product_coupon_id: str
    """Product coupon id (商品券ID), made by WeChat Pay when the coupon was created."""
    stock_id: str
    """Stock id (批次ID), made by WeChat Pay when the stock was created; the stock must belong to the coupon."""
    appid: str
    """AppID (公众账号ID) that openid belongs to, bound to this service provider."""
    send_request_no: str
    """Request number of the sending (发券请求单号), 6 to 128 digits, letters, underscores or hyphens, unique for the
    brand. The idempotency key; at most 40 characters fit every sending operation."""
    brand_id: str
    """Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service provider."""
    coupon_code: str | None = _field(default=None, repr=masked_repr)
    """Code for this user (用户商品券Code), 1 to 40 digits, letters, underscores or hyphens. Required when
    coupon_code_mode of the stock is API_ASSIGN, forbidden otherwise."""
    attach: str | None = None
    """Data of the caller (自定义附加信息), at most 150 characters, given back by queries and by the event."""
    coupon_tag_info: CouponTagInfo | None = None
    """Labels of the coupon (用户商品券标签信息), such as the member mark that members of a card see."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.product_coupon_id is not None:
            fields["product_coupon_id"] = self.product_coupon_id
        if self.stock_id is not None:
            fields["stock_id"] = self.stock_id
        if self.appid is not None:
            fields["appid"] = self.appid
        if self.send_request_no is not None:
            fields["send_request_no"] = self.send_request_no
        if self.brand_id is not None:
            fields["brand_id"] = self.brand_id
        if self.coupon_code is not None:
            fields["coupon_code"] = self.coupon_code
        if self.attach is not None:
            fields["attach"] = self.attach
        if self.coupon_tag_info is not None:
            fields["coupon_tag_info"] = to_json(self.coupon_tag_info)
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
                product_coupon_id=d.pop("product_coupon_id"),
                stock_id=d.pop("stock_id"),
                appid=d.pop("appid"),
                send_request_no=d.pop("send_request_no"),
                brand_id=d.pop("brand_id"),
                coupon_code=d.pop("coupon_code", None),
                attach=d.pop("attach", None),
                coupon_tag_info=CouponTagInfo.from_dict(d.pop("coupon_tag_info")) if "coupon_tag_info" in d else None,
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc


# Last, because models may refer to each other.
from ..models.coupon_tag_info import CouponTagInfo  # noqa: E402
