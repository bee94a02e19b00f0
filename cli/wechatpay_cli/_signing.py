"""`sign` and `verify`: for people who debug another language's code."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from wechatpay_cli._exits import CommandError, WrongUsageError, complain
from wechatpay_cli._say import say

if TYPE_CHECKING:
    from wechatpay_httpx import Verifier

_METHOD: Final = re.compile("[A-Za-z]{3,10}")


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("sign", help=say("Sign any request: prints the message, byte for byte, and the Authorization header."))(
        _sign
    )
    app.command("verify", help=say("Verify any answer or notification, or say which step fails."))(_verify)


def _sign(
    ctx: typer.Context,
    *,
    method: Annotated[str, typer.Argument(help=say("HTTP method."))],
    url: Annotated[str, typer.Argument(help=say("URL, or path with query, percent-encoded as it travels."))],
    body: Annotated[
        str | None,
        typer.Option(metavar="FILE", help=say("The body as it travels, of an upload its meta part alone; - is stdin.")),
    ] = None,
    timestamp: Annotated[int | None, typer.Option(min=0, help=say("Unix time in seconds; default: now."))] = None,
    nonce: Annotated[str | None, typer.Option(help=say("1 to 32 letters and digits; default: random."))] = None,
) -> None:
    import hashlib
    import secrets
    import time
    from urllib.parse import urlsplit

    from wechatpay_cli import _bodies, _printing
    from wechatpay_cli._session import auth_of
    from wechatpay_httpx.errors import AuthConfigurationError

    content = _bodies.bytes_of(body) if body else b""
    try:
        parts = urlsplit(url)
    except ValueError as exc:  # a bracket without its other half
        raise WrongUsageError(say("{url} is no URL: {error}.", url=url, error=exc)) from None
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    timestamp = int(time.time()) if timestamp is None else timestamp
    nonce = nonce or secrets.token_hex(16)
    if not _METHOD.fullmatch(method) or not target.startswith("/") or not target.isascii():
        raise WrongUsageError(
            say("A method such as GET and a percent-encoded URL with a path are needed, such as /v3/certificates.")
        )
    signer = auth_of(ctx.obj.source()).signer
    try:
        header = signer.authorization(method, target, content, timestamp=timestamp, nonce=nonce)
    except AuthConfigurationError as exc:
        raise WrongUsageError(str(exc)) from None  # the settings are right, as there is a signer
    message = f"{method.upper()}\n{target}\n{timestamp}\n{nonce}\n".encode() + content + b"\n"
    facts = {
        "message": message.decode("utf-8", "backslashreplace"),
        "message_bytes": len(message),
        "message_sha256": hashlib.sha256(message).hexdigest(),
        "Authorization": header,
    }
    _printing.text(_printing.as_json(facts))


def _verify(
    ctx: typer.Context,
    *,
    headers: Annotated[str, typer.Option(metavar="FILE", help=say("Headers, as Name: value lines or a JSON object."))],
    body: Annotated[str, typer.Option(metavar="FILE", help=say("The body, byte for byte; - is stdin."))],
    now: Annotated[
        bool, typer.Option("--now", help=say("Refuse what is older than 5 minutes, as a receiver does."))
    ] = False,
) -> None:
    from wechatpay_cli import _bodies
    from wechatpay_cli._session import auth_of

    verifier = auth_of(ctx.obj.source()).verifier
    given = headers_of(headers)
    check(verifier, given, _bodies.bytes_of(body), at=None if now else signed_at(given))
    typer.echo(say("✓ signed by WeChat Pay"))


def headers_of(file: str) -> list[tuple[str, str]]:
    """Return the headers in a file: a JSON object, or a line `Name: value` each; other lines do not count.

    Raises:
        WrongUsageError: There are none.
    """
    import json

    from wechatpay_cli._bodies import text_of

    text = text_of(file)
    try:
        given: Any = json.loads(text)
    except (ValueError, RecursionError):
        pairs = [line.partition(":") for line in text.splitlines()]
        found = [(name.strip(), value.strip()) for name, colon, value in pairs if colon and " " not in name.strip()]
    else:
        found = [(str(name), str(value)) for name, value in given.items()] if isinstance(given, dict) else []
    if not found:
        raise WrongUsageError(say("{file} has no headers: lines of Name: value, or a JSON object.", file=Path(file)))
    return found


def signed_at(headers: list[tuple[str, str]]) -> float | None:
    """Return when a message was signed, by its own account, in Unix seconds, and tell its age; None without one.

    What was saved is older than any receiver takes, and is looked at as it was then.
    """
    import time

    for name, value in headers:
        if name.lower() == "wechatpay-timestamp" and value.isascii() and value.isdigit() and len(value) <= 12:
            age = time.time() - int(value)
            if abs(age) >= 300:
                complain(say("Signed {age:.0f} s ago: a receiver would refuse it by now as too old.", age=age))
            return float(value)
    return None


def check(verifier: Verifier, headers: list[tuple[str, str]], body: bytes, *, at: float | None) -> None:
    """Verify a message.

    Raises:
        CommandError: It is not proven; it says which step fails.
    """
    from wechatpay_httpx.errors import SignatureVerificationError

    try:
        verifier.verify(headers, body, now=at)
    except SignatureVerificationError as exc:
        raise CommandError(say("✗ {step}: {cause}", step=step_of(exc.reason), cause=exc.cause)) from None


def step_of(reason: str) -> str:
    """Return which step of verifying a reason belongs to."""
    if reason in ("missing header", "duplicated header", "malformed header", "unknown signature type"):
        return say("headers")
    if reason == "stale":
        return say("age")
    if reason in ("unknown serial", "certificate outside its validity"):
        return say("key of Wechatpay-Serial")
    return say("signature")
