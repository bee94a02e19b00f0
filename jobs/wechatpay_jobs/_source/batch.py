"""Lines as every reader hands them on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

AROUND: Final = " \t\r\n\ufeff"
"""What may stand around a code without being of it; byte order marks too, which stay where files were joined."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some lines that follow each other.

    Attributes:
        file: Number of their file in the source, from 0.
        encoding: What they were decoded from; empty where they came as text.
        numbers: Their line numbers, from 1.
        values: Their texts, without line ends; empty for a blank line.
        faults: Why a line has no text though it is not blank, by index.
    """

    file: int
    encoding: str
    numbers: Sequence[int]
    values: list[str] = field(repr=False)
    faults: Mapping[int, str] = field(default_factory=dict)

    def without_blanks(self) -> Batch:
        """Return the lines that count."""
        if "" not in self.values:
            return self
        kept = [index for index, value in enumerate(self.values) if value or index in self.faults]
        return Batch(
            self.file,
            self.encoding,
            [self.numbers[index] for index in kept],
            [self.values[index] for index in kept],
            {now: self.faults[before] for now, before in enumerate(kept) if before in self.faults},
        )


def cleaned(values: list[str]) -> list[str]:
    r"""Return texts without what is around them, and each line end within as `\r`, so that `\n` can part them."""
    values = [value.strip(AROUND) for value in values]
    if "\n".join(values).count("\n") == max(len(values) - 1, 0):
        return values
    return [value.replace("\r\n", "\r").replace("\n", "\r") for value in values]
