"""Tables of docs/en/reliability.md that the tests keep up to date: what was seen is compared, and written anew."""

from __future__ import annotations

import fcntl
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

DOCUMENT = Path(__file__).parents[2] / "docs/en/reliability.md"


class Table(NamedTuple):
    """One of the tables, between two marks.

    Attributes:
        name: What the marks call it.
        writer: The test that writes it.
        head: Its columns.
        order: The first cells of its rows.
    """

    name: str
    writer: str
    head: Sequence[str]
    order: Sequence[str]

    @property
    def begin(self) -> str:
        return f"<!-- {self.name}: written by {self.writer} -->\n"

    @property
    def end(self) -> str:
        return f"<!-- {self.name} end -->\n"

    def rows(self) -> dict[str, str]:
        """Return the rows by their first cells."""
        _, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(self.begin)
        lines = rest.partition(self.end)[0].splitlines(keepends=True)[2:]
        return {line.split("|")[1].strip(): line for line in lines}

    def is_up_to_date(self, *cells: str) -> bool:
        """Compare a row with what was just seen, and write it anew if it differs."""
        row = _row(cells)
        with DOCUMENT.open("r+", encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            known = self.rows()
            if known.get(cells[0]) == row:
                return True
            known[cells[0]] = row
            before, _, rest = file.read().partition(self.begin)
            table = _row(self.head) + _row(["---"] * len(self.head))
            table += "".join(known[name] for name in self.order if name in known)
            file.seek(0)
            file.write(before + self.begin + table + self.end + rest.partition(self.end)[2])
            file.truncate()
        return False


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
