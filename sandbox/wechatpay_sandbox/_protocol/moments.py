"""Moments as text (RFC 3339)."""

from __future__ import annotations

from datetime import datetime


def read(moment: str) -> float:
    """Read RFC 3339 as Unix time in seconds.

    Its `T` and `Z` may be small letters (https://www.rfc-editor.org/rfc/rfc3339#section-5.6), which Python takes in
    some places only.

    Raises:
        ValueError: It is no such text.
    """
    return datetime.fromisoformat(moment.upper()).timestamp()
