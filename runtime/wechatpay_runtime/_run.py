"""One call under way: everything that its sync and its async shell decide alike."""

from __future__ import annotations

import time
from collections.abc import Mapping
from math import inf
from types import TracebackType
from typing import Any, Final, Self, TypeVar

import httpx

from wechatpay_runtime._findings import Attempt
from wechatpay_runtime._hosts import Hosts
from wechatpay_runtime._line import Turn
from wechatpay_runtime._log import CallLog
from wechatpay_runtime._operation import Operation, Response, request_id_of
from wechatpay_runtime._request import Outgoing
from wechatpay_runtime._retry import Failure, RetryPolicy, failure_of, retry_after, transport_failure
from wechatpay_runtime._text import shown
from wechatpay_runtime._transports.answer_body import EXTENSION, UnfitAnswerError
from wechatpay_runtime._transports.connection import hang_up
from wechatpay_runtime._transports.deadline import CONNECTS, DEADLINE_PASSED, LEAST_TIMEOUT, SENDS, WAITS, Bound
from wechatpay_runtime.errors import (
    ApiError,
    AuthError,
    ClientError,
    NoAnswerError,
    RateLimitWaitTimeout,
    ResponseContractError,
    UnverifiedAnswerError,
)

T = TypeVar("T")

_CAUSE_CHARACTERS: Final = 200
_DEADLINE: Final = "wechatpay_deadline"
"""Tells an auth, in a request's extensions, when the call must be over, by `time.monotonic()`."""

_PHASES: Final[Mapping[str, type[httpx.TimeoutException]]] = {
    WAITS: httpx.PoolTimeout,
    CONNECTS: httpx.ConnectTimeout,
    SENDS: httpx.ReadTimeout,
}
"""What passes when the deadline does, by the last event of a request's `trace`: what has become of the request."""


class Run:
    """Counts the attempts of one call and decides on each next one. Leaving its context logs and explains the end.

    Args:
        operation: What is called.
        outgoing: The request as checked and serialised; every attempt has its bytes.
        hosts: Where attempts can go.
        retry: How often and how long.
        timeout: httpx's time-outs of one attempt, in seconds.
        rate_limit_wait: How long an attempt may wait for its turn, in seconds.
        max_answer_bytes: How long an answer's body may be.
        log: Where to tell.
    """

    # The state before the first attempt.
    _number = 0
    _host = ""
    _request: httpx.Request | None = None
    _answer: httpx.Response | None = None
    _in_exchange = False
    _is_out = False
    _phase: str | None = None
    _attempt_began: float | None = None
    _result: Response[Any] | None = None

    def __init__(
        self,
        operation: Operation[Any],
        outgoing: Outgoing,
        *,
        hosts: Hosts,
        retry: RetryPolicy,
        timeout: Mapping[str, float | None],
        rate_limit_wait: float,
        max_answer_bytes: int,
        log: CallLog,
    ) -> None:
        self.operation = operation
        self.outgoing = outgoing
        self._hosts = hosts
        self._retry = retry
        self._timeout = timeout
        self._rate_limit_wait = rate_limit_wait
        self._max_answer_bytes = max_answer_bytes
        self._log = log
        self._secrets: set[str] = set()
        self._failed: list[Attempt] = []
        self._failures: dict[Failure, int] = {}
        self._begun = time.monotonic()
        self.ends = self._begun + retry.deadline

    def seconds_left(self) -> float | None:
        """Return how much of the call's time is left; None where there is no deadline."""
        return max(self.ends - time.monotonic(), LEAST_TIMEOUT) if self.ends < inf else None

    def longest_wait(self) -> float:
        """Return how many seconds the next attempt can wait for its turn."""
        return min(self.ends - time.monotonic(), self._rate_limit_wait)

    def has_turn(self, turn: Turn, longest: float) -> None:
        """See that an attempt has its turn.

        Raises:
            RateLimitWaitTimeout: It comes after the longest wait.
        """
        if not turn.taken:
            limit = self.operation.rate_limit
            because = turn.because or f"{limit and limit.requests} requests in {limit and limit.per_seconds} s"
            raise RateLimitWaitTimeout(self.operation.id, turn.wait, longest, because)

    def next_request(self) -> httpx.Request:
        """Return the request of the next attempt: the same bytes, for the host that is preferred now, not signed."""
        self._number += 1
        self._host = self._hosts.pick()
        self._attempt_began = time.monotonic()
        self._answer, self._in_exchange, self._is_out = None, False, False
        self._request = self.outgoing.addressed_to(self._host)
        self._request.extensions[_DEADLINE] = self.ends
        return self._request

    def sends(self, request: httpx.Request) -> httpx.Request:
        """Bound a request that is about to go on the wire by what is left of the call's time."""
        request.extensions["timeout"] = Bound.each(self._timeout, self.ends) if self.ends < inf else self._timeout
        request.extensions[EXTENSION] = self._max_answer_bytes
        is_own = self._is_own(request)
        self._log.request(self.operation, request, self.outgoing.members, self._secrets, is_own=is_own)
        self._in_exchange, self._phase = True, None
        if is_own:
            self._is_out, self._answer = True, None
        return request

    def _is_own(self, request: httpx.Request) -> bool:
        """Whether it is the call's; an auth may send requests of its own, for its certificates, or a copy of this."""
        return request is self._request or bool(self._request and request.url.path == self._request.url.path)

    async def trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Take note of how far a request has come: httpx's `trace` extension, as it is for asyncio."""
        tunnels = getattr(info.get("request"), "method", b"") == b"CONNECT"  # to the proxy: nothing of the call is sent
        if event in _PHASES and not tunnels:
            self._phase = event

    def out_of_time(self) -> ClientError:
        """Return the error of an attempt amid which the deadline of the call passed."""
        if not self._in_exchange:
            return self.ended_by(TimeoutError(f"{DEADLINE_PASSED} while the auth waited"))
        # A transport that tells nothing may have sent it.
        passed = _PHASES.get(self._phase or SENDS, httpx.ReadTimeout)
        return self.ended_by(passed(DEADLINE_PASSED))

    def received(self, response: httpx.Response) -> httpx.Response:
        """Take note of an answer that is whole, and not verified yet."""
        self._log.answer(self.operation.id, response, self._secrets)
        self._in_exchange = False
        if self._is_own(response.request):
            self._answer = response
        return response

    def unanswered(self, cause: httpx.RequestError) -> httpx.RequestError:
        """Take note that a request got no answer."""
        self._in_exchange = False
        return cause

    def ended_by(self, cause: Exception) -> ClientError:
        """Return the error of an attempt that the transport, or else the auth, gave up."""
        if self._answer is not None:
            return UnverifiedAnswerError(self.operation.id, cause, request_id_of(self._answer.headers))
        if self._is_out and isinstance(cause, UnfitAnswerError):
            return UnverifiedAnswerError(self.operation.id, cause, "")
        if self._is_out or self._in_exchange or isinstance(cause, httpx.RequestError):
            unknown = (self._is_out and transport_failure(cause).outcome_unknown) or self._may_have_taken_effect()
            return NoAnswerError(self.operation.id, cause, self._host, outcome_unknown=unknown)
        return AuthError(self.operation.id, cause)

    def done(self, result: Response[T]) -> Response[T]:
        """Take note of the result."""
        self._result = result
        return result

    def wait_before_repeat(self, error: Exception) -> float | None:
        """Judge what an attempt ended in: return how many seconds to wait before the next one, None for no other."""
        if isinstance(error, UnverifiedAnswerError) and self._answer:
            # What else comes over this connection may be another call's too, and be rightly signed.
            hang_up(self._answer)
        if self._attempt_began is None:
            return None  # there was no attempt, its turn comes too late
        failure = failure_of(error, sent=self._is_out)
        attempt = self._failed_attempt(error, failure)
        self._failures[failure] = self._failures.get(failure, 0) + 1
        if failure.next_host:
            self._hosts.failed(self._host)
        if self._failures[failure] > failure.repeats or self._number >= self._retry.max_attempts:
            return None
        if failure.sent and not self.operation.repeatable:
            return None
        wait = self._retry.wait(self._number)
        if isinstance(error, ApiError):
            wait = max(wait, retry_after(error.headers))
        if time.monotonic() + wait >= self.ends:
            return None
        self._log.repeats(self.operation.id, attempt, wait)
        return wait

    def _failed_attempt(self, error: Exception, failure: Failure) -> Attempt:
        assert self._attempt_began is not None
        duration, self._attempt_began = time.monotonic() - self._attempt_began, None
        attempt = Attempt(
            number=self._number,
            host=self._host,
            started=time.time() - duration,
            duration=duration,
            cause=_cause(error),
            outcome_unknown=failure.outcome_unknown,
        )
        self._failed.append(attempt)
        return attempt

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if isinstance(error, Exception):
            self._explain(error)
        if self._number and (error is None or isinstance(error, Exception)):
            seconds = time.monotonic() - self._begun
            self._log.over(
                self.operation.id,
                self._host,
                attempts=self._number,
                seconds=seconds,
                result=self._result,
                error=error,
            )

    def _explain(self, error: Exception) -> None:
        """Put the attempts on the error that the call ends with, and what the earlier ones mean for it."""
        if not isinstance(error, ClientError):
            return  # a listener's own, raised before the first attempt
        error.attempts = tuple(self._failed)
        if isinstance(error, ApiError):
            error.repeated = any(attempt.outcome_unknown for attempt in self._failed[:-1])
        # A verified 2xx settles what became of the earlier attempts; no other end does.
        if self._may_have_taken_effect() and not isinstance(error, ResponseContractError):
            error.outcome_unknown = True

    def _may_have_taken_effect(self) -> bool:
        return any(attempt.outcome_unknown for attempt in self._failed)


def _cause(error: Exception) -> str:
    if isinstance(error, ApiError):
        told = f"{error.status_code} {error.code or '(no code)'}, Request-ID {error.request_id or 'missing'}"
        return shown(told, _CAUSE_CHARACTERS)
    if isinstance(error, AuthError | NoAnswerError | UnverifiedAnswerError):
        error = error.cause
    return shown(" ".join(f"{type(error).__name__}: {error}".split()), _CAUSE_CHARACTERS)
