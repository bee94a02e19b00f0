"""The fast transport for threads: libcurl's connections behind httpx's interface."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from math import ceil, inf
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, Final

import httpx

from wechatpay_runtime._client_error import discreet
from wechatpay_runtime._fork import FIRST_USE, renew_after_fork
from wechatpay_runtime._transports.answer_body import EXTENSION
from wechatpay_runtime._transports.deadline import still
from wechatpay_runtime._transports.default import LIMITS, OwnTransport
from wechatpay_runtime._transports.proxies import of_environment, proxy_of, through

try:
    import pycurl

    from wechatpay_runtime._transports.curl_exchange import Connection, Exchanges
    from wechatpay_runtime._transports.curl_options import proxy_options, tls_options
    from wechatpay_runtime._transports.curl_request import Asked
except ImportError as exc:
    raise ImportError("CurlTransport needs `pip install wechatpay-product-coupon[curl]`.") from exc

if TYPE_CHECKING:
    import ssl

_MOST_CONNECTIONS: Final = 2**16
"""More connections at once no machine has to a server."""


class CurlTransport(OwnTransport, httpx.BaseTransport):
    """A transport for `Client` on libcurl's connections: the fastest one for threads.

    It needs the extra `curl`. It survives a fork, and is for any number of clients and threads:

        with CurlTransport() as transport:
            clients = [Client(auth=auth, transport=transport) for auth in auths]

    Every answer is read whole before it is returned. libcurl bounds no single write, so until an answer begins an
    exchange with a large body takes at most its time-outs for writing and reading together.

    Args:
        verify: The TLS context, of which the certificate authorities count, for a private one; default: httpx's own.
        proxy: URL of an HTTP or SOCKS proxy, for every request.
        limits: Default: up to 100 connections in use, each kept for 7 idle seconds.
        trust_env: Whether the environment may name proxies (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`; with
            `proxy` they do not count) and certificate authorities (`SSL_CERT_FILE`, `SSL_CERT_DIR`).

    Raises:
        ConfigurationError: A setting, or a proxy of the environment, cannot be used; at a call: it is closed.
    """

    @discreet
    def __init__(
        self,
        *,
        verify: ssl.SSLContext | None = None,
        proxy: httpx.Proxy | str | None = None,
        limits: httpx.Limits = LIMITS,
        trust_env: bool = True,
    ) -> None:
        given = proxy_of("proxy", proxy)
        with FIRST_USE:
            tls = tls_options(verify, limits, trust_env)
        self._proxy = _Proxy(given) if given else None
        self._proxied = of_environment(_Proxy) if trust_env and not given else None
        self._limits = limits
        self._keepalive = inf if limits.keepalive_expiry is None else limits.keepalive_expiry
        # It counts in whole seconds; `Exchanges` knows the rest.
        self._options = tls | {pycurl.MAXAGE_CONN: ceil(min(self._keepalive, 2**30))}
        self._begin()
        renew_after_fork(self)

    def _begin(self) -> None:
        self._lock = threading.Lock()
        self._slots = None if self._limits.max_connections is None else _slots(self._limits.max_connections)
        self._all: set[Exchanges] = set()
        self._idle: deque[Exchanges] = deque()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request, the very bytes of its target, headers and body, once, and return the answer, whole.

        Raises:
            httpx.TransportError: There is no whole answer.
        """
        self._refuse_if_closed()
        proxy = self._proxied.of(request.url) if self._proxied else self._proxy
        asked = Asked(request, request.extensions.get(EXTENSION, inf), proxy.options if proxy else {})
        if slots := self._slots:
            _take(slots, asked.timeout.get("pool"))
        try:
            if proxy:
                with through(proxy.proxy, request, awaited=False):
                    response = self._exchanged(asked)
            else:
                response = self._exchanged(asked)
        finally:
            if slots:
                slots.put(None)
        return response

    def _exchanged(self, asked: Asked) -> httpx.Response:
        exchanges = self._taken()
        try:
            response = exchanges.answer(asked)
        except BaseException:
            self._drop(exchanges)  # an interrupted one may be in any state
            raise
        response.extensions["network_stream"] = _Ending(self._end, exchanges)
        self._give_back(exchanges)
        return response

    def _taken(self) -> Exchanges:
        """Return a connection that may serve, the one that was used last, or that is to be opened."""
        spoilt = []
        with self._lock:
            while self._idle:
                exchanges = self._idle.pop()
                if exchanges.may_serve:
                    break
                spoilt.append(exchanges)
            else:
                exchanges = Exchanges(self._options, self._keepalive)
                self._all.add(exchanges)
        for each in spoilt:
            self._drop(each)
        return exchanges

    def _give_back(self, exchanges: Exchanges) -> None:
        """Keep a connection for others, and end those that nobody has used for long."""
        with self._lock:
            stale = []
            oldest = exchanges.used - self._keepalive
            while self._idle and self._idle[0].used < oldest:
                stale.append(self._idle.popleft())
            kept = _or(self._limits.max_keepalive_connections, inf)
            if self._closed or exchanges.is_spoilt or len(self._idle) >= kept:
                stale.append(exchanges)
            else:
                self._idle.append(exchanges)
        for each in stale:
            self._drop(each)

    def _drop(self, exchanges: Exchanges) -> None:
        self._all.discard(exchanges)
        exchanges.close()

    def _end(self, exchanges: Exchanges, connection: Connection) -> None:
        """End a connection: at once when nobody uses it, else after the exchange under way."""
        with self._lock:
            if exchanges.connection is not connection:
                return
            exchanges.is_spoilt = True
            if exchanges not in self._idle:
                return
            self._idle.remove(exchanges)
        self._drop(exchanges)

    def close(self) -> None:
        """Close every connection; one in use, when its exchange is over."""
        with self._lock:
            self._closed = True
            idle = list(self._idle)
            self._idle.clear()
        for exchanges in idle:
            self._drop(exchanges)

    def _after_fork(self) -> None:
        """Forget the connections of another process, without a word to their other ends."""
        for exchanges in self._all:
            exchanges.abandon()
        self._begin()


class _Proxy:
    def __init__(self, proxy: httpx.Proxy) -> None:
        self.proxy = proxy
        self.options = proxy_options(proxy)


class _Ending:
    """The connection that an answer came over, as `network_stream` of the answer."""

    def __init__(self, end: Callable[[Exchanges, Connection], None], exchanges: Exchanges) -> None:
        self._end = end
        self._exchanges = exchanges
        self._connection = exchanges.connection

    def get_extra_info(self, info: str) -> Any:
        return self._connection.client_addr if info == "client_addr" else None

    def hang_up(self) -> None:
        self._end(self._exchanges, self._connection)


def _slots(count: int) -> SimpleQueue[None]:
    """Return as many slots as connections may be in use: what a semaphore is, which Python has not in C."""
    slots: SimpleQueue[None] = SimpleQueue()
    for _ in range(min(count, _MOST_CONNECTIONS)):
        slots.put(None)
    return slots


def _take(slots: SimpleQueue[None], timeout: float | None) -> None:
    try:
        slots.get_nowait()
    except Empty:
        try:
            slots.get(timeout=still(timeout, httpx.PoolTimeout))
        except Empty:
            raise httpx.PoolTimeout("every connection that may be is in use") from None


def _or(given: Any, otherwise: Any) -> Any:
    return otherwise if given is None else given
