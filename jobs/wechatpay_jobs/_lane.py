"""One execution of a workflow, and how it makes a call until its outcome is known."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Sequence
from math import inf
from typing import Any, Final, NamedTuple

from dbos import DBOS
from sqlalchemy.exc import SQLAlchemyError

from wechatpay_jobs._engine import LOGGER, Engine, Interrupted, reason_of
from wechatpay_jobs._ledger import CALL, DONE, REFUSED, Row
from wechatpay_jobs.errors import LedgerError
from wechatpay_runtime import Call, CallOptions, Response, RetryPolicy, SyncClient, retry_after
from wechatpay_runtime.errors import (
    ApiError,
    AuthError,
    ClientError,
    ConfigurationError,
    NoAnswerError,
    RateLimitWaitTimeout,
    ResponseContractError,
    UnverifiedAnswerError,
)

ONCE: Final = CallOptions(retry=RetryPolicy(max_attempts=1, deadline=float("inf")))
"""Every attempt of a job's call is written down, so the client makes one, and the job the next."""

_LONGEST_WAIT: Final = 60.0
_LONGEST_ASKED: Final = 300.0
"""As long an answer's `Retry-After` is followed: it may be anybody's."""

_AT_ONCE: Final = 4
"""How many calls are one step."""

_TOO_MANY: Final = 429
_PATIENCE: Final = 5
"""How many attempts may end in what is mostly a wrong setting, before it is taken for one."""

_AGAIN: Final = "again"
STOP: Final = "stop"
_UNPROVEN: Final = (
    "WeChat Pay did not sign this, and the contract does not know it: it comes from a proxy or a gateway before WeChat "
    "Pay, mostly. Have that mended, then resume the job"
)


class Ask(NamedTuple):
    """A call to be made.

    Attributes:
        mchid: The job's merchant.
        attempt: Makes one attempt, the same each time, and returns what is kept of it, given whether an attempt before
            it may have taken effect. It raises what the client does.
    """

    mchid: str
    attempt: Callable[[SyncClient, bool], Any]


def asking(make: Callable[[], Call[Any]], read: Callable[[Response[Any], bool], Any]) -> Callable[..., Any]:
    """Return the attempt that makes a call, and reads its answer."""
    return lambda client, lost: read(client.send(make(), options=ONCE), lost)


class Outcome(NamedTuple):
    """What became of a call.

    Attributes:
        kind: `DONE` or `REFUSED`.
        value: What the attempt returned; of a refusal its code, its message and what to do.
    """

    kind: str
    value: Any


class Lane:
    """One execution of a workflow: makes its steps, and knows which may have been made before without a trace.

    Args:
        engine: Where it runs.
        resumed: How many times the job was resumed before.

    Attributes:
        is_suspect: Whether the step under way may have been made before, by an execution that ended before it could
            write down what became of it.
    """

    def __init__(self, engine: Engine, resumed: int = 0) -> None:
        self.engine = engine
        self._turn = resumed
        self._resumed, self._live, self.is_suspect = False, False, False
        token = uuid.uuid4().hex[:8]
        # What is recorded is the token of the first execution.
        self._resumed = self.step("begin", lambda: token) != token

    def step(self, name: str, function: Callable[[], Any]) -> Any:
        """Do something once: when it was done before, and recorded, return what it returned."""

        def body() -> Any:
            self.is_suspect, self._live = self._resumed and not self._live, True
            try:
                return function()
            except (LedgerError, SQLAlchemyError) as exc:  # an error of a step would be recorded, and come each time
                LOGGER.warning("%s is left as it stands: %s", DBOS.workflow_id, reason_of(exc))
                raise Interrupted from exc

        return DBOS.run_step({"name": name}, body)

    def wait(self, seconds: float) -> None:
        """Wait that long, once: whoever goes on with this workflow waits for the rest of it."""
        until = self.step("wait", lambda: time.time() + seconds)
        # A clock that was set meanwhile makes the wait no longer than it was to be.
        self.engine.pause(min(seconds, max(0.0, until - time.time())))

    def settle(
        self, asks: Sequence[Ask], *, at_once: int = _AT_ONCE, seconds: float = inf, even_if_stopped: bool = False
    ) -> list[Outcome]:
        """Make calls, each with the same request number and body until it is known what became of it.

        Args:
            asks: The calls.
            at_once: How many of them are one step at most.
            seconds: How long a step goes on with another one; where it is bounded, the next step is made only if the
                job goes on.
            even_if_stopped: Whether to go on although the job was stopped: what was sent must still be recorded or
                confirmed.

        Raises:
            Interrupted: The engine stops, or the job has to.
        """
        outcomes: list[Outcome] = []
        attempts, lost = 0, False
        while len(outcomes) < len(asks):
            if self._live and seconds < inf:
                self.running_job(even_if_stopped=even_if_stopped)
            made = _Attempts(self, asks[len(outcomes) :][:at_once], attempts, lost=lost, seconds=seconds)
            *settled, last = self.step(CALL, made)
            for kind, *value in (*settled, last):
                if kind in (DONE, REFUSED):
                    outcomes.append(Outcome(kind, value[0] if kind == DONE else value))
                    attempts, lost = 0, False
            if last[0] in (_AGAIN, STOP):
                kind, wait, may_have, because = last
                attempts, lost = attempts + 1, lost or may_have
                if kind == STOP:
                    attempts = 0  # whoever resumes the job has mended it
                if made.is_fresh and kind == STOP:
                    self.halt(because)
                elif made.is_fresh:
                    LOGGER.warning("attempt %d of %s: %s", attempts, DBOS.workflow_id, because)
                    self.engine.pause(wait)
        return outcomes

    def running_job(self, *, even_if_stopped: bool = False) -> Row:
        """Return the job of this block.

        Args:
            even_if_stopped: Whether to return it although it was stopped.

        Raises:
            Interrupted: It was cancelled, or the engine stops.
        """
        return self.engine.running_job(self._job_id, even_if_stopped=even_if_stopped)

    @property
    def _job_id(self) -> str:
        return (DBOS.workflow_id or "").removeprefix("job:").partition("/")[0]

    def halt(self, because: str) -> None:
        """Stop the whole job: no repeat mends this.

        Raises:
            Interrupted: Always.
        """
        self.engine.halt(self._job_id, self._turn, because)
        raise Interrupted


class _Attempts:
    """One attempt of each of some calls, until one of them has to be made again.

    Several calls are one step: writing a step down costs as much CPU as a call does beside its signature. A kill amid
    them costs no more than that they are made again under their numbers.

    Attributes:
        is_fresh: Whether they were made now, and not read from the ledger.
    """

    def __init__(self, lane: Lane, asks: Sequence[Ask], attempts: int, *, lost: bool, seconds: float) -> None:
        self.is_fresh = False
        self._lane = lane
        self._asks = asks
        self._attempts = attempts
        self._lost = lost
        self._seconds = seconds

    def __call__(self) -> list[list[Any]]:
        """Make them, and return what the ledger keeps of each."""
        self.is_fresh = True
        made: list[list[Any]] = []
        end = time.monotonic() + self._seconds
        for ask in self._asks:
            if self._lane.engine.stopping.is_set() or (made and time.monotonic() > end):
                break
            first = not made
            lost = self._lane.is_suspect or (first and self._lost)
            client = self._lane.engine.clients.get(ask.mchid)
            if client is None:  # whoever brought it has left
                break
            made.append(_attempt(client, ask, self._attempts if first else 0, lost=lost))
            if made[-1][0] in (_AGAIN, STOP):
                break
        if not made:
            raise Interrupted
        return made


def _attempt(client: SyncClient, ask: Ask, attempts: int, *, lost: bool) -> list[Any]:
    try:
        return [DONE, ask.attempt(client, lost)]
    except ClientError as exc:
        return judged(exc, attempts, lost=lost)
    except Exception as exc:  # a listener's or an auth's own
        # Its text may quote what was sent: it is for the job's owner, in its report.
        LOGGER.warning("a call of %s failed outside of the client: %s", DBOS.workflow_id, type(exc).__name__)
        return [STOP, 0, True, f"{type(exc).__name__}: {exc}"]


def may_be_anybodys(error: ApiError) -> bool:
    """Tell whether a refusal is neither signed by WeChat Pay nor one of the contract: it proves nothing."""
    return not (error.verified or error.rows)


def judged(error: ClientError, attempts: int, *, lost: bool) -> list[Any]:
    """Return what the ledger keeps of an attempt that ended in an error: again, refused, or stop.

    A refusal that WeChat Pay did not sign is no proof that the request did not come through. One of the contract is
    believed when it comes again, as some refusals are signed by nobody.

    Args:
        error: How it ended.
        attempts: How many attempts ended in an error before.
        lost: Whether one of them may have taken effect.
    """
    told = str(error).partition("\n")[0]
    was_lost, lost = lost, lost or error.outcome_unknown
    if isinstance(error, ApiError):  # its message may quote what was sent
        told = f"{error.status_code} {error.code or '(no code)'}, Request-ID {error.request_id or 'missing'}"
    again = [_AGAIN, _wait(error, attempts), lost, told]
    match error:
        case ApiError(stops_job=True):
            return [STOP, 0, lost, str(error)]
        case ApiError(outcome_unknown=True) | ApiError(retryable=True) | NoAnswerError() | RateLimitWaitTimeout():
            return again
        case ApiError() if error.verified or (error.rows and was_lost):
            return [REFUSED, error.code or str(error.status_code), error.message, error.action]
        case ApiError() if error.rows or error.status_code == _TOO_MANY or attempts < _PATIENCE:
            return [_AGAIN, again[1], True, told]
        case ApiError():
            return [STOP, 0, True, f"{error}\n  {_UNPROVEN}"]
        # A client that was closed by whoever brought it gives way to another's.
        case UnverifiedAnswerError() | ResponseContractError() | AuthError() | ConfigurationError() if (
            attempts < _PATIENCE
        ):
            return again
        case ResponseContractError():
            return [STOP, 0, True, str(error)]
        case _:
            return [STOP, 0, lost, str(error)]


def _wait(error: ClientError, attempts: int) -> float:
    """Return how many seconds to wait before the next attempt."""
    asked = retry_after(error.headers) if isinstance(error, ApiError) else 0.0
    return max(min(asked, _LONGEST_ASKED), RetryPolicy(wait_max=_LONGEST_WAIT).wait(attempts + 1))
