"""What a source can be, and how its codes, or the fields of its rows, lie in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

Source = str | Path | Iterable[str] | Iterable[Path]
"""One file (a `str` or a `Path`), several files (`Path`s), or the codes themselves (any iterable of `str`)."""

Rows = Source | Iterable[Mapping[str, str | None]]
"""A source of rows: files, or the rows themselves, as dicts, or as `str` where they have their first field alone."""


@dataclass(frozen=True)
class Layout:
    """How the codes, or the fields of rows, lie in the files of a source.

    Args:
        column: Column of a CSV or Parquet file: its name in the first line, or, for a CSV without such a line, its
            number, from 1. None for text with one code a line, and for Parquet with one column.
        delimiter: What separates the columns of a CSV. None: tab for `.tsv`; otherwise the first of comma, semicolon,
            tab and `|` by which the first line has the named column (comma where the column is a number).
        encoding: Name of a Python codec. None: what the byte order mark says; without one UTF-16 where every other
            byte of the first mebibyte is often zero; otherwise UTF-8 if that leaves at most half of the lines there
            that are not ASCII undecodable, or if GB18030 (which reads GBK) leaves as many; otherwise GB18030.
        columns: For rows, the column of each field, as a name or as a number: `{"openid": "user"}`. None:
            the columns that are called as the fields are; text has one openid a line.
    """

    column: str | int | None = None
    delimiter: str | None = None
    encoding: str | None = None
    columns: Mapping[str, str | int] | None = None
