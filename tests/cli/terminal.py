"""The program as a real process: piped, or on a terminal."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import select
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

COMMAND: Final = (sys.executable, "-m", "wechatpay_cli")
_SECONDS: Final = 120
# Ctrl-C reaches who owns the terminal.
_OWN_THE_TERMINAL: Final = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""


@dataclass
class Ran:
    """A run that ended; on a terminal `out` holds both streams."""

    status: int
    out: str
    err: str = ""


class Shop:
    """A user's shell in a folder, with the settings of a merchant in its environment."""

    def __init__(self, folder: Path, variables: Mapping[str, str]) -> None:
        self.folder = folder
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("WECHATPAY_", "LC_", "LANG", "XDG_"))
        }
        homes = {
            "HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_STATE_HOME": str(folder / "state"),
        }
        self.environ = {**kept, **homes, "COLUMNS": "200", "TERM": "xterm", **variables}

    def run(self, *arguments: str, given: str | None = None, encoding: str = "utf-8", **environ: str) -> Ran:
        """Run a command with its streams piped."""
        ran = subprocess.run(
            [*COMMAND, *arguments],
            cwd=self.folder,
            env={**self.environ, **environ},
            input=given,
            capture_output=True,
            encoding=encoding,
            timeout=_SECONDS,
            check=False,
        )
        assert "Traceback" not in ran.stderr, ran.stderr
        return Ran(ran.returncode, ran.stdout, ran.stderr)

    def redirected(self, redirection: str, *arguments: str) -> Ran:
        """Run a command in a shell that redirects its streams, such as `> /dev/full` or `| true`."""
        ran = subprocess.run(
            ["bash", "-c", f'"$@" {redirection}; exit ${{PIPESTATUS[0]}}', "bash", *COMMAND, *arguments],
            cwd=self.folder,
            env=self.environ,
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
        assert "Traceback" not in ran.stderr, ran.stderr
        return Ran(ran.returncode, ran.stdout, ran.stderr)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start a command with its streams piped."""
        return subprocess.Popen(
            [*COMMAND, *arguments],
            cwd=self.folder,
            env=self.environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def on_terminal(self, *arguments: str, ctrl_c_after: str | None = None) -> Ran:
        """Run a command on a terminal; press Ctrl-C when a text has appeared on it."""
        return self.talk([*COMMAND, *arguments], {} if ctrl_c_after is None else {ctrl_c_after: "\x03"})

    def talk(self, command: Sequence[str], answers: Mapping[str, str]) -> Ran:
        """Run a program on a terminal; type each answer when its text has appeared, one after the other."""
        master, slave = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, "-c", _OWN_THE_TERMINAL, *command],
            cwd=self.folder,
            env=self.environ,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
        )
        os.close(slave)
        waiting, place = list(answers.items()), 0
        seen, ends = b"", time.monotonic() + _SECONDS
        with contextlib.suppress(OSError):  # which says on Linux that the other side is closed
            while select.select([master], [], [], max(0, ends - time.monotonic()))[0]:
                seen += os.read(master, 65536) or b""
                while waiting and (at := seen.find(waiting[0][0].encode(), place)) >= 0:
                    place = at + len(waiting[0][0].encode())
                    os.write(master, waiting.pop(0)[1].encode())
        os.close(master)  # which hangs up on a program that waits for more
        status = process.wait(timeout=_SECONDS)
        out = seen.decode()
        assert "Traceback" not in out, out
        return Ran(status, out)


def interrupted(process: subprocess.Popen[str]) -> Ran:
    """Send Ctrl-C to a command that runs."""
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=_SECONDS)
    assert "Traceback" not in err, err
    return Ran(process.returncode, out, err)


def words(command: str) -> Sequence[str]:
    """Return the arguments of a command that was printed, without the program's name."""
    program, *arguments = shlex.split(command)
    assert program == "wechatpay-coupon"
    return arguments


def lines(text: str) -> list[Any]:
    """Return the JSON objects that stand on lines."""
    return [json.loads(line) for line in text.splitlines()]


def found(ran: Ran) -> dict[str, dict[str, Any]]:
    """Return what the doctor found with `--json`, by the names of its checks."""
    return {line["check"]: line for line in lines(ran.out)}
