"""What became of every line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from pathlib import Path
from typing import Final

from wechatpay_jobs._source.database import database, to_read, to_write
from wechatpay_jobs._source.prepared import Prepared
from wechatpay_jobs._source.sifting import BLOCK
from wechatpay_jobs._source.storage import appearing_among_others, create, settle

_STORED: Final = ("stored", "", "")
_PLACE: Final = ("file", "line")
_COLUMNS: Final = ("code", "outcome", "reason", "message")

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """What became of accepted codes that follow each other.

    Attributes:
        first: Position of the first.
        count: How many.
        outcome: One word, such as `already_existed`, `failed` or `waiting`.
        reason: Code of the failure; empty otherwise.
        message: What WeChat Pay said of it, and after how many tries; empty otherwise.
    """

    first: int
    count: int
    outcome: str
    reason: str = ""
    message: str = ""


def write_outcomes(prepared: Prepared, path: Path, spans: Iterable[Span]) -> None:
    """Write a row a line, in the order of the source: `file`, `line`, `code`, `outcome`, `reason`, `message`.

    `code` is empty (null in Parquet) where a line could not be decoded. The file has mode 0600 and replaces an older
    one when it is complete. Memory does not grow with the lines.

    Args:
        prepared: The source.
        path: Where to; the suffix says which: `.csv` (UTF-8) or `.parquet`.
        spans: Outcomes by position, ascending, without overlaps. Codes that no span has are `stored`.

    Raises:
        ValueError: The suffix is another one, or the spans are not in order.
        SourceError: The disk is full, or the folder cannot be written to.
    """
    asides = ((aside.text, aside.outcome, aside.reason, "") for aside in prepared.asides())
    write_table(prepared, path, _COLUMNS, _codes(prepared, spans), asides)


def write_table(
    prepared: Prepared, path: Path, columns: Sequence[str], sent: Iterable[Cells], asides: Iterable[Cells]
) -> None:
    """Write a row a line, in the order of the source: `file`, `line`, and what is told of it.

    The file has mode 0600 and replaces an older one when it is complete. Memory does not grow with the lines.

    Args:
        prepared: The source.
        path: Where to; the suffix says which: `.csv` (UTF-8) or `.parquet`.
        columns: What is told of a line.
        sent: It, of each accepted line, in order.
        asides: It, of each line that is not sent, in order.

    Raises:
        ValueError: The suffix is another one.
        SourceError: The disk is full, or the folder cannot be written to.
    """
    if path.suffix not in (".csv", ".parquet"):
        raise ValueError(f"outcomes are written as .csv or .parquet, not as {path.name!r}")
    with appearing_among_others(path) as partial:
        written = partial / "outcomes.csv"
        with create(written) as file, io.TextIOWrapper(file, "utf-8", newline="") as text:
            rows = csv.writer(text)
            rows.writerow((*_PLACE, *columns))
            rows.writerows(_rows(prepared, iter(sent), iter(asides)))
        if path.suffix == ".parquet":
            written = _as_parquet(written, (*_PLACE, *columns))
        settle(written, path)


def _as_parquet(rows: Path, names: Sequence[str]) -> Path:
    target = rows.with_suffix(".parquet")
    create(target).close()
    columns = ", ".join(f"'{name}': '{'BIGINT' if name == 'line' else 'VARCHAR'}'" for name in names)
    with database(rows.parent) as connection:
        connection.execute(
            f"COPY (FROM read_csv({to_read(rows)}, columns = {{{columns}}}, header = true, auto_detect = false,"
            " quote = '\"', escape = '\"', delim = ',', new_line = '\\r\\n', parallel = false, buffer_size = 4194304,"
            f" max_line_size = 65536)) TO {to_write(target)} (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)"
        )
    return target


def _rows(prepared: Prepared, sent: Iterator[Cells], asides: Iterator[Cells]) -> Iterator[tuple[str | int, ...]]:
    ordinals = (aside.ordinal for aside in prepared.asides())
    aside = next(ordinals, None)
    for ordinal, place in enumerate(prepared.places()):
        if aside == ordinal:
            yield *place, *next(asides)
            aside = next(ordinals, None)
        else:
            yield *place, *next(sent)
    if next(sent, None) is not None:
        raise ValueError("a span goes beyond the accepted codes")


def _codes(prepared: Prepared, spans: Iterable[Span]) -> Iterator[Cells]:
    codes = chain.from_iterable(prepared.chunks(BLOCK))
    for outcome in _outcomes(prepared.accepted, spans):
        yield next(codes, ""), *outcome


def _outcomes(accepted: int, spans: Iterable[Span]) -> Iterator[tuple[str, str, str]]:
    """Give the outcome of every accepted code, in order."""
    position = 0
    for span in spans:
        if span.first < position or span.count < 1:
            raise ValueError(f"the span at position {span.first} overlaps the one before, or is empty")
        yield from repeat(_STORED, span.first - position)
        yield from repeat((span.outcome, span.reason, span.message), span.count)
        position = span.first + span.count
    yield from repeat(_STORED, accepted - position)
