"""One quota for any number of processes and machines, kept in Redis."""

from __future__ import annotations

import logging
import time
from functools import partial
from typing import TYPE_CHECKING, Final

from wechatpay_runtime._operation import RateLimit
from wechatpay_runtime._rate_limits import MICROSECONDS, Check, MemoryRateLimits, RateLimits, Turn, spacing, take
from wechatpay_runtime.errors import ConfigurationError

if TYPE_CHECKING:
    import redis

ASK_AGAIN_SECONDS: Final = 1.0
"""How long a lost Redis is left alone before it is asked again."""

SOCKET_TIMEOUT_SECONDS: Final = 1.0
KEPT_MILLISECONDS: Final = 24 * 60 * 60 * 1000
"""How long Redis keeps an unused entry; longer than any turn is taken ahead."""

_logger = logging.getLogger(__package__)


class RedisRateLimits(RateLimits):
    """Keeps the limits for every process and machine that uses the same Redis.

    Redis's own clock counts, so the clocks of the machines need not agree. Threads and event loops share one pool of
    connections; a turn costs one or two round trips.

    When Redis is lost while running, calls wait for it to come back, and end in `RateLimitWaitTimeout` when they cannot
    wait any longer: the quota is never exceeded. With `local_share` they go on instead, each process within its own
    part of the quota. Either is logged once, as is Redis's return.

    Args:
        redis: URL, such as `redis://127.0.0.1:6379/0`, or a `redis.Redis` of your own, which stays yours to close.
        local_share: The part of each quota that this process may use while Redis is lost, above 0 and up to 1; with
            ten processes, 0.1. None waits.
        prefix: What the names of the entries begin with.

    Raises:
        ConfigurationError: Redis cannot be reached or used, or `local_share` is out of range.
    """

    def __init__(
        self, redis: str | redis.Redis, *, local_share: float | None = None, prefix: str = "wechatpay:rate-limit:"
    ) -> None:
        self._local = None if local_share is None else MemoryRateLimits(local_share)
        self._prefix = prefix
        self._opened = isinstance(redis, str)
        self._redis = _opened(redis) if isinstance(redis, str) else redis
        self._checks: dict[str, Check] = {}
        self._lost_until = 0.0
        self._ping()

    def ask(self, key: str, limit: RateLimit, longest: float) -> Turn:
        """Ask for the next free turn, and take it unless it is too late."""
        from redis.exceptions import RedisError

        if time.monotonic() < self._lost_until:
            return self._without_redis(key, limit, longest)
        check = self._checks.get(key) or self._checks.setdefault(key, self._check(key, limit))
        try:
            seconds, microseconds = self._redis.time()
            turn = take(check, seconds * MICROSECONDS + microseconds, longest)
        except RedisError as exc:
            self._lose(exc)
            return self._without_redis(key, limit, longest)
        if self._lost_until:
            self._lost_until = 0.0
            _logger.warning("Redis is back: rate limits are shared again.")
        return turn

    async def ask_async(self, key: str, limit: RateLimit, longest: float) -> Turn:
        """Do what `ask` does, without holding up the event loop."""
        # At tens of turns a second a thread costs nothing that counts, and saves a pool for each event loop.
        import asyncio

        return await asyncio.to_thread(self.ask, key, limit, longest)

    def close(self) -> None:
        """Close the connections to Redis, unless they are of a `redis.Redis` that was given."""
        if self._opened:
            self._redis.close()

    def _check(self, key: str, limit: RateLimit) -> Check:
        from pyrate_limiter import GCRA, RedisStateStore

        store = RedisStateStore(self._redis, self._prefix + key, ttl_ms=KEPT_MILLISECONDS)
        return partial(store.check, GCRA(), [spacing(limit)], weight=1)

    def _without_redis(self, key: str, limit: RateLimit, longest: float) -> Turn:
        if self._local:
            return self._local.ask(key, limit, longest)
        return Turn(ASK_AGAIN_SECONDS, taken=False, because="Redis, which keeps the quota, is lost")

    def _lose(self, error: Exception) -> None:
        if not self._lost_until:
            then = f"keeping within {self._local.share:.0%} of each quota" if self._local else "calls wait for it"
            _logger.warning("Redis is lost (%s: %s): %s.", type(error).__name__, error, then)
        self._lost_until = time.monotonic() + ASK_AGAIN_SECONDS

    def _ping(self) -> None:
        from redis.exceptions import RedisError

        try:
            self._redis.ping()
        except RedisError as exc:
            self.close()
            raise ConfigurationError(
                f"Redis for the rate limits cannot be used: {type(exc).__name__}: {exc}. Start it or correct its URL; "
                "without it, MemoryRateLimits(share=...) keeps each process within a part of the quota."
            ) from exc

    def __repr__(self) -> str:
        return f"RedisRateLimits(prefix={self._prefix!r}, local_share={self._local and self._local.share})"


def _opened(url: str) -> redis.Redis:
    try:
        import redis
        from redis.backoff import NoBackoff
        from redis.retry import Retry
    except ImportError as exc:
        raise ConfigurationError("Rate limits in Redis need `pip install wechatpay-product-coupon[redis]`.") from exc
    try:
        return redis.Redis.from_url(
            url,
            socket_connect_timeout=SOCKET_TIMEOUT_SECONDS,
            socket_timeout=SOCKET_TIMEOUT_SECONDS,
            retry=Retry(NoBackoff(), 1),
        )
    except ValueError as exc:
        raise ConfigurationError(
            "The URL of Redis for the rate limits cannot be read; see redis.Redis.from_url."
        ) from exc
