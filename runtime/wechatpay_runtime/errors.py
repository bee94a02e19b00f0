"""What a call can end with, other than its result.

ClientError
├─ ConfigurationError       nothing was sent: the client cannot work the way it is set up
├─ RequestValidationError   nothing was sent: the request breaks the contract
├─ RateLimitWaitTimeout     not sent: its turn under the rate limit comes too late
├─ NoAnswerError            no answer arrived; `outcome_unknown` tells whether the request may have taken effect
├─ ApiError                 WeChat Pay refused; the generated package adds one class for each code of the contract
├─ ResponseContractError    done, but the answer breaks the contract; `content` holds it whole
├─ EventContractError       a notification is genuine, but its data breaks the contract
└─ ModelError               a JSON object is not the model it was given to

The plugin that signs and verifies has a tree of its own (`wechatpay_httpx.errors`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Final

import httpx

from wechatpay_runtime._findings import Attempt, Drift, ErrorRow, Problem

SHOWN_CHARACTERS: Final = 500


class ClientError(Exception):
    """Base class of everything that a call raises by itself.

    Attributes:
        outcome_unknown: Whether the request may have taken effect although no proven answer says so. If it may have,
            repeat it with the same idempotency key and the same body, never with a new key.
        attempts: Every attempt of the call, the last one included. An error of the plugin's has them too.
    """

    outcome_unknown: bool = False
    attempts: tuple[Attempt, ...] = ()

    def __str__(self) -> str:
        return "\n".join([super().__str__(), *self._remarks()])

    def _remarks(self) -> list[str]:
        """Return what became known after the error was made, in lines."""
        return [f"  {attempt}" for attempt in self.attempts] if len(self.attempts) > 1 else []

    def __reduce__(self) -> tuple[Any, ...]:
        # Errors travel between processes (task queues); their constructors take what they were made of, not `args`.
        return _restored, (type(self), self.args), self.__dict__


class ConfigurationError(ClientError, ValueError):
    """The client cannot work the way it is set up; nothing was sent."""


class RateLimitWaitTimeout(ClientError):  # noqa: N818 - it stands beside TimeoutError
    """The turn of an attempt under the rate limit comes later than the call may wait; the attempt was not sent.

    An earlier attempt of the same call may have been: see `outcome_unknown` and `attempts`.

    Attributes:
        operation: The `operationId` that was called.
        wait: How long it would have had to wait, in seconds.
        longest: How long it may wait, in seconds.
    """

    def __init__(self, operation: str, wait: float, longest: float, because: str) -> None:
        self.operation = operation
        self.wait = wait
        self.longest = longest
        super().__init__(
            f"{operation}: not sent: its turn comes in {wait:.3g} s ({because}), it may wait {max(longest, 0):.3g} s. "
            "Make fewer calls at once, or give it longer: rate_limit_wait, and the deadline of retry."
        )


class RequestValidationError(ClientError, ValueError):
    """The request breaks the contract; nothing was sent.

    Attributes:
        operation: The `operationId` that was called.
        problems: Every breach found, in the order of their paths.
    """

    def __init__(self, operation: str, problems: Sequence[Problem]) -> None:
        self.operation = operation
        self.problems = tuple(problems)
        count = f"{len(problems)} problem{'s' * (len(problems) > 1)}"
        lines = [f"{operation}: {count} in the request; nothing was sent.", *(f"  {problem}" for problem in problems)]
        super().__init__("\n".join(lines))


def _restored(cls: type[ClientError], args: tuple[Any, ...]) -> ClientError:
    return cls.__new__(cls, *args)


class NoAnswerError(ClientError):
    """No answer arrived: no connection, a time-out, or a connection that was cut.

    Attributes:
        operation: The `operationId` that was called.
        outcome_unknown: False when no attempt made a connection, so that nothing was sent.
        cause: What httpx says.
    """

    def __init__(self, operation: str, cause: httpx.RequestError, host: str, *, outcome_unknown: bool) -> None:
        self.operation = operation
        self.outcome_unknown = outcome_unknown
        self.cause = cause
        what = str(cause).rstrip(".") or "no reason given"
        then = (
            "The request may have taken effect: repeat it with the same idempotency key and the same body."
            if outcome_unknown
            else "Nothing was sent: the call can be repeated."
        )
        super().__init__(f"{operation}: no answer from {host}: {type(cause).__name__}: {what}. {then}")


class ApiError(ClientError):
    """WeChat Pay, or a gateway before it, refused the request.

    Attributes:
        operation: The `operationId` that was called.
        status_code: HTTP status.
        code: WeChat Pay's error code, such as `PARAM_ERROR`; None where the body held none (a gateway's HTML page).
        message: WeChat Pay's message, for people; it may change any time, so do not branch on it.
        detail: The body's `detail` as it came, None where there was none.
        request_id: `Request-ID` of the answer, what WeChat Pay's support asks for; empty if there was none.
        content: The raw body. Error answers are not verified: trust it for no more than finding the cause.
        headers: The answer's headers.
        rows: What the contract's catalogue says of this status and code on this operation; several where the documents
            give one code several meanings, none where it is in no catalogue.
        repeated: Whether an earlier attempt of this call may have taken effect before this answer came.
    """

    CODE: ClassVar[str | None] = None
    repeated: bool = False

    def __init__(
        self,
        operation: str,
        response: httpx.Response,
        *,
        code: str | None,
        message: str,
        detail: Any = None,
        rows: Sequence[ErrorRow] = (),
        comparison: str = "",
    ) -> None:
        self.operation = operation
        self.status_code = response.status_code
        self.code = code
        self.message = message
        self.detail = detail
        self.request_id = str(response.headers.get("Request-ID", ""))
        self.content = response.content
        self.headers = response.headers
        self.rows = tuple(rows)
        self.outcome_unknown = response.status_code >= 500
        super().__init__(self._describe(comparison))

    @property
    def retryable(self) -> bool:
        """Whether the catalogue says that a repeat with the same parameters is safe and may help."""
        return any(row.retry for row in self.rows)

    @property
    def action(self) -> str:
        """What the documents tell to do; empty where the catalogue does not have this code."""
        return " Or: ".join(row.action for row in self.rows)

    def _remarks(self) -> list[str]:
        told = [f"  {row.after_repeat}" for row in self.rows if self.repeated and row.after_repeat]
        return told + super()._remarks()

    def _describe(self, comparison: str) -> str:
        head = f"{self.operation}: {self.status_code} {_shown(self.code or '(no code)')}: {_shown(self.message)}"
        lines = [f"{head} (Request-ID {_shown(self.request_id or 'missing')})"]
        if issue := _issue(self.detail):
            where = " ".join(str(self.detail[key]) for key in ("location", "field") if self.detail.get(key))
            lines.append(f"  at {_shown(where or 'an unnamed place')}: {_shown(issue)}")
        if comparison:
            lines.append(f"  {comparison}")
        for row in self.rows:
            lines.append(f"  {row.when} {row.action}")
            lines += [f"    {number}. {cause}" for number, cause in enumerate(row.causes, start=1)]
        return "\n".join(lines)


def _shown(text: str) -> str:
    """Return text of an unverified answer as a terminal can bear it: short, and without control characters."""
    cut = text if len(text) <= SHOWN_CHARACTERS else text[: SHOWN_CHARACTERS - 1] + "…"
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in cut)


def _issue(detail: Any) -> str:
    """Return what an error body's `detail` says is wrong; SIGN_ERROR says it one level deeper than the other codes."""
    while isinstance(detail, dict):
        if "issue" in detail:
            return str(detail["issue"])
        detail = detail.get("detail")
    return ""


class ResponseContractError(ClientError):
    """A 2xx answer, verified, that breaks the contract: the request took effect and nothing of the answer is lost.

    Attributes:
        operation: The `operationId` that was called.
        path: Where in the answer, such as `stock.stock_id`; empty for the answer as a whole.
        problem: What is wrong there.
        request_id: `Request-ID` of the answer.
        content: The whole body as it was verified.
    """

    def __init__(self, operation: str, *, path: str, problem: str, request_id: str, content: bytes) -> None:
        self.operation = operation
        self.path = path
        self.problem = problem
        self.request_id = request_id
        self.content = content
        super().__init__(
            f"{operation}: the answer breaks the contract at {path or 'its top level'}: {problem} "
            f"(Request-ID {request_id or 'missing'}). The request took effect; `content` holds the whole answer "
            f"({len(content)} bytes)."
        )


class EventContractError(ClientError):
    """A notification, verified and decrypted, whose data breaks the contract.

    The event has happened, and the notification holds all of it. Keep its `data`, or answer 500 to get it again.

    Attributes:
        event_type: What happened.
        notification_id: Id of the notification.
        path: Where in the data; empty for the data as a whole.
        problem: What is expected there. What stands there is not told, as it may be personal.
    """

    def __init__(self, event_type: str, notification_id: str, *, path: str, problem: str) -> None:
        self.event_type = event_type
        self.notification_id = notification_id
        self.path = path
        self.problem = problem
        super().__init__(
            f"{event_type}: the data of notification {notification_id} breaks the contract at "
            f"{path or 'its top level'}: {problem}. It is genuine: keep it, or answer 500 to get it again."
        )


class ModelError(ClientError, ValueError):
    """A JSON object does not have what a model needs."""


__all__ = [
    "ApiError",
    "Attempt",
    "ClientError",
    "ConfigurationError",
    "Drift",
    "ErrorRow",
    "EventContractError",
    "ModelError",
    "NoAnswerError",
    "Problem",
    "RateLimitWaitTimeout",
    "RequestValidationError",
    "ResponseContractError",
]
