"""Requests: the newest first, found by what they have, and each with all that is known of it."""

from __future__ import annotations

from typing import Final

from wechatpay_sandbox._console.desk import PAGE_SIZE, Asked, Desk, Page, pretty
from wechatpay_sandbox._console.refusal import rule_view, signature_view
from wechatpay_sandbox._console.words import text
from wechatpay_sandbox._world.exchanges import Exchange

CHECKS: Final = (
    text("headers"),
    text("form"),
    text("authorization header"),
    text("merchant"),
    text("brand"),
    text("certificate serial number"),
    text("timestamp"),
    text("signature"),
    text("nonce"),
    text("mode"),
    text("rate limit"),
    text("parameters"),
    text("body"),
    text("permission"),
    text("operation"),
)
"""What is checked of a request, by the names that exchanges have for it."""
_FILTERS: Final = ("status", "operation", "mchid", "code", "text")
LOOKED_AT: Final = 5_000  # exchanges; a page looks at no more, and the next one goes on from there


def listing(desk: Desk, asked: Asked) -> Page:
    """List requests that fit the filter, `before` a number; `seen` is the newest that the browser has."""
    exchanges = desk.state.exchanges
    last, oldest = exchanges.last_number, exchanges.last_number - len(exchanges) + 1
    if asked.query.get("seen") == str(last):
        return Page("requests_rows.html", status=204)
    wanted = {name: asked.query[name].strip() for name in _FILTERS if asked.query.get(name, "").strip()}
    before = min(asked.whole("before", last + 1), last + 1)
    end = max(oldest, before - LOOKED_AT) if wanted else oldest
    rows: list[tuple[Exchange, str]] = []
    number = before
    while number > end and len(rows) < PAGE_SIZE:
        number -= 1
        exchange = exchanges.by_number[number]
        if _fits(exchange, wanted):
            rows.append((exchange, desk.shower.mask.target(exchange)))
    values = {
        "rows": rows,
        "wanted": wanted,
        "last": last,
        "kept": len(exchanges),
        "is_first": "before" not in asked.query,
        "older": number if number > oldest else None,
        "gave_up": len(rows) < PAGE_SIZE and number > oldest,
        "operations": sorted(desk.contract.operations),
    }
    return Page("requests_rows.html" if "seen" in asked.query else "requests.html", values)


def _fits(exchange: Exchange, wanted: dict[str, str]) -> bool:
    for name, value in wanted.items():
        if name == "status":
            fits = str(exchange.status).startswith(value.rstrip("x"))
        elif name == "text":
            fits = value in exchange.target or value.upper() in exchange.request_id
        else:
            fits = getattr(exchange, name) == value
        if not fits:
            return False
    return True


def one(desk: Desk, asked: Asked) -> Page:
    """Show a request, its answer, and why it was refused."""
    exchanges = desk.state.exchanges
    number = asked.path["number"]
    if not (number.isascii() and number.isdecimal() and len(number) < 16):
        raise LookupError(number)
    exchange = exchanges.by_number[int(number)]
    shown = desk.shower.shown(exchange, reveal=asked.reveals)
    answered = shown["answer_parsed"]
    detail = answered.get("detail") if isinstance(answered, dict) else None
    operation = desk.contract.operations.get(exchange.operation or "")
    return Page(
        "request.html",
        {
            "shown": shown,
            "body": shown["body"] if shown["parsed"] is None else pretty(shown["parsed"]),
            "answer_body": shown["answer_body"] if answered is None else pretty(answered),
            "message": answered.get("message") if isinstance(answered, dict) else None,
            "operation": operation,
            "signature": signature_view(desk, exchange, reveal=asked.reveals),
            "rule": rule_view(desk, exchange, detail),
            "is_outline": not exchange.header_pairs,
            "reveals": asked.reveals,
            "older": exchange.number - 1 if exchange.number - 1 in exchanges.by_number else None,
            "newer": exchange.number + 1 if exchange.number + 1 in exchanges.by_number else None,
        },
    )
