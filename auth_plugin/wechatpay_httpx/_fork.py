"""What `os.fork` must not cut in two."""

from __future__ import annotations

import logging  # noqa: F401 - before this module: its own hook takes its lock after ours has waited
import os
import threading
from types import TracebackType
from typing import Final

_LONGEST_WAIT_SECONDS: Final = 10
"""How long a fork waits at most: a child that may hang is better than a parent that does."""


class Whole:
    """A `with` block for a millisecond's work of OpenSSL, which a fork waits for.

    OpenSSL locks a key to prepare it for its first use, and to blind it. A child has those locks as they were in
    threads that it has not, so that its first signature would wait for ever.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._inside = 0
        self._forks = False

    def __enter__(self) -> None:
        with self._changed:
            self._changed.wait_for(lambda: not self._forks)
            self._inside += 1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        with self._changed:
            self._inside -= 1
            if self._forks and not self._inside:
                self._changed.notify_all()

    def before_fork(self) -> None:
        """Let nobody in, and wait for those that are."""
        self._changed.acquire()
        self._changed.wait_for(lambda: not self._forks)
        self._forks = True
        self._changed.wait_for(lambda: not self._inside, _LONGEST_WAIT_SECONDS)

    def after_fork_in_parent(self) -> None:
        """Let them in again."""
        self._forks = False
        self._changed.notify_all()
        self._changed.release()

    def after_fork_in_child(self) -> None:
        """Forget the other threads."""
        self._changed, self._inside, self._forks = threading.Condition(), 0, False


WHOLE: Final = Whole()

if hasattr(os, "register_at_fork"):  # not on Windows, which has no fork
    os.register_at_fork(
        before=WHOLE.before_fork,
        after_in_parent=WHOLE.after_fork_in_parent,
        after_in_child=WHOLE.after_fork_in_child,
    )
