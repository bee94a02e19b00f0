"""Who works on a ledger, in the eyes of the others: a lock that ends with its process, however that ends."""

from __future__ import annotations

import contextlib
import os
from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from wechatpay_jobs._database import Database
from wechatpay_jobs._locks import locked
from wechatpay_jobs._tables import telling
from wechatpay_jobs.errors import LedgerError

_SPACE: Final = "wechatpay-jobs:"
_TRY: Final = text("SELECT pg_try_advisory_lock(hashtextextended(:name, 0))")
_UNLOCK: Final = text("SELECT pg_advisory_unlock(hashtextextended(:name, 0))")


class Claims(ABC):
    """The lock of this worker, and a look at those of others."""

    @abstractmethod
    def hold(self, worker: str) -> bool:
        """Hold the lock of this worker, again if it was lost; False where this process may not work."""

    @abstractmethod
    def of_dead(self, worker: str) -> contextlib.AbstractContextManager[bool]:
        """Tell whether another worker is dead, and be the only one to be told so for as long as the block lasts."""

    @abstractmethod
    def release(self) -> None:
        """Give the lock up."""


def claims_of(database: Database) -> Claims:
    """Return what locks workers of a database: one at a time for a file, any number for a PostgreSQL."""
    return FileClaims(database.path) if database.is_sqlite else PostgresClaims(database)


class FileClaims(Claims):
    """One worker a file: two would steal each other's work. Whoever holds the file knows that all others are dead.

    Args:
        path: The SQLite file; the lock is on a file beside it, since closing any handle of a file frees its locks.
    """

    def __init__(self, path: Path) -> None:
        self._path = path.with_name(f"{path.name}.lock")
        self._file: int | None = None

    def hold(self, worker: str) -> bool:
        """Hold the file; False where another process does."""
        if self._file is not None:
            return True
        file = os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600)
        if not locked(file):
            os.close(file)
            return False
        self._file = file
        return True

    @contextlib.contextmanager
    def of_dead(self, worker: str) -> Iterator[bool]:
        """Tell that it is, since this one has the file."""
        yield self._file is not None

    def release(self) -> None:
        """Give the file up."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


class PostgresClaims(Claims):
    """Any number of workers, each with an advisory lock under its name, which the server frees when the worker dies."""

    def __init__(self, database: Database) -> None:
        # One connection that is never given back: the lock is its session's.
        self._engine = create_engine(
            database.url, isolation_level="AUTOCOMMIT", pool_size=1, max_overflow=0, connect_args={"connect_timeout": 5}
        )
        telling(self._engine)
        self._connection: Any = None

    def hold(self, worker: str) -> bool:
        """Hold the lock; it is taken anew when the server was restarted.

        Raises:
            LedgerError: The server cannot be reached.
        """
        if self._connection is not None:
            with contextlib.suppress(LedgerError, DBAPIError):
                self._connection.execute(text("SELECT 1"))
                return True
            self.release()
        self._connection = self._engine.connect()
        return self._try(worker)

    @contextlib.contextmanager
    def of_dead(self, worker: str) -> Iterator[bool]:
        """Tell whether the lock of another worker is free, and hold it meanwhile."""
        taken = self._connection is not None and self._try(worker)
        try:
            yield taken
        finally:
            if taken:
                self._connection.execute(_UNLOCK, {"name": _SPACE + worker})

    def _try(self, worker: str) -> bool:
        return bool(self._connection.execute(_TRY, {"name": _SPACE + worker}).scalar())

    def release(self) -> None:
        """End the session, and the lock with it."""
        if self._connection is not None:
            with contextlib.suppress(LedgerError, DBAPIError):
                self._connection.invalidate()
                self._connection.close()
            self._connection = None
        self._engine.dispose()
