"""A handle of one job."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import nullcontext, suppress
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from wechatpay_jobs import _codes, _images, _sends
from wechatpay_jobs._accounts import CallReport, Report, Result, call_report_of, report_of, results_of, state_of
from wechatpay_jobs._intake import awaiting
from wechatpay_jobs._ledger import Ledger, Row
from wechatpay_jobs._progress import Pace, Standing, bar
from wechatpay_jobs._send_accounts import SendReport, send_report_of
from wechatpay_jobs._send_outcomes import write_outcomes_of_sends
from wechatpay_jobs._source import Prepared, write_outcomes
from wechatpay_jobs._spans import spans
from wechatpay_jobs._twins import on_thread
from wechatpay_jobs.errors import JobConflictError, JobUnfinishedError, LedgerError, UnknownJobError

if TYPE_CHECKING:
    from wechatpay_jobs._jobs import Jobs

_POLL_SECONDS: Final = 0.2
R = TypeVar("R", bound=Report | CallReport | SendReport)


class Job(Generic[R]):
    """One job, wherever it runs. Made by `Jobs`.

    Attributes:
        job_id: Its id.
    """

    def __init__(self, jobs: Jobs, job_id: str, counted: Callable[[Ledger, Row], R], quota: float = 0.0) -> None:
        self.job_id = job_id
        self._jobs = jobs
        self._counted = counted
        self._pace = Pace(quota)

    @property
    def state(self) -> str:
        """How it stands: `running`, `done`, `cancelled` or `stopped`.

        Raises:
            UnknownJobError: It was deleted.
            LedgerError: The database cannot be used now.
        """
        return state_of(self._row())

    def wait(self, seconds: float = inf, *, show: bool = False) -> R:
        """Wait until it is done.

        Args:
            seconds: How long at most.
            show: Whether to draw a bar on the terminal, with the rate and the time left.

        Returns:
            Its report.

        Raises:
            JobUnfinishedError: It was cancelled or stopped, or the time is up; its text says why.
            UnknownJobError: It was deleted.
        """
        with bar(self.job_id) if show else nullcontext() as move:
            end = time.monotonic() + seconds
            while isinstance(told := self._look(seconds, end, move), float):
                time.sleep(told)
            return told

    async def await_(self, seconds: float = inf, *, show: bool = False) -> R:
        """Do what `wait` does, without holding up the event loop; it may be cancelled."""
        with bar(self.job_id) if show else nullcontext() as move:
            end = time.monotonic() + seconds
            while True:
                told = await asyncio.to_thread(self._look, seconds, end, move)
                if not isinstance(told, float):
                    return told
                await asyncio.sleep(told)

    def _look(self, seconds: float, end: float, move: Callable[[Standing], None] | None) -> R | float:
        """Return the report once the job is done; before, how many seconds to wait until the next look."""
        began, why = time.monotonic(), f"it is not done after {seconds:.3g} s."
        try:
            state = state_of(row := self._row())
            if move:
                move(self.progress())
            if state == "done":
                return self.report()
            if state != "running" and not (state == "stopped" and self._goes_on(row)):
                because = f": {row.stopped}" if row.stopped else "."
                raise JobUnfinishedError(f"Job {self.job_id} is {state}, `resume` lets it go on{because}")
            self._jobs.work_if_free()
        except LedgerError as exc:  # the job waits for its database, and so does this
            why = f"{why} {exc}"
        now = time.monotonic()
        if now >= end:
            raise JobUnfinishedError(f"Job {self.job_id} goes on: {why}")
        # Looking takes a tenth of the time at most, however large the job is.
        return min(end - now, max(_POLL_SECONDS, 10 * (now - began)))

    def _goes_on(self, row: Row) -> bool:
        """Tell whether something is still done for a job that was stopped."""
        return False

    def report(self) -> R:
        """Count what became of every line, or of every call, so far.

        Raises:
            UnknownJobError: It was deleted.
            LedgerError: The database cannot be used now.
        """
        return self._counted(self._jobs.ledger, self._row())

    def cancel(self) -> None:
        """Begin no more calls; those under way end, and what became of them is asked for when the job is resumed.

        Raises:
            UnknownJobError: It was deleted.
            LedgerError: The database cannot be used now.
        """
        self._row()
        self._jobs.ledger.cancel(self.job_id)

    def resume(self) -> None:
        """Let it go on where it was, after it was cancelled or stopped.

        Raises:
            UnknownJobError: It was deleted.
            LedgerError: The database cannot be used now.
        """
        self._jobs.ledger.resume(self._row())
        self._jobs.work_if_free()

    def progress(self) -> Standing:
        """Return how far it is, at which rate, and how long it still takes.

        Raises:
            UnknownJobError: It was deleted.
            LedgerError: The database cannot be used now.
        """
        return self._pace.standing(self.report())

    def delete(self) -> None:
        """Remove a job that does not run, with all that is kept of it: its codes, its calls and what became of them.

        Raises:
            JobConflictError: It runs.
            UnknownJobError: It was deleted.
            LedgerError: The database cannot be used now.
        """
        if self.state == "running":
            raise JobConflictError(f"Job {self.job_id} runs: cancel it first.")
        spec, ledger = self._row().spec, self._jobs.ledger
        if spec["kind"] == _images.KIND:
            ledger.inbox.remove(list(_images.keys(ledger, self.job_id, spec)))
        elif spec["kind"] in _sends.SENDINGS:
            ledger.inbox.remove([awaiting(spec["key"])])
            ledger.inbox.remove_all(_sends.event_key(spec["brand_id"], spec["key"]))
        ledger.delete(self.job_id)
        shutil.rmtree(self._jobs.database.folder / self.job_id, ignore_errors=True)

    areport = on_thread(report)
    aprogress = on_thread(progress)
    acancel = on_thread(cancel)
    aresume = on_thread(resume)
    adelete = on_thread(delete)

    def _row(self) -> Row:
        row = self._jobs.ledger.job(self.job_id)
        if row is None:
            raise UnknownJobError(f"There is no job {self.job_id!r} in {self._jobs.database}.")
        return row

    def __repr__(self) -> str:
        return f"<Job {self.job_id}>"


class CodesJob(Job[Report]):
    """A job that uploads codes."""

    def __init__(self, jobs: Jobs, job_id: str) -> None:
        super().__init__(jobs, job_id, report_of, _codes.codes_per_second())

    def write_outcomes(self, path: str | Path) -> None:
        """Write what became of every line, a row each, in the order of the source.

        The columns are `file`, `line`, `code`, `outcome`, `reason` and `message`; an outcome is `stored`,
        `already_existed`, `duplicate`, `refused`, `failed` or, before the job is done, `waiting`. It needs the source
        as it was prepared, so it is written on the machine that handed it in; elsewhere hand the source in again.

        Args:
            path: A `.csv` or a `.parquet` file.

        Raises:
            ValueError: The file is of another kind.
            SourceError: What was prepared is not on this machine, the disk is full, or the folder cannot be written to.
            UnknownJobError: The job was deleted.
            LedgerError: The database cannot be used now.
        """
        prepared = Prepared.open(self._jobs.database.folder / self.job_id)
        write_outcomes(prepared, Path(path), spans(self._jobs.ledger, self._row()))

    awrite_outcomes = on_thread(write_outcomes)


class SendsJob(Job[SendReport]):
    """A job that sends coupons or bundles."""

    def __init__(self, jobs: Jobs, job_id: str, kind: str) -> None:
        super().__init__(jobs, job_id, send_report_of, _sends.SENDINGS[kind].per_second)

    def write_outcomes(self, path: str | Path) -> None:
        """Write what became of every line, a row each, in the order of the source.

        The columns are `file`, `line`, the fields of the source (`openid` first), `coupon_code`, of a bundle
        `user_coupon_bundle_id`, `send_request_no`, `outcome`, `reason`, `message` and `action`. An outcome is `sent`
        (`confirmed` or `not_confirmed` where the job confirms), `duplicate`, `refused`, `failed`, `unknown` or, before
        the job is done, `waiting`. As with codes it is written on the machine that handed the source in.

        Args:
            path: A `.csv` or a `.parquet` file; it holds openids and codes, and has mode 0600.

        Raises:
            ValueError: The file is of another kind.
            SourceError: What was prepared is not on this machine, the disk is full, or the folder cannot be written to.
            UnknownJobError: The job was deleted.
            LedgerError: The database cannot be used now.
        """
        prepared = Prepared.open(self._jobs.database.folder / self.job_id)
        write_outcomes_of_sends(prepared, Path(path), self._jobs.ledger, self._row())

    awrite_outcomes = on_thread(write_outcomes)

    def _goes_on(self, row: Row) -> bool:
        """Tell whether what was sent before the job was stopped is still written down, or confirmed."""
        return self._jobs.ledger.is_winding_up(row)


class CallsJob(Job[CallReport]):
    """A job of calls, or of image generation tasks."""

    def __init__(self, jobs: Jobs, job_id: str) -> None:
        super().__init__(jobs, job_id, call_report_of)

    def results(self) -> Iterator[Result]:
        """Go through what became of the calls, as it becomes known, until the job is over.

        The numbers come in the order the calls ended. Where the database cannot be used it is waited for.

        Raises:
            UnknownJobError: The job was deleted.
        """
        for result in self._known():
            if result:
                yield result
            else:
                time.sleep(_POLL_SECONDS)

    async def aresults(self) -> AsyncIterator[Result]:
        """Do what `results` does, without holding up the event loop; it may be cancelled."""
        known, over = self._known(), ()
        while (result := await asyncio.to_thread(next, known, over)) != over:
            if result:
                yield result
            else:
                await asyncio.sleep(_POLL_SECONDS)

    def _known(self) -> Iterator[Result | None]:
        """Go through what became of the calls until the job is over; None where nothing more is known for now."""
        seen: set[int] = set()
        while True:
            with suppress(LedgerError):  # the job waits for its database, and so does this
                row = self._row()
                for result in results_of(self._jobs.ledger, row):
                    if result.number not in seen:
                        seen.add(result.number)
                        yield result
                if state_of(row) != "running":
                    return
                self._jobs.work_if_free()
            yield None
