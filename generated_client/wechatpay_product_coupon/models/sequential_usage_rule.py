# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import Model, model_error, names_repr, to_json

_NOT_TEXT = frozenset(
    (
        "normal_coupon_list",
        "discount_coupon_list",
        "exchange_coupon_list",
        "special_first",
    )
)


@_define(kw_only=True)
class SequentialUsageRule(Model):
    """When and how a coupon of sequential mode can be used (多次优惠使用规则). The list that fits the coupon's type holds
    the rule of each use, 1 to 15; whether their number must equal count is not documented."""

    coupon_available_period: SequentialCouponAvailablePeriod
    """When the coupon can be used (券可核销时间)."""
    normal_coupon_list: list[NormalCouponUsageRule] | None = None
    """Money-off rule of each use (满减券使用规则列表), 1 to 15, required when type is NORMAL."""
    discount_coupon_list: list[DiscountCouponUsageRule] | None = None
    """Percent-off rule of each use (折扣券使用规则列表), 1 to 15, required when type is DISCOUNT."""
    exchange_coupon_list: list[ExchangeCouponUsageRule] | None = None
    """Exchange rule of each use (兑换券使用规则列表), 1 to 15, required when type is EXCHANGE."""
    special_first: bool | None = None
    """Whether the first use carries a special offer (是否提供首笔特惠)."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.coupon_available_period is not None:
            fields["coupon_available_period"] = to_json(self.coupon_available_period)
        if self.normal_coupon_list is not None:
            fields["normal_coupon_list"] = to_json(self.normal_coupon_list)
        if self.discount_coupon_list is not None:
            fields["discount_coupon_list"] = to_json(self.discount_coupon_list)
        if self.exchange_coupon_list is not None:
            fields["exchange_coupon_list"] = to_json(self.exchange_coupon_list)
        if self.special_first is not None:
            fields["special_first"] = self.special_first
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
                coupon_available_period=SequentialCouponAvailablePeriod.from_dict(d.pop("coupon_available_period")),
                normal_coupon_list=[NormalCouponUsageRule.from_dict(item) for item in d.pop("normal_coupon_list")]
                if "normal_coupon_list" in d
                else None,
                discount_coupon_list=[DiscountCouponUsageRule.from_dict(item) for item in d.pop("discount_coupon_list")]
                if "discount_coupon_list" in d
                else None,
                exchange_coupon_list=[ExchangeCouponUsageRule.from_dict(item) for item in d.pop("exchange_coupon_list")]
                if "exchange_coupon_list" in d
                else None,
                special_first=d.pop("special_first", None),
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc


# Last, because models may refer to each other.
from ..models.discount_coupon_usage_rule import DiscountCouponUsageRule  # noqa: E402
from ..models.exchange_coupon_usage_rule import ExchangeCouponUsageRule  # noqa: E402
from ..models.normal_coupon_usage_rule import NormalCouponUsageRule  # noqa: E402
from ..models.sequential_coupon_available_period import SequentialCouponAvailablePeriod  # noqa: E402
