"""An operation of the contract, a call of it, and its answer."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, Generic, NamedTuple, TypeVar

import httpx

from wechatpay_runtime._model import read_back, to_json
from wechatpay_runtime._text import header_text
from wechatpay_runtime._types import File

T = TypeVar("T")

_BASE64: Final = "content_base64"


class RateLimit(NamedTuple):
    """A limit of the contract's `x-rate-limit`.

    Attributes:
        requests: How many requests are admitted ...
        per_seconds: ... in how many seconds.
        scope: What shares the limit, in the contract's words.
    """

    requests: int
    per_seconds: int
    scope: str


@lru_cache(maxsize=256)
def _slowest(limits: tuple[RateLimit, ...]) -> RateLimit | None:
    return max(limits, key=lambda limit: limit.per_seconds / limit.requests, default=None)


class Operation(NamedTuple, Generic[T]):
    """One operation of the contract, as far as every call of it needs it. Two are equal when their ids are.

    Attributes:
        id: The contract's `operationId`.
        method: HTTP method, upper case.
        path: Path template, such as `/v3/things/{thing_id}`.
        parse: Makes the response model of a JSON object; `no_content` where the answer has no body.
        idempotency_key: The body or path field that makes a repeat safe, None where there is none.
        repeatable: Whether a repeat with the same parameters does no harm, by that key or by nature.
        rate_limits: The documented limits, all of which hold; none where the documents give none.
        parts: Names of the parts of a multipart body, in the contract's order; none for a body of JSON.
        comma_lists: Names of the lists of the query that travel as one value, as `name=a,b`; others as `name=a&name=b`.
    """

    id: str
    method: str
    path: str
    parse: Callable[[Mapping[str, Any]], T]
    idempotency_key: str | None
    repeatable: bool
    rate_limits: tuple[RateLimit, ...]
    parts: tuple[str, ...] = ()
    comma_lists: tuple[str, ...] = ()

    @property
    def rate_limit(self) -> RateLimit | None:
        """The limit that leaves the longest time between two requests; None where there is none.

        Turns are evenly spaced, so whoever keeps this one keeps them all.
        """
        return _slowest(self.rate_limits)

    def __eq__(self, other: object) -> bool:
        return self.id == other.id if isinstance(other, Operation) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.id)


class Call(NamedTuple, Generic[T]):
    """One call of an operation: what the caller passed, not yet checked or serialised. It can be pickled.

    Attributes:
        operation: What is called.
        path: Path parameters by their names in the contract.
        query: Query parameters; None and an empty list are left out.
        body: A model, a dict of the same shape, or a body that lays itself out; None where there is none.
    """

    operation: Operation[T]
    path: Mapping[str, Any]
    query: Mapping[str, Any]
    body: Any = None

    def to_dict(self) -> dict[str, Any]:
        """Return this call as JSON has it, to be stored; `call_from_dict` of the generated package reads it back.

        The content of a file stands in it as Base64.
        """
        body = read_back(self.body.to_multipart()) if hasattr(self.body, "to_multipart") else to_json(self.body)
        if self.operation.parts and isinstance(body, dict):
            body = {name: _stored(value) for name, value in body.items()}
        return {
            "operation": self.operation.id,
            "path": to_json(dict(self.path)),
            "query": to_json(dict(self.query)),
            "body": body,
        }

    def __repr__(self) -> str:
        # What is called with may hold coupon codes and openids.
        return f"Call({self.operation.id})"


def restored(operation: Operation[T], stored: Mapping[str, Any]) -> Call[T]:
    """Return the call that `Call.to_dict` made.

    Raises:
        KeyError: A part of the call is missing.
        TypeError: A part of the call is of another type.
        ValueError: The content of a file is no Base64.
    """
    path, query, body = stored["path"], stored["query"], stored["body"]
    if not isinstance(path, Mapping) or not isinstance(query, Mapping):
        raise TypeError("path and query are objects")
    if operation.parts and isinstance(body, Mapping):
        body = {name: _opened(value) for name, value in body.items()}
    return Call(operation, path, query, body)


def _stored(value: Any) -> Any:
    if not isinstance(value, File):
        return value
    content = base64.b64encode(value.content).decode()
    return {"filename": value.filename, "content_type": value.content_type, _BASE64: content}


def _opened(value: Any) -> Any:
    if not isinstance(value, Mapping) or _BASE64 not in value:
        return value
    return File(base64.b64decode(value[_BASE64], validate=True), value["filename"], value["content_type"])


def request_id_of(headers: httpx.Headers) -> str:
    """Return the `Request-ID` of an answer, "" where it has none."""
    return header_text(headers.raw, b"request-id")


@dataclass(frozen=True, slots=True)
class Response(Generic[T]):
    """A verified answer, whole.

    Attributes:
        status_code: HTTP status, 200 to 299.
        headers: The answer's headers.
        content: The raw body that was verified.
        parsed: The response model.
    """

    status_code: int
    headers: httpx.Headers
    content: bytes = field(repr=False)  # it may hold coupon codes and openids, which the model masks
    parsed: T

    @property
    def request_id(self) -> str:
        """`Request-ID` of the answer, what WeChat Pay's support asks for; empty if there was none."""
        return request_id_of(self.headers)
