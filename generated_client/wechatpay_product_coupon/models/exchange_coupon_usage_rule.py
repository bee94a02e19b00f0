# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import Model, integer, model_error, names_repr, to_json


@_define(kw_only=True)
class ExchangeCouponUsageRule(Model):
    """Rule of an exchange coupon (兑换券使用规则)."""

    threshold: int
    """Threshold amount (门槛金额) from which the coupon can be used, in fen, 1/100 CNY; 10000 is 100 CNY, 0 is no
    threshold."""
    exchange_price: int
    """Price at which the item is given (固定兑换价格), in fen, 1/100 CNY; 990 is 9.90 CNY, 0 is free."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.threshold is not None:
            fields["threshold"] = self.threshold
        if self.exchange_price is not None:
            fields["exchange_price"] = self.exchange_price
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
                threshold=integer(d.pop("threshold")),
                exchange_price=integer(d.pop("exchange_price")),
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc
