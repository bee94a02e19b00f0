"""A source that was read, checked and freed of repeats, in a folder."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from itertools import count, repeat
from pathlib import Path
from typing import Any, Final

from wechatpay_jobs._source.checking import fingerprint
from wechatpay_jobs._source.errors import SourceError
from wechatpay_jobs._source.files import Stamp, lasting_stamps
from wechatpay_jobs._source.layout import Layout, Rows
from wechatpay_jobs._source.reading import Reader
from wechatpay_jobs._source.sifting import BLOCK, DUPLICATE, REFUSED
from wechatpay_jobs._source.storage import appearing, read_table

FORMAT: Final = 1
META: Final = "source.json"


@dataclass(frozen=True)
class Refusal:
    """A line that is not sent. It does not have the line's text, which is secret.

    Attributes:
        file: File of the source, as it was named; empty for an iterable.
        line: Line of the file (row of Parquet, item of an iterable), from 1; blank ones are counted here.
        reason: Why, in words.
    """

    file: str
    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Aside:
    """A line whose code is not sent.

    Attributes:
        ordinal: Its place among the lines that count, from 0.
        outcome: `refused` or `duplicate`.
        reason: Why, in words; empty for a repeat.
        text: The line, shortened; empty where it could not be decoded.
    """

    ordinal: int
    outcome: str
    reason: str
    text: str = field(repr=False)


@dataclass(frozen=True)
class Prepared:
    """A checked source. Accepted codes have positions from 0, in the order of the source.

    It may be used by several threads at once.

    Attributes:
        folder: Where it is kept; holds codes, so for the owner's eyes only (folder 0700, files 0600).
        lines: Lines that count: every one that is not blank. `accepted + duplicates + refused`.
        accepted: Codes to be sent, each once.
        duplicates: Lines whose code stands in an earlier line.
        refused: Lines that are no code.
        fingerprint: SHA-256 (hex) of the lines, the same whatever their encoding, line ends and blank lines are.
        files: Files of the source, as they were named; empty for an iterable.
    """

    folder: Path
    lines: int
    accepted: int
    duplicates: int
    refused: int
    fingerprint: str
    files: tuple[str, ...]
    _stamps: list[Stamp] | None = field(repr=False)
    _layout: Layout = field(repr=False)
    _reasons: list[str] = field(repr=False)

    @classmethod
    def open(cls, folder: Path) -> Prepared:
        """Return what `prepare` left in a folder, without reading the codes.

        Raises:
            SourceError: The folder was not prepared, by another format of this package, or is damaged.
        """
        try:
            meta: dict[str, Any] = json.loads((folder / META).read_bytes())
            if meta.pop("format") != FORMAT:
                raise SourceError(f"{folder} was prepared by another version of this package; prepare the source again")
            stamps, layout = meta.pop("stamps"), Layout(**meta.pop("layout"))
            known = [(address, size, written) for address, size, written in stamps] if stamps else None
            files, reasons = tuple(meta.pop("files")), meta.pop("reasons")
            prepared = cls(folder, **meta, files=files, _stamps=known, _layout=layout, _reasons=reasons)
            whole = prepared._offsets(-(-prepared.accepted // BLOCK), 1) == [(folder / "codes").stat().st_size]
        except FileNotFoundError:
            raise SourceError(f"{folder} has no prepared source, or not all of it; prepare it again") from None
        except (ValueError, KeyError, TypeError):
            raise SourceError(f"{folder / META} is damaged; prepare the source again") from None
        if not whole:
            raise SourceError(f"{folder / 'codes'} is damaged; prepare the source again")
        return prepared

    def codes(self, first: int, count: int) -> list[str]:
        """Return the accepted codes at positions `first` to `first + count - 1`, fewer at the end."""
        last = min(first + count, self.accepted)
        if not 0 <= first < last:
            return []
        block, skipped = divmod(first, BLOCK)
        offsets = self._offsets(block, -(-last // BLOCK) - block + 1)
        with (self.folder / "codes").open("rb", buffering=0) as file:
            file.seek(offsets[0])
            text = file.read(offsets[-1] - offsets[0]).decode()
        return text.split("\n")[skipped : skipped + last - first]

    def chunks(self, size: int) -> Iterator[list[str]]:
        """Go through all accepted codes, `size` at a time, the last time fewer."""
        for first in range(0, self.accepted, size):
            yield self.codes(first, size)

    def refusals(self) -> Iterator[Refusal]:
        """Go through the refused lines, in order."""
        places, passed = self.places(), 0
        for aside in self.asides():
            if aside.outcome == REFUSED:
                for _ in range(aside.ordinal - passed):
                    next(places)
                file, line = next(places)
                passed = aside.ordinal + 1
                yield Refusal(file, line, aside.reason)

    def is_of(self, source: Rows, layout: Layout, fields: Sequence[str] = ()) -> bool:
        """Whether a source has the same lines as the one this was made of.

        Files that have not been touched since are believed; all else is read to the end.

        Raises:
            SourceError: The source cannot be read.
        """
        reader = Reader(source, layout, fields)
        if self._stamps and asdict(layout) == asdict(self._layout) and lasting_stamps(reader.files) == self._stamps:
            return True
        with appearing(self.folder.with_name(self.folder.name + ".compared")) as workspace:
            return fingerprint(reader.batches(workspace)) == self.fingerprint

    def asides(self) -> Iterator[Aside]:
        """Go through the lines that are not sent, in order."""
        ordinal = 0
        for passed, reason, text in read_table(self.folder / "asides.csv"):
            ordinal += int(passed)
            yield (
                Aside(ordinal, REFUSED, self._reasons[int(reason)], text)
                if reason
                else Aside(ordinal, DUPLICATE, "", text)
            )

    def places(self) -> Iterator[tuple[str, int]]:
        """Give the file and the line number of every line that counts, in order."""
        names = self.files or ("",)
        ordinal, file, line = 0, -1, 1
        for row in read_table(self.folder / "breaks.csv"):
            passed, next_file, left_out = map(int, row)
            yield from zip(repeat(names[file], passed), count(line))
            line = (line + passed if next_file == file else 1) + left_out
            ordinal, file = ordinal + passed, next_file
        yield from zip(repeat(names[file], self.lines - ordinal), count(line))

    def _offsets(self, first: int, count: int) -> list[int]:
        offsets = array("Q")
        with (self.folder / "offsets").open("rb", buffering=0) as file:
            file.seek(first * offsets.itemsize)
            offsets.frombytes(file.read(count * offsets.itemsize))
        return offsets.tolist()
