"""The column of the codes in Parquet."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator
from io import BufferedReader
from itertools import chain
from pathlib import Path
from typing import Final

import duckdb

from wechatpay_jobs._source.batch import Batch, cleaned
from wechatpay_jobs._source.database import database, to_read
from wechatpay_jobs._source.errors import SourceError
from wechatpay_jobs._source.layout import Layout
from wechatpay_jobs._source.separated import NO_VALUE
from wechatpay_jobs._source.storage import create

_ROWS: Final = 10_000


def parquet_batches(file: int, path: Path, stream: BufferedReader, layout: Layout, workspace: Path) -> Iterator[Batch]:
    """Read one column; a row has its own number, from 1.

    Args:
        file: Number of the file.
        path: Its name, for errors.
        stream: Its content.
        layout: Says which column; None where there is only one.
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
            rows = connection.execute(_query(connection, readable, path, layout))
            first = 1
            while some := rows.fetchmany(_ROWS):
                values: list[str | None] = list(chain.from_iterable(some))
                texts = cleaned([value or "" for value in values])
                faults = {index: NO_VALUE for index, text in enumerate(texts) if not text}
                yield Batch(file, "", range(first, first + len(texts)), texts, faults)
                first += len(texts)
        except (duckdb.InvalidInputException, duckdb.IOException, duckdb.ConversionException):
            raise SourceError(f"{path} begins like Parquet and is damaged, or has text that is not UTF-8") from None
    if readable.parent == workspace:
        readable.unlink()


def _query(connection: duckdb.DuckDBPyConnection, readable: Path, path: Path, layout: Layout) -> str:
    connection.execute(f"CREATE TEMP VIEW source AS FROM read_parquet({to_read(readable)}, binary_as_string = true)")
    names: list[str] = [row[0] for row in connection.execute("DESCRIBE source").fetchall()]
    wanted = layout.column
    if wanted is None and len(names) == 1:
        wanted = names[0]
    if wanted not in names:
        known = ", ".join(map(repr, names))
        said = "say which has the codes" if wanted is None else f"none is called {wanted!r}"
        raise SourceError(f"{path}: its columns are {known}; {said}, as column='its name'")
    # A name has no place for a parameter; whatever is within the quotation marks is one.
    name = str(wanted).replace('"', '""')
    return f'SELECT CAST("{name}" AS VARCHAR) FROM source'  # noqa: S608
