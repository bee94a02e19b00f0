"""The connections that calls go over."""

from __future__ import annotations

import time
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Final

import httpx

from wechatpay_runtime._fork import import_early, renew_after_fork

if TYPE_CHECKING:
    import ssl

LIMITS: Final = httpx.Limits(max_connections=100, max_keepalive_connections=100, keepalive_expiry=7.0)
"""WeChat Pay closes a connection that was idle for 8 seconds, so ours go after 7."""

DEADLINE_PASSED: Final = "the deadline of the call passed while the answer arrived"


class SurvivesFork:
    """A transport whose connections a child process neither uses nor disturbs; it opens its own."""


class _Options(SurvivesFork):
    """The arguments of a transport, kept to open it anew. A TLS context survives a fork, connections do not."""

    _imported_late: ClassVar[tuple[str, ...]] = ("encodings.idna",)  # by socket, for the first name of a host

    def __init__(
        self,
        *,
        verify: ssl.SSLContext | None = None,
        proxy: httpx.Proxy | str | None = None,
        limits: httpx.Limits = LIMITS,
        trust_env: bool = True,
    ) -> None:
        context = verify or httpx.create_ssl_context(trust_env=trust_env)
        self._options: dict[str, Any] = {"verify": context, "proxy": proxy, "limits": limits, "trust_env": trust_env}
        super().__init__(**self._options)
        import_early(*self._imported_late)
        renew_after_fork(self)

    def _after_fork(self) -> None:
        with warnings.catch_warnings():
            # The parent still uses these connections; dropping them here closes the child's copies alone.
            warnings.simplefilter("ignore", ResourceWarning)
            super().__init__(**self._options)


class Transport(_Options, httpx.HTTPTransport):
    """An `httpx.HTTPTransport` that any number of clients and threads can share, and that survives a fork.

    A client opens one of its own unless it is given one. One shared by many clients, such as one for each merchant,
    keeps their connections in one pool:

        with Transport() as transport:
            clients = [Client(auth=auth, transport=transport) for auth in auths]

    Args:
        verify: The TLS context, for a private certificate authority; default: httpx's own.
        proxy: URL of a proxy.
        limits: Default: up to 100 connections, each kept for 7 idle seconds.
        trust_env: Whether the environment may name certificate authorities (`SSL_CERT_FILE`, `SSL_CERT_DIR`).
    """


class AsyncTransport(_Options, httpx.AsyncHTTPTransport):
    """The same for `AsyncClient`: an `httpx.AsyncHTTPTransport` for one event loop at a time, that survives a fork.

    Args:
        verify: The TLS context, for a private certificate authority; default: httpx's own.
        proxy: URL of a proxy.
        limits: Default: up to 100 connections, each kept for 7 idle seconds.
        trust_env: Whether the environment may name certificate authorities (`SSL_CERT_FILE`, `SSL_CERT_DIR`).
    """

    _imported_late = ("encodings.idna", "anyio.abc", "anyio.lowlevel", "anyio._backends._asyncio")


class UntilDeadline(httpx.SyncByteStream):
    """The body of an answer, as long as it is there in time: each piece on its own may be, and the whole never end.

    Args:
        stream: The body.
        ends: When the call must be over, by `time.monotonic()`.
    """

    def __init__(self, stream: httpx.SyncByteStream, ends: float) -> None:
        self._stream = stream
        self._ends = ends

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._stream:
            yield piece
            if time.monotonic() > self._ends:
                raise httpx.ReadTimeout(DEADLINE_PASSED)

    def close(self) -> None:
        """Give the connection back, or close it."""
        self._stream.close()
