"""What a call can end with, other than its result.

ClientError
├─ ConfigurationError       nothing was sent: the client cannot work the way it is set up
├─ RequestValidationError   nothing was sent: the request breaks the contract
├─ RateLimitWaitTimeout     not sent: its turn under the rate limit comes too late
├─ AuthError                not sent: it could not be signed, or its answer could not have been verified
├─ NoAnswerError            no answer arrived; `outcome_unknown` tells whether the request may have taken effect
├─ UnverifiedAnswerError    an answer arrived that is not proven to be WeChat Pay's; the request may have taken effect
├─ ApiError                 WeChat Pay refused; the generated package adds one class for each code of the contract
├─ ResponseContractError    done, but the answer breaks the contract; `content` holds it whole
├─ TaskFailedError          what an operation started has failed, by a proven answer; `answer` holds it
├─ TaskRunningError         what an operation started has not ended in time; it goes on, `call` asks again
├─ EventContractError       a notification is genuine, but its data breaks the contract
└─ ModelError               a JSON object is not the model it was given to

The plugin that signs and verifies has a tree of its own (`wechatpay_httpx.errors`), for making keys and for those who
use it without a client. What it raises in a call is the `cause` of an `AuthError` or `UnverifiedAnswerError`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from wechatpay_runtime._api_error import ApiError
from wechatpay_runtime._client_error import ClientError, sentence_of, travels
from wechatpay_runtime._findings import Attempt, Drift, ErrorRow, Problem
from wechatpay_runtime._text import shown

if TYPE_CHECKING:
    from wechatpay_runtime._operation import Call


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

    @travels
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

    @travels
    def __init__(self, operation: str, problems: Sequence[Problem]) -> None:
        self.operation = operation
        self.problems = tuple(problems)
        count = f"{len(problems)} problem{'s' * (len(problems) > 1)}"
        lines = [f"{operation}: {count} in the request; nothing was sent."]
        # Most problems share their page: it is told once, and a line that has none of its own is under that one.
        pages = [problem.source for problem in problems if problem.source]
        page = max(pages, key=pages.count, default="")
        lines += [f"  {problem._replace(source='') if problem.source == page else problem}" for problem in problems]
        super().__init__("\n".join([*lines, *([f"  Official page: {page}"] if page else [])]))


class AuthError(ClientError):
    """The attempt was not sent: it could not be signed, or its answer could not have been verified.

    An earlier attempt of the same call may have been: see `outcome_unknown` and `attempts`.

    Attributes:
        operation: The `operationId` that was called.
        cause: What the auth raised, such as an error of `wechatpay_httpx.errors`.
    """

    @travels
    def __init__(self, operation: str, cause: Exception) -> None:
        self.operation = operation
        self.cause = cause
        super().__init__(f"{operation}: not sent: {sentence_of(cause)}")


class UnverifiedAnswerError(ClientError):
    """An answer arrived that is not proven to be WeChat Pay's: nothing in it may be believed.

    The request may have taken effect: repeat it with the same idempotency key and the same body.

    Attributes:
        operation: The `operationId` that was called.
        cause: What the auth raised, such as `wechatpay_httpx.errors.SignatureVerificationError`.
        reason: The `reason` of the cause, None where it has none.
        request_id: `Request-ID` of the answer, as unproven as the rest of it; empty if there was none.
    """

    outcome_unknown = True

    @travels
    def __init__(self, operation: str, cause: Exception, request_id: str) -> None:
        self.operation = operation
        self.cause = cause
        self.reason = getattr(cause, "reason", None)
        self.request_id = request_id
        # The plugin's own text says the rest of this one too, for those who use it without a client.
        sentence = getattr(cause, "cause", None) or sentence_of(cause)
        why = f", {self.reason}: {sentence}" if self.reason else f": {sentence}"
        super().__init__(
            f"{operation}: the answer is not proven to be WeChat Pay's{why} "
            f"(Request-ID {shown(request_id or 'missing')}). The request may have taken effect: repeat it with the "
            "same idempotency key and the same body."
        )


class NoAnswerError(ClientError):
    """No answer arrived: no connection, a time-out, or a connection that was cut.

    Attributes:
        operation: The `operationId` that was called.
        outcome_unknown: False when no attempt came as far as sending anything of the request.
        cause: What the transport raised, such as an `httpx.RequestError`.
    """

    @travels
    def __init__(self, operation: str, cause: Exception, host: str, *, outcome_unknown: bool) -> None:
        self.operation = operation
        self.outcome_unknown = outcome_unknown
        self.cause = cause
        then = (
            "The request may have taken effect: repeat it with the same idempotency key and the same body."
            if outcome_unknown
            else "Nothing was sent: the call can be repeated."
        )
        super().__init__(f"{operation}: no answer from {host}: {sentence_of(cause)} {then}")


class ResponseContractError(ClientError):
    """A 2xx answer, verified, that breaks the contract: the request took effect and nothing of the answer is lost.

    Attributes:
        operation: The `operationId` that was called.
        path: Where in the answer, such as `stock.stock_id`; empty for the answer as a whole.
        problem: What is wrong there.
        request_id: `Request-ID` of the answer.
        content: The whole body as it was verified.
    """

    @travels
    def __init__(self, operation: str, *, path: str, problem: str, request_id: str, content: bytes) -> None:
        self.operation = operation
        self.path = path
        self.problem = problem
        self.request_id = request_id
        self.content = content
        super().__init__(
            f"{operation}: the answer breaks the contract at {shown(path) or 'its top level'}: {shown(problem)} "
            f"(Request-ID {shown(request_id or 'missing')}). The request took effect; `content` holds the whole answer "
            f"({len(content)} bytes)."
        )

    def _restore(self, text: str, facts: Mapping[str, Any]) -> None:
        self.content = b""
        super()._restore(text, facts)


class TaskFailedError(ClientError):
    """What an operation started has ended, and has failed.

    Attributes:
        operation: The `operationId` that was asked.
        started_by: The `operationId` that started it.
        state: The state it ended in.
        answer: The last answer of the asked operation.
    """

    @travels
    def __init__(self, operation: str, *, started_by: str, state: str, meaning: str, answer: Any) -> None:
        self.operation = operation
        self.started_by = started_by
        self.state = state
        self.answer = answer
        super().__init__(f"{operation}: what {started_by} started has ended in {shown(state)}: {meaning}")

    def _restore(self, text: str, facts: Mapping[str, Any]) -> None:
        self.answer = None
        super()._restore(text, facts)


class TaskRunningError(ClientError):
    """What an operation started has not ended in time. It goes on: ask again, and do not start it anew.

    Attributes:
        operation: The `operationId` that was asked.
        started_by: The `operationId` that started it.
        timeout: How long it was waited for, in seconds.
        state: The state last seen; None where no answer came.
        answer: The last answer of the asked operation; None where none came.
        call: Asks again, as `client.send(error.call)`; `call.to_dict()` stores it. None in an error that a task queue
            made again of JSON, as `answer` is.
    """

    @travels
    def __init__(
        self, operation: str, *, started_by: str, timeout: float, state: str | None, answer: Any, call: Call[Any]
    ) -> None:
        self.operation = operation
        self.started_by = started_by
        self.timeout = timeout
        self.state = state
        self.answer = answer
        self.call = call
        super().__init__(
            f"{operation}: what {started_by} started has not ended within {timeout:.3g} s "
            f"({f'last seen: {shown(state)}' if state else 'no answer came'}). It goes on: ask again with "
            "`client.send(error.call)`, and do not start it anew under another number."
        )

    def _restore(self, text: str, facts: Mapping[str, Any]) -> None:
        vars(self).update(answer=None, call=None)
        super()._restore(text, facts)


class EventContractError(ClientError):
    """A notification, verified and decrypted, whose data breaks the contract.

    The event has happened, and the notification holds all of it. Keep its `data`, or answer 500 to get it again.

    Attributes:
        event_type: What happened.
        notification_id: Id of the notification.
        path: Where in the data; empty for the data as a whole.
        problem: What is expected there. What stands there is not told, as it may be personal.
    """

    @travels
    def __init__(self, event_type: str, notification_id: str, *, path: str, problem: str) -> None:
        self.event_type = event_type
        self.notification_id = notification_id
        self.path = path
        self.problem = problem
        super().__init__(
            f"{shown(event_type)}: the data of notification {shown(notification_id)} breaks the contract at "
            f"{shown(path) or 'its top level'}: {shown(problem)}. It is genuine: keep it, or answer 500 to get it "
            "again."
        )


class ModelError(ClientError, ValueError):
    """A JSON object does not have what a model needs."""


__all__ = [
    "ApiError",
    "Attempt",
    "AuthError",
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
    "TaskFailedError",
    "TaskRunningError",
    "UnverifiedAnswerError",
]
