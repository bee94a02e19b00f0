"""From a call to the request that goes out."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import quote

import httpx

from wechatpay_runtime._findings import Problem
from wechatpay_runtime._model import Model, json_bytes, read_back, to_json
from wechatpay_runtime._operation import Call, Operation
from wechatpay_runtime._transports.headers import headers_of
from wechatpay_runtime._types import SOUND_FILE, File, Part
from wechatpay_runtime.errors import RequestValidationError

if TYPE_CHECKING:
    from wechatpay_runtime._checks.contract import Contract

_WITH_BODY: Final = ("POST", "PUT", "PATCH")
"""What tells the length of its body even where it has none."""

_LONGEST_TARGET: Final = 60_000
"""Characters. httpx takes no URL above 65,536, and a gateway far less."""


class Outgoing(NamedTuple):
    """A request as checked and serialised, for whichever host an attempt goes to. Not signed.

    Attributes:
        method: HTTP method.
        target: Path and query as they travel.
        content: The bytes of the body, which are signed and sent; None where there is none.
        content_type: Media type of the body.
        parts: Its path, query and body, as JSON has them.
        members: The members of all three in one mapping, by name: for masking, and to compare an answer with.
        deprecated: What it holds of what the contract marks as deprecated.
    """

    method: str
    target: str
    content: bytes | None
    content_type: str
    parts: Mapping[str, Any] = MappingProxyType({})
    members: Mapping[str, Any] = MappingProxyType({})
    deprecated: Sequence[str] = ()

    def __repr__(self) -> str:
        # It may hold coupon codes and openids.
        return f"Outgoing({self.method}, {len(self.content or b'')} bytes)"

    def addressed_to(self, host: str) -> httpx.Request:
        """Return the request for one attempt.

        It is what `httpx.Request(content=...)` makes, in a third of its time: httpx need not find out the headers.
        """
        url = _parsed(host + self.target)
        content = self.content or b""
        headers = [(b"Host", url.netloc)]
        if self.content is not None:
            headers.append((b"Content-Type", self.content_type.encode()))
        if self.content is not None or self.method in _WITH_BODY:
            headers.append((b"Content-Length", b"%d" % len(content)))
        request = httpx.Request(self.method, url, headers=headers_of(headers), stream=httpx.ByteStream(content))
        request._content = content  # as its own `read` does, which would look first whether its stream is one
        return request


def outgoing(call: Call[Any], contract: Contract, soft: list[Problem], *, is_checked: bool) -> Outgoing:
    """Check a call and serialise it, once: the bytes made here are the bytes that are signed and sent.

    Args:
        call: What the caller passed.
        contract: The packaged contract.
        soft: Gets the soft rules that the request breaks. Listeners are told of them elsewhere: what one raises would
            carry the variables of this function to wherever it is reported.
        is_checked: Whether to check at all.

    Raises:
        RequestValidationError: The call breaks the contract, or cannot be written as a request.
    """
    if call.operation.parts:
        _refuse_no_form(call)
    # A body that lays itself out, such as an ImageUpload, has hashed its file itself.
    parts = call.body.to_multipart() if hasattr(call.body, "to_multipart") else None
    try:
        path = {name: to_json(value) for name, value in call.path.items()}
        # In a query nothing tells an empty list from none.
        query = {n: value for n, given in call.query.items() if (value := to_json(given)) is not None and value != []}
        body = read_back(parts) if parts else to_json(call.body)
    except RecursionError as exc:
        raise _not_serialisable(call.operation.id, {}, exc) from exc
    asked = {"path": path, "query": query, "body": body}
    deprecated: Sequence[str] = ()
    if is_checked:
        check = contract.request_check(call.operation.id)
        soft += check.check(path, query, body, hash_files=parts is None)
        deprecated = check.deprecated_in(path, query, body)
    if steps := [name for name, value in path.items() if value in ("", ".", "..")]:
        # httpx, and servers, would read these as steps to another path than the operation's.
        problems = [Problem(path=name, place="path", rule="a name", value=repr(path[name])) for name in steps]
        raise RequestValidationError(call.operation.id, problems)
    try:
        target = _target(call.operation, path, query)
        if call.operation.parts:
            content, content_type = _form(parts or _parts(call.operation, body))
        else:
            content, content_type = (None if body is None else json_bytes(body)), "application/json"
    except (AttributeError, TypeError, ValueError, RecursionError) as exc:
        if isinstance(exc, RequestValidationError):
            raise
        raise _not_serialisable(call.operation.id, asked, exc) from exc
    members = {**path, **query, **(body if isinstance(body, dict) else {})}
    return Outgoing(call.operation.method, target, content, content_type, asked, members, deprecated)


@lru_cache(maxsize=256)
def _parsed(url: str) -> httpx.URL:
    """Parse a URL, which many calls have in common; that takes longer than all the rest of a small request."""
    return httpx.URL(url)


def _refuse_no_form(call: Call[Any]) -> None:
    """Say how a form is made, to whoever gives its file alone: the other parts are made of it.

    Raises:
        RequestValidationError: The body is no form.
    """
    body = call.body
    if isinstance(body, Mapping | Model) or (hasattr(body, "to_multipart") and not isinstance(body, type)):
        return
    if isinstance(body, str | os.PathLike):
        how = "ImageUpload.from_path(path)"
    elif isinstance(body, bytes | bytearray | memoryview):
        how = 'ImageUpload.from_bytes(content, "logo.png")'
    elif hasattr(body, "read"):
        how = "ImageUpload.from_file(file), of an open file or an upload of a framework"
    else:
        how = "ImageUpload.from_path(...), from_bytes(...) or from_file(...)"
    rule = f"a picture made ready by wechatpay_httpx, {how}, or an object with {', '.join(call.operation.parts)}"
    problem = Problem(path="", place="body", rule=rule, value=f"<{type(body).__name__}>")
    raise RequestValidationError(call.operation.id, [problem])


def _target(operation: Operation[Any], path: Mapping[str, Any], query: Mapping[str, Any]) -> str:
    target = operation.path.format_map({name: quote(_text(value), safe="") for name, value in path.items()})
    if query:
        pairs = (f"{quote(name, safe='')}={value}" for name in query for value in _values(operation, name, query[name]))
        target = f"{target}?{'&'.join(pairs)}"
    if len(target) > _LONGEST_TARGET:
        raise ValueError(f"path and query have {len(target)} characters; {_LONGEST_TARGET} can be sent")
    return target


def _values(operation: Operation[Any], name: str, value: Any) -> list[str]:
    """Return what a parameter of the query travels as: OpenAPI's style `form`, exploded or not."""
    if not isinstance(value, list):
        return [quote(_text(value), safe="")]
    each = [quote(_text(item), safe="") for item in value]
    return [",".join(each)] if name in operation.comma_lists else each


def _text(value: Any) -> str:
    """Return a parameter as it travels: JSON's words for true and false, not Python's."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _parts(operation: Operation[Any], body: Any) -> list[Part]:
    """Return the parts of a multipart body in the order of the contract: a file as it is, anything else as JSON.

    Raises:
        RequestValidationError: A file is none.
    """
    names = [name for name in operation.parts if name in body]
    names += [name for name in body if name not in names]
    return [_part(operation, name, body[name]) for name in names]


def _part(operation: Operation[Any], name: str, value: Any) -> Part:
    if not isinstance(value, File):
        return name, (None, json_bytes(value), "application/json")
    if not value.is_sound:
        raise RequestValidationError(
            operation.id, [Problem(path=name, place="body", rule=SOUND_FILE, value=repr(value))]
        )
    return name, (value.filename, value.content, value.content_type)


def _form(parts: list[Part]) -> tuple[bytes | None, str]:
    """Return a multipart body and its media type, with the boundary that httpx chose."""
    laid_out = httpx.Request("POST", _parsed("https://form"), files=parts)
    return laid_out.read(), laid_out.headers["Content-Type"]


def _not_serialisable(operation: str, request: Mapping[str, Any], cause: Exception) -> RequestValidationError:
    from wechatpay_runtime._checks.request import foreign_problems

    try:
        problems = foreign_problems(request)
    except RecursionError:
        problems = []
    rule = f"what can be written as a request ({type(cause).__name__})"
    if isinstance(cause, RecursionError):
        rule = "an object that does not contain itself, and fewer levels of others within it"
    return RequestValidationError(operation, problems or [Problem(path="", place="body", rule=rule, value="…")])
