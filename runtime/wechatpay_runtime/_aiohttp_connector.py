"""aiohttp's connections, made fit for payments by its public methods alone."""

from __future__ import annotations

import asyncio
import select
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

import aiohttp

if TYPE_CHECKING:
    from aiohttp.client_proto import ResponseHandler
    from aiohttp.connector import Connection
    from aiohttp.tracing import Trace


class Connector(aiohttp.TCPConnector):
    """Gives no answer to a request that did not ask for it, and no connection away that still has to send.

    What arrives on an idle connection, such as a gateway's 408 or an answer twice, aiohttp keeps as the answer to the
    next request there; each request after it then gets the answer of the one before. Such a connection is given up.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.once_used: WeakSet[ResponseHandler] = WeakSet()
        self.in_flight: dict[aiohttp.ClientRequest, asyncio.Transport] = {}

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
                self.in_flight[req] = transport
                return connection
            transport.abort()
            connection.close()

    @contextmanager
    def aborting(self, request: aiohttp.ClientRequest) -> Iterator[None]:
        """End a request's connection at once when the exchange fails; to close it would wait until all is written."""
        try:
            yield
        except BaseException:
            if transport := self.in_flight.get(request):
                transport.abort()
            raise
        finally:
            self.in_flight.pop(request, None)

    def abort(self) -> None:
        """End all connections of requests that have no answer yet."""
        for transport in self.in_flight.values():
            transport.abort()

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
