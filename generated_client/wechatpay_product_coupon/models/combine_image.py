# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import JSON_NAME, Model, model_error, names_repr, to_json

from ..models.product_coupon_scope import ProductCouponScope
from ..models.product_coupon_type import ProductCouponType
from ..models.usage_mode import UsageMode

_NOT_TEXT = frozenset(
    (
        "normal_coupon",
        "discount_coupon",
        "exchange_coupon",
    )
)


@_define(kw_only=True)
class CombineImage(Model):
    """What a header image is composed from (拼图数据). Send the rule that fits type and no other; others are tolerated."""

    scope: ProductCouponScope
    """Scope of the coupon (优惠范围)."""
    type_: ProductCouponType = _field(metadata={JSON_NAME: "type"})
    """Type of the coupon (商品券类型), which decides which of the three rules is required."""
    usage_mode: UsageMode
    """Usage mode of the coupon (使用模式), here SINGLE; the page of several uses says PROGRESSIVE_BUNDLE too, but that
    only SINGLE is supported at present."""
    normal_coupon: NormalCouponUsageRule | None = None
    """Money-off rule (满减券使用规则), required when type is NORMAL."""
    discount_coupon: DiscountCouponUsageRule | None = None
    """Percent-off rule (折扣券使用规则), required when type is DISCOUNT."""
    exchange_coupon: ExchangeCouponUsageRule | None = None
    """Exchange rule (兑换券使用规则), required when type is EXCHANGE."""
    background_color: str | None = None
    """Brand colour of the picture (背景颜色色值), a number sign and six hex digits such as `#ff5733`."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.scope is not None:
            fields["scope"] = to_json(self.scope)
        if self.type_ is not None:
            fields["type"] = to_json(self.type_)
        if self.usage_mode is not None:
            fields["usage_mode"] = to_json(self.usage_mode)
        if self.normal_coupon is not None:
            fields["normal_coupon"] = to_json(self.normal_coupon)
        if self.discount_coupon is not None:
            fields["discount_coupon"] = to_json(self.discount_coupon)
        if self.exchange_coupon is not None:
            fields["exchange_coupon"] = to_json(self.exchange_coupon)
        if self.background_color is not None:
            fields["background_color"] = self.background_color
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
                scope=ProductCouponScope(d.pop("scope")),
                type_=ProductCouponType(d.pop("type")),
                usage_mode=UsageMode(d.pop("usage_mode")),
                normal_coupon=NormalCouponUsageRule.from_dict(d.pop("normal_coupon")) if "normal_coupon" in d else None,
                discount_coupon=DiscountCouponUsageRule.from_dict(d.pop("discount_coupon"))
                if "discount_coupon" in d
                else None,
                exchange_coupon=ExchangeCouponUsageRule.from_dict(d.pop("exchange_coupon"))
                if "exchange_coupon" in d
                else None,
                background_color=d.pop("background_color", None),
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc


# Last, because models may refer to each other.
from ..models.discount_coupon_usage_rule import DiscountCouponUsageRule  # noqa: E402
from ..models.exchange_coupon_usage_rule import ExchangeCouponUsageRule  # noqa: E402
from ..models.normal_coupon_usage_rule import NormalCouponUsageRule  # noqa: E402
