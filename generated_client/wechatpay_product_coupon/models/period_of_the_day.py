# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import Model, integer, model_error, names_repr, to_json


@_define(kw_only=True)
class PeriodOfTheDay(Model):
    """A period of a day, in seconds since midnight (当天可用时间段)."""

    begin_time: int
    """Start (当天可用开始时间), the second of the day, 0 to 86399; 60 is 00:01:00."""
    end_time: int
    """End (当天可用结束时间), the second of the day, 0 to 86399, after the start; 86399 is 23:59:59."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.begin_time is not None:
            fields["begin_time"] = self.begin_time
        if self.end_time is not None:
            fields["end_time"] = self.end_time
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
                begin_time=integer(d.pop("begin_time")),
                end_time=integer(d.pop("end_time")),
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc
