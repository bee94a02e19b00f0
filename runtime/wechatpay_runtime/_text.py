"""Text that somebody else wrote, made fit to be seen: in an error, on a terminal, in a log."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

_SHOWN_CHARACTERS: Final = 500


def shown(text: str, characters: int = _SHOWN_CHARACTERS) -> str:
    """Return text cut short and in one line, with an escape in place of each character that cannot be seen.

    A line break would forge a line of the log, an escape sequence rules a terminal, and a mark of direction turns the
    rest of the line around.

    Args:
        text: What an answer, a peer or another library says.
        characters: How many of them are shown at most.
    """
    cut = text if len(text) <= characters else text[: characters - 1] + "…"
    if cut.isprintable():
        return cut
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in cut)


def header_text(headers: Iterable[tuple[bytes, bytes]], name: bytes) -> str:
    """Return one header of an answer, "" where it has none; of several with its name, all, with commas between.

    As `httpx.Headers.get` does, but that looks first for an encoding that fits all headers, which takes longer than the
    rest of reading an answer.

    Args:
        headers: `raw` of httpx's headers.
        name: In lower case.
    """
    return b", ".join([value for each, value in headers if each.lower() == name]).decode("utf-8", "replace")
