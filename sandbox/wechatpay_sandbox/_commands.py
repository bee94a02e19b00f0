"""Commands for a running sandbox, one a line on its standard input."""

from __future__ import annotations

import os
import select
import shlex
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from wechatpay_sandbox._notifications import Trick
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


def _help(_: Sandbox) -> str:
    """: this list."""
    return "\n".join(f"{name} {function.__doc__}".replace(" :", ":") for name, function in _COMMANDS.items())


_COMMANDS: Final[Mapping[str, Callable[..., str]]] = {
    "send-coupon": _send_coupon,
    "notify-again": _notify_again,
    "rotate-certificate": _rotate_certificate,
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


def run_until(over: threading.Event, sandbox: Sandbox) -> None:
    """Run the commands that come on standard input until `over` is set."""
    for line in _lines(over):
        if line.strip():
            sys.stdout.write(f"# {run(sandbox, line)}\n".replace("\n", "\n# ").removesuffix("# "))
            sys.stdout.flush()
    over.wait()


def _lines(over: threading.Event) -> Iterator[str]:
    """Yield lines as they come. Nothing blocks for long, so that a signal ends it, and nothing reads ahead."""
    waiting = b""
    try:
        descriptor = sys.stdin.fileno()
    except (AttributeError, OSError, ValueError):
        return
    while not over.is_set():
        if not _is_ours(descriptor):
            over.wait(_POLL_SECONDS)
            continue
        if select.select([descriptor], [], [], _POLL_SECONDS)[0]:
            found = os.read(descriptor, 4096)
            if not found:
                return
            *lines, waiting = (waiting + found).split(b"\n")
            yield from (line.decode("utf-8", "replace") for line in lines)


def _is_ours(descriptor: int) -> bool:
    """Whether reading is allowed: a terminal stops a background process that reads from it."""
    return not os.isatty(descriptor) or os.tcgetpgrp(descriptor) == os.getpgrp()
