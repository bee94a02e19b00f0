"""Where a signed request may go without TLS: to this machine, and to the one host that a program names."""

from __future__ import annotations

import re
import sys
import warnings
from functools import lru_cache
from ipaddress import ip_address
from typing import Final

import httpx

from wechatpay_httpx._settings import wrong
from wechatpay_httpx.errors import AuthConfigurationError

_HOST: Final = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?")
_WECHAT_PAY: Final = (".weixin.qq.com", ".wechatpay.cn")


def checked_host(insecure_host: object) -> str | None:
    """Check the host that may be called without TLS, and warn of it.

    Raises:
        AuthConfigurationError: It is no host's name, or one of WeChat Pay's own.
    """
    if insecure_host is None:
        return None
    if not isinstance(insecure_host, str) or not _HOST.fullmatch(insecure_host):
        raise wrong("insecure_host", insecure_host, "the name of one host, without scheme and port,")
    host = insecure_host.lower()
    if f".{host}".endswith(_WECHAT_PAY):
        raise wrong("insecure_host", insecure_host, "a host of your own (WeChat Pay's speak https)")
    warnings.warn(
        f"Requests to {host} are signed over plain http: whoever is on the way reads and changes them. "
        "This is for a sandbox in a container; never set insecure_host in production.",
        stacklevel=_depth_of_caller(),
    )
    return host


def _depth_of_caller() -> int:
    """Return how deep below the program's own line this package was called: its makers call one another."""
    frame, depth = sys._getframe(1), 1
    while frame.f_back and frame.f_globals.get("__name__", "").partition(".")[0] == __package__:
        frame, depth = frame.f_back, depth + 1
    return depth


def refuse_plain_http(url: httpx.URL, insecure_host: str | None) -> None:
    """Refuse to sign what would travel in the open.

    Raises:
        AuthConfigurationError: It is neither https nor http to this machine or to `insecure_host`.
    """
    if url.scheme == "https" or (url.scheme == "http" and (_is_loopback(url.host) or url.host == insecure_host)):
        return
    raise AuthConfigurationError(
        f"Refused to sign a request to {url.scheme or 'no scheme'}://{url.host}: "
        "https is needed, or http to this machine (localhost, 127.0.0.0/8, ::1)."
    )


@lru_cache(maxsize=64)
def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
