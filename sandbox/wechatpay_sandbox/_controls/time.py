"""The time of a sandbox: the clock that signatures go by, and what has been let pass for its world."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from wechatpay_sandbox._controls.control import does, shows
from wechatpay_sandbox._controls.holder import Holder
from wechatpay_sandbox._protocol.settings import CLOCK, LAST_TIME, MOST_SECONDS, callable_of, number_of


@dataclass(frozen=True)
class Times:
    """Unix times in seconds: of the clock that signatures go by, and of the world, which may run before it."""

    clock: float
    world: float


class TimeControls(Holder):
    """The clock, and time let pass."""

    @property
    def clock(self) -> Callable[[], float]:
        """Unix time in seconds."""
        return self._clock

    @clock.setter
    def clock(self, clock: Callable[[], float]) -> None:
        callable_of("clock", clock, CLOCK)
        with self._changed:
            self._clock = clock
            self._notifier.plan()

    @property
    @shows
    def times(self) -> Times:
        """What time it is for signatures and for coupons, stocks and image tasks."""
        with self._changed:
            return Times(self._now(), self._world_now())

    @does
    def set_clock(self, unix_time: float | None = None) -> None:
        """Set the clock that signatures go by; it goes on from there.

        Args:
            unix_time: Unix time in seconds; None is this machine's own.
        """
        if unix_time is None:
            self.clock = time.time
            return
        number_of("unix_time", unix_time, at_least=0, at_most=LAST_TIME)
        began = time.monotonic()
        self.clock = lambda: unix_time + time.monotonic() - began

    @does
    def advance(self, seconds: float) -> None:
        """Let time pass for coupons, stocks and image tasks, and for what is told of them.

        Signatures keep the time of `clock`, and so do the repeats of a notification.

        Args:
            seconds: How much.
        """
        with self._changed:
            number_of("seconds", seconds, at_least=0, at_most=MOST_SECONDS - self._state.seconds_ahead)
            self._state.seconds_ahead += seconds
            self._notifier.plan()
