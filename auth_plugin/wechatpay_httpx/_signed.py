"""What of a request its signature covers: the target, and the part of the body that counts."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import Message
from email.parser import BytesHeaderParser

import httpx

from wechatpay_httpx.errors import AuthConfigurationError


def signed_target(request: httpx.Request) -> bytes:
    """Return what httpx writes into a request's first line: its "target" extension, or else the URL's."""
    target: bytes = request.extensions.get("target", request.url.raw_path)
    return target


def signed_body(body: bytes, content_type: str) -> bytes:
    """Return the part of a request's body that its signature covers.

    That is the whole body; of a multipart form only the text of its `meta` part, cut out of the finished
    body, whatever other parts hold and in whatever order they come.

    Args:
        body: As it travels.
        content_type: The header with its media type.

    Raises:
        AuthConfigurationError: A multipart form cannot be read, or has no `meta` part, or several.
    """
    if not content_type.lower().startswith("multipart/form-data"):
        return body
    header = Message()
    header["Content-Type"] = content_type
    boundary = header.get_boundary()
    if not boundary:
        raise AuthConfigurationError("Content-Type multipart/form-data has no boundary: let httpx write the header.")
    meta = [body[start:end] for name, start, end in _parts(body, boundary.encode()) if name == "meta"]
    if len(meta) != 1:
        raise AuthConfigurationError(
            f"A multipart form is signed by its one 'meta' part; this one has {len(meta)}. "
            "ImageUpload.to_multipart() makes the right parts."
        )
    return meta[0]


def _parts(body: bytes, boundary: bytes) -> Iterator[tuple[object, int, int]]:
    """Yield name, start and end of each part of a multipart body; only a part's headers are copied."""
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
        yield headers.get_param("name", header="Content-Disposition"), blank_line + 4, end
    if body[head + 2 :] not in (b"", b"\r\n"):
        raise _malformed(head)


def _malformed(position: int) -> AuthConfigurationError:
    return AuthConfigurationError(
        f"The multipart body is malformed at byte {position}, or a part contains the boundary: "
        "let httpx encode it and choose the boundary."
    )
