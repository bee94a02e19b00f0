"""What `os.fork` must not cut in two, and what a child must not find as its parent had it: locks that may be held."""

from __future__ import annotations

import logging  # noqa: F401 - before this module: its own hook takes its lock after ours has waited
import os
import threading
from types import TracebackType
from typing import Final, Protocol
from weakref import WeakSet

_LONGEST_WAIT_SECONDS: Final = 10
"""How long a fork waits at most: a child that may hang is better than a parent that does."""


class _Renewed(Protocol):
    def _after_fork(self) -> None: ...


_KEPT: Final[WeakSet[_Renewed]] = WeakSet()


def renew_after_fork(thing: _Renewed) -> None:
    """Call `thing._after_fork()` in every child process, before any other code runs there."""
    _KEPT.add(thing)


class ForkGuard:
    """A `with` block for a millisecond's work of OpenSSL, which a fork waits for.

    OpenSSL locks a key to prepare it for its first use, and to blind it. A child has those locks as they were in
    threads that it has not, so that its first signature would wait for ever.

    Every call enters two, so only a fork takes a lock: a thread says that it is inside and then looks whether there is
    a fork, a fork says that there is one and then looks who is inside. So one of them sees the other.

    The client has the same for imports. Neither package may import the other, so each has its copy, and a
    test compares them.
    """

    def __init__(self) -> None:
        self._inside: list[int] = []  # threads, one for each block that it is in
        self._forking: int | None = None  # the thread that does
        self._changed = threading.Condition()

    def __enter__(self) -> None:
        me = threading.get_ident()
        self._inside.append(me)
        if self._forking is not None and self._inside.count(me) == 1:
            self._come_later(me)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._inside.remove(threading.get_ident())
        if self._forking is not None:
            with self._changed:
                self._changed.notify_all()

    def _come_later(self, me: int) -> None:
        """Step back until the fork is over, unless it is this thread's own."""
        with self._changed:
            while self._forking not in (None, me):
                self._inside.remove(me)
                self._changed.notify_all()
                self._changed.wait()
                self._inside.append(me)

    def before_fork(self) -> None:
        """Wait for the other threads to leave, and keep them out."""
        me = threading.get_ident()
        self._changed.acquire()
        self._changed.wait_for(lambda: self._forking is None)
        self._forking = me
        # A copy, since it is the list's own lock that orders what threads do where the interpreter has none.
        self._changed.wait_for(lambda: not set(self._inside.copy()) - {me}, _LONGEST_WAIT_SECONDS)

    def after_fork_in_parent(self) -> None:
        """Let them in again."""
        self._forking = None
        self._changed.notify_all()
        self._changed.release()

    def after_fork_in_child(self) -> None:
        """Forget the other threads."""
        me = threading.get_ident()
        self._changed, self._forking = threading.Condition(), None
        self._inside = [me] * self._inside.count(me)


FORK_GUARD: Final = ForkGuard()


def _after_fork_in_child() -> None:
    FORK_GUARD.after_fork_in_child()
    for thing in list(_KEPT):
        thing._after_fork()


if hasattr(os, "register_at_fork"):  # not on Windows, which has no fork
    os.register_at_fork(
        before=FORK_GUARD.before_fork,
        after_in_parent=FORK_GUARD.after_fork_in_parent,
        after_in_child=_after_fork_in_child,
    )
