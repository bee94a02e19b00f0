"""Refuses settings that cannot be used: says which, what came and what is needed."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from math import inf
from typing import Final
from urllib.parse import urlsplit

MOST_SECONDS: Final = 100 * 366 * 86_400
"""A hundred years: beyond, calendars and certificates end."""
LONGEST_WAIT: Final = 30 * 86_400
"""Seconds that something is waited for; no system's clock waits for ever."""
LAST_TIME: Final = 9_999_999_999
"""Unix time in seconds: in the year 2286 it has one digit more."""
MOST_TIMES: Final = 1_000_000
"""How often something can be asked for at once."""
CLOCK: Final = "a function without arguments, such as time.time,"
"""What a clock is."""


class SandboxSettingError(ValueError):
    """A setting of the sandbox cannot be used; it says which, what came and what is needed."""


def wrong(name: str, value: object, needed: str) -> SandboxSettingError:
    """Make the error for a setting."""
    plain = value is None or type(value) in (bool, int, float)
    came = f"{value!r:.40}" if plain else f"a value of type {type(value).__name__}"
    return SandboxSettingError(f"{name} is {came}; {needed} is needed.")


def number_of(name: str, value: object, *, at_least: float = -inf, at_most: float = inf, whole: bool = False) -> None:
    """Check a setting that is a number, finite, and no bool."""
    is_number = isinstance(value, int if whole else int | float) and not isinstance(value, bool)
    if not is_number or not (at_least <= value <= at_most and abs(value) < inf):  # type: ignore[operator,arg-type]
        bounds = [f"from {at_least:g}"] * (at_least > -inf) + [f"up to {at_most:g}"] * (at_most < inf)
        raise wrong(name, value, " ".join(["a whole number" if whole else "a number", *bounds]))


def instance_of(name: str, value: object, kind: type, needed: str) -> None:
    """Check a setting that is an object of some class."""
    if not isinstance(value, kind):
        raise wrong(name, value, needed)


def text_of(name: str, value: object) -> None:
    """Check a setting that is text: no half of a surrogate pair, which no encoding has."""
    if not isinstance(value, str) or any("\ud800" <= letter <= "\udfff" for letter in value):
        raise wrong(name, value, "a text that UTF-8 can write, as a str,")


def header_name_of(name: str, value: object) -> None:
    """Check a setting that is the name of a header field (RFC 9110)."""
    if not isinstance(value, str) or not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", value):
        raise wrong(name, value, "the name of a header, as a str,")


def header_value_of(name: str, value: object) -> None:
    """Check a setting that is the value of a header field, as it can be sent."""
    if not isinstance(value, str) or not re.fullmatch(
        r"([\x21-\x7e\x80-\xff]([\t\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?)?", value
    ):
        raise wrong(name, value, "the value of a header, in one line of Latin letters, as a str,")


def url_of(name: str, value: object) -> None:
    """Check a setting that is where somebody is told something."""
    try:
        url = urlsplit(value if isinstance(value, str) else "")
        is_url = url.scheme in ("http", "https") and bool(url.hostname) and url.port != 0
    except ValueError:
        is_url = False
    if not is_url:
        raise wrong(name, value, "a URL such as http://127.0.0.1:8000/notify, or None")


def callable_of(name: str, value: object, needed: str) -> None:
    """Check a setting that is called."""
    if not callable(value):
        raise wrong(name, value, needed)


def path_of(name: str, value: object, what: str) -> None:
    """Check a setting that is the path of a folder or file."""
    if not isinstance(value, str | os.PathLike) or not os.fspath(value):
        raise wrong(name, value, f"the path of {what}, as a str or pathlib.Path,")


def texts_of(value: object) -> object:
    """Return texts as the set that an option has, from the list that JSON and TOML have; anything else as it is."""
    return set(value) if isinstance(value, list) and all(isinstance(each, str) for each in value) else value


def option_of(name: str, value: object) -> None:
    """Check one of `Options`."""
    match name:
        case "image_task_seconds":
            number_of(name, value, at_least=0, at_most=MOST_SECONDS)
        case "failing_codes" | "unauthorized_brands" | "foreign_stores" | "notify_hosts":
            if not isinstance(value, set | frozenset) or not all(isinstance(each, str) for each in value):
                raise wrong(name, value, "a set of texts (in TOML and JSON a list)")
        case "notify_url":
            if value is not None:
                url_of(name, value)
        case "notify_intervals":
            if isinstance(value, str | bytes) or not isinstance(value, Sequence):
                raise wrong(name, value, "a list of seconds")
            for index, seconds in enumerate(value):
                number_of(f"{name}[{index}]", seconds, at_least=0, at_most=LONGEST_WAIT)
        case _:
            instance_of(name, value, bool, "True or False")
