"""Waiting for the end of what an operation has started: everything that the sync and the async shell decide alike."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Mapping
from typing import Any, Final, Generic, NamedTuple, TypeAlias, TypeVar

from wechatpay_runtime._base_client import CallOptions
from wechatpay_runtime._model import to_json
from wechatpay_runtime._operation import Call, Operation
from wechatpay_runtime._retry import RetryPolicy, failure_of
from wechatpay_runtime._settings import instance_of, number_of
from wechatpay_runtime._transports.deadline import LEAST_TIMEOUT
from wechatpay_runtime.errors import (
    ClientError,
    RateLimitWaitTimeout,
    TaskFailedError,
    TaskRunningError,
)

T = TypeVar("T")

Source: TypeAlias = tuple[str, ...]
"""Where a parameter comes from: `body`, `path` or `query` of the request that started, or its `answer`; then names."""

_GROWTH: Final = 1.5  # each wait is so much longer than the one before
_LONGEST_WAIT: Final = 30.0  # seconds
_NO_OPTIONS: Final = CallOptions()


class Waiter(NamedTuple, Generic[T]):
    """What the contract's `x-waiter` says of an operation that starts something.

    Attributes:
        path: Where the asked operation's path parameters come from.
        query: Where its query parameters come from.
        state: Reads the state in an answer of the asked operation.
        done: The states that end it well.
        failed: The states that end it badly, and what each means.
        first_wait: Seconds before it is asked for the first time; each later wait is longer.
        failure: The error of a state of `failed`.
    """

    path: Mapping[str, Source]
    query: Mapping[str, Source]
    state: Callable[[T], str | None]
    done: frozenset[str]
    failed: Mapping[str, str]
    first_wait: float
    failure: type[TaskFailedError]


class Wait(Generic[T]):
    """One wait under way.

    Args:
        call: What starts it.
        asked: The operation that tells how it goes.
        waiter: How to ask, and what ends it.
        timeout: Seconds for all of it, the start included.
        options: For the start and for each asking.
        retry: The client's policy, for options that name none.

    Raises:
        ConfigurationError: One of them cannot be used.
    """

    def __init__(
        self,
        call: Call[Any],
        asked: Operation[T],
        waiter: Waiter[T],
        *,
        timeout: float,
        options: CallOptions | None,
        retry: RetryPolicy,
    ) -> None:
        instance_of("call", call, Call, "what `call(...)` of an operation's module returns")
        instance_of("asked", asked, Operation, "the OPERATION of an operation's module")
        instance_of("waiter", waiter, Waiter, "the WAITER of an operation's module")
        instance_of("options", options, CallOptions | None, "a CallOptions")
        number_of("timeout", timeout, above=0, hint=" math.inf is no bound.")
        self._call = call
        self._asked = asked
        self._waiter = waiter
        self._timeout = timeout
        self._ends = time.monotonic() + timeout
        self._options = options or _NO_OPTIONS
        self._retry = self._options.retry or retry
        limit = asked.rate_limit
        self._wait = max(waiter.first_wait, limit.per_seconds / limit.requests if limit else 0.0)
        self._asking: Call[T] | None = None
        self._answer: T | None = None
        self._state: str | None = None
        self._missed: ClientError | None = None

    def options(self) -> CallOptions:
        """Return the options of the next call: none lasts longer than the wait."""
        left = max(self._ends - time.monotonic(), LEAST_TIMEOUT)
        return dataclasses.replace(
            self._options, retry=dataclasses.replace(self._retry, deadline=min(self._retry.deadline, left))
        )

    def started(self, answer: Any) -> Call[T]:
        """Return the call that asks how it goes."""
        call, sources = self._call, {"answer": to_json(answer)}
        sources |= {"body": to_json(call.body), "path": dict(call.path), "query": dict(call.query)}
        path, query = (
            {name: _taken(sources, source) for name, source in place.items()}
            for place in (self._waiter.path, self._waiter.query)
        )
        self._asking = Call(self._asked, path, query)
        return self._asking

    def seconds(self) -> float:
        """Return how long to wait before it is asked the next time.

        The last asking keeps as many seconds to be answered in as passed before the first one.

        Raises:
            TaskRunningError: No time is left.
        """
        left = self._ends - time.monotonic() - self._waiter.first_wait
        if left <= 0 and self._asking is not None:
            raise TaskRunningError(
                self._asked.id,
                started_by=self._call.operation.id,
                timeout=self._timeout,
                state=self._state,
                answer=self._answer,
                call=self._asking,
            ) from self._missed
        wait = min(self._wait, left)
        self._wait = min(self._wait * _GROWTH, max(self._wait, _LONGEST_WAIT))
        return wait

    def is_over(self, answer: T) -> bool:
        """Take note of an answer.

        Raises:
            TaskFailedError: What was started has failed.
        """
        self._answer, self._missed = answer, None
        self._state = state = self._waiter.state(answer) or ""
        if state in self._waiter.failed:
            raise self._waiter.failure(
                self._asked.id,
                started_by=self._call.operation.id,
                state=state,
                meaning=self._waiter.failed[state],
                answer=answer,
            )
        return state in self._waiter.done

    def unanswered(self, error: ClientError) -> None:
        """Take note of an asking that failed; it is raised again where asking once more cannot help."""
        if failure_of(error).repeats or isinstance(error, RateLimitWaitTimeout):
            self._missed = error
            return
        error.add_note(f"{self._call.operation.id} had worked: what it started goes on.")
        raise error


def _taken(sources: Mapping[str, Any], source: Source) -> Any:
    value: Any = sources
    for step in source:
        value = value.get(step) if isinstance(value, Mapping) else None
    return value
