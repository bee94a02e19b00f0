"""What the tests of sources share: a rule, and the account of a source by our own reader and by a simple one."""

from __future__ import annotations

import csv
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

from wechatpay_jobs._source import CodeRule, Layout, Prepared, Source, Span, prepare, write_outcomes

RULE = CodeRule(pattern="^[0-9A-Za-z_-]{1,40}$", words="1 to 40 of digits, letters, _ and -")

IN_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
"""Hundreds of small sources are prepared, and each is flushed to the disk."""

Account = list[tuple[int, str, str]]
"""Line number, text (empty where it could not be decoded) and outcome of every line that counts."""


def account(source: Source, layout: Layout | None = None) -> Account:
    """Prepare a source in a folder of its own and return what became of each line."""
    with tempfile.TemporaryDirectory(dir=IN_MEMORY) as folder:
        prepared = prepare(source, Path(folder, "job"), rule=RULE, layout=layout)
        told = [(int(row["line"]), row["code"], row["outcome"]) for row in rows(prepared, Path(folder, "outcomes.csv"))]
        outcomes = [outcome for _, _, outcome in told]
        assert prepared.lines == len(told) == prepared.accepted + prepared.duplicates + prepared.refused
        assert prepared.duplicates == outcomes.count("duplicate")
        assert prepared.refused == outcomes.count("refused")
        accepted = [code for _, code, outcome in told if outcome == "stored"]
        assert [code for chunk in prepared.chunks(7) for code in chunk] == accepted
        refused = [number for number, _, outcome in told if outcome == "refused"]
        assert [refusal.line for refusal in prepared.refusals()] == refused
        return told


def rows(prepared: Prepared, path: Path, spans: Iterable[Span] = ()) -> list[dict[str, str]]:
    """Write the outcomes and read them again."""
    write_outcomes(prepared, path, spans)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def judged(lines: Iterable[tuple[int, str | None]]) -> Account:
    """Judge numbered lines the simple way, with a set; None could not be decoded. Refused ones are kept shortened."""
    seen: set[str] = set()
    told: Account = []
    for number, line in lines:
        text = None if line is None else line.strip(" \t\ufeff")
        if text == "":
            continue
        if text is None or not re.fullmatch("[0-9A-Za-z_-]{1,40}", text):
            told.append((number, (text or "")[:1000], "refused"))
        else:
            told.append((number, text, "duplicate" if text in seen else "stored"))
            seen.add(text)
    return told


def decoded(lines: Iterable[bytes], encoding: str) -> list[tuple[int, str | None]]:
    """Decode each line by itself."""
    told: list[tuple[int, str | None]] = []
    for number, line in enumerate(lines, 1):
        try:
            told.append((number, line.decode(encoding)))
        except UnicodeDecodeError:
            told.append((number, None))
    return told
