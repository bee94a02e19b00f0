"""DuckDB, held within a fixed memory and a folder of ours."""

from __future__ import annotations

import glob
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import duckdb

from wechatpay_jobs._source.errors import SourceError
from wechatpay_jobs._source.storage import no_room, target_of

_MEMORY: Final = "150MB"
_THREADS: Final = 2


@contextmanager
def database(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open an empty database that spills into a folder.

    Raises:
        SourceError: DuckDB failed. Its own words are withheld, since they may quote the data.
    """
    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": _MEMORY,
        "threads": _THREADS,
        "temp_directory": str(folder / "spill"),
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    try:
        with duckdb.connect(":memory:", config=settings) as connection:
            connection.execute("SET enable_progress_bar = false")
            yield connection
    except duckdb.Error as error:
        # A spill that does not fit is out of memory to DuckDB.
        words = str(error).lower()
        if "no space left" in words or "file too large" in words or isinstance(error, duckdb.OutOfMemoryException):
            raise no_room(target_of(folder)) from None
        raise SourceError(f"DuckDB failed over {folder}: {type(error).__name__}") from None


def to_read(path: Path) -> str:
    """Return the name of one file as DuckDB's SQL takes it: no pattern, whatever is in it."""
    return _literal(glob.escape(str(path)))


def to_write(path: Path) -> str:
    """Return the name of a file as `COPY ... TO` takes it, which knows no patterns."""
    return _literal(str(path))


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
