"""aiohttp's errors by the names that httpx has for them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import aiohttp
import httpx

_ERRORS: Final[tuple[tuple[type[Exception], type[httpx.TransportError]], ...]] = (
    (aiohttp.ClientProxyConnectionError, httpx.ProxyError),
    (aiohttp.ClientHttpProxyError, httpx.ProxyError),
    (aiohttp.ClientConnectorError, httpx.ConnectError),
    (aiohttp.ConnectionTimeoutError, httpx.ConnectTimeout),
    (aiohttp.ServerTimeoutError, httpx.ReadTimeout),
    (aiohttp.InvalidURL, httpx.UnsupportedProtocol),
    (aiohttp.NonHttpUrlClientError, httpx.UnsupportedProtocol),
    (aiohttp.ClientPayloadError, httpx.ReadError),
    (aiohttp.ClientResponseError, httpx.RemoteProtocolError),
    (aiohttp.ServerDisconnectedError, httpx.RemoteProtocolError),
    (aiohttp.ClientOSError, httpx.ReadError),
    (aiohttp.ClientError, httpx.NetworkError),
    (TimeoutError, httpx.WriteTimeout),
    (ValueError, httpx.RemoteProtocolError),
)
"""httpx's name for each of aiohttp's errors; the first row that fits counts.

A name that says that nothing was sent stands only where that is certain, since repeats rely on it.
"""


@contextmanager
def as_httpx_errors() -> Iterator[None]:
    """Raise httpx's error in place of aiohttp's."""
    try:
        yield
    except aiohttp.ClientHttpProxyError as exc:
        # Not chained, nor in its own words: they hold the proxy's URL with its password.
        raise httpx.ProxyError(f"{exc.status} {exc.message}") from None
    except tuple(theirs for theirs, _ in _ERRORS) as exc:
        kind = next(ours for theirs, ours in _ERRORS if isinstance(exc, theirs))
        # Of these the text has the URL, whose path may name a person.
        told = "" if isinstance(exc, aiohttp.InvalidURL) else str(exc)
        told = exc.message if isinstance(exc, aiohttp.ClientResponseError) else told
        raise kind(told or type(exc).__name__) from exc


@contextmanager
def without_urls() -> Iterator[None]:
    """Let no error of aiohttp's that holds a whole URL stay the cause of httpx's."""
    try:
        yield
    except httpx.TransportError as exc:
        if isinstance(exc.__cause__, aiohttp.ClientResponseError | aiohttp.InvalidURL):
            exc.__cause__ = exc.__context__ = None
        raise
