"""What can be done from a page: each action is a control of the one list, and shows the same call as curl."""

from __future__ import annotations

import inspect
import json
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import islice
from typing import Any, Final, get_args, get_origin

from wechatpay_sandbox._console.desk import Asked, Desk, Page, pretty
from wechatpay_sandbox._console.words import text
from wechatpay_sandbox._controls.control import Control
from wechatpay_sandbox._http.asked import asked, read
from wechatpay_sandbox._http.control_api import PREFIX
from wechatpay_sandbox._protocol.accounts import Account
from wechatpay_sandbox._protocol.faults import FAULTS

LABELS: Final[Mapping[str, str]] = {
    "send_coupon": text("Send a coupon"),
    "confirm_coupon": text("Confirm"),
    "use_coupon": text("Use"),
    "return_coupon": text("Return"),
    "expire_coupon": text("Let it expire"),
    "delete_coupon": text("Delete, as the user"),
    "receive_coupon": text("Take a pre-sent coupon, as the user"),
    "advance": text("Advance the clock"),
    "set_clock": text("Set the clock of signatures"),
    "inject": text("Arm a fault"),
    "resend_notification": text("Resend"),
    "notify_again": text("Send again: duplicate, stale, forged, or as a probe"),
    "fail_next_image_task": text("Let the next image tasks fail"),
    "set_options": text("Set options"),
    "add_merchant": text("Let a merchant in"),
    "add_brand": text("Let a brand in"),
    "renew_merchant": text("Give a merchant a new key"),
    "rotate_certificate": text("Sign with a new platform certificate"),
    "wait_for_request": text("Wait for a request"),
    "wait_for_notifications": text("Wait for the notifications"),
    "reset": text("Forget everything but keys"),
}
"""Every control that does something, in the order of the page."""
_OTHER_FAULTS: Final = (
    '{"name": "clock_off", "seconds": 400}',
    '{"name": "missing_header", "header": "Wechatpay-Nonce"}',
    '{"name": "changed_header", "header": "Wechatpay-Serial", "value": "PUB_KEY_ID_1"}',
    '{"name": "changed_answer", "body": "{}"}',
)
_FAULTS_SHOWN: Final = 20
_MEMBERS: Final = {"send_coupon": ("openid", "attach", "coupon_code")}  # of those that it takes by any name
_TEXTS_BY_NAME: Final = {"openid": "o-user-1"}


@dataclass(frozen=True)
class Field:
    """One argument, as a form asks for it.

    Attributes:
        name: Its name.
        kind: `text`, `number`, `json`, or `either` text or an object of JSON.
        required: Whether the control needs it.
        usual: What the form begins with, or suggests.
        choices: What it may be.
        suggestions: What else than anything it may be.
    """

    name: str
    kind: str
    required: bool
    usual: str
    choices: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Action:
    """One control as a form: `given` is settled by the page it stands on, `fields` are asked for."""

    name: str
    label: str
    fields: tuple[Field, ...]
    given: Mapping[str, str]
    about: str
    curl: str


def action(desk: Desk, name: str, **given: str) -> Action:
    """Make the form of a control.

    Args:
        desk: Has the list of controls.
        name: The control.
        given: Arguments that are settled; the others are asked for.
    """
    control = desk.controls[name]
    fields = tuple(each for each in _fields(control) if each.name not in given)
    usual = {f.name: f.usual for f in fields if f.usual and (f.required or f.name in _TEXTS_BY_NAME)}
    about = (inspect.getdoc(control.function) or "").partition("\n")[0]
    return Action(name, LABELS.get(name, name), fields, given, about, curl(control, {**usual, **given}))


def _fields(control: Control) -> list[Field]:
    found = [_field(name, each) for name, each in asked(control).model_fields.items()]
    return found + [Field(name, "text", False, _TEXTS_BY_NAME.get(name, "")) for name in _MEMBERS.get(control.name, ())]


def _field(name: str, described: Any) -> Field:
    kind, required = described.annotation, described.is_required()
    usual = "" if required or described.default is None else str(described.default)
    if name == "fault":
        return Field(name, "either", required, "SYSTEM_ERROR", suggestions=(*FAULTS, *_OTHER_FAULTS))
    if isinstance(kind, type) and issubclass(kind, Enum):
        choices = tuple(str(each.value) for each in kind)
        return Field(name, "text", required, choices[0], choices)
    if kind is bool:
        return Field(name, "json", required, usual.lower(), ("", "true", "false"))
    kinds = {kind, *get_args(kind)}
    if kinds & {int, float} and get_origin(kind) not in (list, set):
        return Field(name, "number", required, usual or ("60" if required else ""))
    return Field(name, "text" if str in kinds and get_origin(kind) is not set else "json", required, usual)


def _arguments(control: Control, form: Mapping[str, str]) -> dict[str, Any]:
    """Read the arguments that a form has for a control, as they go to the control API.

    Raises:
        ValueError: One of them cannot be read.
    """
    given: dict[str, Any] = {}
    for each in _fields(control):
        value = form.get(each.name, "").strip()
        if not value:
            continue
        try:
            is_json = each.kind in ("json", "number") or (each.kind == "either" and value.startswith("{"))
            given[each.name] = json.loads(value) if is_json else value
        except ValueError as exc:
            raise ValueError(f"{each.name}: {exc}") from exc
    return given


def curl(control: Control, form: Mapping[str, str]) -> str:
    """Write the call of the control API that does the same."""
    try:
        given = _arguments(control, form)
    except ValueError:
        given = dict(form)
    return (
        'curl -H "Authorization: Bearer $WECHATPAY_SANDBOX_TOKEN" \\\n'
        f'  "$WECHATPAY_BASE_URL{PREFIX}/{control.name.replace("_", "-")}" \\\n'
        f"  -d {shlex.quote(json.dumps(given, ensure_ascii=False))}"
    )


def carried_out(desk: Desk, name: str, form: Mapping[str, str]) -> Page:
    """Do what a form asks for, by the control alone; the caller holds no lock, since some controls wait."""
    control = desk.controls[name]
    result, problem = None, ""
    try:
        result = control(desk.holder, read(control, _arguments(control, form)))
    except (TimeoutError, LookupError, ValueError) as exc:
        problem = str(exc.args[0] if exc.args else exc)
    if isinstance(result, Account):
        result = {"number": result.number, "serial_no": result.serial_no}  # its page has the rest
    shown = "" if result is None else pretty(desk.shower.shown(result, reveal=False))
    values = {"problem": problem, "result": shown, "curl": curl(control, form), "label": LABELS.get(name, name)}
    return Page("done.html", values, 400 if problem else 200)


def overview(desk: Desk, _: Asked) -> Page:
    """Show everything that can be done."""
    waiting = [fault.name for fault in islice(desk.holder._state.faults, _FAULTS_SHOWN)]
    return Page("do.html", {"actions": [action(desk, name) for name in LABELS], "waiting": waiting})
