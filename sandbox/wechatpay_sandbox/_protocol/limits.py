"""The contract's rate limits (频率限制), as a server keeps them."""

from __future__ import annotations

from collections import defaultdict, deque

from wechatpay_sandbox._protocol.contract import Operation
from wechatpay_sandbox._protocol.refusals import RefusedError, Result


class RateLimits:
    """Counts the calls of each merchant and operation in a sliding window."""

    def __init__(self) -> None:
        self._calls: defaultdict[tuple[str, str], deque[float]] = defaultdict(deque)

    def count(self, operation: Operation, mchid: str, now: float) -> None:
        """Count one call at Unix time `now`; a refused one does not count.

        Raises:
            RefusedError: RATELIMIT_EXCEEDED.
        """
        limit = operation.rate_limit
        if limit is None:
            return
        calls = self._calls[mchid, operation.operation_id]
        while calls and calls[0] <= now - limit.per_seconds:
            calls.popleft()
        if len(calls) >= limit.requests:
            raise RefusedError("RATELIMIT_EXCEEDED", result=Result.TOO_OFTEN)
        calls.append(now)
