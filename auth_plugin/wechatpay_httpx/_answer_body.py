"""Reads the body of an answer that nobody has verified yet, and no more of it than is asked for."""

from __future__ import annotations

import zlib
from typing import Final

import httpx

from wechatpay_httpx._headers import REQUEST_ID
from wechatpay_httpx._settings import escaped
from wechatpay_httpx._signing_thread import beside_loop
from wechatpay_httpx.errors import Reason, SignatureVerificationError

LONGEST_BODY: Final = 4 * 2**20
ASKED_FOR: Final = "gzip, deflate"
"""The encodings that are read: httpx may ask for others too, of which nothing bounds the size."""

_LONGEST_HEADERS: Final = 2**16
_ENCODINGS: Final = frozenset(("", "identity", "gzip", "deflate"))
_GZIP_OR_ZLIB: Final = 32 + zlib.MAX_WBITS
_LARGE: Final = 2**14


class _Body:
    """What has come of an answer's body so far.

    Args:
        response: The answer, whose body is still to come.
        longest: Bytes that are taken at most, compressed and not.

    Raises:
        SignatureVerificationError: Its headers or its encoding are none that WeChat Pay sends; from `take` and
            `finish`: it is longer.
    """

    def __init__(self, response: httpx.Response, longest: int) -> None:
        self._response = response
        self._longest = longest
        self._pieces: list[bytes] = []
        self._length = 0
        self._encoding = response.headers.get("Content-Encoding", "").strip().lower()
        if self._encoding not in _ENCODINGS:
            raise self._refused(f"its encoding is {escaped(self._encoding)}, which was not asked for")
        if sum(len(name) + len(value) for name, value in response.headers.raw) > _LONGEST_HEADERS:
            raise self._refused(f"its headers have more than {_LONGEST_HEADERS} bytes")

    @property
    def is_large(self) -> bool:
        """Whether decompressing takes long enough to be done beside an event loop."""
        return self._length > _LARGE and self._encoding not in ("", "identity")

    def take(self, piece: bytes) -> None:
        """Take the next bytes."""
        self._length += len(piece)
        if self._length > self._longest:
            raise self._too_long()
        self._pieces.append(piece)

    def finish(self) -> None:
        """Make the bytes that came the response's content, as its `read` does."""
        content = b"".join(self._pieces)
        if self._encoding not in ("", "identity"):
            content = self._decompressed(content)
        self._response._content = content

    def _decompressed(self, content: bytes) -> bytes:
        bits = -zlib.MAX_WBITS if self._encoding == "deflate" and not _is_zlib(content) else _GZIP_OR_ZLIB
        try:
            plain = zlib.decompressobj(bits).decompress(content, self._longest + 1)
        except zlib.error as exc:
            raise self._refused(f"it is no {self._encoding}") from exc
        if len(plain) > self._longest:
            raise self._too_long()
        return plain

    def _too_long(self) -> SignatureVerificationError:
        return self._refused(f"its body has more than {self._longest} bytes; an auth's max_answer_bytes changes that")

    def _refused(self, why: str) -> SignatureVerificationError:
        status, request_id = self._response.status_code, self._response.headers.get(REQUEST_ID)
        cause = f"{why}. Nothing else of the answer, with status {status}, was looked at."
        return SignatureVerificationError(Reason.NOT_READ, cause, header=None, request_id=request_id)


def read(response: httpx.Response, longest: int) -> None:
    """Read an answer, unless whoever drives the flow has done so.

    Args:
        response: The answer.
        longest: Bytes of its body that are taken at most, compressed and not.

    Raises:
        SignatureVerificationError: It is longer, or of a form that WeChat Pay never sends.
    """
    if response.is_stream_consumed:
        response.read()
        return
    try:
        body = _Body(response, longest)
        for piece in response.iter_raw():
            body.take(piece)
        body.finish()
    except Exception:
        _leave_empty(response)
        raise
    finally:
        response.close()


async def aread(response: httpx.Response, longest: int) -> None:
    """Do the same without holding up the event loop."""
    if response.is_stream_consumed:
        await response.aread()
        return
    try:
        body = _Body(response, longest)
        async for piece in response.aiter_raw():
            body.take(piece)
        if body.is_large:
            await beside_loop(body.finish)
        else:
            body.finish()
    except Exception:
        _leave_empty(response)
        raise
    finally:
        await response.aclose()


def _leave_empty(response: httpx.Response) -> None:
    """Let httpx read it again, as it does where the flow goes on without this answer: its stream is closed."""
    response._content = b""


def _is_zlib(content: bytes) -> bool:
    """Whether a "deflate" begins as zlib's; some servers send the bare stream."""
    return len(content) > 1 and content[0] & 15 == zlib.DEFLATED and int.from_bytes(content[:2]) % 31 == 0
