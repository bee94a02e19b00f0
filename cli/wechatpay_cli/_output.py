"""The standard streams: one that the shell closed is opened, and one that takes no more ends no command.

What a command does at WeChat Pay must not end halfway, or look refused, because nobody reads what it prints.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from pathlib import Path
from typing import Any

from wechatpay_cli._exits import DONE, FAILED, complain
from wechatpay_cli._say import say


class _Output(io.RawIOBase):
    """Lies below stdout. After the first error it takes everything and writes nothing, and keeps the error.

    Args:
        stdout: As it was; it closes what is below it when nobody holds it any more.
    """

    def __init__(self, stdout: io.TextIOWrapper) -> None:
        self._stdout = stdout
        self._below: Any = getattr(stdout.buffer, "raw", stdout.buffer)  # there is no buffer under `python -u`
        self.lost: OSError | None = None

    def write(self, data: Any, /) -> int | None:
        if self.lost is None:
            try:
                written: int | None = self._below.write(data)
            except OSError as exc:
                self.lost = exc
            else:
                return written
        return memoryview(data).nbytes

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        number: int = self._below.fileno()
        return number

    def isatty(self) -> bool:
        return bool(self._below.isatty())


def prepare() -> None:
    """Open what is closed, before a database gets its number, and let no stdout end a command."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - until the end
    if isinstance(given := sys.stdout, io.TextIOWrapper):
        sys.stdout = io.TextIOWrapper(
            io.BufferedWriter(_Output(given)),
            encoding=given.encoding,
            errors="backslashreplace",  # GBK has no check mark
            line_buffering=given.line_buffering,
        )


def is_taken() -> bool:
    """Whether stdout still takes what is written."""
    return _lost() is None


def ended(status: int) -> int:
    """Write what is left, and return the exit status of a command: its own, unless what it printed cannot be kept."""
    sys.stdout.flush()
    lost = _lost()
    # Who reads may go away once it has seen enough, such as `head`.
    if lost is None or lost.errno == errno.EPIPE:
        return status
    text = say("The command was carried out, but its output cannot be written: {reason}.", reason=lost.strerror)
    complain(f"wechatpay-coupon: {text}")
    return FAILED if status == DONE else status


def _lost() -> OSError | None:
    raw = getattr(getattr(sys.stdout, "buffer", None), "raw", None)
    return raw.lost if isinstance(raw, _Output) else None
