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
        "use_time",
        "return_time",
        "associated_order_info",
        "associated_pay_score_order_info",
        "saved_amount",
    )
)


@_define(kw_only=True)
class CouponUsageDetail(Model):
    """Use and return of one coupon (单券使用详情, 多次优惠使用详情). After a return the members of the use stay, so look at
    coupon_state to know which of the two came last."""

    use_request_no: str | None = None
    """Request number of the redemption (券核销请求单号), once used."""
    use_time: datetime.datetime | None = None
    """Time of the redemption (券核销时间), RFC 3339 with offset, once used."""
    return_request_no: str | None = None
    """Request number of the return (退券请求单号), once returned."""
    return_time: datetime.datetime | None = None
    """Time of the return (退券时间), RFC 3339 with offset, once returned."""
    associated_order_info: UserProductCouponAssociatedOrderInfo | None = None
    """The payment order (券核销的微信支付订单信息), as sent with the redemption."""
    associated_pay_score_order_info: UserProductCouponAssociatedPayScoreOrderInfo | None = None
    """The pay score order (券核销的关联微信支付分订单信息), as sent with the redemption."""
    saved_amount: int | None = None
    """Amount that the coupon saved (优惠金额), in fen, 1/100 CNY; for a percent-off coupon of scope ALL the value that
    was sent."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.use_request_no is not None:
            fields["use_request_no"] = self.use_request_no
        if self.use_time is not None:
            fields["use_time"] = to_json(self.use_time)
        if self.return_request_no is not None:
            fields["return_request_no"] = self.return_request_no
        if self.return_time is not None:
            fields["return_time"] = to_json(self.return_time)
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
                use_request_no=d.pop("use_request_no", None),
                use_time=datetime.datetime.fromisoformat(d.pop("use_time")) if "use_time" in d else None,
                return_request_no=d.pop("return_request_no", None),
                return_time=datetime.datetime.fromisoformat(d.pop("return_time")) if "return_time" in d else None,
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
