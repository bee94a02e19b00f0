"""The connections that calls go over."""

from __future__ import annotations

import os
import warnings
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

import httpx

from wechatpay_runtime._fork import FIRST_USE, import_early, renew_after_fork
from wechatpay_runtime._settings import flag_of, instance_of, wrong
from wechatpay_runtime._transports.connection import hang_up, has_left_over
from wechatpay_runtime._transports.proxies import OfEnvironment, of_environment, proxy_of, through
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


def checked(verify: object, limits: object, trust_env: object) -> ssl.SSLContext | None:
    """Check what every transport of this package takes, and return the TLS context that was given.

    Raises:
        ConfigurationError: One of them cannot be used.
    """
    instance_of("limits", limits, httpx.Limits, "an httpx.Limits")
    flag_of("trust_env", trust_env)
    import ssl

    if not isinstance(verify, ssl.SSLContext | None):
        needed = "an ssl.SSLContext, such as ssl.create_default_context(cafile=...),"
        raise wrong("verify", verify, needed, " None is httpx's own; certificates are always verified.")
    return verify


def context_of(verify: object, limits: object, trust_env: object) -> ssl.SSLContext:
    """Check the same, and return the TLS context, httpx's own where none was given: one for all transports.

    To read the certificate authorities takes some 20 ms and 800 KiB, too much for each of a thousand merchants.
    """
    given = checked(verify, limits, trust_env)
    if given:
        return given
    file, folder = authorities_of_environment(trust_env=bool(trust_env))
    written = Path(file).stat().st_mtime_ns if file else 0
    try:
        return _own_context(file, folder, written, trust_env=bool(trust_env))
    except OSError as exc:
        raise ConfigurationError(f"The certificate authorities in {file or folder} cannot be read: {exc}.") from exc


def authorities_of_environment(*, trust_env: bool) -> tuple[str | None, str | None]:
    """Return the file and the folder of certificate authorities that the environment names.

    Raises:
        ConfigurationError: There is no such file or folder.
    """
    if not trust_env:
        return None, None
    file, folder = os.environ.get("SSL_CERT_FILE") or None, os.environ.get("SSL_CERT_DIR") or None
    if file and not Path(file).is_file():
        raise ConfigurationError(f"SSL_CERT_FILE names {file}, and there is no such file: correct or unset it.")
    if folder and not file and not Path(folder).is_dir():
        raise ConfigurationError(f"SSL_CERT_DIR names {folder}, and there is no such folder: correct or unset it.")
    return file, folder


@lru_cache(maxsize=8)
def _own_context(file: str | None, folder: str | None, written: int, *, trust_env: bool) -> ssl.SSLContext:
    """Make the context for what the environment says at the moment, and what its file holds."""
    return httpx.create_ssl_context(trust_env=trust_env)


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
        self._proxy = proxy_of("proxy", proxy)
        with FIRST_USE:  # the first one imports httpcore
            context = context_of(verify, limits, trust_env)
            self._options: dict[str, Any] = {
                "verify": context,
                "proxy": self._proxy,
                "limits": limits,
                "trust_env": trust_env,
            }
            try:
                self._open()
            except ImportError as exc:
                raise ConfigurationError("A SOCKS proxy needs `pip install httpx[socks]`.") from exc
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
        proxy: URL of a proxy, for every request.
        limits: Default: up to 100 connections, each kept for 7 idle seconds; as many through each proxy.
        trust_env: Whether the environment may name proxies (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`; with
            `proxy` they do not count) and certificate authorities (`SSL_CERT_FILE`, `SSL_CERT_DIR`).

    Raises:
        ConfigurationError: A setting, or a proxy of the environment, cannot be used; at a call: it is closed.
    """

    def __init__(
        self,
        *,
        verify: ssl.SSLContext | None = None,
        proxy: httpx.Proxy | str | None = None,
        limits: httpx.Limits = LIMITS,
        trust_env: bool = True,
    ) -> None:
        super().__init__(verify=verify, proxy=proxy, limits=limits, trust_env=trust_env)
        self._proxied: OfEnvironment[Transport] | None = None
        if trust_env and not proxy:
            self._proxied = of_environment(self._through)

    def _through(self, proxy: httpx.Proxy) -> Transport:
        return Transport(verify=self._options["verify"], proxy=proxy, limits=self._options["limits"])

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
        if self._proxied and (proxied := self._proxied.of(request.url)):
            return proxied.handle_request(request)
        if self._proxy:
            with through(self._proxy, request, awaited=False):
                response = super().handle_request(request)
        else:
            response = super().handle_request(request)
        response.stream = _Watched(response)
        return response

    def close(self) -> None:
        """Close every connection."""
        self._closed = True
        super().close()
        for proxied in self._proxied.all if self._proxied else ():
            proxied.close()

    def __exit__(self, *_: object) -> None:
        self.close()


class _Watched(httpx.SyncByteStream):
    """The body of an answer; it ends a connection over which more has come than that."""

    def __init__(self, response: httpx.Response) -> None:
        assert isinstance(response.stream, httpx.SyncByteStream)
        self._stream = response.stream
        self._response: httpx.Response | None = response

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._stream)

    def close(self) -> None:
        response, self._response = self._response, None  # else they would be a circle, with the body in it
        if response and has_left_over(response, self._stream):
            hang_up(response)
        self._stream.close()
