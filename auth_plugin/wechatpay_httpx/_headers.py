"""Reads the headers of a signature from whatever form a library or framework has them in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from wechatpay_httpx._libraries import HEADERS, listed
from wechatpay_httpx.errors import AuthConfigurationError

if TYPE_CHECKING:
    import httpx

TIMESTAMP: Final = "Wechatpay-Timestamp"
NONCE: Final = "Wechatpay-Nonce"
SIGNATURE: Final = "Wechatpay-Signature"
SERIAL: Final = "Wechatpay-Serial"
SIGNATURE_TYPE: Final = "Wechatpay-Signature-Type"
REQUEST_ID: Final = "Request-ID"
UNREADABLE: Final = "\0"  # no header can hold it

Headers: TypeAlias = Mapping[str, Any] | Iterable[tuple[str | bytes, str | bytes]]
"""Names in any case: a mapping (httpx, Django, Starlette), a WSGI environ (Django's META), pairs (ASGI, Werkzeug)."""

_READ: Final = (TIMESTAMP, NONCE, SIGNATURE, SERIAL, SIGNATURE_TYPE, REQUEST_ID)
_NAMES: Final[Mapping[str | bytes, str]] = {
    **{name.lower(): name for name in _READ},
    **{name.lower().encode(): name for name in _READ},
    **{f"http_{name.lower().replace('-', '_')}": name for name in _READ},
}
"""The headers that are read, by their names in lower case as each form has them: text, bytes, and WSGI's."""


def signature_fields(headers: Headers) -> dict[str, list[str]]:
    """Return every value of the headers a signature needs, by name.

    What somebody sent, or a program made of it, is read or left to be refused: `UNREADABLE` stands for what is no
    text. Only headers in no form at all are a mistake of the program.

    Raises:
        AuthConfigurationError: They are in none of the forms.
    """
    if isinstance(headers, HEADERS):
        return _of_an_answer(headers)
    if _is_whole_request(headers):
        raise AuthConfigurationError(
            f"A {type(headers).__name__} with headers inside was given in place of headers. Give what is inside: "
            "request.headers, scope['headers']; of a cloud function's event, what request_of_event(event) returns."
        )
    fields: dict[str, list[str]] = {}
    try:
        for raw_name, value in _pairs(headers):
            if name := _NAMES.get(raw_name.lower()):
                fields.setdefault(name, []).extend([value] if type(value) is str else _values(value))
    except (AttributeError, TypeError, ValueError) as exc:
        raise AuthConfigurationError(
            f"Headers of type {type(headers).__name__} cannot be read. Give the mapping of the framework's request "
            "(request.headers), a WSGI environ, or ASGI's list of pairs."
        ) from exc
    return fields


def _is_whole_request(headers: object) -> bool:
    """Whether it is a request, an ASGI scope or a function's event: read as headers, none would be there."""
    inside = getattr(headers, "headers", None)
    if not inside and isinstance(headers, Mapping):
        inside = headers.get("headers") or headers.get("multiValueHeaders")
    # A header of this name, which anybody can send, has texts.
    return isinstance(inside, Mapping) or (
        isinstance(inside, list | tuple) and len(inside) > 0 and isinstance(inside[0], list | tuple)
    )


def _of_an_answer(headers: httpx.Headers) -> dict[str, list[str]]:
    # They may hold a name twice, and their items() would join the values.
    fields: dict[str, list[str]] = {}
    for _, raw_name, value in listed(headers):
        if name := _NAMES.get(raw_name):
            fields.setdefault(name, []).append(value.decode("latin-1"))
    return fields


def _pairs(headers: Headers) -> Iterable[tuple[str | bytes, Any]]:
    # Not every bag of headers is a Mapping: http.server's is an email.message.Message.
    pairs: Iterable[tuple[str | bytes, Any]] = headers.items() if hasattr(headers, "items") else headers
    return pairs


def _values(value: object) -> list[str]:
    """Return what a header's value stands for: nothing, a text, or several."""
    if value is None:
        return []
    if isinstance(value, list | tuple):
        return [text for one in value for text in _values(one)]
    if isinstance(value, bytes):
        return [value.decode("latin-1")]
    if isinstance(value, str):
        return [value]
    return [str(value) if type(value) is int else UNREADABLE]
