"""The blocking shell around a call: the I/O alone; `_run` and `_base_client` decide, for `_async_client` as well."""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

import httpx

from wechatpay_runtime._base_client import DEFAULT_TIMEOUT, BaseClient, CallOptions, Timeout
from wechatpay_runtime._client_error import discreet, without_frames
from wechatpay_runtime._findings import Drift, Problem
from wechatpay_runtime._operation import Call, Operation, Response
from wechatpay_runtime._rate_limits import PROCESS_WIDE, RateLimits
from wechatpay_runtime._retry import DEFAULT_RETRY, RetryPolicy
from wechatpay_runtime._run import Run
from wechatpay_runtime._settings import instance_of
from wechatpay_runtime._transports.answer_body import LONGEST_ANSWER, read
from wechatpay_runtime._transports.default import OwnTransport, Transport
from wechatpay_runtime.errors import ClientError

if TYPE_CHECKING:
    from wechatpay_runtime._paging import I, P, Pagination
    from wechatpay_runtime._waiting import Waiter

T = TypeVar("T")


class SyncClient(BaseClient):
    """Base of the generated `Client`, which tells what its arguments mean.

    Safe to share between threads, and to use after a fork.
    """

    @discreet
    def __init__(
        self,
        auth: httpx.Auth | None,
        *,
        base_url: str | Sequence[str] | None = None,
        timeout: Timeout = DEFAULT_TIMEOUT,
        retry: RetryPolicy = DEFAULT_RETRY,
        rate_limits: RateLimits | None = PROCESS_WIDE,
        rate_limit_wait: float = math.inf,
        transport: httpx.BaseTransport | None = None,
        max_answer_bytes: int = LONGEST_ANSWER,
        validate: bool = True,
        on_soft_rule: Callable[[Problem], object] | None = None,
        on_drift: Callable[[Drift], object] | None = None,
    ) -> None:
        needed = "a Transport of this package, or another httpx.BaseTransport,"
        instance_of("transport", transport, httpx.BaseTransport | None, needed)
        super().__init__(
            auth,
            base_url,
            timeout,
            retry=retry,
            rate_limits=rate_limits,
            rate_limit_wait=rate_limit_wait,
            foreign_transport=not isinstance(transport, OwnTransport | None),
            max_answer_bytes=max_answer_bytes,
            validate=validate,
            on_soft_rule=on_soft_rule,
            on_drift=on_drift,
        )
        self._transport = transport or Transport()
        self._owns_transport = transport is None

    def send(
        self,
        call: Call[T],
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> Response[T]:
        """Make one call: check, sign, send, verify, read; and again where that is safe and may help.

        Args:
            call: What the `call` function of an operation's module returns.
            timeout: Time-outs of each attempt, in seconds; None for the client's.
            options: What else this call does differently from its client.

        Raises:
            ClientError: There is no result; the errors' tree stands in the `errors` module.
        """
        try:
            return self._send(call, timeout, options)
        except ClientError as exc:
            error = exc
        del call  # the one variable of this frame that holds what must not be seen
        try:
            raise without_frames(error, sys.exception())
        finally:
            del error  # else it, its traceback and this frame would be a circle

    def _send(
        self,
        call: Call[T],
        timeout: Timeout | None,
        options: CallOptions | None,
    ) -> Response[T]:
        with self._begin(call, timeout, options) as run:
            while True:
                try:
                    return run.done(self._attempt(call, run))
                except Exception as exc:
                    wait = run.wait_before_repeat(exc)
                    if wait is None:
                        raise
                time.sleep(wait)

    @discreet
    def send_and_wait(
        self,
        call: Call[Any],
        asked: Operation[T],
        waiter: Waiter[T],
        *,
        timeout: float,
        options: CallOptions | None = None,
    ) -> T:
        """Make a call that starts something, once, and ask until that has ended.

        Args:
            call: What starts it.
            asked: The operation that tells how it goes.
            waiter: How to ask, and what ends it.
            timeout: Seconds for all of it; `math.inf` for no bound.
            options: What the start and each asking do differently from this client.

        Raises:
            TaskFailedError: It has ended, and has failed.
            TaskRunningError: It has not ended in time, and goes on.
            ClientError: The start failed, or asking did for a reason that does not pass.
        """
        from wechatpay_runtime._waiting import Wait  # loaded with the waiter, which few programs have

        wait = Wait(call, asked, waiter, timeout=timeout, options=options, retry=self._retry)
        asking = wait.started(self.send(call, options=wait.options()).parsed)
        while True:
            time.sleep(wait.seconds())
            try:
                answer = self.send(asking, options=wait.options()).parsed
            except ClientError as exc:
                wait.unanswered(exc)
            else:
                if wait.is_over(answer):
                    return answer

    def iterate(
        self,
        call: Call[P],
        pagination: Pagination[P, I],
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> Iterator[I]:
        """Yield the items of a list, page after page; a page is asked for when its first item is.

        Args:
            call: What asks for the first page.
            pagination: How the next one is found.
            timeout: Time-outs of each attempt, in seconds; None for the client's.
            options: What each call does differently from this client.

        Raises:
            ClientError: A page could not be read; the items before it were yielded.
        """
        from wechatpay_runtime._paging import Pages  # loaded with the pagination, likewise

        pages = Pages(call, pagination)
        del call  # this frame stays in what a page ends in, and it may hold an openid
        while pages.next:
            yield from pages.read(self.send(pages.next, timeout=timeout, options=options))
            pages.turn()

    def _wait_for_turn(self, run: Run) -> None:
        limit = run.operation.rate_limit
        if self._limits and limit:
            longest = run.longest_wait()
            run.has_turn(self._limits.wait(self._quota + run.operation.id, limit, longest), longest)

    def _attempt(self, call: Call[T], run: Run) -> Response[T]:
        self._wait_for_turn(run)
        flow = self._auth.sync_auth_flow(run.next_request())
        try:
            request = next(flow)
            while True:
                try:
                    response = self._exchange(request, run)
                except httpx.RequestError as exc:
                    # It goes through, unless the flow can do without this answer.
                    request = flow.throw(run.unanswered(exc))
                else:
                    request = flow.send(response)
        except StopIteration:
            pass
        except ClientError:
            raise
        except Exception as exc:
            raise run.ended_by(exc) from exc
        finally:
            flow.close()
        return self._answers.read(call.operation, response, run.outgoing)

    def _exchange(self, request: httpx.Request, run: Run) -> httpx.Response:
        response = self._transport.handle_request(run.sends(request))
        response.request = request
        read(response, run.ends, self._max_answer_bytes)
        return run.received(response)

    def close(self) -> None:
        """Take no more calls, and close every connection, unless they belong to a transport that was given."""
        self._closed = True
        if self._owns_transport:
            self._transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None = None,
        exc_value: BaseException | None = None,
        traceback: TracebackType | None = None,
    ) -> None:
        self.close()
