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
        "wait_days_after_receive",
        "weekly_available_period",
        "irregular_available_period_list",
    )
)


@_define(kw_only=True)
class SequentialCouponAvailablePeriod(Model):
    """When a coupon of sequential mode can be used (券可核销时间), the intersection of all that is given. The days of
    validity stand in sequential_usage_info."""

    available_begin_time: datetime.datetime
    """Start (开始时间), RFC 3339 with offset."""
    available_end_time: datetime.datetime
    """End (结束时间), RFC 3339 with offset, after the start and at most 365 days after it."""
    wait_days_after_receive: int | None = None
    """Takes effect N days after receipt (领取后N天开始生效), 0 to 30 days, 0 is at once."""
    weekly_available_period: FixedWeekPeriod | None = None
    """Fixed weekly times (每周固定可用时间)."""
    irregular_available_period_list: list[TimePeriod] | None = None
    """Irregular times (无规律的可用时间段), at most 2, not overlapping. Excludes wait_days_after_receive and
    weekly_available_period."""
    additional_properties: dict[str, Any] = _field(factory=dict, repr=names_repr)
    """Members the contract does not know: kept from answers, sent along in requests."""

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        fields: dict[str, Any] = {}
        if self.available_begin_time is not None:
            fields["available_begin_time"] = to_json(self.available_begin_time)
        if self.available_end_time is not None:
            fields["available_end_time"] = to_json(self.available_end_time)
        if self.wait_days_after_receive is not None:
            fields["wait_days_after_receive"] = self.wait_days_after_receive
        if self.weekly_available_period is not None:
            fields["weekly_available_period"] = to_json(self.weekly_available_period)
        if self.irregular_available_period_list is not None:
            fields["irregular_available_period_list"] = to_json(self.irregular_available_period_list)
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
                available_begin_time=datetime.datetime.fromisoformat(d.pop("available_begin_time")),
                available_end_time=datetime.datetime.fromisoformat(d.pop("available_end_time")),
                wait_days_after_receive=integer(d.pop("wait_days_after_receive"))
                if "wait_days_after_receive" in d
                else None,
                weekly_available_period=FixedWeekPeriod.from_dict(d.pop("weekly_available_period"))
                if "weekly_available_period" in d
                else None,
                irregular_available_period_list=[
                    TimePeriod.from_dict(item) for item in d.pop("irregular_available_period_list")
                ]
                if "irregular_available_period_list" in d
                else None,
                additional_properties=d,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise model_error(cls, exc) from exc


# Last, because models may refer to each other.
from ..models.fixed_week_period import FixedWeekPeriod  # noqa: E402
from ..models.time_period import TimePeriod  # noqa: E402
