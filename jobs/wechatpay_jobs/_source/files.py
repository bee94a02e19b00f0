"""The files of a source: found, opened, unpacked, and known again."""

from __future__ import annotations

import gzip
import io
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, cast

from wechatpay_jobs._source.decoding import SAMPLE
from wechatpay_jobs._source.errors import SourceError

_GZIP: Final = b"\x1f\x8b"
_PARQUET: Final = b"PAR1"
_FRESH_SECONDS: Final = 2.0
"""A file touched so lately may be touched again without a new time: some file systems keep no finer one."""

Stamp = tuple[str, int, int]
"""Address of a file, its size in bytes, and when it was written, in nanoseconds."""


@contextmanager
def opened(path: Path) -> Iterator[io.BufferedReader]:
    """Open a file, unpacked if it is packed by gzip, whatever its name is.

    Raises:
        SourceError: It cannot be read, its gzip is damaged, or it was written to meanwhile.
    """
    try:
        with path.open("rb", buffering=SAMPLE) as file:
            packed = cast(io.BufferedReader, file)
            before = stamp(path) if path.is_file() else None
            is_gzip = packed.peek(2).startswith(_GZIP)
            yield _unpacked(packed) if is_gzip else packed
            if before and stamp(path) != before:
                raise SourceError(f"{path} was written to while it was read; wait until it is complete")
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise SourceError(f"{path} is packed by gzip and damaged, or not complete; copy it again") from None
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror or type(error).__name__}") from None


def _unpacked(packed: io.BufferedReader) -> io.BufferedReader:
    # GzipFile reads like a raw file; typeshed does not know.
    return io.BufferedReader(cast(io.RawIOBase, gzip.GzipFile(fileobj=packed)), SAMPLE)


def is_parquet(stream: io.BufferedReader) -> bool:
    """Whether a file begins as Parquet does."""
    return stream.peek(len(_PARQUET)).startswith(_PARQUET)


def stamp(path: Path) -> Stamp:
    """Return what tells whether a file was touched."""
    status = path.stat()
    return str(path.resolve()), status.st_size, status.st_mtime_ns


def lasting_stamps(paths: list[Path]) -> list[Stamp] | None:
    """Return the stamps of files by which they will be known again, None where they could not be trusted."""
    if not paths or not all(path.is_file() for path in paths):
        return None
    stamps = [stamp(path) for path in paths]
    newest = max(written for _, _, written in stamps)
    return stamps if newest < (time.time() - _FRESH_SECONDS) * 1e9 else None
