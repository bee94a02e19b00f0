"""The last pass: the candidates without repeats, so that a code is found by its position."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import chain, compress, repeat
from pathlib import Path
from typing import BinaryIO, Final

from wechatpay_jobs._source.checking import PLACEHOLDER
from wechatpay_jobs._source.storage import create, new_table, read_table

BLOCK: Final = 1_000
"""Of so many codes each the place in the file is known."""
REFUSED: Final = "refused"
DUPLICATE: Final = "duplicate"

_CHUNK: Final = 1 << 18


class _Codes:
    """The accepted codes, one a line, and where in the file each block begins.

    Args:
        file: For the codes.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._waiting: list[str] = []
        self.accepted = 0
        self.offsets = array("Q", [0])

    def add(self, codes: list[str]) -> None:
        self._waiting += codes
        whole = len(self._waiting) // BLOCK * BLOCK
        for first in range(0, whole, BLOCK):
            self._write(self._waiting[first : first + BLOCK])
        del self._waiting[:whole]

    def finish(self) -> None:
        if self._waiting:
            self._write(self._waiting)

    def _write(self, block: list[str]) -> None:
        self.offsets.append(self.offsets[-1] + self._file.write("\n".join([*block, ""]).encode()))
        self.accepted += len(block)


def sift(folder: Path) -> tuple[int, int]:
    """Part the candidates into codes to be sent and lines that are not, in the order of the source.

    A line that is not sent is a row with the lines since the last such one, why (empty for a repeat), and its text.

    Returns:
        How many were accepted, and how many are repeats.
    """
    duplicates = last = 0
    with (
        create(folder / "codes") as file,
        new_table(folder / "asides.csv") as write,
        (folder / "duplicates").open("rb") as repeats,
    ):
        codes, refusals = _Codes(file), read_table(folder / "refused.csv")
        ordinals = chain(map(int, repeats), repeat(-1))
        repeated = next(ordinals)
        for first, lines in _candidates(folder / "candidates"):
            kept = bytearray(PLACEHOLDER.__ne__(line) for line in lines) if PLACEHOLDER in lines else None
            while first <= repeated < first + len(lines):
                kept = kept or bytearray(b"\1") * len(lines)
                kept[repeated - first] = False
                repeated = next(ordinals)
            codes.add(lines if kept is None else list(compress(lines, kept)))
            for ordinal, (line, is_kept) in enumerate(zip(lines, kept or b"", strict=False), first):
                if is_kept:
                    continue
                if line == PLACEHOLDER:
                    write((ordinal - last, *next(refusals)))
                else:
                    write((ordinal - last, "", line))
                    duplicates += 1
                last = ordinal
        codes.finish()
    with create(folder / "offsets") as index:
        index.write(codes.offsets.tobytes())
    return codes.accepted, duplicates


def _candidates(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Go through the candidates, some at a time, with the ordinal of the first."""
    ordinal, rest = 0, b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            text, end, rest = (rest + chunk).rpartition(b"\n")
            if end:
                lines = text.decode().split("\n")
                yield ordinal, lines
                ordinal += len(lines)
