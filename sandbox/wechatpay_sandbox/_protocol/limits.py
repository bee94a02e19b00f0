"""The contract's rate limits (频率限制), as a server keeps them."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from wechatpay_sandbox._protocol.contract import Operation
from wechatpay_sandbox._protocol.refusals import RefusedError, Result


@dataclass
class RateLimits:
    """Counts the calls of each merchant and operation in sliding windows, one for each limit.

    Attributes:
        calls: Unix times of calls, by merchant, operation, and the limit's seconds.
    """

    calls: dict[tuple[str, str, float], deque[float]] = field(default_factory=dict)

    def count(self, operation: Operation, mchid: str, now: float) -> None:
        """Count one call at Unix time `now`; a refused one does not count.

        Raises:
            RefusedError: RATELIMIT_EXCEEDED.
        """
        windows = [
            (limit, self.calls.setdefault((mchid, operation.operation_id, limit.per_seconds), deque()))
            for limit in operation.rate_limits
        ]
        for limit, calls in windows:
            while calls and calls[0] <= now - limit.per_seconds:
                calls.popleft()
            if len(calls) >= limit.requests:
                raise RefusedError("RATELIMIT_EXCEEDED", result=Result.TOO_OFTEN)
        for _, calls in windows:
            calls.append(now)
