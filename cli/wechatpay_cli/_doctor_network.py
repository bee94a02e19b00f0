"""What the doctor finds of the network: the clock, and each host by name, proxy and TLS."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final
from urllib.request import getproxies, proxy_bypass

import httpx

from wechatpay_cli._doctor_causes import REFUSED_FROM, set_the_clock
from wechatpay_cli._finding import Finding, unseen, well, wrong
from wechatpay_cli._say import say
from wechatpay_cli._session import base_urls
from wechatpay_cli._sources import Source

_SECONDS: Final = 8.0
_NOTICED_FROM: Final = 60.0
_PORTS: Final = {"http": 80, "https": 443}


class Network:
    """The hosts of a merchant, looked at one by one.

    Args:
        source: The merchant's settings.

    Attributes:
        hosts: The hosts that can be called; none where the client refuses its settings.
        seconds_off: By how much this machine's clock is ahead of the server's; None where no host told its time.

    Both are found by `findings`.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self.hosts: tuple[str, ...] = ()
        self.seconds_off: float | None = None

    def findings(self) -> Iterator[Finding]:
        """Look at every host, and compare the clocks with the first one that answers."""
        from wechatpay_product_coupon import Client, Transport
        from wechatpay_runtime.errors import ConfigurationError

        try:
            with (
                Transport() as transport,
                Client(None, base_url=base_urls(self._source), transport=transport) as client,
            ):
                self.hosts = client.base_urls
        except ConfigurationError as exc:
            yield wrong("host", say("Host"), str(exc), say("Correct this setting, or take it out."))
            return
        dates: list[tuple[str, float]] = []
        for url in self.hosts:
            yield from _host(httpx.URL(url), dates)
        yield self._clock(dates)

    def _clock(self, dates: list[tuple[str, float]]) -> Finding:
        check, label = "clock", say("Clock")
        for date, here in dates:
            try:
                there = parsedate_to_datetime(date)
            except ValueError:
                continue
            there = there if there.tzinfo else there.replace(tzinfo=UTC)
            off = self.seconds_off = here - there.timestamp()
            text = say("{off:+.0f} s from the server's, {there} UTC", off=off, there=_utc(there))
            if abs(off) >= REFUSED_FROM:
                return wrong(check, label, text, set_the_clock())
            if abs(off) >= _NOTICED_FROM:
                return Finding(check, label, None, text, set_the_clock())
            return well(check, label, text)
        return unseen(check, label, say("no host told its time"))


def opened(**settings: Any) -> httpx.Client:
    """Return a plain client whose requests take the way that calls take, through the same proxies.

    Args:
        settings: Its arguments.

    Raises:
        ConfigurationError: A proxy of the environment cannot be used.
    """
    from wechatpay_product_coupon import Transport

    return httpx.Client(transport=Transport(), **settings)


def _host(url: httpx.URL, dates: list[tuple[str, float]]) -> Iterator[Finding]:
    label = url.host
    proxy = _proxy(url)
    if proxy:
        yield well("proxy", label, say("goes through the proxy {proxy}", proxy=proxy))
    else:
        found = _addresses(url)
        if isinstance(found, OSError):
            to_do = say("Check the name servers of this machine, or set HTTPS_PROXY.")
            yield wrong("dns", label, say("the name is not found: {reason}", reason=found.strerror or found), to_do)
            return
        yield well("dns", label, say("is {addresses}", addresses=", ".join(found)))
    began = time.monotonic()
    try:
        with opened(timeout=_SECONDS) as http, http.stream("GET", url.copy_with(path="/")) as response:
            tls = _tls(response, url)
    except httpx.HTTPError as exc:
        yield _unreached(url, exc, proxy)
        return
    milliseconds = round(1000 * (time.monotonic() - began))
    yield well("connection", label, say("answers in {milliseconds} ms, {tls}", milliseconds=milliseconds, tls=tls))
    if date := response.headers.get("Date"):
        dates.append((date, time.time()))


def _unreached(url: httpx.URL, error: httpx.HTTPError, proxy: str) -> Finding:
    """Tell which part of the way to a host is closed: the proxy, TLS, or the connection itself."""
    label = url.host
    reason = str(error) or type(error).__name__
    causes: list[BaseException | None] = [error]
    while causes[-1]:
        causes.append(causes[-1].__cause__ or causes[-1].__context__)
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        to_do = say("A proxy that opens TLS needs its certificate authority on this machine: SSL_CERT_FILE.")
        return wrong("tls", label, say("TLS fails: {reason}", reason=reason), to_do)
    if proxy and isinstance(error, httpx.ProxyError | httpx.ConnectError | httpx.ConnectTimeout):
        text = say("the proxy {proxy} does not lead there: {reason}", proxy=proxy, reason=reason)
        return wrong("proxy", label, text, say("Correct HTTPS_PROXY, or name the host in NO_PROXY to go without."))
    if _is_of_this_machine(url.host):
        to_do = say("Start what listens there, such as wechatpay-sandbox, or correct WECHATPAY_BASE_URL.")
    else:
        port = url.port or _PORTS[url.scheme]
        to_do = say("Check firewall and routes: port {port} of this host has to be open to this machine.", port=port)
    return wrong("connection", label, say("cannot be reached: {reason}", reason=reason), to_do)


def _is_of_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _addresses(url: httpx.URL) -> list[str] | OSError:
    try:
        found = socket.getaddrinfo(url.host, url.port or _PORTS[url.scheme], type=socket.SOCK_STREAM)
    except OSError as exc:
        return exc
    except UnicodeError as exc:  # a part of the name is empty, or longer than names have
        return OSError(str(exc))
    return sorted({str(address[0]) for *_, address in found})[:4]


def _proxy(url: httpx.URL) -> str:
    """Return the proxy of the environment for a host, without its password."""
    proxies = getproxies()
    found = proxies.get(url.scheme) or proxies.get("all") or ""
    if not found or proxy_bypass(url.host):
        return ""
    proxy = httpx.URL(found if "://" in found else f"http://{found}")
    return f"{proxy.scheme}://{proxy.host}:{proxy.port or 80}"


def _tls(response: httpx.Response, url: httpx.URL) -> str:
    if url.scheme != "https":
        return say("without TLS, which suits a sandbox alone")
    stream: Any = response.extensions.get("network_stream")
    ssl_object = stream.get_extra_info("ssl_object") if stream else None
    return str(ssl_object.version()) if ssl_object else "TLS"


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
