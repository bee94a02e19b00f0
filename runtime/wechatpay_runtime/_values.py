"""Amounts and times as people write them, in the form in which they travel."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Final

BEIJING: Final = timezone(timedelta(hours=8))
"""Beijing time, +08:00 all year: the time zone of WeChat Pay's documents."""

# 16 digits of yuan are more than any amount has, and still fit into the 64 bits of one in fen.
_YUAN: Final = re.compile(r"([0-9]{1,16})(?:\.([0-9]{1,2}))?")
_EXPECTED: Final = 'an amount in yuan, such as "99.90": digits, then at most two decimals, without sign, blank or comma'


def yuan(amount: str | int | Decimal) -> int:
    """Return an amount in yuan (元) as fen (分), exactly: `yuan("99.90")` is 9990.

    Args:
        amount: Yuan, zero or more, with at most two decimals. A `Decimal` may have more of them if they are zeros, as
            those of a database do. A `float` is refused, since it holds no 99.90: write text.

    Raises:
        TypeError: It is a float, a bool, or no number at all.
        ValueError: It is negative, has a part of a fen, or is no plain number.
    """
    if isinstance(amount, bool) or not isinstance(amount, (str, int, Decimal)):
        hint = '; a float is not exact, so write text, such as "99.90"' if isinstance(amount, float) else ""
        raise TypeError(f"an amount in yuan is a str, an int or a Decimal, not a {type(amount).__name__}{hint}")
    found = _YUAN.fullmatch(_plain(amount) if isinstance(amount, Decimal) else str(amount))
    if not found:
        raise ValueError(f"expected {_EXPECTED}; got {str(amount)[:40]!r}")
    whole, fraction = found.groups(default="0")
    return int(whole) * 100 + int(fraction.ljust(2, "0"))


def beijing(  # noqa: PLR0917 - in the order of `datetime`
    year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0
) -> datetime:
    """Return a time on the clocks of Beijing (+08:00), whatever the time zone of this machine.

    The last moment of a day is `beijing(2026, 1, 31, 23, 59, 59)`. Now is `datetime.now(BEIJING)`.

    Raises:
        ValueError: There is no such day or time.
    """
    return datetime(year, month, day, hour, minute, second, tzinfo=BEIJING)


def _plain(amount: Decimal) -> str:
    """Return a Decimal without exponent, and without the zeros that stand behind its fen.

    One that is far too large or too small stays as it is: its digits, written out, could fill the memory.
    """
    if not amount.is_finite() or not -30 < amount.adjusted() < 16:
        return "0" if amount == 0 and not amount.is_signed() else str(amount)
    whole, _, fraction = f"{amount:f}".partition(".")
    return f"{whole}.{fraction[:2].ljust(2, '0')}{fraction[2:].rstrip('0')}"
