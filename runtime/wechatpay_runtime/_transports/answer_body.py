"""Reads the body of an answer that nobody has verified yet, in time, and no more of it than is asked for."""

from __future__ import annotations

import time
import zlib
from collections.abc import AsyncIterable
from itertools import chain
from typing import Final, cast

import httpx

from wechatpay_runtime._text import header_text, shown
from wechatpay_runtime._transports.connection import hang_up
from wechatpay_runtime._transports.deadline import DEADLINE_PASSED

LONGEST_ANSWER: Final = 4 * 2**20
EXTENSION: Final = "wechatpay_longest_answer"
"""The extension of a request that bounds the body of its answer, in bytes, where a transport reads it whole."""

_LONGEST_HEADERS: Final = 2**16
_PLAIN: Final = ("", "identity")
_COMPRESSED: Final = ("gzip", "deflate")
_GZIP_OR_ZLIB: Final = 32 + zlib.MAX_WBITS
_LARGE: Final = 2**14
"""Compressed bytes, which make a thousand times as many at most."""


class UnfitAnswerError(httpx.RemoteProtocolError):
    """An answer was not read, as nothing of WeChat Pay's looks like it; the cause of an `UnverifiedAnswerError`.

    Attributes:
        reason: The same in two words.
        cause: The same in a sentence.
    """

    reason = "not read"

    @property
    def cause(self) -> str:
        """What is wrong with it."""
        return str(self)


def too_long(longest: float) -> UnfitAnswerError:
    """Make the error for an answer whose body is longer than may be."""
    return UnfitAnswerError(f"its body has more than {longest:.0f} bytes; a client's max_answer_bytes changes that.")


async def joined(pieces: AsyncIterable[bytes], longest: float) -> bytes:
    """Return what a transport reads whole.

    Raises:
        UnfitAnswerError: It is longer.
    """
    taken, length = [], 0
    async for piece in pieces:
        length += len(piece)
        if length > longest:
            raise too_long(longest)
        taken.append(piece)
    return b"".join(taken)


class _Body:
    """What has come of an answer's body so far.

    Args:
        response: The answer, whose body is still to come.
        ends: When the call must be over, by `time.monotonic()`.
        longest: Bytes that are taken at most, compressed and not.
    """

    def __init__(self, response: httpx.Response, ends: float, longest: int) -> None:
        self._response = response
        self._ends = ends
        self._longest = longest
        self._pieces: list[bytes] = []
        self._length = 0
        headers = response.headers.raw
        if sum(map(len, chain.from_iterable(headers))) > _LONGEST_HEADERS:
            raise UnfitAnswerError(f"its headers have more than {_LONGEST_HEADERS} bytes.")
        is_named = b"content-encoding" in map(bytes.lower, dict(headers))  # most answers have none
        self._encoding = header_text(headers, b"content-encoding").strip().lower() if is_named else ""
        if self._encoding not in _PLAIN and self._encoding not in _COMPRESSED:
            raise UnfitAnswerError(f"its encoding is {shown(self._encoding, 50)!r}, which was not asked for.")

    @property
    def takes_long(self) -> bool:
        """Whether it takes milliseconds to decompress."""
        return self._length > _LARGE and self._encoding in _COMPRESSED

    def take(self, piece: bytes) -> None:
        """Take the next bytes; each piece on its own may be in time and the whole never end."""
        self._length += len(piece)
        if self._length > self._longest:
            raise too_long(self._longest)
        if time.monotonic() > self._ends:
            raise httpx.ReadTimeout(f"{DEADLINE_PASSED} while the answer arrived")
        self._pieces.append(piece)

    def finish(self) -> None:
        """Make what came the response's content, as its own `read` does, which knows no bound."""
        content = b"".join(self._pieces)
        self._response._content = self._decompressed(content) if self._encoding in _COMPRESSED else content

    def _decompressed(self, content: bytes) -> bytes:
        # Some servers send a "deflate" without zlib's frame, whose two bytes name the method and check themselves.
        is_zlib = len(content) > 1 and content[0] & 15 == zlib.DEFLATED and int.from_bytes(content[:2]) % 31 == 0
        bits = _GZIP_OR_ZLIB if self._encoding == "gzip" or is_zlib else -zlib.MAX_WBITS
        try:
            plain = zlib.decompressobj(bits).decompress(content, self._longest + 1)
        except zlib.error as exc:
            raise httpx.DecodingError(f"an answer that is no {self._encoding}") from exc
        if len(plain) > self._longest:
            raise too_long(self._longest)
        return plain


def _has_come(response: httpx.Response, longest: int) -> bool:
    """Whether a transport has read the answer itself, as those of tests and of caches do; it is held to the bound.

    Raises:
        UnfitAnswerError: It is longer.
    """
    if response.is_stream_consumed and len(response.content) > longest:
        raise too_long(longest)
    return response.is_stream_consumed


def _opened(response: httpx.Response) -> object:
    """Return what the answer's body comes from, to be read whole and closed.

    Not by httpx's `iter_raw` and `close`, whose counting, cutting into pieces and contexts take as long as the rest.
    """
    response.is_stream_consumed = response.is_closed = True
    return response.stream


def read(response: httpx.Response, ends: float, longest: int) -> None:
    """Read an answer, and give its connection back.

    Args:
        response: The answer.
        ends: When the call must be over, by `time.monotonic()`.
        longest: Bytes of its body that are taken at most, compressed and not.

    Raises:
        UnfitAnswerError: It is longer, or compressed in a way that nobody asked for.
        httpx.RequestError: It did not come whole, or not in time.
    """
    if _has_come(response, longest):
        return
    stream = cast(httpx.SyncByteStream, _opened(response))
    try:
        body = _Body(response, ends, longest)
        for piece in stream:
            body.take(piece)
        body.finish()
    except UnfitAnswerError:
        hang_up(response)
        raise
    finally:
        stream.close()


async def aread(response: httpx.Response, ends: float, longest: int) -> None:
    """Do the same for asyncio; what takes long to decompress does not hold up the event loop."""
    import asyncio  # not above: it takes longer to import than this package

    if _has_come(response, longest):
        return
    stream = cast(httpx.AsyncByteStream, _opened(response))
    try:
        body = _Body(response, ends, longest)
        if isinstance(stream, httpx.ByteStream):  # all of it is there: to wait for it takes as long as all else here
            for piece in stream:
                body.take(piece)
        else:
            async for piece in stream:
                body.take(piece)
        if body.takes_long:
            await asyncio.to_thread(body.finish)
        else:
            body.finish()
    except UnfitAnswerError:
        hang_up(response)
        raise
    finally:
        await stream.aclose()
