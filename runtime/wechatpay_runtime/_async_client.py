"""The asyncio shell around a call: the I/O alone; `_run` and `_base_client` decide, for `_client` as well."""

from __future__ import annotations

import asyncio
import math
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx

from wechatpay_runtime._base_client import DEFAULT_TIMEOUT, BaseClient, CallOptions, Timeout
from wechatpay_runtime._client_error import discreet, discreet_async, without_frames
from wechatpay_runtime._findings import Drift, Problem
from wechatpay_runtime._operation import Call, Operation, Response
from wechatpay_runtime._paging import I, P, Pages, Pagination
from wechatpay_runtime._rate_limits import PROCESS_WIDE, RateLimits
from wechatpay_runtime._retry import DEFAULT_RETRY, RetryPolicy
from wechatpay_runtime._run import Run
from wechatpay_runtime._settings import instance_of
from wechatpay_runtime._transports.answer_body import LONGEST_ANSWER, aread
from wechatpay_runtime._transports.asynchronous import AsyncTransport
from wechatpay_runtime._transports.default import OwnTransport
from wechatpay_runtime._waiting import Wait, Waiter
from wechatpay_runtime.errors import ClientError

T = TypeVar("T")


class AsyncClient(BaseClient):
    """Base of the generated `AsyncClient`, which tells what its arguments mean.

    For one event loop at a time, and for use after a fork.
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
        transport: httpx.AsyncBaseTransport | None = None,
        max_answer_bytes: int = LONGEST_ANSWER,
        validate: bool = True,
        on_soft_rule: Callable[[Problem], object] | None = None,
        on_drift: Callable[[Drift], object] | None = None,
    ) -> None:
        needed = "an AsyncTransport or AiohttpTransport of this package, or another httpx.AsyncBaseTransport,"
        instance_of("transport", transport, httpx.AsyncBaseTransport | None, needed)
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
        self._transport = transport or AsyncTransport()
        self._owns_transport = transport is None

    async def send(
        self,
        call: Call[T],
        *,
        timeout: Timeout | None = None,  # noqa: ASYNC109 - of each attempt
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
            return await self._send(call, timeout, options)
        except (ClientError, asyncio.CancelledError) as exc:
            error = exc
        del call  # the one variable of this frame that holds what must not be seen
        try:
            raise without_frames(error, sys.exception())
        finally:
            del error  # else it, its traceback and this frame would be a circle

    async def _send(
        self,
        call: Call[T],
        timeout: Timeout | None,  # noqa: ASYNC109
        options: CallOptions | None,
    ) -> Response[T]:
        with self._begin(call, timeout, options) as run:
            while True:
                try:
                    return run.done(await self._attempt(call, run))
                except Exception as exc:
                    wait = run.wait_before_repeat(exc)
                    if wait is None:
                        raise
                await asyncio.sleep(wait)

    @discreet_async
    async def send_and_wait(
        self,
        call: Call[Any],
        asked: Operation[T],
        waiter: Waiter[T],
        *,
        timeout: float,  # noqa: ASYNC109 - of the whole wait
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
        wait = Wait(call, asked, waiter, timeout=timeout, options=options, retry=self._retry)
        asking = wait.started((await self.send(call, options=wait.options())).parsed)
        while True:
            await asyncio.sleep(wait.seconds())
            try:
                answer = (await self.send(asking, options=wait.options())).parsed
            except ClientError as exc:
                wait.unanswered(exc)
            else:
                if wait.is_over(answer):
                    return answer

    async def iterate(
        self,
        call: Call[P],
        pagination: Pagination[P, I],
        *,
        timeout: Timeout | None = None,  # noqa: ASYNC109 - of each attempt
        options: CallOptions | None = None,
    ) -> AsyncIterator[I]:
        """Yield the items of a list, page after page; a page is asked for when its first item is.

        Args:
            call: What asks for the first page.
            pagination: How the next one is found.
            timeout: Time-outs of each attempt, in seconds; None for the client's.
            options: What each call does differently from this client.

        Raises:
            ClientError: A page could not be read; the items before it were yielded.
        """
        pages = Pages(call, pagination)
        del call  # this frame stays in what a page ends in, and it may hold an openid
        while pages.next:
            for item in pages.read(await self.send(pages.next, timeout=timeout, options=options)):
                yield item
            pages.turn()

    async def _wait_for_turn(self, run: Run) -> None:
        limit = run.operation.rate_limit
        if self._limits and limit:
            longest = run.longest_wait()
            run.has_turn(await self._limits.wait_async(self._quota + run.operation.id, limit, longest), longest)

    async def _attempt(self, call: Call[T], run: Run) -> Response[T]:
        await self._wait_for_turn(run)
        try:
            async with asyncio.timeout(run.seconds_left()):
                response = await self._exchanges(run)
        except TimeoutError as exc:
            raise run.out_of_time() from exc
        return self._answers.read(call.operation, response, run.outgoing)

    async def _exchanges(self, run: Run) -> httpx.Response:
        flow = self._auth.async_auth_flow(run.next_request())
        try:
            request = await anext(flow)
            while True:
                try:
                    response = await self._exchange(request, run)
                except httpx.RequestError as exc:
                    # It goes through, unless the flow can do without this answer.
                    request = await flow.athrow(run.unanswered(exc))
                else:
                    request = await flow.asend(response)
        except StopAsyncIteration:
            return response
        except ClientError:
            raise
        except Exception as exc:
            raise run.ended_by(exc) from exc
        finally:
            await flow.aclose()

    async def _exchange(self, request: httpx.Request, run: Run) -> httpx.Response:
        request.extensions["trace"] = run.trace
        try:
            response = await self._transport.handle_async_request(run.sends(request))
        finally:
            # The run has the request: a circle that only the collector would undo.
            request.extensions.pop("trace", None)
        response.request = request
        await aread(response, run.ends, self._max_answer_bytes)
        return run.received(response)

    async def aclose(self) -> None:
        """Take no more calls, and close every connection, unless they belong to a transport that was given."""
        self._closed = True
        if self._owns_transport:
            await self._transport.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None = None,
        exc_value: BaseException | None = None,
        traceback: TracebackType | None = None,
    ) -> None:
        await self.aclose()
