"""The contract's rate limits, kept before a request leaves: each attempt gets a turn, evenly spaced."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from wechatpay_runtime._fork import renew_after_fork
from wechatpay_runtime._operation import RateLimit
from wechatpay_runtime.errors import ConfigurationError

if TYPE_CHECKING:
    from pyrate_limiter import Decision, Rate

HEADROOM: Final = 1.04
"""Turns are this much further apart than the quota asks, because WeChat Pay counts when requests arrive: one that is on
its way for longer than another, by up to 4 % of the limit's period, does not make one too many in a period."""

MICROSECONDS: Final = 1_000_000


class Turn(NamedTuple):
    """When an attempt may go on the wire.

    Attributes:
        wait: Seconds to wait first.
        taken: Whether the turn is the caller's after that wait; False: ask again then. A turn that is later than the
            caller can wait is never taken.
        because: Why it is late, where that is not the quota.
    """

    wait: float
    taken: bool
    because: str = ""


class Check(Protocol):
    """Asks pyrate-limiter for a turn at a moment, in microseconds, and takes it if it is free."""

    def __call__(self, *, now: int) -> Decision: ...


class RateLimits(ABC):
    """Keeps calls within the contract's `x-rate-limit`, for each merchant and operation.

    What a client's `rate_limits=` takes: `MemoryRateLimits` or `RedisRateLimits`.
    """

    @abstractmethod
    def ask(self, key: str, limit: RateLimit, longest: float) -> Turn:
        """Ask for the next free turn, and take it unless it is too late.

        Args:
            key: What has the quota: platform, merchant and operation.
            limit: The quota.
            longest: How long the caller can wait, in seconds.
        """

    async def ask_async(self, key: str, limit: RateLimit, longest: float) -> Turn:
        """Do what `ask` does, without holding up the event loop."""
        return self.ask(key, limit, longest)


class MemoryRateLimits(RateLimits):
    """Keeps the limits within one process: all clients, threads and tasks that share this object.

    The default of every client is one such object for the process, so that several clients of one merchant share its
    quota. After a fork the child counts anew.

    Args:
        share: The part of each quota that this process may use, above 0 and up to 1: with four processes and nothing
            shared between them, 0.25.
        clock: Seconds, from any start.

    Raises:
        ConfigurationError: `share` is out of range.
    """

    def __init__(self, share: float = 1.0, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.share = checked_share(share)
        self._clock = clock
        self._queues: dict[str, Check] = {}
        renew_after_fork(self)

    def ask(self, key: str, limit: RateLimit, longest: float) -> Turn:
        """Ask for the next free turn, and take it unless it is too late."""
        check = self._queues.get(key) or self._queues.setdefault(key, self._queue(limit))
        return take(check, int(self._clock() * MICROSECONDS), longest)

    def _queue(self, limit: RateLimit) -> Check:
        from pyrate_limiter import GCRA, InMemoryStateStore

        return partial(InMemoryStateStore().check, GCRA(), [spacing(limit, self.share)], weight=1)

    def _after_fork(self) -> None:
        self._queues = {}  # a lock of the old ones may be held by a thread that is not here

    def __repr__(self) -> str:
        return f"MemoryRateLimits(share={self.share})"


def checked_share(share: float) -> float:
    """Return a part of a quota.

    Raises:
        ConfigurationError: It is no such part.
    """
    if not 0 < share <= 1:
        raise ConfigurationError(f"The share of a quota is above 0 and up to 1, not {share}.")
    return share


def spacing(limit: RateLimit, share: float = 1.0) -> Rate:
    """Return a quota as evenly spaced turns, in microseconds where pyrate-limiter says milliseconds.

    In whole milliseconds a quota of 500 a second would shrink to 333.
    """
    from pyrate_limiter import Rate

    return Rate(limit.requests, int(limit.per_seconds * MICROSECONDS * HEADROOM / share), burst=1)


def take(check: Check, now: int, longest: float) -> Turn:
    """Take the next free turn, unless it is too late.

    Time is an argument of pyrate-limiter, so a turn in the future is taken by asking for it as if it were then. Nobody
    has to wake up and race for a free place, and whoever asked first goes first.

    Args:
        check: Asks for the turn at a moment, and takes it if it is free.
        now: The moment of asking, in microseconds.
        longest: How long the caller can wait, in seconds.
    """
    moment = now
    while not (decision := check(now=moment)).allowed:
        moment += decision.retry_after_ms or 1
        if moment - now > longest * MICROSECONDS:
            return Turn((moment - now) / MICROSECONDS, taken=False)
    return Turn((moment - now) / MICROSECONDS, taken=True)


PROCESS_WIDE: Final = MemoryRateLimits()
