"""What the commands of jobs share: where the ledger is, and waiting with a bar, lines of JSON, or in silence."""

from __future__ import annotations

import dataclasses
import os
import re
import shlex
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar
from urllib.parse import parse_qsl

import typer

from wechatpay_cli import _printing
from wechatpay_cli._exits import INTERRUPTED, SetUpError, WrongUsageError, complain
from wechatpay_cli._say import say
from wechatpay_cli._sources import Source
from wechatpay_jobs.errors import JobConflictError, LedgerError
from wechatpay_runtime.errors import ClientError

if TYPE_CHECKING:
    from wechatpay_jobs import CallReport, CallsJob, CodesJob, Report, SendReport, SendsJob

J = TypeVar("J")
_LOOK_SECONDS: Final = 1.0
_NO_NAME: Final = re.compile(r"[^A-Za-z0-9_.-]+")


def database_of(given: str | None, source: Source) -> str:
    """Return the address of the ledger: as it is given, or set, or a file below the user's state.

    Raises:
        SetUpError: The folder of the user's state cannot be made.
        WrongUsageError: The one on the command line has a password in it, which every user of the machine could read.
    """
    if given:
        address, _, query = given.partition("://")[2].partition("?")
        named = [name for name, _ in parse_qsl(query, keep_blank_values=True) if "password" in name or "secret" in name]
        if named or ":" in address.partition("/")[0].rpartition("@")[0]:
            raise WrongUsageError(
                say("A password is no argument: set WECHATPAY_JOBS_DATABASE, or jobs_database of a profile.")
            )
        return given
    if configured := source.get("JOBS_DATABASE"):
        return configured
    state = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local/state") / "wechatpay-coupon"
    try:
        state.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as exc:
        raise SetUpError(
            say(
                "{path} cannot be made: {reason}. Choose another place by --database or WECHATPAY_JOBS_DATABASE.",
                path=state,
                reason=exc.strerror,
            )
        ) from None
    return f"sqlite:///{state / 'jobs.db'}"


def default_name(*parts: str) -> str:
    """Return a name for a job, the same for the same parts."""
    return _NO_NAME.sub("_", "_".join(parts))[:100]


def options(told: Mapping[str, object]) -> list[str]:
    """Return values as the options that a command line gives them by; None and empty ones are left out."""
    return [
        word
        for name, value in told.items()
        if value is not None and value != ""
        for word in (f"--{name.replace('_', '-')}", str(value))
    ]


@contextmanager
def interruptible(again: list[str]) -> Iterator[None]:
    """Tell how to go on where Ctrl-C ends the block, and at once that calls under way are waited for.

    Args:
        again: The words of the command that goes on.
    """
    command = shlex.join(["wechatpay-coupon", *again])
    told = "\n" + say("Interrupted; what was done is written down. Go on with:\n  {command}", command=command)

    def end(*_: object) -> None:
        end_at_once_on_ctrl_c(told)
        tell_of_the_end()
        raise KeyboardInterrupt

    former = signal.signal(signal.SIGINT, end)
    try:
        yield
    except KeyboardInterrupt:
        complain(told)
        raise
    finally:
        signal.signal(signal.SIGINT, former)


def tell_of_the_end() -> None:
    """Say, in a handler of signals, that calls under way are waited for."""
    told = say("Ending; a call under way may take 30 s yet. Ctrl-C once more ends at once, and loses nothing.")
    _say_amid_anything(f"\n{told}")


def end_at_once_on_ctrl_c(told: str) -> None:
    """Let the next Ctrl-C end the process.

    The ledger takes that as it takes a crash: the calls are made again, under the same numbers.

    Args:
        told: What is said then.
    """

    def end(*_: object) -> None:
        _say_amid_anything(told)
        os._exit(INTERRUPTED)

    signal.signal(signal.SIGINT, end)


def _say_amid_anything(text: str) -> None:
    """Tell people something from a handler of signals, which may have come amid a write to stderr."""
    with suppress(OSError):
        os.write(sys.stderr.fileno(), f"{text}\n".encode(errors="backslashreplace"))


def named(hand_in: Callable[[], J]) -> J:
    """Hand a job in.

    Raises:
        WrongUsageError: Its name, or what it is made of, is none.
    """
    try:
        return hand_in()
    except (JobConflictError, ClientError):
        raise
    except ValueError as exc:
        raise WrongUsageError(str(exc)) from None


def must_be_there(file: Path) -> None:
    """Refuse a path that leads to no file, or to one whose name cannot be told.

    Raises:
        WrongUsageError: It does.
    """
    if not file.name.isprintable():
        # Every line is accounted for under the name of its file, in UTF-8.
        raise WrongUsageError(
            say("{file} has a name that is no UTF-8, or not printable: give it another one.", file=file)
        )
    if not file.is_file():
        raise WrongUsageError(say("{file} cannot be read: {reason}.", file=file, reason=say("there is no such file")))


def tell_handed_in(name: str) -> None:
    """Say that a job is left to a worker."""
    typer.echo(say("Job {job} is handed in; `wechatpay-coupon worker` does it.", job=name))


def finished(job: CodesJob | SendsJob | CallsJob, *, as_lines: bool) -> bool:
    """Wait for the end of a job, show how it goes, and print its report.

    Args:
        job: What is waited for.
        as_lines: Whether to print a JSON object a line, of the progress too.

    Returns:
        Whether all of it worked.

    Raises:
        JobUnfinishedError: It was cancelled or stopped.
    """
    if as_lines:
        _tell_progress(job)
    report = job.wait(show=sys.stderr.isatty() and not as_lines)
    show(report, as_lines=as_lines)
    return not (report.failed or any(getattr(report, name, 0) for name in ("refused", "unknown", "confirm_reasons")))


def show(report: Report | SendReport | CallReport, *, as_lines: bool) -> None:
    """Print a report."""
    facts = facts_of(report)
    if as_lines:
        _printing.line(facts)
    else:
        _printing.show(facts, _printing.form_of(None))


def facts_of(report: Report | SendReport | CallReport) -> dict[str, Any]:
    """Return a report as JSON has it."""
    facts = dataclasses.asdict(report)
    return {name: value for name, value in facts.items() if value not in ("", {})}


def _tell_progress(job: CodesJob | SendsJob | CallsJob) -> None:
    due = 0.0
    while True:
        try:
            if time.monotonic() >= due:
                standing = job.progress()
                if standing.state != "running":
                    return
                _printing.line({"job_id": job.job_id, **standing._asdict()})
                due = time.monotonic() + _LOOK_SECONDS
            elif job.state != "running":
                return
        except LedgerError as exc:  # the job waits for its database, and so does this
            complain(str(exc))
            due = time.monotonic() + _LOOK_SECONDS
        time.sleep(_LOOK_SECONDS / 5)
