# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import Model, integer, model_error, names_repr, to_json

_NOT_TEXT = frozenset(
    (
        "associated_order_info",
        "associated_pay_score_order_info",
        "saved_amount",
    )
)


@_define(kw_only=True)
class UseUserProductCouponRequest(Model):
    """A redemption, with the order it belongs to (核销用户商品券). It names a payment order or a pay score order, never
    both."""

    product_coupon_id: str
    """Product coupon id (商品券ID), made by WeChat Pay when the coupon was created."""
    stock_id: str
    """Stock id (批次ID), made by WeChat Pay when the stock was created; the stock must belong to the coupon."""
    appid: str
    """AppID (公众账号ID) that openid belongs to, bound to this service provider."""
    use_time: datetime.datetime
    """Time of the redemption (核销时间), RFC 3339 with offset."""
    out_request_no: str
    """Request number of the redemption (核销请求单号), 6 to 40 digits, letters, underscores or hyphens, unique for the
    brand and never used for another coupon. The idempotency key."""
    brand_id: str
    """Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service provider."""
    store_id: str | None = None
    """Store of the redemption (核销门店ID), of the same brand, open for business and within the stock's stores."""
    associated_order_info: UserProductCouponAssociatedOrderInfo | None = None
    """The payment order (关联微信支付订单信息), unless it is a pay score order."""
    associated_pay_score_order_info: UserProductCouponAssociatedPayScoreOrderInfo | None = None
    """The pay score order (关联微信支付分订单信息), unless it is a payment order."""
    saved_amount: int | None = None
    """Amount that this coupon saved (优惠金额), in fen, 1/100 CNY. Money off - the amount taken off. Exchange - original
    price less exchange price. Percent off of scope SINGLE - original price times percent, of scope ALL - what was
    really saved on the order."""
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
        if self.use_time is not None:
            fields["use_time"] = to_json(self.use_time)
        if self.out_request_no is not None:
            fields["out_request_no"] = self.out_request_no
        if self.brand_id is not None:
            fields["brand_id"] = self.brand_id
        if self.store_id is not None:
            fields["store_id"] = self.store_id
        if self.associated_order_info is not None:
            fields["associated_order_info"] = to_json(self.associated_order_info)
        if self.associated_pay_score_order_info is not None:
            fields["associated_pay_score_order_info"] = to_json(self.associated_pay_score_order_info)
        if self.saved_amount is not None:
            fields["saved_amount"] = self.saved_amount
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
                use_time=datetime.datetime.fromisoformat(d.pop("use_time")),
                out_request_no=d.pop("out_request_no"),
                brand_id=d.pop("brand_id"),
                store_id=d.pop("store_id", None),
                associated_order_info=UserProductCouponAssociatedOrderInfo.from_dict(d.pop("associated_order_info"))
                if "associated_order_info" in d
                else None,
                associated_pay_score_order_info=UserProductCouponAssociatedPayScoreOrderInfo.from_dict(
                    d.pop("associated_pay_score_order_info")
                )
                if "associated_pay_score_order_info" in d
                else None,
                saved_amount=integer(d.pop("saved_amount")) if "saved_amount" in d else None,
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc


# Last, because models may refer to each other.
from ..models.user_product_coupon_associated_order_info import UserProductCouponAssociatedOrderInfo  # noqa: E402
from ..models.user_product_coupon_associated_pay_score_order_info import UserProductCouponAssociatedPayScoreOrderInfo  # noqa: E402
