"""Time-outs that know when the whole call must be over."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Final, Self

DEADLINE_PASSED: Final = "the deadline of the call passed"

WAITS: Final = "pool.wait.started"
CONNECTS: Final = "connection.connect_tcp.started"
SENDS: Final = "http11.send_request_headers.started"
"""Events of a request's `trace`, an extension of httpx's; httpcore tells the last two by itself."""

LEAST_TIMEOUT: Final = 0.001
"""Seconds. 0 would mean not to wait at all, to some, and for ever, to others."""


class Bound(float):
    """A time-out in seconds as httpx takes it, of which each further step of the same phase may take only the rest.

    httpx bounds every read on its own, so that an answer that drips in may take for ever.

    Attributes:
        ends: When the call must be over, by `time.monotonic()`.
    """

    __slots__ = ("ends",)
    ends: float

    @classmethod
    def each(cls, timeout: Mapping[str, float | None], ends: float) -> dict[str, Self]:
        """Return the time-outs of all phases, none of them above what is left of the call's time."""
        left = max(ends - time.monotonic(), LEAST_TIMEOUT)
        bounds = {}
        for seconds in {*timeout.values()}:  # most phases have the same
            bounds[seconds] = bound = cls(left if seconds is None or seconds > left else max(seconds, LEAST_TIMEOUT))
            bound.ends = ends
        return {phase: bounds[seconds] for phase, seconds in timeout.items()}


def still(timeout: float | None, late: type[Exception]) -> float | None:
    """Return how long a step that begins now may take, in seconds; None where nothing bounds it.

    Args:
        timeout: The time-out of its phase.
        late: What to raise when the call must be over already; a peer that sends without a pause lets nothing time out.
    """
    if not isinstance(timeout, Bound):
        return timeout
    left = timeout.ends - time.monotonic()
    if left <= 0:
        raise late(DEADLINE_PASSED)
    return min(timeout, left)
