"""The connections that calls of asyncio go over by default: httpcore's, whose pool loses none of them."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from math import inf
from typing import TYPE_CHECKING, Any, TypeVar

import httpx
from anyio import CancelScope

from wechatpay_runtime._settings import instance_of
from wechatpay_runtime._transports.answer_body import EXTENSION, joined
from wechatpay_runtime._transports.connection import hang_up, has_left_over
from wechatpay_runtime._transports.default import LIMITS, PooledTransport
from wechatpay_runtime._transports.event_loop import Slots
from wechatpay_runtime._transports.proxies import OfEnvironment, of_environment, through

if TYPE_CHECKING:
    import ssl

T = TypeVar("T")


class AsyncTransport(PooledTransport, httpx.AsyncHTTPTransport):
    """An `httpx.AsyncHTTPTransport` that any number of clients can share, and that survives a fork and cancellation.

    It needs asyncio's event loop, one at a time; in another one it opens connections of its own. Every answer is read
    whole before it is returned.

    Args:
        verify: The TLS context, for a private certificate authority; default: httpx's own.
        proxy: URL of a proxy, for every request.
        limits: Default: up to 100 connections in use, each kept for 7 idle seconds; as many through each proxy.
        trust_env: Whether the environment may name proxies (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`; with
            `proxy` they do not count) and certificate authorities (`SSL_CERT_FILE`, `SSL_CERT_DIR`).

    Raises:
        ConfigurationError: A setting, or a proxy of the environment, cannot be used; at a call: it is closed, or the
            event loop of an earlier one still runs.
    """

    _imported_late = ("encodings.idna", "anyio.abc", "anyio.lowlevel", "anyio._backends._asyncio", "sniffio")

    def __init__(
        self,
        *,
        verify: ssl.SSLContext | None = None,
        proxy: httpx.Proxy | str | None = None,
        limits: httpx.Limits = LIMITS,
        trust_env: bool = True,
    ) -> None:
        instance_of("limits", limits, httpx.Limits, "an httpx.Limits")
        # Who waits for a connection waits here: httpcore counts a connection that was given up amid its opening for
        # ever, and so would have less and less of them to give.
        self._max_connections = limits.max_connections
        counts = [each for each in (limits.max_connections, limits.max_keepalive_connections) if each is not None]
        unbounded = httpx.Limits(
            max_keepalive_connections=min(counts, default=None), keepalive_expiry=limits.keepalive_expiry
        )
        self._slots: Slots | None = None
        super().__init__(verify=verify, proxy=proxy, limits=unbounded, trust_env=trust_env)
        self._proxied: OfEnvironment[AsyncTransport] | None = None
        if trust_env and not proxy:
            context = self._options["verify"]
            self._proxied = of_environment(lambda each: AsyncTransport(verify=context, proxy=each, limits=limits))

    def _open(self) -> None:
        super()._open()
        self._slots = None

    def _slots_here(self) -> Slots:
        self._refuse_if_closed()
        if self._slots and not self._slots.serve(type(self).__name__):
            self._after_fork()
        if self._slots is None:
            self._slots = Slots(self._max_connections)
        return self._slots

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request once and return the answer, whole.

        Raises:
            httpx.TransportError: There is no whole answer.
        """
        if self._proxied and (proxied := self._proxied.of(request.url)):
            self._refuse_if_closed()
            return await proxied.handle_async_request(request)
        slots = self._slots_here()
        await slots.take(request)
        try:
            return await _cancelled_by_scope(self._exchange(request))
        finally:
            slots.release()

    async def _exchange(self, request: httpx.Request) -> httpx.Response:
        try:
            if self._proxy:
                with through(self._proxy, request, awaited=True):
                    response = await super().handle_async_request(request)
            else:
                response = await super().handle_async_request(request)
        except BaseException:
            with CancelScope(shield=True):
                await self._close_lost()
            raise
        stream = response.stream
        assert isinstance(stream, httpx.AsyncByteStream)
        try:
            content = await joined(stream, request.extensions.get(EXTENSION, inf))
            if has_left_over(response, stream):
                hang_up(response)
        finally:
            await stream.aclose()
        response.stream = httpx.ByteStream(content)
        return response

    async def _close_lost(self) -> None:
        """Close the connections that no request holds and that are not idle either.

        Such a one is left when its request is given up before it is opened, or before it is used for the first time;
        httpcore never looks at it again.
        """
        held = {request.connection for request in self._pool._requests}
        lost = [
            connection
            for connection in self._pool.connections
            if connection not in held and not connection.is_idle() and not connection.is_closed()
        ]
        for connection in lost:
            self._pool._connections.remove(connection)
        for connection in lost:
            await connection.aclose()

    async def aclose(self) -> None:
        """Close every connection; an exchange under way ends in an error."""
        self._closed = True
        for proxied in self._proxied.all if self._proxied else ():
            await proxied.aclose()
        if self._slots is None:
            return
        self._slots.close()
        if self._slots.loop is asyncio.get_running_loop():
            await super().aclose()
        else:
            self._after_fork()

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()


async def _cancelled_by_scope(exchange: Coroutine[Any, Any, T]) -> T:
    """Await an exchange in a task of its own, which a cancellation of this one reaches through a scope of anyio's.

    httpcore gives a connection back under a shield. It is a shield against anyio's cancellation alone: asyncio's, by
    `wait_for` or `Task.cancel`, strikes in the middle of it, and the connection stays in use for ever. The task is
    awaited to its end, however often this one is cancelled, so that nothing goes on behind the caller's back.
    """
    scope = CancelScope()

    async def inside() -> T | None:
        with scope:
            return await exchange
        return None  # cancelled, and so is whoever would have it

    task = asyncio.create_task(inside())
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as exc:
            cancelled = cancelled or exc
            scope.cancel()
    if cancelled:
        if not task.cancelled():
            task.exception()  # it was seen; asyncio would complain of one that was not
        raise cancelled
    result = task.result()
    assert result is not None
    return result
