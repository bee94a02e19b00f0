"""The first pass over a source: every line is a candidate or refused."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from wechatpay_jobs._source.batch import Batch
from wechatpay_jobs._source.decoding import is_undecodable
from wechatpay_jobs._source.rule import Rule
from wechatpay_jobs._source.storage import create, new_table

PLACEHOLDER: Final = " "
"""Stands in the list of candidates for a refused line; no code is a space, since what is around a code is taken off."""
KEPT_CHARACTERS: Final = 1_000
"""As much of a refused line is kept for the list of outcomes."""


class Fingerprint:
    """SHA-256 of lines, whatever their encoding, line ends and blank lines are."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()

    def add(self, values: Iterable[str]) -> None:
        """Take more lines in."""
        self._hash.update("\n".join([*values, ""]).encode("utf-8", "surrogatepass"))

    def __str__(self) -> str:
        return self._hash.hexdigest()


def fingerprint(batches: Iterable[Batch]) -> str:
    """Read a source to its end, for its fingerprint alone."""
    taken = Fingerprint()
    for batch in batches:
        taken.add(batch.without_blanks().values)
    return str(taken)


class Checked:
    """What the first pass writes.

    The list of candidates has one line for every line of the source that counts, so that a line's place in it (its
    ordinal) is known without being written. Where line numbers do not simply go on is a break: a row with the lines
    since the last break, the number of the file, and the line numbers left out. Reasons are few and written once.

    Args:
        folder: Where to.
        rule: What a line has to be.
    """

    def __init__(self, folder: Path, rule: Rule) -> None:
        self.lines = self.refused = 0
        self.fingerprint = Fingerprint()
        self._rule = rule
        self.reasons: dict[str, int] = {}
        self._due = (-1, 0)
        self._last_break = 0
        with ExitStack() as stack:
            self._candidates = stack.enter_context(create(folder / "candidates"))
            self._refusals = stack.enter_context(new_table(folder / "refused.csv"))
            self._breaks = stack.enter_context(new_table(folder / "breaks.csv"))
            self._open = stack.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.__exit__(kind, error, trace)

    def add(self, batch: Batch) -> None:
        """Check some more lines."""
        batch = batch.without_blanks()
        values = batch.values
        if not values:
            return
        self.fingerprint.add(values)
        self._note_breaks(batch)
        accepts = self._rule.accepts
        candidates = [value for value in values if accepts(value)]
        if len(candidates) < len(values):
            candidates = [value if accepts(value) else PLACEHOLDER for value in values]
            for index, candidate in enumerate(candidates):
                if candidate is PLACEHOLDER:
                    self._refuse(values[index], batch.faults.get(index) or self._why(values[index], batch.encoding))
        self._candidates.write("\n".join([*candidates, ""]).encode())
        self.lines += len(values)

    def _note_breaks(self, batch: Batch) -> None:
        numbers = batch.numbers
        if (batch.file, numbers[0]) == self._due and numbers[-1] - numbers[0] == len(numbers) - 1:
            self._due = batch.file, numbers[-1] + 1
            return
        for ordinal, number in enumerate(numbers, self.lines):
            if (batch.file, number) != self._due:
                due = self._due[1] if self._due[0] == batch.file else 1
                self._breaks((ordinal - self._last_break, batch.file, number - due))
                self._last_break = ordinal
            self._due = batch.file, number + 1

    def _refuse(self, value: str, reason: str) -> None:
        self.refused += 1
        known = self.reasons.setdefault(reason, len(self.reasons))
        self._refusals((known, "" if is_undecodable(value) else value[:KEPT_CHARACTERS]))

    def _why(self, value: str, encoding: str) -> str:
        if is_undecodable(value):
            return f"cannot be decoded from {encoding}" if encoding else "has lone surrogates, which are no text"
        return self._rule.why(value)
