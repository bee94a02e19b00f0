"""Time-outs that know when the whole call must be over, and what holds an answer to it."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Final, Self

import httpx

DEADLINE_PASSED: Final = "the deadline of the call passed"

WAITS: Final = "pool.wait.started"
CONNECTS: Final = "connection.connect_tcp.started"
SENDS: Final = "http11.send_request_headers.started"
"""Events of a request's `trace`, an extension of httpx's; httpcore tells the last two by itself."""

_LEAST_TIMEOUT: Final = 0.001  # seconds; 0 would mean not to wait at all
_DECODED_AT_ONCE: Final = 2**14
"""Bytes that are decompressed before the clock is looked at again; they make at most a thousand times as many."""

_ENCODINGS: Final = {"", "identity", "gzip", "deflate"}


class Bound(float):
    """A time-out in seconds as httpx takes it, of which each further step of the same phase may take only the rest.

    httpx bounds every read on its own, so that an answer that drips in may take for ever.

    Attributes:
        ends: When the call must be over, by `time.monotonic()`.
    """

    __slots__ = ("ends",)
    ends: float

    @classmethod
    def each(cls, timeout: Mapping[str, float | None], ends: float) -> dict[str, Self]:
        """Return the time-outs of all phases, none of them above what is left of the call's time."""
        left = max(ends - time.monotonic(), _LEAST_TIMEOUT)
        bounds = {}
        for phase, seconds in timeout.items():
            bounds[phase] = bound = cls(left if seconds is None or seconds > left else max(seconds, _LEAST_TIMEOUT))
            bound.ends = ends
        return bounds


def still(timeout: float | None, late: type[Exception]) -> float | None:
    """Return how long a step that begins now may take, in seconds; None where nothing bounds it.

    Args:
        timeout: The time-out of its phase.
        late: What to raise when the call must be over already; a peer that sends without a pause lets nothing time out.
    """
    if not isinstance(timeout, Bound):
        return timeout
    left = timeout.ends - time.monotonic()
    if left <= 0:
        raise late(DEADLINE_PASSED)
    return min(timeout, left)


class UntilDeadline(httpx.SyncByteStream, httpx.AsyncByteStream):
    """The body of an answer, as long as it is there, and decompressed, in time.

    Each piece on its own may be in time and the whole never end; and few bytes can be made to decompress for hours.

    Args:
        response: Whose body it is.
        ends: When the call must be over, by `time.monotonic()`.

    Raises:
        httpx.DecodingError: It is compressed in a way that nobody asked for and nothing bounds: twice, or not by gzip
            or deflate.
    """

    def __init__(self, response: httpx.Response, ends: float) -> None:
        self._stream = response.stream
        self._ends = ends
        self._encoding = response.headers.get("Content-Encoding", "").strip().lower()

    def _refuse_unbounded(self) -> None:
        if self._encoding not in _ENCODINGS:
            raise httpx.DecodingError(f"an answer in the encoding {self._encoding[:50]!r}, which was not asked for")

    def _in_time(self, piece: bytes) -> Iterator[bytes]:
        step = _DECODED_AT_ONCE if self._encoding else len(piece) or 1
        for at in range(0, len(piece), step):
            yield piece[at : at + step]
            if time.monotonic() > self._ends:
                raise httpx.ReadTimeout(f"{DEADLINE_PASSED} while the answer arrived")

    def __iter__(self) -> Iterator[bytes]:
        assert isinstance(self._stream, httpx.SyncByteStream)
        self._refuse_unbounded()
        for piece in self._stream:
            yield from self._in_time(piece)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        assert isinstance(self._stream, httpx.AsyncByteStream)
        self._refuse_unbounded()
        async for piece in self._stream:
            for part in self._in_time(piece):
                yield part

    def close(self) -> None:
        """Give the connection back, or close it."""
        assert isinstance(self._stream, httpx.SyncByteStream)
        self._stream.close()

    async def aclose(self) -> None:
        """Give the connection back, or close it."""
        assert isinstance(self._stream, httpx.AsyncByteStream)
        await self._stream.aclose()
