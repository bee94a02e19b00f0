# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import Model, model_error, to_json

from ..types import UNSET, Unset


@_define(kw_only=True)
class SingleUsageInfo(Model):
    """Rules of single mode that all stocks of the coupon share (单券模式信息). Exchange coupons have their rule in the
    stock. [seed 003]"""

    normal_coupon: NormalCouponUsageRule | Unset = UNSET
    """Money-off rule of all stocks (满减券使用规则), required when scope is ALL and type is NORMAL."""
    discount_coupon: DiscountCouponUsageRule | Unset = UNSET
    """Percent-off rule of all stocks (折扣券使用规则), required when scope is ALL and type is DISCOUNT."""
    additional_properties: dict[str, Any] = _field(factory=dict)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is unset."""
        fields: dict[str, Any] = {
            "normal_coupon": to_json(self.normal_coupon),
            "discount_coupon": to_json(self.discount_coupon),
        }
        fields = {name: value for name, value in fields.items() if value is not UNSET}
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
            d = {name: value for name, value in src_dict.items() if value is not None}
            return cls(
                normal_coupon=NormalCouponUsageRule.from_dict(d.pop("normal_coupon"))
                if "normal_coupon" in d
                else UNSET,
                discount_coupon=DiscountCouponUsageRule.from_dict(d.pop("discount_coupon"))
                if "discount_coupon" in d
                else UNSET,
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc


# Last, because models may refer to each other.
from ..models.discount_coupon_usage_rule import DiscountCouponUsageRule  # noqa: E402
from ..models.normal_coupon_usage_rule import NormalCouponUsageRule  # noqa: E402
