"""The contract's rate limits, kept before a request leaves: each attempt gets a turn, evenly spaced."""

from __future__ import annotations

import concurrent.futures
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import Final

from wechatpay_runtime._fork import renew_after_fork
from wechatpay_runtime._line import HEADROOM, Asked, Line, Place, Turn
from wechatpay_runtime._operation import RateLimit
from wechatpay_runtime._settings import clock_of, number_of
from wechatpay_runtime.errors import ConfigurationError


class RateLimits(ABC):
    """Keeps calls within the contract's `x-rate-limit`, for each merchant and operation.

    What a client's `rate_limits=` takes: `MemoryRateLimits`, `RedisRateLimits` or `PostgresRateLimits`. After a fork
    the child's callers stand in lines of their own.
    """

    _is_closed = False

    def __init__(self) -> None:
        self._lines: dict[str, Line] = {}
        renew_after_fork(self)

    def _refuse_if_closed(self) -> None:
        if self._is_closed:
            raise ConfigurationError(f"This {type(self).__name__} is closed: open another one.")

    @abstractmethod
    def ask(self, key: str, limit: RateLimit, longest: float) -> Turn:
        """Ask for the next free turn, and take it unless it is too late.

        Args:
            key: What has the quota: platform, merchant and operation.
            limit: The quota.
            longest: How long the caller can wait, in seconds.
        """

    def wait(self, key: str, limit: RateLimit, longest: float) -> Turn:
        """Wait for the turn of whoever calls; return at once when it comes too late.

        Args:
            key: What has the quota: platform, merchant and operation.
            limit: The quota.
            longest: How long the caller can wait, in seconds.

        Returns:
            How long it took, or would have taken where it is not `taken`.
        """
        with self._place(key, limit, longest) as place:
            for future, seconds in place.pauses():
                if future:
                    concurrent.futures.wait((future,), min(seconds, threading.TIMEOUT_MAX))
                else:
                    time.sleep(seconds)
        assert place.turn
        return place.turn

    async def wait_async(self, key: str, limit: RateLimit, longest: float) -> Turn:
        """Do what `wait` does, without holding up the event loop."""
        import asyncio

        with self._place(key, limit, longest) as place:
            for future, seconds in place.pauses():
                if future:
                    waiting = asyncio.wrap_future(future)
                    try:
                        await asyncio.wait((waiting,), timeout=seconds)
                    finally:
                        waiting.cancel()
                else:
                    await asyncio.sleep(seconds)
        assert place.turn
        return place.turn

    def _place(self, key: str, limit: RateLimit, longest: float) -> Place:
        line = self._lines.get(key) or self._lines.setdefault(key, self._line(key, limit))
        return Place(line, longest)

    def _line(self, key: str, limit: RateLimit) -> Line:
        return Line(self._spacing(limit), partial(self._asked, key, limit), partial(self._unanswered, key, limit))

    def _spacing(self, limit: RateLimit) -> float:
        """Return how many seconds a turn is after the one before it."""
        return limit.per_seconds * HEADROOM / limit.requests

    def _asked(self, key: str, limit: RateLimit, longest: float) -> Asked:
        """Begin to `ask`."""
        asked: Asked = Future()
        asked.set_result(self._timed(key, limit, longest))
        return asked

    def _timed(self, key: str, limit: RateLimit, longest: float) -> tuple[float, Turn]:
        turn = self.ask(key, limit, longest)
        return time.monotonic(), turn

    def _unanswered(self, key: str, limit: RateLimit, longest: float) -> Turn:
        """Return what holds when `ask` takes too long."""
        raise NotImplementedError

    def _after_fork(self) -> None:
        self._lines = {}  # whoever stands there is not here, and may have held its lock


class MemoryRateLimits(RateLimits):
    """Keeps the limits within one process: all clients, threads and tasks that share this object.

    The default of every client is one such object for the process, so that several clients of one merchant share its
    quota. After a fork the child counts anew.

    Args:
        share: The part of each quota that this process may use, above 0 and up to 1: with four processes and nothing
            shared between them, 0.25.
        clock: Seconds, from any start.

    Raises:
        ConfigurationError: `share` is out of range, or `clock` tells no time.
    """

    def __init__(self, share: float = 1.0, *, clock: Callable[[], float] = time.monotonic) -> None:
        number_of("share", share, above=0, at_most=1)
        clock_of("clock", clock)
        super().__init__()
        self.share = share
        self._clock = clock
        self._lock = threading.Lock()
        self._free: dict[str, float] = {}

    def ask(self, key: str, limit: RateLimit, longest: float) -> Turn:
        """Ask for the next free turn, and take it unless it is too late."""
        with self._lock:
            now = self._clock()
            at = max(now, self._free.get(key, now))
            taken = at == now or at - now <= longest
            if taken:
                self._free[key] = at + self._spacing(limit)
        return Turn(at - now, taken)

    def _spacing(self, limit: RateLimit) -> float:
        return super()._spacing(limit) / self.share

    def _after_fork(self) -> None:
        super()._after_fork()
        self._lock = threading.Lock()
        self._free = {}

    def __repr__(self) -> str:
        return f"MemoryRateLimits(share={self.share})"


PROCESS_WIDE: Final = MemoryRateLimits()
