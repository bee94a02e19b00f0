"""Compare the message WeChat Pay refused the signature of with the one that was signed (protocol facts, section 12)."""

from __future__ import annotations

import re
from typing import Any, Final

import httpx

LINES: Final = ("method", "URL", "timestamp", "nonce", "body")
SHOWN_CHARACTERS = 24


def compare(detail: Any, request: httpx.Request) -> str:
    """Return the first difference in one sentence; empty where `detail` does not show the server's view.

    Args:
        detail: The error body's `detail`; its `sign_information` holds what the server put together.
        request: The request as it was sent.
    """
    view = detail.get("sign_information") if isinstance(detail, dict) else None
    theirs = view.get("truncated_sign_message") if isinstance(view, dict) else None
    if not isinstance(view, dict) or not isinstance(theirs, str):
        return ""
    ours = _signed(request)
    for name, seen, signed in zip(LINES, theirs.split("\n", 4), ours, strict=False):
        # The server cuts its message short, so the body is compared as far as it goes.
        compared = signed[: len(seen)] if name == "body" else signed
        if name == "body" and _is_multipart(request):
            break
        if seen.rstrip("\n") != compared.rstrip("\n"):
            at = next(
                (i for i, (a, b) in enumerate(zip(seen, signed, strict=False)) if a != b), min(len(seen), len(signed))
            )
            return (
                f"First difference: the {name}, at character {at + 1}: WeChat Pay saw "
                f"{seen[at : at + SHOWN_CHARACTERS]!r}, signed was {signed[at : at + SHOWN_CHARACTERS]!r}."
            )
    length, own = view.get("sign_message_length"), len("\n".join(ours).encode()) + 1
    if isinstance(length, int) and length != own and not _is_multipart(request):
        return f"The message WeChat Pay put together has {length} bytes, the signed one {own}: the body differs."
    if detail.get("field", "signature") != "signature":
        return "WeChat Pay put together the very message that was signed, and refused another part of the header."
    return "WeChat Pay put together the very message that was signed: the key or the serial number is wrong."


def _signed(request: httpx.Request) -> list[str]:
    """Return the five lines of the message that was signed."""
    authorization = request.headers.get("Authorization", "")
    stamps = dict(re.findall(r'(timestamp|nonce_str)="([^"]*)"', authorization))
    target = request.url.raw_path.decode("ascii")
    body = "" if _is_multipart(request) else request.content.decode("utf-8", "replace")
    return [request.method, target, stamps.get("timestamp", ""), stamps.get("nonce_str", ""), body]


def _is_multipart(request: httpx.Request) -> bool:
    """Whether the fifth line is the `meta` part alone, which only the signer cuts out."""
    return str(request.headers.get("Content-Type", "")).startswith("multipart/")
