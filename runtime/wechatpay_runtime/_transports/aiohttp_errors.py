"""aiohttp's errors by the names that httpx has for them."""

from __future__ import annotations

from types import TracebackType
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


class _AsHttpxErrors:
    """Raises httpx's error in place of aiohttp's. Not by a generator, which costs ten times as much."""

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if error is None:
            return
        if isinstance(error, aiohttp.ClientHttpProxyError):
            # Not chained, nor in its own words: they hold the proxy's URL with its password.
            raise httpx.ProxyError(f"{error.status} {error.message}") from None
        for theirs, ours in _ERRORS:
            if isinstance(error, theirs):
                text = error.message if isinstance(error, aiohttp.ClientResponseError) else str(error)
                raise ours(type(error).__name__ if not text or _has_url(error) else text) from error


class _WithoutUrls:
    """Lets no error of aiohttp's that holds a whole URL stay the cause of httpx's."""

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if isinstance(error, httpx.TransportError) and (
            isinstance(error.__cause__, aiohttp.ClientResponseError) or _has_url(error.__cause__)
        ):
            error.__cause__ = error.__context__ = None


def _has_url(error: BaseException | None) -> bool:
    """Whether an error says the whole URL, whose path may name a person; aiohttp's do so for more than one reason."""
    return isinstance(error, aiohttp.InvalidURL) or "://" in str(error)


AS_HTTPX_ERRORS: Final = _AsHttpxErrors()
WITHOUT_URLS: Final = _WithoutUrls()
