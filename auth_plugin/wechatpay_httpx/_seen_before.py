"""Remembers which notifications were processed: WeChat Pay may send one several times, even at the same moment."""

from __future__ import annotations

import hashlib
import inspect
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import TYPE_CHECKING, Final, Protocol

from wechatpay_httpx._fork import renew_after_fork
from wechatpay_httpx._settings import callable_of, discreet, number_of, wrong
from wechatpay_httpx.errors import AuthConfigurationError, NotificationInProgressError

if TYPE_CHECKING:
    from redis import Redis

# Longer than anything is repeated: payments are for a day, product coupons for some nine hours.
_TTL_SECONDS: Final = 3 * 24 * 3600
_PROCESSED: Final = b"processed"
# Only one's own claim: it may have ended meanwhile, and another machine be at work.
_GIVE_BACK: Final = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0"


class SeenBefore(Protocol):
    """Says whether something was processed before, so that it is processed once.

    A key is claimed when somebody enters the block, and processed when the block ends; when the block raises, the claim
    is given back. A process that dies in the block leaves a claim, which must end by itself. So whatever the block does
    happens at least once, and twice only if the process dies, or the claim ends, between the deed and the note of it.
    Where even that must not be, do it in one transaction of a database, under a unique key.
    """

    def once(self, key: str) -> AbstractContextManager[bool]:
        """Enter a block that processes what `key` names; True when it is to be processed, False when it was before.

        Args:
            key: A notification's `id`; or its event type with what its data names one thing by, in its whole scope: a
                coupon code together with the brand and the stock it belongs to.

        Raises:
            NotificationInProgressError: Somebody else is in the block with this key.
            AuthConfigurationError: The key is no text, or empty.
        """


class SeenInMemory:
    """Remembers for one process: for tests, and where one process receives all notifications. Thread-safe.

    A forked child goes on with what its parent had processed, and without the claims of its parent.

    Args:
        ttl_seconds: How long a key is remembered after it was processed.
        max_keys: How many keys are remembered; the oldest go first.
        clock: Any time in seconds that does not go back.

    Raises:
        AuthConfigurationError: A setting cannot be used.
    """

    def __init__(
        self,
        *,
        ttl_seconds: float = _TTL_SECONDS,
        max_keys: int = 100_000,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        number_of("ttl_seconds", ttl_seconds)
        number_of("max_keys", max_keys, whole=True)
        callable_of("clock", clock)
        self._ttl_seconds = ttl_seconds
        self._max_keys = max_keys
        self._clock = clock
        self._lock = threading.Lock()
        self._claimed: set[str] = set()
        self._processed: OrderedDict[str, float] = OrderedDict()
        renew_after_fork(self)

    @contextmanager
    def once(self, key: str) -> Iterator[bool]:
        """Enter a block that processes what `key` names; see `SeenBefore.once`."""
        key = _digest(key)
        with self._lock:
            self._forget()
            if key in self._claimed:
                raise _in_progress(key)
            is_new = key not in self._processed
            if is_new:
                self._claimed.add(key)
        if not is_new:
            yield False
            return
        try:
            yield True
        except BaseException:
            with self._lock:
                self._claimed.discard(key)
            raise
        with self._lock:
            self._claimed.discard(key)
            self._processed[key] = self._clock() + self._ttl_seconds
            self._forget()

    def _forget(self) -> None:
        now = self._clock()
        while self._processed:
            oldest, until = next(iter(self._processed.items()))
            if until > now and len(self._processed) <= self._max_keys:
                break
            del self._processed[oldest]

    def _after_fork(self) -> None:
        """Forget who held the lock, and who was in a block: they are with the parent."""
        self._lock = threading.Lock()
        self._claimed.clear()


class SeenInRedis:
    """Remembers for any number of processes and machines, in one Redis (5 or newer) that they share. Thread-safe.

    Needs the extra `redis`. A claim is one `SET NX EX`, so of two machines one gets it. Errors of the Redis client pass
    through: answer 500, and the notification comes again.

    Args:
        redis: A `redis.Redis`. In async code run `once` in a thread, as any blocking work.
        prefix: Begins every key's name, whose rest is the key's SHA-256; one for each merchant number and environment.
        ttl_seconds: How long a key is remembered after it was processed.
        claim_seconds: After how long a process that entered the block and never left it is given up; longer than
            the block ever takes.

    Raises:
        AuthConfigurationError: The client is one for asyncio (which may show in `once` only), a pipeline or a class, or
            a setting cannot be used.
    """

    @discreet
    def __init__(
        self,
        redis: Redis,
        *,
        prefix: str = "wechatpay:seen:",
        ttl_seconds: int = _TTL_SECONDS,
        claim_seconds: int = 60,
    ) -> None:
        _check_client(redis)
        if not isinstance(prefix, str):
            raise wrong("prefix", prefix, "a str")
        number_of("ttl_seconds", ttl_seconds, whole=True)
        number_of("claim_seconds", claim_seconds, whole=True)
        self._redis = redis
        self._prefix = prefix
        self._ttl_seconds = ttl_seconds
        self._claim_seconds = claim_seconds

    @contextmanager
    def once(self, key: str) -> Iterator[bool]:
        """Enter a block that processes what `key` names; see `SeenBefore.once`."""
        key = _digest(key)
        name, claim = self._prefix + key, secrets.token_hex(16)
        claimed: object = self._redis.set(name, claim, nx=True, ex=self._claim_seconds)
        if inspect.isawaitable(claimed):
            raise _for_asyncio(claimed)
        if not claimed:
            # Bytes, or text from a client made with decode_responses.
            if self._redis.get(name) not in (_PROCESSED, _PROCESSED.decode()):
                raise _in_progress(key)
            yield False
            return
        try:
            yield True
        except BaseException:
            # If Redis is gone as well the claim ends by itself, and the block's own error is the one to tell.
            with suppress(Exception):
                self._redis.eval(_GIVE_BACK, 1, name, claim)
            raise
        self._redis.set(name, _PROCESSED, ex=self._ttl_seconds)


def _check_client(redis: object) -> None:
    """Refuse what answers no command at once."""
    if isinstance(redis, type) or not callable(getattr(redis, "set", None)):
        raise wrong("redis", redis, "a redis.Redis", " Of an address it is made by redis.Redis.from_url(...).")
    # By name: a program that made its client has redis imported, this package may be used without it.
    for kind in type(redis).__mro__:
        if ".asyncio" in kind.__module__:
            raise _for_asyncio()
        if kind.__name__.endswith("Pipeline"):
            raise wrong("redis", redis, "the client that makes pipelines, such as a redis.Redis,")


def _for_asyncio(answer: object = None) -> AuthConfigurationError:
    if inspect.iscoroutine(answer):
        answer.close()  # or it warns that nobody awaited it
    return AuthConfigurationError("A redis.Redis is needed, not one for asyncio; in async code run once() in a thread.")


def _digest(key: object) -> str:
    """Return what stands for a key: coupon codes and task ids have no place in key names and messages."""
    if not isinstance(key, str) or not key:
        raise wrong("key", key, "what names the event, as a str,")
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def _in_progress(digest: str) -> NotificationInProgressError:
    return NotificationInProgressError(
        f"The same notification (SHA-256 of its key {digest[:12]}...) is being processed at this moment, here or on "
        "another machine."
    )
