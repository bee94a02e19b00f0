"""A request as libcurl takes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import inf
from typing import Final

import httpx
import pycurl

from wechatpay_runtime._transports.curl_options import Options
from wechatpay_runtime._transports.proxies import PORTS

_WITHOUT_VALUE: Final = {
    b"accept": b"Accept:",
    b"content-type": b"Content-Type:",
    b"expect": b"Expect:",
    b"user-agent": b"User-Agent:",
}
"""How libcurl is told to leave out a header that it would add by itself; a request goes out as it was made."""

_NOT_IN_A_LINE: Final = bytes(range(0x21)) + b"\x7f"


class Asked:
    """A request as libcurl takes it.

    Args:
        request: What is sent.
        longest: Bytes of the answer's body at most.
        route: Options of a proxy.
    """

    def __init__(self, request: httpx.Request, longest: float, route: Options) -> None:
        self.request = request
        self.content = request.read()
        self.timeout: Mapping[str, float | None] = request.extensions.get("timeout", {})
        self.longest = longest
        url = request.url
        origin, self.reached = _origin(url.scheme, url.netloc)
        target = request.extensions.get("target", url.raw_path)
        first_line = request.method.encode() + target
        if first_line.translate(None, _NOT_IN_A_LINE) != first_line:
            raise httpx.LocalProtocolError("a method or target has a space or a control character")
        is_asked_of_proxy = False
        if pycurl.PROXY in route:
            proxy = httpx.URL(route[pycurl.PROXY])
            self.reached = _place(proxy)
            is_asked_of_proxy = url.scheme == "http" and proxy.scheme.startswith("http")
        self.options: Options = {
            pycurl.URL: origin,
            # The very bytes that were signed: what libcurl makes of a URL may be spelled in another way.
            pycurl.REQUEST_TARGET: origin + target if is_asked_of_proxy else target,
            pycurl.CUSTOMREQUEST: request.method,
            pycurl.HTTPHEADER: _lines(request.headers.raw),
            pycurl.CONNECTTIMEOUT_MS: _milliseconds(self.timeout.get("connect")),
            **route,
        }
        if longest < inf:
            self.options[pycurl.MAXFILESIZE_LARGE] = int(longest)
        if request.method == "HEAD":
            self.options[pycurl.NOBODY] = 1
        elif self.content or request.method in ("POST", "PUT", "PATCH"):
            self.options[pycurl.POSTFIELDS] = self.content


def _lines(headers: Sequence[tuple[bytes, bytes]]) -> list[bytes]:
    """Return headers as libcurl takes them.

    Raises:
        httpx.LocalProtocolError: One would end its line, and begin another.
    """
    lines = [name + b": " + value if value else name + b";" for name, value in headers]
    text = b"".join(lines)
    if b"\r" in text or b"\n" in text or b"\0" in text:
        raise httpx.LocalProtocolError("a header has a line break")
    missing = _WITHOUT_VALUE.keys() - set(map(bytes.lower, dict(headers)))
    return lines + [_WITHOUT_VALUE[name] for name in missing]


@lru_cache(maxsize=256)
def _origin(scheme: str, netloc: bytes) -> tuple[bytes, tuple[str, int]]:
    """Return how a URL begins, and the host and port that a connection to it goes to.

    Raises:
        httpx.UnsupportedProtocol: It is of another protocol.
    """
    if scheme not in ("http", "https"):
        raise httpx.UnsupportedProtocol(f"a URL begins with http:// or https://, not {scheme!r}")
    origin = b"%s://%s" % (scheme.encode(), netloc)
    return origin, _place(httpx.URL(origin.decode()))


def _place(url: httpx.URL) -> tuple[str, int]:
    """Return the host and port that a connection to a URL goes to."""
    return url.raw_host.decode(), url.port or PORTS[url.scheme]


def _milliseconds(timeout: float | None) -> int:
    """Return a time-out as libcurl takes it; it shares it among the addresses of a host."""
    return 10**9 if timeout is None else max(1, int(timeout * 1000))
