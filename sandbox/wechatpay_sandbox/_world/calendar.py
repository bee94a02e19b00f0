"""Days and times of day as WeChat Pay counts them: in Beijing."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Final

from wechatpay_sandbox._protocol.contract import JSON
from wechatpay_sandbox._protocol.moments import read

BEIJING: Final = timezone(timedelta(hours=8))
_DAY_SECONDS: Final = 86_400
_EPOCH: Final = datetime(1970, 1, 1, 8, tzinfo=BEIJING)
_FIRST: Final = datetime(1, 1, 1, tzinfo=BEIJING).timestamp()
_LAST: Final = datetime(9999, 12, 31, 23, 59, 59, tzinfo=BEIJING).timestamp()  # with offset, a time may be later
_WEEKDAYS: Final = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")


def day_of(now: float) -> str:
    """Name the day in Beijing of a Unix time, as `2026-01-31`."""
    return _in_beijing(now).date().isoformat()


def written(moment: float) -> str:
    """Write a Unix time as RFC 3339 with seconds, in Beijing's time."""
    return _in_beijing(moment).isoformat(timespec="seconds")


def validity(period: JSON, received: float) -> tuple[float, float]:
    """Tell from when to when a coupon received at a Unix time is valid, by its `coupon_available_period`."""
    ends = read(period["available_end_time"])
    begins = max(received, read(period["available_begin_time"]))
    if "available_seconds" in period:
        return begins, min(ends, begins + period["available_seconds"])
    wait = period.get("wait_days_after_receive", 0)
    if wait:
        begins = max(begins, midnight(received, wait))
    if "available_days" in period:
        # Calendar days: 1 is until midnight of the day on which it takes effect.
        ends = min(ends, midnight(begins, period["available_days"]) - 1)
    # Whatever is waited for, the end of the stock ends it: no validity begins after its end.
    return min(begins, ends), ends


def is_usable_at(period: JSON, now: float) -> bool:
    """Whether the weekly or chosen times of a `coupon_available_period` allow a use at a Unix time."""
    chosen = period.get("irregular_available_period_list")
    if chosen:
        return any(read(span["begin_time"]) <= now <= read(span["end_time"]) for span in chosen)
    weekly = period.get("weekly_available_period", {})
    if "day_list" not in weekly:
        return True
    moment = _in_beijing(now)
    second = moment.hour * 3600 + moment.minute * 60 + moment.second
    spans = weekly.get("day_period_list") or [{"begin_time": 0, "end_time": 86_399}]
    in_span = any(span["begin_time"] <= second <= span["end_time"] for span in spans)
    return _WEEKDAYS[moment.weekday()] in weekly["day_list"] and in_span


def midnight(moment: float, days: int) -> float:
    """Return the midnight that begins the day `days` days after that of a Unix time."""
    day = _in_beijing(moment).replace(hour=0, minute=0, second=0, microsecond=0)
    return min(day.timestamp() + days * _DAY_SECONDS, _LAST)


def _in_beijing(moment: float) -> datetime:
    """Return a Unix time as Beijing's clocks show it; what is outside their years, as the first or last second."""
    return _EPOCH + timedelta(seconds=min(max(moment, _FIRST), _LAST))
