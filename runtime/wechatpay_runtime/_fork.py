"""What a child process must not share with its parent after `os.fork`: connections, and locks that may be held."""

from __future__ import annotations

import logging  # noqa: F401 - before this module: its own hook takes its lock after ours has waited
import os
import sys
import threading
from collections.abc import Callable
from importlib import import_module
from types import ModuleType, TracebackType
from typing import Any, Final, Generic, Protocol, Self, TypeVar, overload
from weakref import WeakSet

T = TypeVar("T")

_LONGEST_WAIT_SECONDS: Final = 10
"""How long a fork waits at most: a child that may hang is better than a parent that does."""


class _Renewed(Protocol):
    def _after_fork(self) -> None: ...


_KEPT: Final[WeakSet[_Renewed]] = WeakSet()


def renew_after_fork(thing: _Renewed) -> None:
    """Call `thing._after_fork()` in every child process, before any other code runs there."""
    _KEPT.add(thing)


class ForkGuard:
    """A `with` block for what is done once, on first use: imports above all. A fork waits until nobody is in one.

    A child has none of its parent's other threads, but their locks as they were: what one of them was importing, the
    child waits for until it is killed. This is no lock itself. Those in it do not wait for each other, so that it can
    be entered with a lock of the import system held, and such a lock waited for in it.

    Every call enters one, so only a fork takes a lock: a thread says that it is inside and then looks whether there is
    a fork, a fork says that there is one and then looks who is inside. So one of them sees the other.

    The auth has the same for OpenSSL. Neither package may import the other, so each has its copy, and a
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

    @property
    def is_inside(self) -> bool:
        """Whether this thread is in such a block."""
        return threading.get_ident() in self._inside

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


FIRST_USE: Final = ForkGuard()


def import_early(*modules: str) -> None:
    """Import what a library that we use would import in the middle of a call.

    One that is not installed is marked as such, else it would be looked for in every call, and locked meanwhile.
    """
    with FIRST_USE:
        for module in modules:
            try:
                import_module(module)
            except ModuleNotFoundError as exc:
                if exc.name == module:
                    sys.modules.setdefault(module, None)  # type: ignore[arg-type] # so the import system has it


def imported_when_used(package: str) -> Callable[[str], ModuleType]:
    """Return the `__getattr__` of a package that imports each of its modules when it is asked for.

    The import system makes a module an attribute of its package. So only the first to ask gets here, where a statement
    in a function would take its time in every call.

    Args:
        package: Its import name.
    """

    def module_of(name: str) -> ModuleType:
        module = f"{package}.{name}"
        if name.isidentifier() and not name.startswith("_"):  # of such ones all kinds of tools ask
            with FIRST_USE:
                try:
                    return import_module(module)
                except ModuleNotFoundError as exc:
                    if exc.name != module:
                        raise
        raise AttributeError(f"module {package!r} has no attribute {name!r}")

    return module_of


class made_once(Generic[T]):  # noqa: N801 - it is written as `property` is
    """`functools.cached_property` that a fork cannot break: without that one's lock (Python 3.11), within `FIRST_USE`.

    Two threads may make the value at once; both get the one that was ready first.
    """

    def __init__(self, make: Callable[[Any], T]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type | None = None) -> Self: ...
    @overload
    def __get__(self, instance: object, owner: type | None = None) -> T: ...
    def __get__(self, instance: object | None, owner: type | None = None) -> Self | T:
        if instance is None:
            return self
        with FIRST_USE:
            value = self._make(instance)
        kept: T = instance.__dict__.setdefault(self._name, value)
        return kept


def _after_fork_in_child() -> None:
    FIRST_USE.after_fork_in_child()
    for thing in list(_KEPT):
        thing._after_fork()


if hasattr(os, "register_at_fork"):  # not on Windows, which has no fork
    os.register_at_fork(
        before=FIRST_USE.before_fork,
        after_in_parent=FIRST_USE.after_fork_in_parent,
        after_in_child=_after_fork_in_child,
    )
