"""The contract's rate limits (频率限制), as a server keeps them."""

from __future__ import annotations

from collections import defaultdict, deque

from wechatpay_sandbox._protocol.contract import Operation, RateLimit
from wechatpay_sandbox._protocol.refusals import RefusedError, Result


class RateLimits:
    """Counts the calls of each merchant and operation in sliding windows, one for each limit."""

    def __init__(self) -> None:
        self._calls: defaultdict[tuple[str, str, RateLimit], deque[float]] = defaultdict(deque)

    def clear(self) -> None:
        """Forget what was counted."""
        self._calls.clear()

    def count(self, operation: Operation, mchid: str, now: float) -> None:
        """Count one call at Unix time `now`; a refused one does not count.

        Raises:
            RefusedError: RATELIMIT_EXCEEDED.
        """
        windows = [(limit, self._calls[mchid, operation.operation_id, limit]) for limit in operation.rate_limits]
        for limit, calls in windows:
            while calls and calls[0] <= now - limit.per_seconds:
                calls.popleft()
            if len(calls) >= limit.requests:
                raise RefusedError("RATELIMIT_EXCEEDED", result=Result.TOO_OFTEN)
        for _, calls in windows:
            calls.append(now)
