"""The table of faults and outcomes in docs/reliability.md, which the tests of the faults keep up to date."""

from __future__ import annotations

import fcntl
from pathlib import Path

from tests.runtime.proxy import Fault

DOCUMENT = Path(__file__).parents[2] / "docs/reliability.md"
BEGIN, END = "<!-- faults: written by tests/runtime/test_faults.py -->\n", "<!-- faults end -->\n"
HEAD = "| fault | it happens once | it happens every time |\n| --- | --- | --- |\n"


def rows() -> dict[str, str]:
    """Return the rows of the table by their fault."""
    _, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
    lines = rest.partition(END)[0].splitlines(keepends=True)[2:]
    return {line.split("|")[1].strip(): line for line in lines}


def is_up_to_date(fault: Fault, once: str, always: str) -> bool:
    """Compare a row with what was just seen, and write it anew if it differs."""
    row = f"| {fault.value} | {once} | {always} |\n"
    with DOCUMENT.open("r+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        known = rows()
        if known.get(fault.value) == row:
            return True
        known[fault.value] = row
        before, _, rest = file.read().partition(BEGIN)
        table = HEAD + "".join(known[fault.value] for fault in Fault if fault.value in known)
        file.seek(0)
        file.write(before + BEGIN + table + END + rest.partition(END)[2])
        file.truncate()
    return False
