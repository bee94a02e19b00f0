"""The small types that generated code and its callers share."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Generic, Literal, NamedTuple, Protocol, TypeAlias, TypeVar

import httpx

T = TypeVar("T")

Part: TypeAlias = tuple[str, tuple[str | None, bytes, str]]
"""One part of a multipart body as httpx takes it: `(name, (file name, bytes, media type))`."""


class Unset:
    """The type of `UNSET`, the value of a field that is not sent or was not answered."""

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "UNSET"

    def __copy__(self) -> Unset:
        return self

    def __deepcopy__(self, memo: object) -> Unset:
        return self

    def __reduce__(self) -> str:
        return "UNSET"


UNSET: Final = Unset()


class OpenEnum(enum.StrEnum):
    """A string enum that also takes values newer than the contract.

    A value the contract does not know becomes a member of the same type: it equals its string, prints as it, and can be
    sent in a request again. `is_known` tells the two apart.
    """

    @property
    def is_known(self) -> bool:
        """Whether the contract lists this value."""
        return type(self).__members__.get(self.name) is self

    @classmethod
    def _missing_(cls, value: object) -> OpenEnum | None:
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = member._value_ = value
        return member

    def __repr__(self) -> str:
        return f"{type(self).__name__}.{self.name}" if self.is_known else f"{type(self).__name__}({self.value!r})"

    # Equal to its string, so it must hash as its string does; Enum would hash the member's name.
    __hash__ = str.__hash__


@dataclass(frozen=True, slots=True)
class File:
    """A file in a multipart body.

    Attributes:
        content: The bytes of the file.
        filename: The name that travels with it.
        content_type: Its media type, such as `image/png`.
    """

    content: bytes
    filename: str
    content_type: str

    def __repr__(self) -> str:
        return f"File({self.filename!r}, {self.content_type}, {len(self.content)} bytes)"


class MultipartBody(Protocol):
    """Anything that lays itself out as multipart parts, such as `wechatpay_httpx.ImageUpload`."""

    def to_multipart(self) -> list[Part]:
        """Return the parts in the order in which they are sent."""
        ...


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
    """

    id: str
    method: str
    path: str
    parse: Callable[[Mapping[str, Any]], T]
    idempotency_key: str | None
    repeatable: bool
    rate_limit: RateLimit | None


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
