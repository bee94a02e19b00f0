"""Writes exchanges down and into the log, and lets others wait for one."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Final

from wechatpay_sandbox._world.exchanges import Exchange
from wechatpay_sandbox._world.state import State

_logger: Final = logging.getLogger("wechatpay_sandbox")


class ExchangeLog:
    """The history of a running sandbox.

    Args:
        state: Holds it.
        changed: Held by whoever touches the state; those who wait for an exchange are woken through it.
    """

    def __init__(self, state: State, changed: threading.Condition) -> None:
        self._state = state
        self._changed = changed

    def write(self, exchange: Exchange, remark: str) -> None:
        """Keep an exchange, and log it with a remark in one line."""
        with self._changed:
            kept = self._state.exchanges.add(exchange)
            self._changed.notify_all()
        _logger.info(
            "%s %s %d %s %s",
            *(kept.method, kept.target, kept.status, kept.request_id or "-", remark),
            extra={
                "method": kept.method,
                "target": kept.target,
                "status": kept.status,
                "request_id": kept.request_id,
                "operation": kept.operation,
                "mchid": kept.mchid,
                "remark": remark,
            },
        )

    def wait(self, fits: Callable[[Exchange], bool], after: int, seconds: float) -> Exchange | None:
        """Wait for an exchange that fits, with a number above `after`; None where none comes in so many seconds."""
        looked_at = after
        found: Exchange | None = None

        def came() -> bool:
            nonlocal looked_at, found
            for exchange in self._state.exchanges.page(looked_at, self._state.exchanges.last_number):
                looked_at = exchange.number
                if fits(exchange):
                    found = exchange
                    return True
            return False

        with self._changed:
            self._changed.wait_for(came, seconds)
        return found
