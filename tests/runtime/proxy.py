"""A proxy on real sockets between a client and a server, which spoils exchanges on demand."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
import threading
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from types import TracebackType
from typing import Self

import httpx

HOLD_SECONDS = 20.0  # longer than any call of a test waits
SWAP_SECONDS = 2.0
DRIP_SECONDS = 0.02


class Fault(Enum):
    """What happens to one exchange. From `RESET_AFTER` on, the request has reached the server."""

    RESET_BEFORE = "connection reset before the request arrived"
    STATUS_500 = "500, empty"
    STATUS_502 = "502, a gateway's page"
    STATUS_503 = "503, SYSTEM_ERROR"
    STATUS_504 = "504, empty"
    STATUS_429 = "429, RATELIMIT_EXCEEDED"
    RESET_AFTER = "connection reset after the request arrived"
    RESET_AMID = "connection reset in the middle of the answer"
    STALL = "no answer at all"
    BYTES = "the answer comes one byte at a time"
    DRIP = "the answer's body comes one byte at a time, slower than the deadline"
    DRIP_HEADERS = "the answer comes one byte at a time, slower than the deadline"
    TRUNCATE = "the answer ends too early"
    OLD = "an old answer comes again"
    SWAP = "answers are swapped between two connections"
    GARBAGE = "garbage instead of an answer"


REFUSALS = {
    Fault.STATUS_500: (500, "", b""),
    Fault.STATUS_502: (502, "text/html", b"<html><h1>502 Bad Gateway</h1></html>"),
    Fault.STATUS_503: (503, "application/json", json.dumps({"code": "SYSTEM_ERROR", "message": "busy"}).encode()),
    Fault.STATUS_504: (504, "", b""),
    Fault.STATUS_429: (429, "application/json", json.dumps({"code": "RATELIMIT_EXCEEDED", "message": "x"}).encode()),
}
RESETS = (Fault.RESET_AFTER, Fault.RESET_AMID)


@dataclass
class Message:
    """A request or an answer as it travels."""

    head: bytes
    body: bytes

    @classmethod
    async def read(cls, reader: asyncio.StreamReader) -> Self | None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            lengths = [line[15:] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
            return cls(head, await reader.readexactly(int(lengths[0])) if lengths else b"")
        except asyncio.IncompleteReadError:
            return None

    @property
    def wire(self) -> bytes:
        return self.head + self.body


@dataclass
class FaultProxy:
    """Listens on a free port until it is closed.

    Attributes:
        upstream: URL of the server.
        faults: What happens to the next exchanges, in order.
        always: What happens to every other exchange; None lets it pass.
        exchanges: How many requests came so far.
        last_exchange: After how many of them nothing listens any more.
    """

    upstream: str
    faults: deque[Fault] = field(default_factory=deque)
    always: Fault | None = None
    exchanges: int = 0
    last_exchange: int | None = None

    def __post_init__(self) -> None:
        self._old = b""
        self._swapping: list[tuple[bytes, asyncio.Future[bytes]]] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()), daemon=True)
        self._thread.start()
        self._ready.wait()

    async def _run(self) -> None:
        self._loop, self._stopped = asyncio.get_running_loop(), asyncio.Event()
        self._server = await asyncio.start_server(self._connection, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        self._ready.set()
        await self._stopped.wait()
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def next_fault(self) -> Fault | None:
        return self.faults.popleft() if self.faults else self.always

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._stopped.set)
        self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._tasks.add(task)
        writer.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            while request := await Message.read(reader):
                self.exchanges += 1
                if self.exchanges == self.last_exchange:
                    self._server.close()
                if not await self._exchange(request, self.next_fault(), reader, writer):
                    break
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _exchange(
        self, request: Message, fault: Fault | None, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> bool:
        """Answer a request; return whether the connection can go on."""
        if fault is Fault.RESET_BEFORE:
            return _reset(writer)
        if fault in REFUSALS:
            status, media_type, body = REFUSALS[fault]
            writer.write(
                f"HTTP/1.1 {status} -\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
                + body
            )
            return True
        answer = await self._forward(request)
        if fault is None:
            self._old = answer.wire
            writer.write(answer.wire)
        elif fault is Fault.OLD:
            writer.write(self._old)
        elif fault is Fault.SWAP:
            writer.write(await self._swapped(answer.wire))
        else:
            return await _spoil(answer, fault, reader, writer)
        await writer.drain()
        return True

    async def _forward(self, request: Message) -> Message:
        url = httpx.URL(self.upstream)
        reader, writer = await asyncio.open_connection(url.host, url.port)
        try:
            writer.write(request.wire)
            answer = await Message.read(reader)
            assert answer
            return answer
        finally:
            writer.close()

    async def _swapped(self, answer: bytes) -> bytes:
        if self._swapping:
            other, waiting = self._swapping.pop()
            waiting.set_result(answer)
            return other
        waiting = asyncio.get_running_loop().create_future()
        self._swapping.append((answer, waiting))
        return await asyncio.wait_for(waiting, SWAP_SECONDS)


async def _spoil(answer: Message, fault: Fault, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
    """Send an answer, or a part of it; return whether the connection can go on."""
    half = answer.head + answer.body[: len(answer.body) // 2]
    match fault:
        case Fault.RESET_AMID:
            writer.write(half)
            await writer.drain()
            await asyncio.sleep(0.01)
        case Fault.STALL:
            await asyncio.wait_for(reader.read(), HOLD_SECONDS)
        case Fault.TRUNCATE:
            writer.write(half)
        case Fault.GARBAGE:
            writer.write(bytes(range(256)) * 4)
        case Fault.BYTES:
            await _drip(writer, answer.wire, 0)
        case Fault.DRIP:
            writer.write(answer.head)
            await _drip(writer, answer.body, DRIP_SECONDS)
        case Fault.DRIP_HEADERS:
            await _drip(writer, answer.wire, DRIP_SECONDS)
    return _reset(writer) if fault in RESETS else fault is Fault.BYTES


def _reset(writer: asyncio.StreamWriter) -> bool:
    with suppress(OSError):  # a client that gave up is gone already
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
    return False


async def _drip(writer: asyncio.StreamWriter, content: bytes, seconds: float) -> None:
    for byte in content:
        writer.write(bytes([byte]))
        await writer.drain()
        await asyncio.sleep(seconds)
