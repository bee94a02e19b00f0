"""Commands for a running sandbox, one a line on its standard input."""

from __future__ import annotations

import json
import os
import shlex
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from wechatpay_sandbox._notifications import Trick
from wechatpay_sandbox._protocol.faults import FAULTS
from wechatpay_sandbox._protocol.settings import texts_of
from wechatpay_sandbox._sandbox import Sandbox

_POLL_SECONDS: Final = 0.2


def _send_coupon(sandbox: Sandbox, stock_id: str, *members: str) -> str:
    """STOCK_ID [MEMBER=VALUE ...]: send a coupon to a user."""
    if not all("=" in member for member in members):
        raise TypeError(members)
    pairs = dict(member.split("=", 1) for member in members)
    return f"sent, notification {sandbox.send_coupon(stock_id, **pairs) or '(no --notify-url)'}"


def _notify_again(sandbox: Sandbox, trick: str, *notification_id: str) -> str:
    """duplicate|stale|forged|probe [ID]: send a notification once more."""
    delivery = sandbox.notify_again(Trick(trick), *notification_id)
    return f"{delivery.notification_id} was answered with {delivery.status or 'nothing'}"


def _rotate_certificate(sandbox: Sandbox) -> str:
    """: sign with a new platform certificate from now on."""
    return f"platform certificate {sandbox.rotate_certificate()}"


def _renew_merchant(sandbox: Sandbox, *mchid: str) -> str:
    """[MCHID]: give a merchant a new key; its keys are shown by the control API, and written at the next start."""
    return f"merchant {sandbox.renew_merchant(*mchid).mchid} has a new certificate"


def _add_merchant(sandbox: Sandbox) -> str:
    """: let one more merchant in."""
    return f"merchant {sandbox.add_merchant().mchid}"


def _add_brand(sandbox: Sandbox, brand_id: str) -> str:
    """BRAND_ID: let a brand in that calls by itself."""
    return f"brand {sandbox.add_brand(brand_id).brand_id}"


def _set(sandbox: Sandbox, name: str, value: str) -> str:
    """OPTION JSON: set an option, such as certificate_mode true."""
    given = json.loads(value)
    sandbox.set_options(**{name: texts_of(given) if isinstance(getattr(sandbox.options, name, None), set) else given})
    return f"{name} is {value}"


def _inject(sandbox: Sandbox, fault: str, times: str = "1") -> str:
    """FAULT [TIMES]: spoil the next answers, such as with SYSTEM_ERROR."""
    sandbox.inject(FAULTS[fault], times=int(times))
    return f"{len(sandbox.faults)} faults wait"


def _advance(sandbox: Sandbox, seconds: str) -> str:
    """SECONDS: let time pass for coupons, stocks and image tasks."""
    sandbox.advance(float(seconds))
    return f"{seconds} s have passed"


def _reset(sandbox: Sandbox) -> str:
    """: forget everything but keys."""
    sandbox.reset()
    return "as at the start"


def _help(_: Sandbox) -> str:
    """: this list."""
    return "\n".join(f"{name} {function.__doc__}".replace(" :", ":") for name, function in _COMMANDS.items())


_COMMANDS: Final[Mapping[str, Callable[..., str]]] = {
    "send-coupon": _send_coupon,
    "notify-again": _notify_again,
    "rotate-certificate": _rotate_certificate,
    "renew-merchant": _renew_merchant,
    "add-merchant": _add_merchant,
    "add-brand": _add_brand,
    "set": _set,
    "inject": _inject,
    "advance": _advance,
    "reset": _reset,
    "help": _help,
}


def run(sandbox: Sandbox, line: str) -> str:
    """Run one command; return what it says."""
    try:
        name, *arguments = shlex.split(line)
    except ValueError as exc:
        return str(exc)
    try:
        if name not in _COMMANDS:
            return f"no command {name}; there are {', '.join(_COMMANDS)}"
        return _COMMANDS[name](sandbox, *arguments)
    except TypeError:
        return f"usage: {name} {_COMMANDS[name].__doc__}"
    except (LookupError, ValueError) as exc:
        return f"{name}: {exc.args[0] if exc.args else exc}"


def run_until(over: threading.Event, sandbox: Sandbox, *, as_json: bool) -> None:
    """Run the commands that come on standard input until `over` is set."""

    def listen() -> None:
        for line in _lines():
            if line.strip():
                said = run(sandbox, line)
                shown = json.dumps({"said": said}, ensure_ascii=False) if as_json else "# " + said.replace("\n", "\n# ")
                sys.stdout.write(f"{shown}\n")
                sys.stdout.flush()

    # A terminal stops a process in the background that reads from it. One that is deaf to that gets an error instead.
    if background := getattr(signal, "SIGTTIN", None):
        signal.signal(background, signal.SIG_IGN)
    # A thread of its own, which the end of the program does not wait for: reading blocks, on Windows without an escape.
    threading.Thread(target=listen, name="wechatpay-sandbox-commands", daemon=True).start()
    while not over.wait(_POLL_SECONDS):
        """On Windows a signal does not end a wait without an end."""


def _lines() -> Iterator[str]:
    """Yield lines as they come, without reading ahead."""
    waiting = b""
    try:
        descriptor = sys.stdin.fileno()
    except (AttributeError, OSError, ValueError):
        return
    while True:
        try:
            found = os.read(descriptor, 4096)
        except OSError:
            time.sleep(_POLL_SECONDS)
            continue
        if not found:
            return
        *lines, waiting = (waiting + found).split(b"\n")
        yield from (line.decode("utf-8", "replace").rstrip("\r") for line in lines)
