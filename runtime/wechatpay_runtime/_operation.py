"""An operation of the contract, a call of it, and its answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

import httpx

from wechatpay_runtime._types import UNSET

T = TypeVar("T")


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


class Operation(NamedTuple, Generic[T]):
    """One operation of the contract, as far as every call of it needs it.

    Attributes:
        id: The contract's `operationId`.
        method: HTTP method, upper case.
        path: Path template, such as `/v3/things/{thing_id}`.
        parse: Makes the response model of a JSON object.
        idempotency_key: The body or path field that makes a repeat safe, None where there is none.
        repeatable: Whether a repeat with the same parameters does no harm, by that key or by nature.
        rate_limit: The documented limit, None where the documents give none.
        parts: Names of the parts of a multipart body, in the contract's order; none for a body of JSON.
    """

    id: str
    method: str
    path: str
    parse: Callable[[Mapping[str, Any]], T]
    idempotency_key: str | None
    repeatable: bool
    rate_limit: RateLimit | None
    parts: tuple[str, ...] = ()


class Call(NamedTuple, Generic[T]):
    """One call of an operation: what the caller passed, not yet checked or serialised."""

    operation: Operation[T]
    path: Mapping[str, Any]
    query: Mapping[str, Any]
    body: Any = UNSET


@dataclass(frozen=True, slots=True)
class Response(Generic[T]):
    """A verified answer, whole.

    Attributes:
        status_code: HTTP status, 200 to 299.
        headers: The answer's headers.
        request_id: `Request-ID` of the answer, what WeChat Pay's support asks for; empty if there was none.
        content: The raw body that was verified.
        parsed: The response model.
    """

    status_code: int
    headers: httpx.Headers
    request_id: str
    content: bytes
    parsed: T
