"""Proxies on the way to WeChat Pay: those of the environment, chosen as httpx does, and what failed because of one."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, Generic, NamedTuple, TypeVar
from urllib.request import getproxies

import httpx

from wechatpay_runtime._settings import described
from wechatpay_runtime._transports.deadline import SENDS
from wechatpay_runtime.errors import ConfigurationError

T = TypeVar("T")

_SCHEMES: Final = ("http", "https", "all")
PORTS: Final = {"http": 80, "https": 443, "socks5h": 1080}
_NEEDED: Final = "the URL of a proxy is needed, such as http://proxy.example.cn:3128"
_FORMS: Final = ("http", "https", "socks5", "socks5h")
_NOTHING_SENT: Final = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)


def proxy_of(name: str, given: object) -> httpx.Proxy | None:
    """Return a proxy as httpx has it; what was given is never quoted, it may hold a password.

    Raises:
        ConfigurationError: It is no proxy.
    """
    if given is None or isinstance(given, httpx.Proxy):
        return given
    if not isinstance(given, str | httpx.URL):
        raise ConfigurationError(f"{name} is {described(given)}; {_NEEDED}, or an httpx.Proxy.")
    try:
        url = httpx.URL(given)
    except (httpx.InvalidURL, UnicodeError):
        # Not chained: the reason quotes a part of the URL.
        raise ConfigurationError(
            f"{name} is no URL; {_NEEDED}. Special characters in a password are escaped."
        ) from None
    if url.scheme not in _FORMS or not url.host:
        raise ConfigurationError(f"{name} is no URL of a proxy; {_NEEDED}. It begins with {', '.join(_FORMS)}.")
    return httpx.Proxy(url)


def redacted(proxy: httpx.Proxy) -> str:
    """Return a proxy as an error may show it: without user name and password."""
    return f"{proxy.url.scheme}://{proxy.url.netloc.decode('ascii', 'replace')}"


class _Direct(NamedTuple):
    """One entry of NO_PROXY."""

    host: re.Pattern[str] | ipaddress.IPv4Network | ipaddress.IPv6Network
    scheme: str
    port: int | None

    def matches(self, url: httpx.URL) -> bool:
        if self.scheme not in ("", "all", url.scheme):
            return False
        if self.port not in (None, url.port or PORTS.get(url.scheme)):
            return False
        if isinstance(self.host, re.Pattern):
            return bool(self.host.fullmatch(url.host))
        try:
            return ipaddress.ip_address(url.host) in self.host
        except ValueError:
            return False


class OfEnvironment(Generic[T]):
    """What carries requests through the proxies that `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` name.

    Read once, as httpx reads them: in lower case first; on Windows and macOS the system's settings where none is set.

    Args:
        opened: Makes what carries requests through a proxy.

    Raises:
        ConfigurationError: A variable does not hold the URL of a proxy.
    """

    def __init__(self, opened: Callable[[httpx.Proxy], T]) -> None:
        given = getproxies()
        entries = [entry.strip() for entry in given.get("no", "").split(",")]
        urls = {scheme: url for scheme in _SCHEMES if (url := given.get(scheme)) and "*" not in entries}
        carrying = {url: opened(_named(scheme, url)) for scheme, url in urls.items()}
        self._by_scheme = {scheme: carrying[url] for scheme, url in urls.items()}
        self._direct = [direct for entry in entries if entry and (direct := _direct(entry))]
        self.all = tuple(carrying.values())

    def of(self, url: httpx.URL) -> T | None:
        """Return what carries a request to a URL, None where no proxy does."""
        carrying = self._by_scheme.get(url.scheme, self._by_scheme.get("all"))
        if carrying is None or any(direct.matches(url) for direct in self._direct):
            return None
        return carrying


def of_environment(opened: Callable[[httpx.Proxy], T]) -> OfEnvironment[T] | None:
    """Return what the environment names, None where it names no proxy, so that no request has to ask."""
    found = OfEnvironment(opened)
    return found if found.all else None


def _named(scheme: str, url: str) -> httpx.Proxy:
    proxy = proxy_of(f"{scheme.upper()}_PROXY of the environment", url if "://" in url else f"http://{url}")
    assert proxy
    return proxy


def _direct(entry: str) -> _Direct | None:
    """Read an entry of NO_PROXY: a name with all below it, `.name` for those alone, an address or a network of them."""
    try:
        return _Direct(ipaddress.ip_network(entry.strip("[]"), strict=False), "", None)
    except ValueError:
        pass
    scheme, _, name = entry.rpartition("://")
    try:
        url = httpx.URL(f"{scheme or 'all'}://{name.lstrip('*.')}")
    except httpx.InvalidURL:
        return None  # it is no host of anybody's
    host = re.escape(url.host)
    if not host:
        return _Direct(re.compile(".*"), url.scheme, url.port) if scheme else None
    if name.lstrip("*").startswith("."):
        host = rf".+\.{host}"
    elif url.host != "localhost" and (name.startswith("*") or not scheme):
        host = rf"(.+\.)?{host}"
    return _Direct(re.compile(host), url.scheme, url.port)


@contextmanager
def through(proxy: httpx.Proxy, request: httpx.Request, *, awaited: bool) -> Iterator[None]:
    """Tell what fails on the way through a proxy from what fails behind it: until the request leaves, nothing was sent.

    Args:
        proxy: On the way.
        request: What is carried.
        awaited: Whether the request's `trace` is one for asyncio.

    Raises:
        httpx.TransportError: What failed, with the name of the proxy where it may be to blame.
    """
    theirs = request.extensions.get("trace")
    is_sent = False

    def trace(event: str, info: Any) -> Any:
        nonlocal is_sent
        if event == SENDS and getattr(info.get("request"), "method", b"") != b"CONNECT":
            is_sent = True
        return theirs(event, info) if theirs else None

    async def traced(event: str, info: Any) -> None:
        if (told_of := trace(event, info)) is not None:
            await told_of

    request.extensions["trace"] = traced if awaited else trace
    try:
        yield
    except httpx.TransportError as exc:
        if is_sent:
            raise
        kind = type(exc) if isinstance(exc, _NOTHING_SENT) else httpx.ProxyError
        raise kind(f"{str(exc) or type(exc).__name__} (through the proxy {redacted(proxy)})") from exc
    finally:
        del request.extensions["trace"]
        if theirs:
            request.extensions["trace"] = theirs
