"""From a call to the request that goes out."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import httpx

from ._model import Model, json_bytes, to_json
from ._types import Call, File, Unset
from .errors import Problem, RequestValidationError

if TYPE_CHECKING:
    from ._request_check import RequestCheck


def build_request(
    base_url: str,
    call: Call[Any],
    check: RequestCheck | None,
    advise: Callable[[Problem], object] | None,
) -> httpx.Request:
    """Check a call and serialise it, once: the bytes of this request are the bytes that are signed and sent.

    Raises:
        RequestValidationError: The call breaks the contract.
    """
    path = {name: to_json(value) for name, value in call.path.items()}
    query = {name: to_json(value) for name, value in call.query.items() if not isinstance(value, Unset)}
    parts = call.body.to_multipart() if hasattr(call.body, "to_multipart") else []
    body: Any
    if parts:
        body, files = _opened(parts)
    else:
        body, files = None if isinstance(call.body, Unset) else to_json(call.body), {}
    if check:
        # A body that laid itself out, such as an ImageUpload, has hashed its file itself.
        check.check(path, query, body, files, hash_files=isinstance(call.body, Model))
        if advise:
            for problem in check.advise(path, query, body):
                advise(problem)
    if steps := [name for name, value in path.items() if value in ("", ".", "..")]:
        # httpx, and servers, would read these as steps to another path than the operation's.
        problems = [Problem(path=name, place="path", rule="a name", value=repr(path[name])) for name in steps]
        raise RequestValidationError(call.operation.id, problems)
    try:
        url = _parsed(base_url + _target(call.operation.path, path, query))
        content = None if parts or body is None else json_bytes(body)
    except (TypeError, ValueError, RecursionError, httpx.InvalidURL) as exc:
        raise _not_serialisable(call.operation.id, {"path": path, "query": query, "body": body}, exc) from exc
    if content is None:
        return httpx.Request(call.operation.method, url, files=parts or None)
    return json_request(call.operation.method, url, content)


def json_request(method: str, url: httpx.URL, content: bytes) -> httpx.Request:
    """Return what `httpx.Request(content=...)` does, in a third of its time: httpx need not find out the headers."""
    length = b"%d" % len(content)
    headers = [(b"Host", url.netloc), (b"Content-Type", b"application/json"), (b"Content-Length", length)]
    request = httpx.Request(method, url, headers=headers, stream=httpx.ByteStream(content))
    request.read()
    return request


@lru_cache(maxsize=256)
def _parsed(url: str) -> httpx.URL:
    """Parse a URL, which many calls have in common; that takes longer than all the rest of a small request."""
    return httpx.URL(url)


def _target(template: str, path: Mapping[str, Any], query: Mapping[str, Any]) -> str:
    filled_in = template.format_map({name: quote(_text(value), safe="") for name, value in path.items()})
    pairs = {name: _text(value) for name, value in query.items()}
    return f"{filled_in}?{urlencode(pairs, quote_via=quote)}" if pairs else filled_in


def _text(value: Any) -> str:
    """Return a parameter as it travels: JSON's words for true and false, not Python's."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _not_serialisable(operation: str, request: Mapping[str, Any], cause: Exception) -> RequestValidationError:
    from ._request_check import foreign_problems

    try:
        problems = foreign_problems(request)
    except RecursionError:
        problems = []
    unknown = Problem(
        path="", place="body", rule=f"what can be written as a request ({type(cause).__name__})", value="…"
    )
    return RequestValidationError(operation, problems or [unknown])


def _opened(parts: list[Any]) -> tuple[dict[str, Any], dict[str, File]]:
    """Return the JSON of a multipart body, and its files."""
    values: dict[str, Any] = {}
    files: dict[str, File] = {}
    for name, (filename, content, content_type) in parts:
        if filename is None:
            values[name] = json.loads(content)
        else:
            files[name] = File(content, filename, content_type)
    return values, files
