"""How far a job is, at which rate, and how long it still takes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple, Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn


class Standing(NamedTuple):
    """How far a job is.

    Attributes:
        state: `running`, `done`, `cancelled` or `stopped`.
        settled: Lines, or calls, whose outcome is known.
        total: How many there are.
        per_second: How many were settled in a second, since the handle was first asked; 0 the first time.
        seconds_left: How long the rest takes, at the merchant's quota where the contract has one, else at this rate;
            None where that cannot be told.
    """

    state: str
    settled: int
    total: int
    per_second: float
    seconds_left: float | None


class Counted(Protocol):
    """A report, as far as progress needs it."""

    @property
    def state(self) -> str:
        """How the job stands."""

    @property
    def total(self) -> int:
        """What there is to be settled."""

    @property
    def settled(self) -> int:
        """What is."""


class Pace:
    """Measures how fast a job goes.

    Args:
        quota: How many lines a second the merchant's quota lets through; 0 where it says nothing.
    """

    def __init__(self, quota: float) -> None:
        self._quota = quota
        self._first: tuple[float, int] | None = None

    def standing(self, report: Counted) -> Standing:
        """Return how far a job is."""
        settled, now = report.settled, time.monotonic()
        self._first = self._first or (now, settled)
        since, before = self._first
        per_second = (settled - before) / (now - since) if now > since else 0.0
        rest, rate = report.total - settled, self._quota or per_second
        left = rest / rate if rate else (0.0 if not rest else None)
        return Standing(report.state, settled, report.total, per_second, left)


@contextmanager
def bar(job_id: str) -> Iterator[Callable[[Standing], None]]:
    """Draw a bar on the terminal, on stderr, for as long as the block lasts; what is yielded moves it."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]:.0f}/s"),
        TextColumn("{task.fields[left]}"),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(job_id, total=None, rate=0.0, left="")

        def move(standing: Standing) -> None:
            left = "" if standing.seconds_left is None else f"{_clock(standing.seconds_left)} left"
            progress.update(task, completed=standing.settled, total=standing.total, rate=standing.per_second, left=left)

        yield move


def _clock(seconds: float) -> str:
    minutes, second = divmod(round(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}:{second:02}"
