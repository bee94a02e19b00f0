"""What is checked of a request, in which order, and where it ended."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True)
class Check:
    """One thing that was checked of a request; `passed` is False for the one it was refused at, the last."""

    name: str
    passed: bool


@cache
def _shared(steps: tuple[tuple[str, bool], ...]) -> tuple[Check, ...]:
    """Return the same checks for the same steps: few differ among a hundred thousand requests."""
    return tuple(Check(name, passed) for name, passed in steps)


class Trail:
    """The checks of one request so far."""

    def __init__(self) -> None:
        self._steps: list[tuple[str, bool]] = []

    @property
    def checks(self) -> tuple[Check, ...]:
        """What was checked, in this order."""
        return _shared(tuple(self._steps))

    @contextmanager
    def checking(self, name: str) -> Iterator[None]:
        """Note a check, and whether it ended well."""
        try:
            yield
        except BaseException:
            self._steps.append((name, False))
            raise
        self._steps.append((name, True))
