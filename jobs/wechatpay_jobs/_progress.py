"""How far a job is, at which rate, and how long it still takes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from wechatpay_jobs._accounts import CallReport, Report
from wechatpay_product_coupon.api.stocks.upload_coupon_codes import OPERATION


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


class Pace:
    """Measures how fast a job goes."""

    def __init__(self) -> None:
        self._first: tuple[float, int] | None = None

    def standing(self, report: Report | CallReport) -> Standing:
        """Return how far a job is."""
        total = report.lines if isinstance(report, Report) else report.calls
        settled, now = total - report.waiting, time.monotonic()
        self._first = self._first or (now, settled)
        since, before = self._first
        per_second = (settled - before) / (now - since) if now > since else 0.0
        fastest = _quota() if isinstance(report, Report) else 0.0
        rate = fastest or per_second
        left = report.waiting / rate if rate else (0.0 if not report.waiting else None)
        return Standing(report.state, settled, total, per_second, left)


def _quota() -> float:
    """Return how many codes a second the contract lets a merchant upload; 0 where it has no limit."""
    from wechatpay_jobs._codes import rule

    limit = OPERATION.rate_limit
    return limit.requests / limit.per_seconds * rule().codes_per_call if limit else 0.0


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
