"""The column of the codes, or those of rows, in Parquet."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator, Sequence
from io import BufferedReader
from itertools import chain
from pathlib import Path
from typing import Final

import duckdb

from wechatpay_jobs._source.batch import Batch, cleaned
from wechatpay_jobs._source.database import database, to_read
from wechatpay_jobs._source.errors import SourceError
from wechatpay_jobs._source.layout import Layout
from wechatpay_jobs._source.rows import CODE, columns_of, lines_of
from wechatpay_jobs._source.separated import NO_VALUE, NO_VALUES
from wechatpay_jobs._source.storage import create

_ROWS: Final = 10_000


def parquet_batches(
    file: int, path: Path, stream: BufferedReader, layout: Layout, *, fields: Sequence[str], workspace: Path
) -> Iterator[Batch]:
    """Read one column, or those of the fields; a row has its own number, from 1.

    Args:
        file: Number of the file.
        path: Its name, for errors.
        stream: Its content.
        layout: Says which columns; no need to where there is only one.
        fields: What a row consists of; none where it is a code.
        workspace: Folder for a copy, if the file was packed.

    Raises:
        SourceError: There is no such column, or the file is damaged.
    """
    readable = path.resolve()
    if isinstance(stream.raw, gzip.GzipFile):  # DuckDB has to seek in it
        readable = workspace / "unpacked.parquet"
        with create(readable) as copy:
            shutil.copyfileobj(stream, copy, 1 << 20)
    with database(workspace) as connection:
        try:
            columns = _columns(connection, readable, path, layout, fields)
            rows = connection.execute(_query(columns))
            first = 1
            while some := rows.fetchmany(_ROWS):
                if fields:
                    texts, faults = lines_of(list(columns), some)
                    faults = {**{index: NO_VALUES for index, text in enumerate(texts) if not text}, **faults}
                else:
                    texts = cleaned([value or "" for value in chain.from_iterable(some)])
                    faults = {index: NO_VALUE for index, text in enumerate(texts) if not text}
                yield Batch(file, "", range(first, first + len(texts)), texts, faults)
                first += len(texts)
        except (duckdb.InvalidInputException, duckdb.IOException, duckdb.ConversionException):
            raise SourceError(f"{path} begins like Parquet and is damaged, or has text that is not UTF-8") from None
    if readable.parent == workspace:
        readable.unlink()


def _columns(
    connection: duckdb.DuckDBPyConnection, readable: Path, path: Path, layout: Layout, fields: Sequence[str]
) -> dict[str, str]:
    """Return the names of the columns that are read, by field."""
    connection.execute(f"CREATE TEMP VIEW source AS FROM read_parquet({to_read(readable)}, binary_as_string = true)")
    names: list[str] = [row[0] for row in connection.execute("DESCRIBE source").fetchall()]
    columns = columns_of(layout, fields)
    if not columns and len(names) == 1:
        return {CODE: names[0]}
    known = ", ".join(map(repr, names))
    if not columns:
        raise SourceError(f"{path}: its columns are {known}; say which has the codes, as column='its name'")
    for field, name in columns.items():
        if name not in names:
            say = f"columns={{{field!r}: 'its name'}}" if fields else "column='its name'"
            raise SourceError(f"{path}: its columns are {known}; none is called {name!r}, as {say}")
    others = {} if layout.columns else {field: field for field in fields if field in names}
    return {**{field: str(name) for field, name in columns.items()}, **others}


def _query(columns: dict[str, str]) -> str:
    # A name has no place for a parameter; whatever is within the quotation marks is one.
    names = [name.replace('"', '""') for name in columns.values()]
    casts = ", ".join(f'CAST("{name}" AS VARCHAR)' for name in names)
    return f"SELECT {casts} FROM source"  # noqa: S608
