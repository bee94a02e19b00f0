# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import Model, integer, model_error, names_repr, to_json

_NOT_TEXT = frozenset(
    (
        "max_count_per_day",
        "max_count_per_user",
    )
)


@_define(kw_only=True)
class StockSendRuleForBundle(Model):
    """How many coupons of a bundle may be sent (批次组发放规则)."""

    max_count: int
    """Total sendings of the bundle (批次组发放次数总上限), 1 to 100,000,000; every stock inherits it."""
    max_count_per_day: int | None = None
    """Sendings of the bundle per day (批次组每日发放次数上限), 1 to 100,000,000; absent means unlimited. The first stock
    inherits it, the others stay unlimited."""
    max_count_per_user: int | None = None
    """Sendings of the bundle per user (每个用户领取批次组次数上限), 1 to 100, unconfirmed ones included; every stock inherits it.
    Required by the official page."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.max_count is not None:
            fields["max_count"] = self.max_count
        if self.max_count_per_day is not None:
            fields["max_count_per_day"] = self.max_count_per_day
        if self.max_count_per_user is not None:
            fields["max_count_per_user"] = self.max_count_per_user
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
                max_count=integer(d.pop("max_count")),
                max_count_per_day=integer(d.pop("max_count_per_day")) if "max_count_per_day" in d else None,
                max_count_per_user=integer(d.pop("max_count_per_user")) if "max_count_per_user" in d else None,
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc
