"""Reads the headers of a signature from whatever form a library or framework has them in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeAlias

import httpx

from wechatpay_httpx.errors import AuthConfigurationError

TIMESTAMP: Final = "Wechatpay-Timestamp"
NONCE: Final = "Wechatpay-Nonce"
SIGNATURE: Final = "Wechatpay-Signature"
SERIAL: Final = "Wechatpay-Serial"
SIGNATURE_TYPE: Final = "Wechatpay-Signature-Type"
REQUEST_ID: Final = "Request-ID"

Headers: TypeAlias = Mapping[str, Any] | Iterable[tuple[str | bytes, str | bytes]]
"""Names in any case: a mapping (httpx, Django, Starlette), a WSGI environ (Django's META), pairs (ASGI, Werkzeug)."""

_NAMES: Final = frozenset(name.lower() for name in (TIMESTAMP, NONCE, SIGNATURE, SERIAL, SIGNATURE_TYPE, REQUEST_ID))
_WSGI_PREFIX: Final = "HTTP_"


def signature_fields(headers: Headers) -> dict[str, list[str]]:
    """Return every value of the headers a signature needs, by lower-case name.

    Raises:
        AuthConfigurationError: They are in none of the forms.
    """
    fields: dict[str, list[str]] = {}
    try:
        for raw_name, value in _pairs(headers):
            name = _text(raw_name)
            if name.startswith(_WSGI_PREFIX):
                name = name.removeprefix(_WSGI_PREFIX).replace("_", "-")
            if (name := name.lower()) in _NAMES:
                fields.setdefault(name, []).append(_text(value))
    except (AttributeError, TypeError, ValueError) as exc:
        raise AuthConfigurationError(
            f"Headers of type {type(headers).__name__} cannot be read. Give the mapping of the framework's request "
            "(request.headers), a WSGI environ, or ASGI's list of pairs."
        ) from exc
    return fields


def _pairs(headers: Headers) -> Iterable[tuple[str | bytes, Any]]:
    # httpx.Headers may hold a name twice, and its items() would join the values. In lower case none passes for WSGI's.
    if isinstance(headers, httpx.Headers):
        return [(name.lower(), value) for name, value in headers.raw]
    # Not every bag of headers is a Mapping: http.server's is an email.message.Message.
    pairs: Iterable[tuple[str | bytes, Any]] = headers.items() if hasattr(headers, "items") else headers
    return pairs


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("latin-1")
    if not isinstance(value, str):
        raise TypeError(f"a header is text, not {type(value).__name__}")
    return value
