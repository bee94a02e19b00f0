"""Who of a process goes next under a quota: callers stand in line, and only the first of them has a turn.

So a caller that gives up leaves the line and no more, and its turn is the next one's; and a process that dies takes
one turn along, however many of its calls were waiting.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from math import inf
from types import TracebackType
from typing import Any, Final, NamedTuple, Self, TypeAlias

HEADROOM: Final = 1.04
"""Turns are this much further apart than the quota asks, because WeChat Pay counts when requests arrive: one that is on
its way for longer than another, by up to 4 % of the limit's period, does not make one too many in a period."""

_ANSWER_SECONDS: Final = 1.0
"""How long a quota that is kept elsewhere is waited for."""

_LATE_SECONDS: Final = 1.0
"""How late the first in line may be, whose event loop is blocked or was closed, before it is passed over."""

_LOOK_AGAIN_SECONDS: Final = 2.0
"""How often those behind look whether it is that late."""

_LOOKS_PER_SECOND: Final = 250
"""How often those far behind look, divided by how far: however many there are, they leave the event loop its time."""


class Turn(NamedTuple):
    """When an attempt may go on the wire.

    Attributes:
        wait: Seconds to wait first.
        taken: Whether the turn is the caller's after that wait; False: ask again then. A turn that is later than the
            caller can wait is never taken.
        because: Why it is late, where that is not the quota.
    """

    wait: float
    taken: bool
    because: str = ""


Asked: TypeAlias = Future[tuple[float, Turn]]
"""The quota's next turn, and the moment that it counts from, by `time.monotonic()`."""

Pause: TypeAlias = tuple[Future[Any] | None, float]
"""What to wait for, and for how many seconds at most; None: for all of them."""


class Place:
    """A caller's place in a line, for as long as it is in this `with` block.

    Args:
        line: Where it stands.
        longest: How long it can wait, in seconds.

    Attributes:
        began: When it came, by `time.monotonic()`.
        ends: Until when it can wait, by `time.monotonic()`.
        called: Done when it is first.
        turn: Its turn, which has come; or one that is not taken, because it comes too late. None until that is known.
        ahead: How many stood before it when it joined.
        left_before: How many had left the line by then.
    """

    def __init__(self, line: Line, longest: float) -> None:
        self._line = line
        self.began = time.monotonic()
        self.ends = self.began + longest
        self.turn: Turn | None = None
        self.ahead = self.left_before = 0
        self.called = _not_cancelled()

    def __enter__(self) -> Self:
        self._line.join(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._line.leave(self)

    def pauses(self) -> Iterator[Pause]:
        """Yield what to wait for until there is a `turn`."""
        while self.turn is None:
            if pause := self._line.bring_on(self):
                yield pause


class Line:
    """The callers of one process under one quota, threads and tasks of any event loop.

    Args:
        spacing: Seconds from one turn to the next.
        ask: Takes the quota's next turn, unless that is later than so many seconds from now.
        unanswered: What holds when it got no answer in time.
    """

    def __init__(self, spacing: float, ask: Callable[[float], Asked], unanswered: Callable[[float], Turn]) -> None:
        self._spacing = spacing
        self._ask = ask
        self._unanswered = unanswered
        # Reentrant, because the garbage collector may end an abandoned caller anywhere.
        self._lock = threading.RLock()
        self._places: OrderedDict[Place, None] = OrderedDict()
        self._left = 0  # how many have left, ever
        # All moments are by `time.monotonic()`.
        self._turn: float | None = None  # when the first one may go
        self._gone = -inf  # when the last one went
        self._late = inf  # when the first one is passed over
        self._asked: Asked | None = None
        self._longest = 0.0  # what was asked for
        self._ask_until = 0.0
        self._ask_again = -inf
        self._because = ""

    def join(self, place: Place) -> None:
        """Let a caller in, as the last one."""
        with self._lock:
            place.ahead, place.left_before = len(self._places), self._left
            self._places[place] = None
            if not place.ahead:
                self._call_first()

    def leave(self, place: Place) -> None:
        """Let a caller out; when it was first, its turn is for the next one."""
        with self._lock:
            if place in self._places:
                was_first = self._first() is place
                del self._places[place]
                self._left += 1
                if was_first and self._places:
                    self._call_first()

    def bring_on(self, place: Place) -> Pause | None:
        """Return what a caller has to wait for, None when it can go on at once."""
        with self._lock:
            now = time.monotonic()
            if not self._is_first(place, now):
                return self._behind(place, now)
            if self._asked:
                return self._hear(place, now, self._asked)
            if self._ask_again > now:
                return self._until(self._ask_again, place, now)
            # A turn is past when its successor has begun.
            if self._turn is None or self._turn + self._spacing <= now:
                self._longest, self._ask_until = max(place.ends - now, 0.0), now + _ANSWER_SECONDS
                self._turn, self._asked = None, self._ask(self._longest)
                return None
            # Nor do those go too close together that woke up late.
            at = max(self._turn, self._gone + self._spacing / HEADROOM)
            if at > now:
                return self._until(at, place, now)
            self._turn, self._gone = None, now
            place.turn = Turn(now - place.began, taken=True)
            return None

    def _hear(self, place: Place, now: float, asked: Asked) -> Pause | None:
        """Take the answer to what was asked; by the first one, or by one before it that gave up."""
        if not asked.done() and now < self._ask_until:
            if now < place.ends:
                return self._first_waits(asked, min(self._ask_until, place.ends), now)
            self._because = "whatever keeps the quota has not answered yet"
            self._refuse(place, now, self._ask_until - now)
            return None
        self._asked = None
        if asked.cancelled():
            return None
        if asked.done():
            since, turn = asked.result()
        else:
            asked.cancel()
            since, turn = now, self._unanswered(self._longest)
        self._because = turn.because
        if turn.taken:
            self._turn = since + turn.wait
        elif now + turn.wait > place.ends:
            self._refuse(place, now, turn.wait)
        elif turn.wait <= self._longest:
            self._ask_again = now + turn.wait
        return None

    def _behind(self, place: Place, now: float) -> Pause | None:
        # At least so many. To count them would take all the time where thousands wait; one that is told too late that
        # it waits in vain has lost nothing.
        ahead = max(1, place.ahead - (self._left - place.left_before))
        free = max(now, self._gone + self._spacing) if self._turn is None else self._turn
        at = max(free, self._ask_again) + ahead * self._spacing
        if at > place.ends:
            self._refuse(place, now, at - now)
            return None
        return place.called, min(max(_LOOK_AGAIN_SECONDS, ahead / _LOOKS_PER_SECOND), place.ends - now)

    def _until(self, at: float, place: Place, now: float) -> Pause | None:
        if at > place.ends:
            self._refuse(place, now, at - now)
            return None
        return self._first_waits(None, at, now)

    def _first_waits(self, future: Future[Any] | None, until: float, now: float) -> Pause:
        self._late = until + _LATE_SECONDS
        return future, max(until - now, 0.0)

    def _refuse(self, place: Place, now: float, wait: float) -> None:
        place.turn = Turn(now - place.began + wait, taken=False, because=self._because)

    def _first(self) -> Place:
        return next(iter(self._places))

    def _is_first(self, place: Place, now: float) -> bool:
        if place not in self._places:  # it was passed over
            place.called = _not_cancelled()
            self.join(place)
        if (first := self._first()) is not place and now > self._late:
            self.leave(first)
        return self._first() is place

    def _call_first(self) -> None:
        self._late = time.monotonic() + _LATE_SECONDS
        called = self._first().called
        if not called.done():
            called.set_result(None)


def _not_cancelled() -> Future[None]:
    """Return a future that a task which waits for it does not cancel when it is cancelled itself."""
    future: Future[None] = Future()
    future.set_running_or_notify_cancel()
    return future
