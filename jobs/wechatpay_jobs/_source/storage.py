"""Files for the owner's eyes only, and folders that appear all at once."""

from __future__ import annotations

import csv
import errno
import io
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, Final

from wechatpay_jobs._source.errors import SourceError

NO_ROOM: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_PARTIAL: Final = ".partial"


def create(path: Path) -> BinaryIO:
    """Make a new file with mode 0600 and open it for writing."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    return os.fdopen(descriptor, "wb", buffering=1 << 18)


@contextmanager
def new_table(path: Path) -> Iterator[Callable[[Iterable[Any]], object]]:
    """Make a new CSV file with mode 0600 and give what writes a row of it.

    Rows end in CR LF: csv.writer of Python 3.11 quotes no other characters than those of the row's end.
    """
    with create(path) as file, io.TextIOWrapper(file, "utf-8", newline="") as text:
        yield csv.writer(text).writerow


def read_table(path: Path) -> Iterator[list[str]]:
    """Go through the rows of such a file."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.reader(file)


@contextmanager
def appearing(target: Path) -> Iterator[Path]:
    """Give a new folder beside `target`, for files on the way to it; it is gone at the end, whatever the end is.

    The folder that `target` is in has to be of this package alone: what a process that was killed left is removed.

    Raises:
        SourceError: The disk is full, or the folder cannot be written to.
    """
    # No job's name begins with a dot, so this is none of another's.
    partial = target.with_name(f".{target.name}{_PARTIAL}")
    with room_for(target):
        # Left by a process that was killed; nobody else writes here at the same time.
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(mode=0o700)
        try:
            yield partial
        finally:
            shutil.rmtree(partial, ignore_errors=True)


@contextmanager
def appearing_among_others(target: Path) -> Iterator[Path]:
    """Do what `appearing` does in a folder of somebody else's: nothing is removed that was there.

    Raises:
        SourceError: The disk is full, or the folder cannot be written to.
    """
    with (
        room_for(target),
        tempfile.TemporaryDirectory(prefix=f".{target.name}{_PARTIAL}-", dir=target.parent) as partial,
    ):
        yield Path(partial)


def target_of(partial: Path) -> Path:
    """Return what a folder that `appearing` gave is on the way to."""
    return partial.with_name(partial.name.rpartition(_PARTIAL)[0].removeprefix("."))


@contextmanager
def room_for(target: Path) -> Iterator[None]:
    """Tell in words what keeps a file or folder from being written.

    Raises:
        SourceError: The disk is full, or what is on the way to it cannot be written.
    """
    try:
        yield
    except OSError as error:
        if error.errno in NO_ROOM:
            raise no_room(target) from None
        # Whatever the source itself raises is not ours to explain.
        if not Path(str(error.filename)).is_relative_to(target.parent):
            raise
        raise SourceError(
            f"{target} cannot be written: {error.filename}: {error.strerror}. Let this user write there, and do the"
            " same again; nothing was sent and nothing half done was left"
        ) from None


def no_room(target: Path) -> SourceError:
    """Return the error of a disk that is full."""
    free = shutil.disk_usage(target.parent).free
    return SourceError(
        f"no room for {target}: {os.strerror(errno.ENOSPC)} ({free:,} bytes are free there now). Preparing takes about"
        " three times the size of the source for a while, and about its size for good. Make room and do the same again;"
        " nothing was sent and nothing half done was left"
    )


def settle(partial: Path, target: Path) -> None:
    """Put a finished file or folder in its place; it is there after a power cut too."""
    for path in [*partial.iterdir(), partial] if partial.is_dir() else [partial]:
        _flush(path)
    partial.replace(target)
    _flush(target.parent)


def _flush(path: Path) -> None:
    with suppress(PermissionError):  # folders cannot be opened on Windows
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
