"""The transport for asyncio with many calls in flight: aiohttp's connections behind httpx's interface."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import Mapping
from contextlib import nullcontext
from functools import lru_cache
from http import HTTPStatus
from io import BytesIO
from math import inf
from typing import TYPE_CHECKING, Any, Final

import httpx

from wechatpay_runtime._client_error import discreet
from wechatpay_runtime._fork import FIRST_USE, renew_after_fork
from wechatpay_runtime._transports.answer_body import EXTENSION, joined
from wechatpay_runtime._transports.connection import hang_up, owes_a_body
from wechatpay_runtime._transports.deadline import CONNECTS, LEAST_TIMEOUT
from wechatpay_runtime._transports.default import LIMITS, OwnTransport, context_of
from wechatpay_runtime._transports.event_loop import Slots, tell
from wechatpay_runtime._transports.headers import headers_of
from wechatpay_runtime._transports.proxies import of_environment, proxy_of, redacted, through
from wechatpay_runtime.errors import ConfigurationError

try:
    import aiohttp
    from yarl import URL

    from wechatpay_runtime._transports.aiohttp_connector import Connector, Exchange
    from wechatpay_runtime._transports.aiohttp_errors import AS_HTTPX_ERRORS, WITHOUT_URLS
except ImportError as exc:
    raise ImportError("AiohttpTransport needs `pip install wechatpay-product-coupon[aiohttp]`.") from exc

if TYPE_CHECKING:
    import ssl

_AUTOMATIC_HEADERS: Final = ("Accept", "Accept-Encoding", "Content-Type", "User-Agent")
"""What aiohttp would add to a request by itself; a request goes out as it was made."""

_WRITTEN_AT_ONCE: Final = 2**16
"""Bytes of the largest body that is one write, which never waits; a larger one gives the event loop turns."""

_LONGEST_HEADERS: Final = 2**16
"""Bytes of a line, and how many there may be; all together they are within what is read at once."""

_DIRECT: Final = nullcontext()


class AiohttpTransport(OwnTransport, httpx.AsyncBaseTransport):
    """A transport for `AsyncClient` on aiohttp's connections, the fastest one where many calls are in flight.

    It needs the extra `aiohttp`, and asyncio's event loop, one at a time. It survives a fork, and is for any number of
    clients:

        async with AiohttpTransport() as transport:
            clients = [AsyncClient(auth=auth, transport=transport) for auth in auths]

    Every answer is read whole before it is returned. aiohttp bounds no writes, so until an answer begins an exchange
    with a large body takes at most its time-outs for connecting, writing and reading together.

    Args:
        verify: The TLS context, for a private certificate authority; default: httpx's own.
        proxy: URL of an HTTP proxy, for every request.
        limits: Default: up to 100 connections in use, each kept for 7 idle seconds.
        trust_env: Whether the environment may name proxies (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`; with
            `proxy` they do not count) and certificate authorities (`SSL_CERT_FILE`, `SSL_CERT_DIR`).

    Raises:
        ConfigurationError: A setting, or a proxy of the environment, cannot be used, such as a proxy that is not one
            for HTTP; at a call: it is closed, or the event loop of an earlier one still runs.
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
            self._context = context_of(verify, limits, trust_env)
        self._proxy = _Proxy(given) if given else None
        self._proxied = of_environment(_Proxy) if trust_env and not given else None
        self._limits = limits
        self._pool: _Pool | None = None
        renew_after_fork(self)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request, the very bytes of its target, headers and body, once, and return the answer, whole.

        Raises:
            httpx.TransportError: There is no whole answer.
        """
        bounds = request.extensions.get("timeout", {})
        content = await request.aread()
        is_large = len(content) > _WRITTEN_AT_ONCE
        proxy = self._proxied.of(request.url) if self._proxied else self._proxy
        headers = _headers(request)
        arguments = _arguments(request, headers, BytesIO(content) if is_large else content or None, bounds)
        if proxy:
            proxy.add_to(arguments)
        pool = self._opened()
        await pool.slots.take(request)
        try:
            await tell(request, CONNECTS)
            tunnel = through(proxy.proxy, request, awaited=True) if proxy else _DIRECT
            with Exchange(pool.connector, request) as exchange, tunnel, WITHOUT_URLS, AS_HTTPX_ERRORS:
                # aiohttp bounds no writes, and no reads once an interim answer has come.
                async with asyncio.timeout(_until_an_answer(**bounds)):
                    sends_once = (exchange.send_once,)
                    answer = await pool.session.request(request.method, **arguments, middlewares=sends_once)
                if answer.status < HTTPStatus.OK:
                    raise httpx.RemoteProtocolError(f"an answer of status {answer.status}, for which nobody asked")
                body = await _content(answer, request.extensions.get(EXTENSION, inf))
        finally:
            pool.slots.release()
        response = _response(answer, body)
        response.extensions["network_stream"] = exchange.transport
        if owes_a_body(response):
            hang_up(response)
        return response

    async def aclose(self) -> None:
        """Close every connection; an exchange under way ends in an error."""
        self._closed = True
        pool, self._pool = self._pool, None
        if pool and pool.slots.loop is asyncio.get_running_loop():
            pool.slots.close()
            pool.connector.abort()
            await pool.session.close()
        elif pool:
            pool.session.detach()

    def _opened(self) -> _Pool:
        self._refuse_if_closed()
        if self._pool and not self._pool.slots.serve(type(self).__name__):
            self._after_fork()
        if self._pool is None:
            self._pool = _Pool(self._limits, self._context)
        return self._pool

    def _after_fork(self) -> None:
        """Forget the connections of another process or event loop, without a word to their other ends."""
        if self._pool:
            self._pool.session.detach()
            self._pool = None


class _Pool:
    """The connections of one event loop."""

    def __init__(self, limits: httpx.Limits, context: ssl.SSLContext) -> None:
        self.slots = Slots(limits.max_connections)
        keeps = limits.max_keepalive_connections != 0 and limits.keepalive_expiry != 0
        keeping = {"keepalive_timeout": limits.keepalive_expiry} if keeps else {"force_close": True}
        self.connector = Connector(limit=0, ssl=context, **keeping)
        self.session = aiohttp.ClientSession(
            connector=self.connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            skip_auto_headers=_AUTOMATIC_HEADERS,
            auto_decompress=False,
            max_line_size=_LONGEST_HEADERS,
            max_field_size=_LONGEST_HEADERS,
            max_headers=_LONGEST_HEADERS,
        )


async def _content(answer: aiohttp.ClientResponse, longest: float) -> bytes:
    # What came with its length is no longer than that.
    if answer.content_length is not None and answer.content_length <= longest:
        return await answer.read()
    return await joined(answer.content.iter_any(), longest)


def _response(answer: aiohttp.ClientResponse, body: bytes) -> httpx.Response:
    reason = (answer.reason or "").encode("utf-8", "surrogateescape")
    return httpx.Response(
        answer.status,
        headers=headers_of(answer.raw_headers),
        stream=httpx.ByteStream(body),
        extensions={"http_version": b"HTTP/1.1", "reason_phrase": reason},
    )


def _arguments(
    request: httpx.Request,
    headers: list[tuple[str, str]],
    body: BytesIO | bytes | None,
    bounds: Mapping[str, float | None],
) -> dict[str, Any]:
    """Return what aiohttp is asked for, but the method."""
    target = request.extensions.get("target", request.url.raw_path)
    return {
        "url": _url(request.url.scheme, request.url.netloc, target),
        "headers": headers,
        "data": body,
        "timeout": _timeout(bounds.get("connect"), bounds.get("read")),
        "allow_redirects": False,
        "server_hostname": request.extensions.get("sni_hostname"),
    }


def _headers(request: httpx.Request) -> list[tuple[str, str]]:
    """Return the headers as aiohttp takes them; a body that was read whole is not sent in chunks.

    Of names that differ in case alone aiohttp would send one, so they are all spelled as the first.
    """
    try:
        headers = [(name.decode(), value.decode()) for name, value in request.headers.raw]
    except UnicodeDecodeError as exc:
        raise httpx.LocalProtocolError("a header is not UTF-8") from exc
    names = set(map(str.lower, dict(headers)))
    if len(names) == len(headers) and "transfer-encoding" not in names:
        return headers
    spelled = {"transfer-encoding": ""}
    headers = [(spelled.setdefault(name.lower(), name), value) for name, value in headers]
    return [(name, value) for name, value in headers if name]


@lru_cache(maxsize=256)
def _url(scheme: str, netloc: bytes, target: bytes) -> URL:
    """Return a URL that aiohttp writes as it was signed.

    Encoded as it is: left to itself, yarl writes some characters in another way.
    """
    try:
        url = URL(f"{scheme}://{netloc.decode()}{target.decode()}", encoded=True)
    except ValueError as exc:
        raise httpx.LocalProtocolError("aiohttp cannot write the target") from exc
    if url.raw_path_qs.encode() != target:
        raise httpx.LocalProtocolError("aiohttp would write the target in another way")
    return url


@lru_cache(maxsize=16)
def _timeout(connect: float | None, read: float | None) -> aiohttp.ClientTimeout:
    connect = None if connect is None else max(connect, LEAST_TIMEOUT)
    read = None if read is None else max(read, LEAST_TIMEOUT)
    return aiohttp.ClientTimeout(total=None, connect=connect, sock_connect=connect, sock_read=read)


def _until_an_answer(
    connect: float | None = None, read: float | None = None, write: float | None = None, **_: float | None
) -> float | None:
    return None if connect is None or write is None or read is None else connect + write + read


class _Proxy:
    """A proxy as aiohttp takes it, with each request.

    Raises:
        ConfigurationError: It is not one for HTTP.
    """

    def __init__(self, proxy: httpx.Proxy) -> None:
        if proxy.url.scheme not in ("http", "https"):
            raise ConfigurationError(
                f"AiohttpTransport goes through HTTP proxies alone, not through {redacted(proxy)}; an AsyncTransport "
                "knows others. With trust_env=False it leaves those of the environment."
            )
        self.proxy = proxy
        self._headers = dict(proxy.headers)
        if proxy.raw_auth:
            self._headers["Proxy-Authorization"] = f"Basic {b64encode(b':'.join(proxy.raw_auth)).decode()}"

    def add_to(self, arguments: dict[str, Any]) -> None:
        """Add aiohttp's arguments for a proxy; to plain http it adds the proxy's own headers to no request."""
        arguments["proxy"] = str(self.proxy.url)
        if arguments["url"].scheme == "https":
            arguments["proxy_headers"] = self._headers
        else:
            arguments["headers"] = [*arguments["headers"], *self._headers.items()]
