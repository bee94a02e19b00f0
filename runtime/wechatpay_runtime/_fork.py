"""What a child process must not share with its parent after `os.fork`: connections, and locks that may be held."""

from __future__ import annotations

import os
from typing import Final, Protocol
from weakref import WeakSet


class _Renewed(Protocol):
    def _after_fork(self) -> None: ...


_KEPT: Final[WeakSet[_Renewed]] = WeakSet()


def renew_after_fork(thing: _Renewed) -> None:
    """Call `thing._after_fork()` in every child process, before any other code runs there."""
    _KEPT.add(thing)


def _after_fork_in_child() -> None:
    for thing in list(_KEPT):
        thing._after_fork()


if hasattr(os, "register_at_fork"):  # not on Windows, which has no fork
    os.register_at_fork(after_in_child=_after_fork_in_child)
