"""Locks on files, which end with the process that holds them, however that ends."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_LOOK_SECONDS: Final = 0.1


@contextlib.contextmanager
def exclusively(path: Path) -> Iterator[None]:
    """Keep other processes and threads out of a block, by a lock on a file that is made for it."""
    file = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        while not locked(file):
            time.sleep(_LOOK_SECONDS)
        yield
    finally:
        os.close(file)


def locked(file: int) -> bool:
    """Lock an open file of this process, and tell whether that was possible: closing it frees the lock."""
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        lock, how = getattr(msvcrt, "locking"), getattr(msvcrt, "LK_NBLCK")  # noqa: B009 - unknown to mypy elsewhere
        with contextlib.suppress(OSError):
            lock(file, how, 1)
            return True
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
