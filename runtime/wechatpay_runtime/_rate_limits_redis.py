"""One quota for any number of processes and machines, kept in Redis."""

from __future__ import annotations

import logging
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final

from wechatpay_runtime._client_error import discreet
from wechatpay_runtime._fork import FIRST_USE
from wechatpay_runtime._line import Asked, Turn
from wechatpay_runtime._operation import RateLimit
from wechatpay_runtime._rate_limits import MemoryRateLimits, RateLimits
from wechatpay_runtime._settings import instance_of, number_of, wrong
from wechatpay_runtime.errors import ConfigurationError

if TYPE_CHECKING:
    import redis

_ASK_AGAIN_SECONDS: Final = 1.0
"""How long a lost Redis is left alone before it is asked again."""

_SOCKET_TIMEOUT_SECONDS: Final = 1.0
_THREADS: Final = 4
_AHEAD_SECONDS: Final = 10.0
"""How far ahead a turn may lie. Each process has one at a time under a quota, so that it takes hundreds of them."""

_TAKE: Final = """
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local spacing, longest, ahead = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local kept = redis.call('GET', KEYS[1])
local free = now
if kept then
    free = tonumber(kept)
    if not free then return redis.error_reply('WRONGTYPE the entry is no time, so that it is not ours') end
end
-- No turn is taken that far ahead: the clock was, of this Redis or of the one before it.
if free > now + ahead + spacing then free = now end
local wait = math.max(free - now, 0)
if wait > 0 and wait > longest then return {wait, 0} end
if wait > ahead then return {wait - ahead, 0} end
local next = now + wait + spacing
redis.call('SET', KEYS[1], string.format('%.0f', next), 'PX', math.ceil((next - now) / 1000))
return {wait, 1}
"""
"""Takes the next free turn, in microseconds by Redis's own clock. The entry is when the one after it is free, and
expires when it says no more than that."""

_MICROSECONDS: Final = 1_000_000

_logger = logging.getLogger(__package__)


class RedisRateLimits(RateLimits):
    """Keeps the limits for every process and machine that uses the same Redis.

    Redis's own clock counts, so the clocks of the machines need not agree. Threads and event loops share one pool of
    connections; a turn costs one round trip, and each process has one turn at a time under a quota.

    When Redis is lost while running, calls wait for it to come back, and end in `RateLimitWaitTimeout` when they cannot
    wait any longer: the quota is never exceeded. With `local_share` they go on instead, each process within its own
    part of the quota. Either is logged once, as is Redis's return. Where Redis answers but refuses one entry, as one
    that is somebody else's, this holds for that quota alone.

    Args:
        redis: URL, such as `redis://127.0.0.1:6379/0`, or a `redis.Redis` of your own, which stays yours to close.
        local_share: The part of each quota that this process may use while Redis is lost, above 0 and up to 1; with
            ten processes, 0.1. None waits.
        prefix: What the names of the entries begin with; platform, merchant and operation follow.

    Raises:
        ConfigurationError: Redis cannot be reached or used, a setting cannot, or the extra `redis` is missing.
    """

    @discreet
    def __init__(
        self, redis: str | redis.Redis, *, local_share: float | None = None, prefix: str = "wechatpay:rate-limit:"
    ) -> None:
        super().__init__()
        _check(redis)
        instance_of("prefix", prefix, str, "a str")
        if local_share is not None:
            number_of("local_share", local_share, above=0, at_most=1)
        self._local = None if local_share is None else MemoryRateLimits(local_share)
        self._prefix = prefix
        self._opened = isinstance(redis, str)
        self._redis = _opened(redis) if isinstance(redis, str) else redis
        self._take = self._redis.register_script(_TAKE)
        # Not asyncio's own, in which others would wait for a Redis that hangs.
        self._threads = _threads()
        self._lost_until = 0.0
        self._refused: set[str] = set()
        self._ping()

    def ask(self, key: str, limit: RateLimit, longest: float) -> Turn:
        """Ask for the next free turn, and take it unless it is too late."""
        from redis.exceptions import ConnectionError as NoConnection
        from redis.exceptions import RedisError
        from redis.exceptions import TimeoutError as NoAnswer

        if time.monotonic() < self._lost_until:
            return self._without_redis(key, limit, longest, "Redis, which keeps the quota, is lost")
        try:
            wait, taken = self._take_turn(key, limit, longest)
        except (NoConnection, NoAnswer) as exc:
            self._lose(exc)
            return self._without_redis(key, limit, longest, "Redis, which keeps the quota, is lost")
        except RedisError as exc:
            return self._without_redis(key, limit, longest, self._refuse(self._prefix + key, exc))
        self._refused.discard(self._prefix + key)
        if self._lost_until:
            self._lost_until = 0.0
            _logger.warning("Redis is back: rate limits are shared again.")
        return Turn(wait / _MICROSECONDS, bool(taken))

    def close(self) -> None:
        """Close the connections to Redis, unless they are of a `redis.Redis` that was given."""
        self._is_closed = True
        self._threads.shutdown(wait=False)
        if self._opened:
            self._redis.close()

    def _take_turn(self, key: str, limit: RateLimit, longest: float) -> tuple[int, int]:
        seconds = (self._spacing(limit), min(longest, _AHEAD_SECONDS * 1000), _AHEAD_SECONDS)
        answer: Any = self._take(keys=[self._prefix + key], args=[int(s * _MICROSECONDS) for s in seconds])
        wait, taken = answer
        return wait, taken

    def _asked(self, key: str, limit: RateLimit, longest: float) -> Asked:
        self._refuse_if_closed()
        return self._threads.submit(self._timed, key, limit, longest)

    def _unanswered(self, key: str, limit: RateLimit, longest: float) -> Turn:
        self._lose(TimeoutError("no answer"))
        return self._without_redis(key, limit, longest, "Redis, which keeps the quota, is lost")

    def _without_redis(self, key: str, limit: RateLimit, longest: float, because: str) -> Turn:
        if self._local:
            return self._local.ask(key, limit, longest)
        return Turn(_ASK_AGAIN_SECONDS, taken=False, because=because)

    def _lose(self, error: Exception) -> None:
        was_there, self._lost_until = not self._lost_until, time.monotonic() + _ASK_AGAIN_SECONDS
        if was_there:
            _logger.warning("Redis is lost (%s: %s): %s.", type(error).__name__, error, self._instead())

    def _refuse(self, name: str, error: Exception) -> str:
        told = f"Redis refuses the entry {name}: {error}"
        if name not in self._refused:
            self._refused.add(name)
            _logger.warning("%s: %s.", told, self._instead())
        return told

    def _instead(self) -> str:
        return f"keeping within {self._local.share:.0%} of each quota" if self._local else "calls wait for it"

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

    def _after_fork(self) -> None:
        super()._after_fork()
        self._threads = _threads()  # those stay with the parent

    def __repr__(self) -> str:
        return f"RedisRateLimits(prefix={self._prefix!r}, local_share={self._local and self._local.share})"


def _check(redis: object) -> None:
    needed = "the URL of Redis, such as redis://127.0.0.1:6379/0, or a redis.Redis"
    if type(redis).__module__.startswith("redis.asyncio"):
        raise wrong("redis", redis, needed, " A client for asyncio is not taken; calls of asyncio wait in a thread.")
    if isinstance(redis, type) or not (isinstance(redis, str) or callable(getattr(redis, "register_script", None))):
        raise wrong("redis", redis, needed)


def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(_THREADS, "wechatpay-rate-limits")


def _opened(url: str) -> redis.Redis:
    try:
        with FIRST_USE:
            import redis
            from redis.backoff import NoBackoff
            from redis.retry import Retry
    except ImportError as exc:
        raise ConfigurationError("Rate limits in Redis need `pip install wechatpay-product-coupon[redis]`.") from exc
    try:
        return redis.Redis.from_url(
            url,
            socket_connect_timeout=_SOCKET_TIMEOUT_SECONDS,
            socket_timeout=_SOCKET_TIMEOUT_SECONDS,
            retry=Retry(NoBackoff(), 1),
        )
    except (TypeError, ValueError):
        # Not chained, and not quoted: it may hold a password.
        raise ConfigurationError(
            "The URL of Redis for the rate limits cannot be read; redis://127.0.0.1:6379/0, or what else "
            "redis.Redis.from_url takes, is needed."
        ) from None
