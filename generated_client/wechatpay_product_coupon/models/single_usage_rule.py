# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import Model, model_error, names_repr, to_json

_NOT_TEXT = frozenset(
    (
        "normal_coupon",
        "discount_coupon",
        "exchange_coupon",
    )
)


@_define(kw_only=True)
class SingleUsageRule(Model):
    """When and how a coupon of single mode can be used (单券使用规则)."""

    coupon_available_period: CouponAvailablePeriod
    """When the coupon can be used (券可核销时间)."""
    normal_coupon: NormalCouponUsageRule | None = None
    """Money-off rule of this stock (满减券使用规则), required when scope is SINGLE and type is NORMAL."""
    discount_coupon: DiscountCouponUsageRule | None = None
    """Percent-off rule of this stock (折扣券使用规则), required when scope is SINGLE and type is DISCOUNT."""
    exchange_coupon: ExchangeCouponUsageRule | None = None
    """Exchange rule of this stock (兑换券使用规则), required when type is EXCHANGE."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.coupon_available_period is not None:
            fields["coupon_available_period"] = to_json(self.coupon_available_period)
        if self.normal_coupon is not None:
            fields["normal_coupon"] = to_json(self.normal_coupon)
        if self.discount_coupon is not None:
            fields["discount_coupon"] = to_json(self.discount_coupon)
        if self.exchange_coupon is not None:
            fields["exchange_coupon"] = to_json(self.exchange_coupon)
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
                coupon_available_period=CouponAvailablePeriod.from_dict(d.pop("coupon_available_period")),
                normal_coupon=NormalCouponUsageRule.from_dict(d.pop("normal_coupon")) if "normal_coupon" in d else None,
                discount_coupon=DiscountCouponUsageRule.from_dict(d.pop("discount_coupon"))
                if "discount_coupon" in d
                else None,
                exchange_coupon=ExchangeCouponUsageRule.from_dict(d.pop("exchange_coupon"))
                if "exchange_coupon" in d
                else None,
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc


# Last, because models may refer to each other.
from ..models.coupon_available_period import CouponAvailablePeriod  # noqa: E402
from ..models.discount_coupon_usage_rule import DiscountCouponUsageRule  # noqa: E402
from ..models.exchange_coupon_usage_rule import ExchangeCouponUsageRule  # noqa: E402
from ..models.normal_coupon_usage_rule import NormalCouponUsageRule  # noqa: E402
