# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import Model, model_error, names_repr, to_json


@_define(kw_only=True)
class ConfirmSendUserProductCouponRequest(Model):
    """A coupon of a user to be confirmed (确认发放用户商品券)."""

    product_coupon_id: str
    """Product coupon id (商品券ID), made by WeChat Pay when the coupon was created."""
    stock_id: str
    """Stock id (批次ID), made by WeChat Pay when the stock was created; the stock must belong to the coupon."""
    appid: str
    """AppID (公众账号ID) that openid belongs to, bound to this service provider."""
    out_request_no: str
    """Request number of the confirmation (确认发放请求单号), 6 to 40 digits, letters, underscores or hyphens, unique for the
    brand. The idempotency key."""
    brand_id: str
    """Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service provider."""
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
        if self.out_request_no is not None:
            fields["out_request_no"] = self.out_request_no
        if self.brand_id is not None:
            fields["brand_id"] = self.brand_id
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
                product_coupon_id=d.pop("product_coupon_id"),
                stock_id=d.pop("stock_id"),
                appid=d.pop("appid"),
                out_request_no=d.pop("out_request_no"),
                brand_id=d.pop("brand_id"),
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc
