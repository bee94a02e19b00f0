"""Notifications: what was told to whom, what was answered, and what comes next."""

from __future__ import annotations

import json
from typing import Final

from wechatpay_sandbox._console.actions import action
from wechatpay_sandbox._console.desk import Asked, Cell, Desk, Page, pretty
from wechatpay_sandbox._console.rendering import milliseconds, moment, spoken
from wechatpay_sandbox._console.sheets import Table, link, listing, sheet
from wechatpay_sandbox._console.words import Words, text
from wechatpay_sandbox._world.records import Delivery, Notification

_ATTEMPTS: Final = 200  # shown of one notification, the last ones


def notifications(desk: Desk, asked: Asked) -> Page:
    """List notifications."""
    ids, pager = desk.newest("notifications", desk.state.notifications, asked)
    columns = (text("Notification"), text("Event"), text("To"), text("Attempts"), text("Last answer"))
    rows = [_row(desk, desk.state.notifications[one], asked.say) for one in ids]
    table = Table((*columns, text("Took"), text("Next attempt")), rows, note=_note(desk))
    return listing(text("Notifications"), table, pager)


def _note(desk: Desk) -> str:
    if desk.state.notifications or desk.state.options.notify_url or desk.state.notify_configs:
        return ""
    return text("Nobody is told: no merchant has set an address, and the option notify_url is not set.")


def _row(desk: Desk, told: Notification, say: Words) -> list[Cell]:
    attempts = desk.state.deliveries_of.get(told.id, [])
    last = attempts[-1] if attempts else None
    return [
        Cell(told.id, link("notifications", told.id), "code"),
        Cell(told.event_type),
        Cell(told.url, look="code"),
        Cell(len(attempts)),
        _answer(last, say) if last else Cell("–"),
        Cell(milliseconds(last.seconds) if last else "–"),
        Cell(_next(desk, told)),
    ]


def _answer(delivery: Delivery, say: Words) -> Cell:
    return Cell(delivery.status or say(text("no answer")), look="good" if delivery.accepted else "bad")


def _next(desk: Desk, told: Notification) -> str:
    repeat = desk.holder._notifier.repeat_of(told.id)
    return f"#{repeat.attempt} · {moment(repeat.due)}" if repeat else "–"


def notification(desk: Desk, asked: Asked) -> Page:
    """Show a notification: each attempt, its envelope, and what is in it."""
    told = desk.state.notifications[asked.path["id"]]
    envelope = json.loads(told.body)
    event = desk.contract.events.get(told.event_type, {})
    facts = {
        text("Event"): Cell(f"{told.event_type} {spoken(event.get('summary', ''), asked.say.language)}"),
        text("To"): Cell(told.url, look="code"),
        text("Made"): Cell(envelope.get("create_time", "–")),
        text("Next attempt"): Cell(_next(desk, told)),
        text("Official page"): Cell(event.get("page", "–"), event.get("page", "")),
    }
    documents = {
        text("The envelope, as it travels"): pretty(envelope),
        text("What is in it, decrypted"): pretty(told.data),
    }
    actions = [action(desk, name, notification_id=told.id) for name in ("resend_notification", "notify_again")]
    attempts = _attempts(desk, told, asked.say)
    return sheet(text("Notification"), told.id, facts, tables=[attempts], documents=documents, actions=actions)


def _attempts(desk: Desk, told: Notification, say: Words) -> Table:
    columns = (text("Attempt"), text("Time"), text("Trick"), text("Answered"), text("Took"))
    rows = [
        [
            Cell(each.attempt),
            Cell(moment(each.at)),
            Cell(each.trick or "–"),
            _answer(each, say),
            Cell(milliseconds(each.seconds)),
            Cell(each.answer or "–", look="code"),
        ]
        for each in desk.state.deliveries_of.get(told.id, [])[-_ATTEMPTS:]
    ]
    return Table((*columns, text("Beginning of the answer")), rows, text("Attempts"))
