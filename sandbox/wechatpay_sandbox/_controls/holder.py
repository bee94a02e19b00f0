"""What controls work on."""

from __future__ import annotations

import threading
from collections.abc import Callable

from wechatpay_sandbox._exchange_log import ExchangeLog
from wechatpay_sandbox._notifications import Notifier
from wechatpay_sandbox._protocol.accounts import Merchant
from wechatpay_sandbox._protocol.platform import Platform
from wechatpay_sandbox._world.state import State


class Holder:
    """A sandbox, as its controls see it; whoever touches what it holds holds `_changed`."""

    merchant: Merchant
    _done: int
    _state: State
    _changed: threading.Condition
    _platform: Platform
    _notifier: Notifier
    _log: ExchangeLog
    _clock: Callable[[], float]

    def _now(self) -> float:
        """Tell Unix time in seconds, by whichever clock is set at the moment."""
        return self._clock()

    def _world_now(self) -> float:
        return self._now() + self._state.seconds_ahead
