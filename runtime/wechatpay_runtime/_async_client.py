"""The asyncio shell around a call: the I/O alone; `_run` and `_base_client` decide, for `_client` as well.

asyncio takes longer to import than this package, so only what runs in an event loop imports it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import aclosing
from types import TracebackType
from typing import Self, TypeVar

import httpx

from wechatpay_runtime._base_client import DEFAULT_TIMEOUT, BaseClient, CallOptions, Timeout
from wechatpay_runtime._findings import Drift, Problem
from wechatpay_runtime._operation import Call, Response
from wechatpay_runtime._rate_limits import PROCESS_WIDE, RateLimits
from wechatpay_runtime._retry import DEFAULT_RETRY, RetryPolicy
from wechatpay_runtime._run import Run
from wechatpay_runtime._transports.default import (
    DEADLINE_PASSED,
    AsyncTransport,
    SurvivesFork,
)

T = TypeVar("T")


class AsyncClient(BaseClient):
    """Base of the generated `AsyncClient`. For one event loop at a time.

    Args:
        auth: Signs requests and verifies answers, such as `wechatpay_httpx.WeChatPayAuth`; None leaves both out.
        base_url: Scheme and host, or several of them, the preferred one first: an attempt goes to the next one when a
            host cannot be reached, and that host is preferred last for 60 s. Default: the environment's
            `WECHATPAY_BASE_URL`, else the contract's servers.
        timeout: Seconds, or an `httpx.Timeout`, for each attempt; default 5 s to connect and 30 s to read.
        retry: How often and how long a call is tried. Default: up to 4 attempts within 60 s.
        rate_limits: Keeps the contract's rate limits. Default: in memory, for all clients of the process; None for
            none. `RedisRateLimits` shares them between processes and machines.
        rate_limit_wait: How long an attempt may wait for its turn under the rate limit, in seconds; None for as long as
            the call may take.
        transport: What carries requests. Default: an `AsyncTransport` that the client opens and closes. Give one to
            share its connections between clients, or for a proxy or a private certificate authority, and an
            `AiohttpTransport` where many calls are in flight; whoever opened it closes it.
        validate: Whether to check requests against the contract; False sends them as they are, for the day WeChat Pay
            relaxes a rule before the contract does. Answers are verified and read the same way.
        on_soft_rule: Told of each rule that a request breaks and that only some of WeChat Pay's documents know.
        on_drift: Told of each answer that differs from the contract without breaking it: unknown fields, unknown enum
            values, rules not kept. Default: a warning on the logger, once for each operation and path.
    """

    def __init__(
        self,
        auth: httpx.Auth | None,
        *,
        base_url: str | Sequence[str] | None = None,
        timeout: Timeout = DEFAULT_TIMEOUT,
        retry: RetryPolicy = DEFAULT_RETRY,
        rate_limits: RateLimits | None = PROCESS_WIDE,
        rate_limit_wait: float | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
        validate: bool = True,
        on_soft_rule: Callable[[Problem], object] | None = None,
        on_drift: Callable[[Drift], object] | None = None,
    ) -> None:
        super().__init__(
            auth,
            base_url,
            timeout,
            retry=retry,
            rate_limits=rate_limits,
            rate_limit_wait=rate_limit_wait,
            foreign_transport=not isinstance(transport, SurvivesFork | None),
            validate=validate,
            on_soft_rule=on_soft_rule,
            on_drift=on_drift,
        )
        self._transport = transport or AsyncTransport()
        self._owns_transport = transport is None

    async def send(self, call: Call[T], options: CallOptions | None = None) -> Response[T]:
        """Make one call: check, sign, send, verify, read; and again where that is safe and may help.

        Args:
            call: The operation, and what to call it with.
            options: What this call does differently.

        Raises:
            ClientError: See `wechatpay_runtime.errors`; and whatever `auth` raises.
        """
        with self._begin(call, options) as run:
            while True:
                try:
                    return run.done(await self._attempt(call, run))
                except Exception as exc:
                    wait = run.wait_before_repeat(exc)
                    if wait is None:
                        raise
                import asyncio

                await asyncio.sleep(wait)

    async def _wait_for_turn(self, run: Run) -> None:
        limit = run.operation.rate_limit
        if not self._limits or not limit:
            return
        ends = run.turn_ends()
        while True:
            longest = ends - time.monotonic()
            turn = await self._limits.ask_async(self._quota + run.operation.id, limit, longest)
            if turn.wait:
                import asyncio

                await asyncio.sleep(run.wait_for(turn, longest))
            if turn.taken:
                return

    async def _attempt(self, call: Call[T], run: Run) -> Response[T]:
        await self._wait_for_turn(run)
        async with aclosing(self._auth.async_auth_flow(run.next_request())) as flow:
            try:
                request = await anext(flow)
                while True:
                    try:
                        response = await self._exchange(request, run)
                    except httpx.RequestError as exc:
                        request = await flow.athrow(exc)  # it goes through, unless the flow can do without this answer
                    else:
                        request = await flow.asend(response)
            except StopAsyncIteration:
                pass
            except httpx.RequestError as exc:
                raise run.no_answer(exc) from exc
        return self._answers.read(call.operation, response)

    async def _exchange(self, request: httpx.Request, run: Run) -> httpx.Response:
        import asyncio  # which a program without an event loop need not wait for

        try:
            async with asyncio.timeout(run.seconds_left()):
                response = await self._transport.handle_async_request(run.sends(request))
                response.request = request
                try:
                    await response.aread()
                finally:
                    await response.aclose()
        except TimeoutError as exc:
            raise httpx.ReadTimeout(DEADLINE_PASSED) from exc
        return run.received(response)

    async def aclose(self) -> None:
        """Close every connection, unless they belong to a transport that was given."""
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
