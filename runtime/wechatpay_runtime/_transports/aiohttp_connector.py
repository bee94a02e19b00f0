"""aiohttp's connections, made fit for payments by its public methods alone."""

from __future__ import annotations

import asyncio
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from weakref import WeakSet

import aiohttp
import httpx

from wechatpay_runtime._transports.aiohttp_errors import AS_HTTPX_ERRORS
from wechatpay_runtime._transports.connection import is_readable
from wechatpay_runtime._transports.deadline import SENDS
from wechatpay_runtime._transports.event_loop import tell

if TYPE_CHECKING:
    from aiohttp.client_proto import ResponseHandler
    from aiohttp.connector import Connection
    from aiohttp.tracing import Trace


class Connector(aiohttp.TCPConnector):
    """Gives out no connection on which something waits to be read or written, and ends a failed one at once.

    What arrives on an idle connection, such as a gateway's 408 or an answer twice, aiohttp keeps as the answer to the
    next request there; each request after it then gets the answer of the one before. Such a connection is given up.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.once_used: WeakSet[ResponseHandler] = WeakSet()
        self.exchanges: dict[aiohttp.ClientRequest, Exchange] = {}

    async def connect(
        self,
        req: aiohttp.ClientRequest,
        traces: list[Trace],
        timeout: aiohttp.ClientTimeout,  # noqa: ASYNC109 - aiohttp's
    ) -> Connection:
        """Return a connection on which nothing is waiting to be read, or to be written."""
        while True:
            connection = await super().connect(req, traces, timeout)
            protocol, transport = connection.protocol, connection.transport
            assert protocol is not None
            assert transport is not None
            is_fit = not (protocol.should_close or protocol.writing_paused or _has_something(transport))
            if is_fit or protocol not in self.once_used:
                self.once_used.add(protocol)
                exchange = self.exchanges[req]
                exchange.transport = transport
                await tell(exchange.request, SENDS)
                return connection
            transport.abort()
            connection.close()

    def abort(self) -> None:
        """End all connections that are in use; each exchange ends in an error."""
        for exchange in list(self.exchanges.values()):
            exchange.abort()

    def __del__(self, _warnings: object = None) -> None:
        """Leave open sockets to the collector.

        To close them would take them off the event loop, which after a fork is shared with the parent process.
        """


class Exchange:
    """A request under way, and its answer, as the block in which both are complete or their connection ends.

    Args:
        connector: Where its connection comes from.
        request: As httpx has it.

    Attributes:
        transport: Its connection, once there is one.
    """

    def __init__(self, connector: Connector, request: httpx.Request) -> None:
        self.request = request
        self.transport: asyncio.Transport | None = None
        self._connector = connector
        self._theirs: aiohttp.ClientRequest | None = None
        self._answer: aiohttp.ClientResponse | None = None

    async def send_once(
        self, theirs: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
    ) -> aiohttp.ClientResponse:
        """Send a request a single time; aiohttp would send a GET again by itself when its connection is lost.

        It does not know httpx's errors and lets them pass. Repeats are for the client, which counts and reports them.
        """
        self._theirs = theirs
        self._connector.exchanges[theirs] = self
        with AS_HTTPX_ERRORS:
            self._answer = await handler(theirs)
        return self._answer

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._theirs:
            del self._connector.exchanges[self._theirs]
        if error is not None:
            self.abort()
        self._theirs = self._answer = None  # else they, and what refers to them, would be a circle

    def abort(self) -> None:
        """End its connection at once, if it is still its own; to close it would wait until all is written."""
        if self._answer:
            if self._answer.content.is_eof():
                return
            self._answer.close()
        if self.transport:
            self.transport.abort()


def _has_something(transport: asyncio.Transport) -> bool:
    """Whether bytes, or an end, have arrived that the event loop has not come to yet."""
    return is_readable(transport.get_extra_info("socket").fileno())
