# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import Model, integer, model_error, names_repr, to_json

_NOT_TEXT = frozenset(("interval_days",))


@_define(kw_only=True)
class ProgressiveBundleUsageInfo(Model):
    """Settings of a coupon of several uses (多次优惠模式信息), in which each redemption sends the next coupon. interval_days
    limits the time between two uses; it does not move the validity."""

    count: int
    """Number of uses (可使用次数), 3 to 15."""
    interval_days: int | None = None
    """Days between two uses (多次优惠使用间隔天数), 0 to 7. Absent means 0, possible on the same day; 1 is from 00:00:00 of
    the next day, 2 from that of the third day."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.count is not None:
            fields["count"] = self.count
        if self.interval_days is not None:
            fields["interval_days"] = self.interval_days
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
                count=integer(d.pop("count")),
                interval_days=integer(d.pop("interval_days")) if "interval_days" in d else None,
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc
