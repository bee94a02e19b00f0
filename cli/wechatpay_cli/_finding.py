"""One line of the doctor."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from wechatpay_cli._say import say

_MARKS: Final = {True: "✓", False: "✗", None: "–"}


class Finding(NamedTuple):
    """What was found of one thing.

    Attributes:
        check: Its name for programs.
        label: Its name for people.
        is_well: Whether it is as it has to be; None where that could not, or need not, be seen.
        text: What was found.
        to_do: What to do about it.
    """

    check: str
    label: str
    is_well: bool | None
    text: str
    to_do: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return {"check": self.check, "label": self.label, "ok": self.is_well, "text": self.text, "to_do": self.to_do}

    def __str__(self) -> str:
        told = f"{_MARKS[self.is_well]} " + say("{label}: {text}", label=self.label, text=self.text)
        return f"{told}\n    → {self.to_do}" if self.to_do else told


def well(check: str, label: str, text: str) -> Finding:
    """Return that something is as it has to be."""
    return Finding(check, label, True, text)


def wrong(check: str, label: str, text: str, to_do: str = "") -> Finding:
    """Return that something is not."""
    return Finding(check, label, False, text, to_do)


def unseen(check: str, label: str, text: str) -> Finding:
    """Return that something was not looked at."""
    return Finding(check, label, None, text)
