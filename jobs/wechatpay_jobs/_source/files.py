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
_NO_TEXT: Final = {
    b"PK\x03\x04": "a ZIP archive, or a workbook such as .xlsx",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an Office file such as .xls",
    b"BZh": "packed by bzip2",
    b"\xfd7zXZ\x00": "packed by xz",
    b"\x28\xb5\x2f\xfd": "packed by zstd",
    b"\x04\x22\x4d\x18": "packed by lz4",
    b"7z\xbc\xaf\x27\x1c": "packed by 7-Zip",
    b"Rar!\x1a\x07": "packed by RAR",
    _GZIP: "packed by gzip more than once",
    b"%PDF-": "a PDF",
    b"SQLite format 3\x00": "an SQLite database",
}
"""What some files begin with that would be read as text, though they are none."""

_BZIP2: Final = b"1AY&SY"
"""Follows on `BZh` and a digit; a code may begin with these."""

_TAR: Final = b"ustar"
_TAR_AT: Final = 257
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


def refuse_what_is_no_text(stream: io.BufferedReader, path: Path) -> None:
    """Refuse a file that begins as a packed or binary one does: a few of its bytes would pass as codes.

    Raises:
        SourceError: It does.
    """
    head = stream.peek(_TAR_AT + len(_TAR))
    kinds = (kind for magic, kind in _NO_TEXT.items() if head.startswith(magic))
    kind = "a tar archive" if head[_TAR_AT:].startswith(_TAR) else next(kinds, "")
    if kind and (not head.startswith(b"BZh") or head[4:].startswith(_BZIP2)):
        raise SourceError(
            f"{path} is {kind}, which is not read. Unpack it, or save its table as CSV (UTF-8), and hand that in:"
            " text, CSV or Parquet, as it is or as .gz"
        )


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
