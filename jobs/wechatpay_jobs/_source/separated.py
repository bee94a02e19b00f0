"""The column of the codes, or those of rows, in comma separated values and the like."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, chain, islice
from pathlib import Path
from typing import Any, Final

from wechatpay_jobs._source.batch import AROUND, Batch, cleaned
from wechatpay_jobs._source.errors import SourceError
from wechatpay_jobs._source.layout import Layout
from wechatpay_jobs._source.rows import CODE, columns_of, lines_of

NO_VALUE: Final = "no value in the column of the codes"
NO_VALUES: Final = "no value in any of the columns"
_MALFORMED: Final = "a quoted field goes on after its closing quotation mark"
_DELIMITERS: Final = (",", ";", "\t", "|")
_ROWS: Final = 10_000


def separated_batches(
    file: int, path: Path, texts: Iterator[str], layout: Layout, fields: Sequence[str]
) -> Iterator[Batch]:
    """Read one column, or those of the fields; a row has the number of the line in which it begins.

    Args:
        file: Number of the file.
        path: Its name, for errors.
        texts: Its text in whole lines, ended by LF.
        layout: Says which columns, what the text was decoded from, and perhaps the delimiter.
        fields: What a row consists of; none where it is a code.

    Raises:
        SourceError: There is no such column, or a quoted field has no end.
    """
    head = list(islice(texts, 1))
    places, delimiter, has_names = _places("".join(head), layout, fields, path)
    reader = csv.reader(chain.from_iterable(map(io.StringIO, chain(head, texts))), delimiter=delimiter, strict=True)
    if has_names:
        next(row for row in reader if not _is_blank(row))
    while True:
        line = reader.line_num + 1
        rows, is_broken = _some_rows(reader, line, path)
        if not rows:
            return
        values, faults = _column(rows, places[CODE]) if CODE in places else _lines(rows, places)
        if is_broken:
            faults[len(rows) - 1] = _MALFORMED
        numbers: Sequence[int] = range(line, line + len(rows))
        if reader.line_num != numbers[-1]:
            numbers = list(accumulate((_height(row) for row in rows[:-1]), initial=line))
        yield Batch(file, layout.encoding or "", numbers, cleaned(values), faults)


def _places(head: str, layout: Layout, fields: Sequence[str], path: Path) -> tuple[dict[str, int], str, bool]:
    """Return where the columns are, the delimiter, and whether the first line has their names."""
    columns, known = columns_of(layout, fields), layout.delimiter
    numbers = {field: column - 1 for field, column in columns.items() if isinstance(column, int)}
    if numbers:
        if (lowest := min(numbers.values())) < 0:
            raise SourceError(f"column={lowest + 1}: columns are counted from 1")
        return numbers, known or ",", False
    first, *others = ((field, str(column)) for field, column in columns.items())
    place, delimiter = _find(first[1], head, (known,) if known else _DELIMITERS, path)
    places = {first[0]: place, **{field: _find(name, head, (delimiter,), path)[0] for field, name in others}}
    if not layout.columns:
        names = [name.strip(AROUND) for name in next(row for row in _head(head, delimiter) if not _is_blank(row))]
        places |= {field: _find(field, head, (delimiter,), path)[0] for field in fields if field in names}
    return places, delimiter, True


def _head(head: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(head), delimiter=delimiter, strict=True)


def _some_rows(reader: Any, line: int, path: Path) -> tuple[list[list[str]], bool]:
    """Read some rows, and tell whether the last one is none: quotation marks make no sense in it.

    Raises:
        SourceError: A quoted field has no end, or a field is too long.
    """
    rows: list[list[str]] = []
    try:
        rows.extend(islice(reader, _ROWS))  # keeps what came before an error
    except csv.Error as error:
        begun = line + sum(map(_height, rows))
        if "field larger" in str(error) and reader.line_num == begun:
            raise SourceError(
                f"{path}, line {begun}: a field has more than {csv.field_size_limit():,} characters, which is not read."
                " Leave its column out of the file, or let Python read longer fields: csv.field_size_limit(1_000_000)"
            ) from None
        if "expected after" not in str(error):
            raise SourceError(
                f"{path}, line {begun}: a quotation mark is opened here and not closed within"
                f" {csv.field_size_limit():,} characters, or before the file ends; nothing after it can be told apart."
                " Mend the line, or double the quotation mark in a quoted field"
            ) from None
        return [*rows, []], True
    return rows, False


def _height(row: list[str]) -> int:
    """Return how many lines a row takes."""
    return 1 + sum(field.count("\n") for field in row)


def _column(rows: list[list[str]], index: int) -> tuple[list[str], dict[int, str]]:
    values = [row[index].strip(AROUND) if len(row) > index else "" for row in rows]
    if "" not in values:
        return values, {}
    empty = [number for number, value in enumerate(values) if not value]
    return values, {number: NO_VALUE for number in empty if not _is_blank(rows[number])}


def _lines(rows: list[list[str]], places: Mapping[str, int]) -> tuple[list[str], dict[int, str]]:
    indices = list(places.values())
    lines, faults = lines_of(list(places), ([row[i] if i < len(row) else None for i in indices] for row in rows))
    blank = {number for number, line in enumerate(lines) if not line and number not in faults}
    return lines, faults | {number: NO_VALUES for number in blank if not _is_blank(rows[number])}


def _is_blank(row: list[str]) -> bool:
    return not any(field.strip(AROUND) for field in row)


def _find(name: str, head: str, delimiters: tuple[str, ...], path: Path) -> tuple[int, str]:
    """Return where the named column is, and the delimiter by which it is there."""
    for delimiter in delimiters:
        try:
            names = next((row for row in _head(head, delimiter) if not _is_blank(row)), [])
        except csv.Error:
            continue
        found = [index for index, field in enumerate(names) if field.strip(AROUND) == name]
        if len(found) > 1:
            raise SourceError(f"{path}: {len(found)} columns are called {name!r}; only one may be")
        if found:
            return found[0], delimiter
    # What stands there is not told: it may be a code.
    raise SourceError(
        f"{path}: no column of the first line is called {name!r}, whichever of {' '.join(map(repr, delimiters))}"
        " separates them. If that line is a code already, say the number of the column: column=1, 2, …"
    )
