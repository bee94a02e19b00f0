"""The time of a sandbox: the clock that signatures go by, and what has been let pass for its world."""

from __future__ import annotations

import threading
from collections.abc import Callable

from wechatpay_sandbox._protocol.settings import callable_of, number_of
from wechatpay_sandbox._world.state import State


class SandboxTime:
    """Whoever holds a state and a lock, with a clock of its own."""

    _state: State
    _lock: threading.RLock
    _clock: Callable[[], float]

    @property
    def clock(self) -> Callable[[], float]:
        """Unix time in seconds."""
        return self._clock

    @clock.setter
    def clock(self, clock: Callable[[], float]) -> None:
        callable_of("clock", clock, "a function without arguments, such as time.time,")
        self._clock = clock

    def _now(self) -> float:
        """Tell Unix time in seconds, by whichever clock is set at the moment."""
        return self._clock()

    def _world_now(self) -> float:
        return self._now() + self._state.seconds_ahead

    def advance(self, seconds: float) -> None:
        """Let time pass for coupons, stocks and image tasks. Signatures keep the time of `clock`."""
        number_of("seconds", seconds, at_least=0)
        with self._lock:
            self._state.seconds_ahead += seconds
