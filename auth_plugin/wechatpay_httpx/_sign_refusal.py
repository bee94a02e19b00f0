"""Explains SIGN_ERROR: compares the message that WeChat Pay put together with the one that was signed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import httpx

from wechatpay_httpx._libraries import NOT_READ
from wechatpay_httpx._signed import signed_body, signed_target
from wechatpay_httpx._signer import request_message
from wechatpay_httpx.errors import AuthConfigurationError

_LINES: Final = ("method", "URL", "timestamp", "nonce", "body")
_STAMP: Final = re.compile(r'(timestamp|nonce_str)="([^"]*)"')
_NO_MESSAGE: Final[tuple[type[Exception], ...]] = (KeyError, ValueError, AuthConfigurationError, *NOT_READ)
_HARMLESS: Final = {"method": re.compile("[A-Z]{3,7}"), "timestamp": re.compile("[0-9]{10}")}
# No message is as long; a number of any size would be shown in full.
_LENGTHS: Final = range(10**12)


def first_difference(request: httpx.Request, detail: object) -> str:
    """Return the first difference in one sentence; "" where `detail` does not show the server's view.

    Args:
        request: The request as it was sent.
        detail: The error body's `detail`; its `sign_information` holds what the server put together.
    """
    view = _member(detail, "sign_information")
    theirs = _member(view, "truncated_sign_message")
    if not isinstance(theirs, str) or not theirs or (message := _signed_message(request)) is None:
        return ""
    # The line break that ends the message stays out of what is shown; the server's may be cut off.
    if told := _differing_line(theirs, message[:-1].decode("utf-8", "replace")):
        return told
    length, own = _member(view, "sign_message_length"), len(message)
    if type(length) is int and length in _LENGTHS and length != own:
        return f"The message WeChat Pay put together has {length} bytes, the signed one {own}: the body differs."
    if _member(detail, "field") not in (None, "signature"):
        return "WeChat Pay put together the very message that was signed, and refused another part of the header."
    return "WeChat Pay put together the very message that was signed: the key or the serial number is wrong."


def _member(holder: object, name: str) -> Any:
    return holder.get(name) if isinstance(holder, Mapping) else None


def _signed_message(request: httpx.Request) -> bytes | None:
    """Put the message together anew, from the finished request; None where it is not one that was signed here."""
    stamps = dict(_STAMP.findall(request.headers.get("Authorization", "")))
    try:
        timestamp, nonce = int(stamps["timestamp"]), stamps["nonce_str"]
        body = signed_body(request.content, request.headers.get("Content-Type", ""))
        return request_message(request.method, signed_target(request), timestamp, nonce, body)
    except _NO_MESSAGE:
        return None


def _differing_line(theirs: str, ours: str) -> str:
    """Name the first line that differs and show where; "" if what is shown of their message fits ours."""
    shown = theirs.split("\n", 4)
    for number, (name, seen, signed) in enumerate(zip(_LINES, shown, ours.split("\n", 4), strict=False), 1):
        # The server cuts its message short, so the last line it shows is compared as far as it goes.
        compared = signed[: len(seen)] if number == len(shown) else signed
        if seen.rstrip("\n") != compared.rstrip("\n"):
            at = next(
                (i for i, (a, b) in enumerate(zip(seen, signed, strict=False)) if a != b), min(len(seen), len(signed))
            )
            told = f"First difference: the {name}, at character {at + 1}: WeChat Pay"
            if name in _HARMLESS and all(_HARMLESS[name].fullmatch(line) for line in (seen, signed)):
                return f"{told} saw {seen!r}, signed was {signed!r}."
            # Openids and coupon codes may stand in URL and body, and, as nobody has verified it, in any line of theirs.
            return f"{told} shows {len(seen)} characters of it, {len(signed)} were signed."
    return ""
