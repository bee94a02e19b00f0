"""One quota for any number of processes and machines, kept in PostgreSQL."""

from __future__ import annotations

import logging
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final

from wechatpay_runtime._client_error import discreet
from wechatpay_runtime._fork import FIRST_USE
from wechatpay_runtime._line import Asked, Turn
from wechatpay_runtime._operation import RateLimit
from wechatpay_runtime._rate_limits import RateLimits
from wechatpay_runtime._settings import instance_of
from wechatpay_runtime.errors import ConfigurationError

if TYPE_CHECKING:
    import psycopg

_ASK_AGAIN_SECONDS: Final = 1.0
"""How long a lost server is left alone before it is asked again."""

_CONNECT_SECONDS: Final = 2
_ANSWER_MILLISECONDS: Final = 1000
_THREADS: Final = 2
_AHEAD_SECONDS: Final = 10.0
"""How far ahead a turn may lie. Each process has one at a time under a quota, so that it takes hundreds of them."""

_MAKE: Final = "CREATE UNLOGGED TABLE IF NOT EXISTS wechatpay_turns (name text PRIMARY KEY, free timestamptz NOT NULL)"

_TAKE: Final = """
WITH at AS MATERIALIZED (SELECT clock_timestamp() AS now)
INSERT INTO wechatpay_turns AS t (name, free) SELECT %(name)s, now + %(spacing)s * interval '1 s' FROM at
ON CONFLICT (name) DO UPDATE SET free = %(spacing)s * interval '1 s' + CASE
    -- No turn is taken that far ahead: the server's clock was.
    WHEN t.free > clock_timestamp() + (%(ahead)s + %(spacing)s) * interval '1 s' THEN clock_timestamp()
    ELSE greatest(t.free, clock_timestamp()) END
WHERE t.free <= clock_timestamp() + least(%(longest)s, %(ahead)s) * interval '1 s'
    OR t.free > clock_timestamp() + (%(ahead)s + %(spacing)s) * interval '1 s'
RETURNING extract(epoch FROM free - clock_timestamp())::float8 - %(spacing)s
"""
"""Takes the next free turn, by the server's clock, and returns the seconds to it; no row where it is too late."""

_FREE: Final = "SELECT extract(epoch FROM free - clock_timestamp())::float8 FROM wechatpay_turns WHERE name = %(name)s"

_logger: Final = logging.getLogger(__package__)


class PostgresRateLimits(RateLimits):
    """Keeps the limits for every process and machine that uses the same PostgreSQL database, in a table of its own.

    The server's clock counts, so the clocks of the machines need not agree. A turn costs one round trip, and each
    process has one turn at a time under a quota. When the server is lost, calls wait for it to come back, and end in
    `RateLimitWaitTimeout` when they cannot wait any longer: the quota is never exceeded.

    Args:
        url: URL, such as `postgresql://user@127.0.0.1/database`.

    Raises:
        ConfigurationError: The database cannot be reached or used.
    """

    @discreet
    def __init__(self, url: str) -> None:
        super().__init__()
        instance_of("url", url, str, "a URL of PostgreSQL, as a str,")
        self._url = url
        self._lock = threading.Lock()
        self._connection: psycopg.Connection[Any] | None = None
        self._threads = ThreadPoolExecutor(_THREADS, "wechatpay-rate-limits")
        self._lost_until = 0.0
        self._make()

    def ask(self, key: str, limit: RateLimit, longest: float) -> Turn:
        """Ask for the next free turn, and take it unless it is too late."""
        import psycopg

        spacing = self._spacing(limit)
        bounds = {"name": key, "spacing": spacing, "longest": min(longest, 1e6), "ahead": _AHEAD_SECONDS}
        if time.monotonic() < self._lost_until:
            return self._lost()
        try:
            with self._lock:
                connection = self._connected()
                taken = connection.execute(_TAKE, bounds).fetchone()
                late = None if taken else connection.execute(_FREE, bounds).fetchone()
        except psycopg.Error as exc:
            return self._lose(exc)
        if self._lost_until:
            self._lost_until = 0.0
            _logger.warning("PostgreSQL is back: rate limits are shared again.")
        if taken:
            return Turn(max(0.0, taken[0]), taken=True)
        wait = max(0.0, late[0]) if late else 0.0
        return Turn(wait if wait > longest else max(0.0, wait - _AHEAD_SECONDS), taken=False)

    def close(self) -> None:
        """Close the connection."""
        self._is_closed = True
        self._threads.shutdown(wait=False)
        with self._lock:
            if self._connection:
                self._connection.close()
            self._connection = None

    def _connected(self) -> psycopg.Connection[Any]:
        import psycopg

        if self._connection is None or self._connection.closed:
            options = f"-c statement_timeout={_ANSWER_MILLISECONDS}"
            self._connection = psycopg.connect(
                self._url, autocommit=True, connect_timeout=_CONNECT_SECONDS, options=options
            )
        return self._connection

    def _make(self) -> None:
        try:
            with FIRST_USE:
                import psycopg
        except ImportError as exc:
            raise ConfigurationError(
                "Rate limits in PostgreSQL need `pip install wechatpay-product-coupon[jobs]`."
            ) from exc
        try:
            self._connected().execute(_MAKE)
        except psycopg.errors.UniqueViolation:  # another process makes it at this moment
            pass
        except psycopg.Error as exc:
            self.close()
            # Its text may quote the URL, and that the password.
            raise ConfigurationError(
                f"PostgreSQL for the rate limits cannot be used: {type(exc).__name__}. Start it or correct its URL."
            ) from None

    def _asked(self, key: str, limit: RateLimit, longest: float) -> Asked:
        self._refuse_if_closed()
        return self._threads.submit(self._timed, key, limit, longest)

    def _unanswered(self, key: str, limit: RateLimit, longest: float) -> Turn:
        return self._lose(TimeoutError("no answer"))

    def _lose(self, error: Exception) -> Turn:
        was_there, self._lost_until = not self._lost_until, time.monotonic() + _ASK_AGAIN_SECONDS
        if was_there:
            _logger.warning("PostgreSQL is lost (%s): calls wait for it.", type(error).__name__)
        return self._lost()

    def _lost(self) -> Turn:
        because = "PostgreSQL, which keeps the quota, is lost"
        return Turn(_ASK_AGAIN_SECONDS, taken=False, because=because)

    def _after_fork(self) -> None:
        super()._after_fork()
        self._lock = threading.Lock()
        self._connection = None  # it stays with the parent
        self._threads = ThreadPoolExecutor(_THREADS, "wechatpay-rate-limits")

    def __repr__(self) -> str:
        return "PostgresRateLimits()"
