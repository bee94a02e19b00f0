"""aiohttp's connections, made fit for payments by its public methods alone."""

from __future__ import annotations

import asyncio
import select
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary, WeakSet

import aiohttp
import httpx

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
        self.made_of: dict[aiohttp.ClientRequest, httpx.Request] = {}
        self.asking: dict[aiohttp.ClientRequest, asyncio.Transport] = {}
        self.came_over: WeakKeyDictionary[aiohttp.ClientResponse, asyncio.Transport] = WeakKeyDictionary()
        self.reading: dict[aiohttp.ClientResponse, asyncio.Transport] = {}

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
                self.asking[req] = transport
                await tell(self.made_of[req], SENDS)
                return connection
            transport.abort()
            connection.close()

    @contextmanager
    def until_answered(self, request: aiohttp.ClientRequest, made_of: httpx.Request) -> Iterator[None]:
        """End a request's connection at once when there is no answer; to close it would wait until all is written."""
        self.made_of[request] = made_of
        try:
            yield
        except BaseException:
            if transport := self.asking.get(request):
                transport.abort()
            raise
        finally:
            self.asking.pop(request, None)
            del self.made_of[request]

    @contextmanager
    def until_read(self, answer: aiohttp.ClientResponse) -> Iterator[None]:
        """End an answer's connection at once when it cannot be read whole."""
        transport = answer.connection and answer.connection.transport
        if transport is None:  # it is there already
            yield
            return
        self.reading[answer] = transport
        try:
            yield
        except BaseException:
            transport.abort()
            raise
        finally:
            del self.reading[answer]

    def abort(self) -> None:
        """End all connections that are in use; each exchange ends in an error."""
        for transport in self.asking.values():
            transport.abort()
        for answer, transport in self.reading.items():
            transport.abort()
            answer.close()

    def __del__(self, _warnings: object = None) -> None:
        """Leave open sockets to the collector.

        To close them would take them off the event loop, which after a fork is shared with the parent process.
        """


def _has_something(transport: asyncio.Transport) -> bool:
    """Whether bytes, or an end, have arrived that the event loop has not come to yet."""
    socket = transport.get_extra_info("socket")
    if not hasattr(select, "poll"):  # Windows
        return bool(select.select([socket], [], [], 0)[0])
    poll = select.poll()
    poll.register(socket, select.POLLIN)
    return bool(poll.poll(0))
