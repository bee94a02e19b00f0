# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _define
from attrs import field as _field

from wechatpay_runtime import Model, model_error, names_repr, to_json

from ..models.week_enum import WeekEnum

_NOT_TEXT = frozenset(
    (
        "day_list",
        "day_period_list",
    )
)


@_define(kw_only=True)
class FixedWeekPeriod(Model):
    """Times of the week in which a coupon can be used (每周固定可用时间)."""

    day_list: list[WeekEnum] | None = None
    """Weekdays (每周可用星期数), at most 7, each once. Recommended; a newer guide lists it as required."""
    day_period_list: list[PeriodOfTheDay] | None = None
    """Times of these days (当天可用时间段), at most 3, not overlapping; absent means the whole day."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.day_list is not None:
            fields["day_list"] = to_json(self.day_list)
        if self.day_period_list is not None:
            fields["day_period_list"] = to_json(self.day_period_list)
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
                day_list=[WeekEnum(item) for item in d.pop("day_list")] if "day_list" in d else None,
                day_period_list=[PeriodOfTheDay.from_dict(item) for item in d.pop("day_period_list")]
                if "day_period_list" in d
                else None,
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc


# Last, because models may refer to each other.
from ..models.period_of_the_day import PeriodOfTheDay  # noqa: E402
