"""Rows as lines of text: what is done with lines, keeping, comparing and counting them, is done with rows too."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from wechatpay_jobs._source.batch import AROUND
from wechatpay_jobs._source.errors import SourceError
from wechatpay_jobs._source.layout import Layout

CODE: Final = ""
"""Stands for the name of a code's column, which is no field."""


def line_of(row: Mapping[str, str]) -> str:
    """Return a row as JSON, in which no line end stands."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def row_of(line: str) -> dict[str, str]:
    """Return the row of a line."""
    row: dict[str, str] = json.loads(line)
    return row


def columns_of(layout: Layout, fields: Sequence[str]) -> Mapping[str, str | int]:
    """Return the columns that have to be there, by field.

    Raises:
        SourceError: The layout has a field that rows do not have, or lacks the first one.
    """
    if not fields:
        if layout.columns is not None:
            raise SourceError("a line is a code, which has one column: say column=, not columns=")
        return {} if layout.column is None else {CODE: layout.column}
    if layout.column is not None:
        raise SourceError(f"the rows have fields: say columns={{{fields[0]!r}: {layout.column!r}}}, not column=")
    columns = layout.columns or {fields[0]: fields[0]}
    if unknown := columns.keys() - set(fields):
        raise SourceError(f"columns has {min(unknown)!r}; the fields of a row are {', '.join(fields)}")
    if fields[0] not in columns:
        raise SourceError(f"columns says nothing of {fields[0]!r}, which every row has")
    if len({isinstance(column, int) for column in columns.values()}) > 1:
        raise SourceError("columns are all names of the first line, or all numbers of a file without such a line")
    return columns


def lines_of(fields: Sequence[str], rows: Iterable[Sequence[str | None]]) -> tuple[list[str], dict[int, str]]:
    """Return rows as lines, an empty one for a blank row, and what keeps some from being rows, by index."""
    lines: list[str] = []
    faults: dict[int, str] = {}
    for index, cells in enumerate(rows):
        row = {
            field: cell for field, value in zip(fields, cells, strict=False) if (cell := (value or "").strip(AROUND))
        }
        if fields[0] in row:
            lines.append(line_of(row))
            continue
        lines.append("")
        if row:
            faults[index] = f"no value in the column of {fields[0]}"
    return lines, faults


def cells_of(items: Iterable[object], fields: Sequence[str], first: int) -> Iterator[list[str | None]]:
    """Go through the fields of rows that are dicts, or texts with the first field alone.

    Raises:
        SourceError: An item is neither, or a field of it is no text.
    """
    for number, item in enumerate(items, first):
        if not isinstance(item, str | Mapping):
            raise SourceError(f"item {number} is {type(item).__name__}, not a dict or a str")
        row: Mapping[str, object] = {fields[0]: item} if isinstance(item, str) else item
        cells: list[str | None] = []
        for field in fields:
            value = row.get(field)
            if not isinstance(value, str | None):
                raise SourceError(f"item {number}: {field} is {type(value).__name__}, not str")
            cells.append(value)
        yield cells
