"""`notify verify`: opens a saved callback, or says which step failed."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from wechatpay_cli._exits import CommandError, SetUpError, complain
from wechatpay_cli._say import say


def about() -> str:
    """Return what the group is for."""
    return say("Notifications (回调通知) that were saved.")


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.callback()(lambda: None)
    app.command("verify", help=say("Verify and decrypt a saved callback, or say which step fails."))(_verify)


def _verify(
    ctx: typer.Context,
    *,
    headers: Annotated[str, typer.Option(metavar="FILE", help=say("Headers, as Name: value lines or a JSON object."))],
    body: Annotated[str, typer.Option(metavar="FILE", help=say("The body, byte for byte; - is stdin."))],
    now: Annotated[
        bool, typer.Option("--now", help=say("Refuse what is older than 5 minutes, as a receiver does."))
    ] = False,
) -> None:
    from wechatpay_cli import _bodies, _printing, _signing
    from wechatpay_cli._session import auth_of

    source = ctx.obj.source()
    key = source.get("APIV3_KEY")
    if not key:
        raise SetUpError(say("WECHATPAY_APIV3_KEY is not set, and only it opens notifications."))
    auth = auth_of(source)
    given, content = _signing.headers_of(headers), _bodies.bytes_of(body)
    at = None if now else _signing.signed_at(given)
    _signing.check(auth.verifier, given, content, at=at)
    complain(say("✓ signed by WeChat Pay"))
    _printing.text(_printing.as_json(_opened(auth.verifier, key, given, content, at)))


def _opened(verifier: Any, key: str, headers: list[tuple[str, str]], body: bytes, at: float | None) -> dict[str, Any]:
    """Return what a notification tells.

    Raises:
        CommandError: It cannot be opened, or breaks the contract; it says which step fails.
    """
    from wechatpay_httpx import NotificationParser
    from wechatpay_httpx.errors import NotificationError, UndecryptableNotificationError
    from wechatpay_product_coupon import events
    from wechatpay_runtime.errors import EventContractError

    try:
        notification = NotificationParser(verifier, key).parse(headers, body, now=at)
    except UndecryptableNotificationError as exc:
        raise CommandError(say("✗ {step}: {cause}", step=say("decryption"), cause=exc)) from None
    except NotificationError as exc:
        raise CommandError(say("✗ {step}: {cause}", step=say("form"), cause=exc)) from None
    complain(say("✓ decrypted"))
    try:
        kind = type(events.read(notification)).__name__
    except EventContractError as exc:
        raise CommandError(say("✗ {step}: {cause}", step=say("data"), cause=exc)) from None
    complain(say("✓ an event of the kind {kind}", kind=kind))
    return {
        "id": notification.id,
        "event_type": notification.event_type,
        "create_time": notification.create_time and notification.create_time.isoformat(),
        "summary": notification.summary,
        "data": notification.data,
    }
