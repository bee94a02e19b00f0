"""What of a request its signature covers: the target, and the part of the body that counts."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import Message
from email.parser import BytesHeaderParser
from typing import Final, NamedTuple

import httpx

from wechatpay_httpx._settings import wrong
from wechatpay_httpx.errors import AuthConfigurationError


def signed_target(request: httpx.Request) -> bytes:
    """Return what httpx writes into a request's first line: its "target" extension, or else the URL's.

    Raises:
        AuthConfigurationError: The extension is not bytes.
    """
    target = request.extensions.get("target")
    if target is None:
        return request.url.raw_path
    if not isinstance(target, bytes):
        raise wrong("The extension target", target, "path and query as they travel, as bytes (httpx writes them so),")
    return target


NO_CONTENT: Final = (AssertionError, TypeError)
"""What httpx raises of content that cannot be read in this kind of client."""


def content_refused() -> AuthConfigurationError:
    """Make the error for content that cannot be read, and so not be signed."""
    return AuthConfigurationError(
        "The request's content cannot be read, and so not be signed: a Client takes bytes or an iterator of bytes, an "
        "AsyncClient bytes or an async iterator of bytes."
    )


def signed_body(body: bytes, content_type: str) -> bytes:
    """Return the part of a request's body that its signature covers.

    That is the whole body; of a multipart form only the text of its `meta` part, cut out of the finished
    body, whatever other parts hold and in whatever order they come.

    Args:
        body: As it travels.
        content_type: The header with its media type.

    Raises:
        AuthConfigurationError: A multipart form cannot be read, has no `meta` part or several, or one that is a file.
    """
    if not content_type.lower().startswith("multipart/form-data"):
        return body
    header = Message()
    header["Content-Type"] = content_type
    boundary = header.get_boundary()
    if not boundary:
        raise AuthConfigurationError("Content-Type multipart/form-data has no boundary: let httpx write the header.")
    meta = [part for part in _parts(body, boundary.encode()) if part.name == "meta"]
    if len(meta) != 1:
        raise AuthConfigurationError(
            f"A multipart form is signed by its one 'meta' part; this one has {len(meta)}. "
            "ImageUpload.to_multipart() makes the right parts."
        )
    if meta[0].is_file:
        raise AuthConfigurationError(
            "The 'meta' part of the multipart form has a filename, so that WeChat Pay takes it for a file and finds no "
            'text that is signed. Give httpx (None, text, "application/json") for it, or the parts of '
            "ImageUpload.to_multipart()."
        )
    return body[meta[0].start : meta[0].end]


class _Part(NamedTuple):
    name: object
    is_file: bool
    start: int
    end: int


def _parts(body: bytes, boundary: bytes) -> Iterator[_Part]:
    """Yield the parts of a multipart body; only a part's headers are copied."""
    delimiter = b"\r\n--" + boundary
    end = -2  # the first delimiter needs no line break before it
    if not body.startswith(delimiter[2:]):
        raise _malformed(0)
    while not body.startswith(b"--", head := end + len(delimiter)):
        end = body.find(delimiter, head)
        blank_line = body.find(b"\r\n\r\n", head, end)
        if end < 0 or blank_line < 0 or not body.startswith(b"\r\n", head):
            raise _malformed(head)
        headers = BytesHeaderParser().parsebytes(body[head:blank_line].lstrip())
        name, filename = (headers.get_param(each, header="Content-Disposition") for each in ("name", "filename"))
        yield _Part(name, filename is not None, blank_line + 4, end)
    if body[head + 2 :] not in (b"", b"\r\n"):
        raise _malformed(head)


def _malformed(position: int) -> AuthConfigurationError:
    return AuthConfigurationError(
        f"The multipart body is malformed at byte {position}, or a part contains the boundary: "
        "let httpx encode it and choose the boundary."
    )
