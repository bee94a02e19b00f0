"""Which host the next attempt goes to."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from math import inf
from typing import Final

import httpx

from wechatpay_runtime._text import shown
from wechatpay_runtime.errors import ConfigurationError

COOL_DOWN_SECONDS: Final = 60.0
_VARIABLE: Final = "WECHATPAY_BASE_URL"
_FORM: Final = "scheme and host are needed and no more, such as https://api.mch.weixin.qq.com"


class Hosts:
    """The hosts of one client, the preferred one first. One that could not be reached is preferred last for a minute.

    Safe to share between threads: a host's last failure is one entry of a dict.

    Args:
        urls: Scheme and host of each.
        clock: Seconds, from any start.
    """

    def __init__(self, urls: Sequence[str], *, clock: Callable[[], float] = time.monotonic) -> None:
        self.urls = tuple(urls)
        self._clock = clock
        self._failed_at: dict[str, float] = {}

    def pick(self) -> str:
        """Return the first host that did not fail lately, or else the one whose failure is longest ago."""
        if not self._failed_at:
            return self.urls[0]
        lately = self._clock() - COOL_DOWN_SECONDS
        failures = {url: self._failed_at.get(url, -inf) for url in self.urls}
        return min(self.urls, key=lambda url: failures[url] if failures[url] > lately else -inf)

    def failed(self, url: str) -> None:
        """Remember that a host could not be reached just now."""
        self._failed_at[url] = self._clock()


def urls_of(base_url: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return the hosts that a program or its environment names; none where neither does.

    What is set and empty is a mistake, such as a variable that was never filled in: it must not mean production.

    Raises:
        ConfigurationError: One of them is no scheme and host.
    """
    name = "base_url"
    if base_url is None:
        name, base_url = _VARIABLE, os.environ.get(_VARIABLE)
        if base_url is None:
            return ()
    if isinstance(base_url, str):
        return (_checked(name, base_url),)
    given: object = base_url  # whatever a program without a type checker gives
    if not isinstance(given, list | tuple) or not given:
        raise ConfigurationError(f"{name} is {_kind(given)}; a str is needed, or several of them in a list or tuple.")
    return tuple(_checked(f"{name}[{index}]", url) for index, url in enumerate(given))


def _kind(value: object) -> str:
    is_empty = not value.strip() if isinstance(value, str) else isinstance(value, Sequence) and not value
    return f"an empty {type(value).__name__}" if is_empty else type(value).__name__


def _checked(name: str, given: object) -> str:
    """Return scheme and host. What was given is not quoted: it may hold a password."""
    if not isinstance(given, str) or not given.strip():
        raise ConfigurationError(f"{name} is {_kind(given)}; {_FORM}.")
    try:
        url = httpx.URL(given)
    except httpx.InvalidURL as exc:
        raise ConfigurationError(f"{name} is no URL ({shown(str(exc))}); {_FORM}.") from exc
    if "," in given:
        raise ConfigurationError(
            f"{name} has a comma in it: give several hosts as a list, base_url=[...], each its own."
        )
    if url.path not in ("", "/"):
        raise ConfigurationError(
            f"{name} has a path, which would be signed, and WeChat Pay sees another one when a gateway takes it off; "
            f"{_FORM}. A gateway's prefix belongs to the gateway's own host name, or to a transport that adds it."
        )
    if url.scheme not in ("http", "https") or not url.host or url.userinfo or url.query or url.fragment:
        raise ConfigurationError(f"{name} is not of the form; {_FORM}.")
    return given.rstrip("/")
