"""The connections that calls go over."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, ClassVar, Final

import httpx

from wechatpay_runtime._fork import FIRST_USE, import_early, renew_after_fork
from wechatpay_runtime._transports.connection import hang_up, has_left_over
from wechatpay_runtime.errors import ConfigurationError

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator

LIMITS: Final = httpx.Limits(max_connections=100, max_keepalive_connections=100, keepalive_expiry=7.0)
"""WeChat Pay closes a connection that was idle for 8 seconds, so ours go after 7."""


class OwnTransport:
    """A transport of this package: a child process opens connections of its own, and once closed it stays closed."""

    _closed = False

    def _refuse_if_closed(self) -> None:
        if self._closed:
            raise ConfigurationError(f"This {type(self).__name__} is closed: open another one.")


class PooledTransport(OwnTransport):
    """The arguments of httpx's transport, kept to open it anew. A TLS context survives a fork, connections do not."""

    _imported_late: ClassVar[tuple[str, ...]] = ("encodings.idna",)  # by socket, for the first name of a host

    def __init__(
        self,
        *,
        verify: ssl.SSLContext | None = None,
        proxy: httpx.Proxy | str | None = None,
        limits: httpx.Limits = LIMITS,
        trust_env: bool = True,
    ) -> None:
        with FIRST_USE:  # the first one imports httpcore
            context = verify or httpx.create_ssl_context(trust_env=trust_env)
            self._options: dict[str, Any] = {
                "verify": context,
                "proxy": proxy,
                "limits": limits,
                "trust_env": trust_env,
            }
            self._open()
            import_early(*self._imported_late)
        renew_after_fork(self)

    def _open(self) -> None:
        super().__init__(**self._options)

    def _after_fork(self) -> None:
        """Forget the connections of another process, or event loop."""
        with warnings.catch_warnings():
            # The parent still uses these connections; dropping them here closes the child's copies alone.
            warnings.simplefilter("ignore", ResourceWarning)
            self._open()


class Transport(PooledTransport, httpx.HTTPTransport):
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

    Raises:
        ConfigurationError: At a call: it is closed.
    """

    def _open(self) -> None:
        # httpcore takes longer to import than this package, and a program may never open a connection.
        from wechatpay_runtime._transports.blocking import Backend

        super()._open()
        # What httpcore's pools take as an argument, and httpx does not pass on.
        self._pool._network_backend = Backend()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request once and return the answer, whose body is still to be read.

        Raises:
            httpx.TransportError: There is no answer.
        """
        self._refuse_if_closed()
        response = super().handle_request(request)
        response.stream = _Watched(response)
        return response

    def close(self) -> None:
        """Close every connection."""
        self._closed = True
        super().close()

    def __exit__(self, *_: object) -> None:
        self.close()


class _Watched(httpx.SyncByteStream):
    """The body of an answer; it ends a connection over which more has come than that."""

    def __init__(self, response: httpx.Response) -> None:
        assert isinstance(response.stream, httpx.SyncByteStream)
        self._stream = response.stream
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._stream)

    def close(self) -> None:
        if has_left_over(self._response, self._stream):
            hang_up(self._response)
        self._stream.close()
