"""The database that holds the ledger."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from wechatpay_jobs._locks import exclusively
from wechatpay_runtime.errors import ConfigurationError


@dataclass(frozen=True)
class Database:
    """Where a ledger is: an SQLite file, or a PostgreSQL.

    Args:
        url: SQLAlchemy's URL; an SQLite file by its absolute path.
    """

    url: URL

    @classmethod
    def at(cls, address: str) -> Self:
        """Return the database of a URL, such as `sqlite:///jobs.db` or `postgresql://user@host/name`.

        Raises:
            ConfigurationError: It is no such URL.
        """
        try:
            url = make_url(address)
        except (ArgumentError, ValueError):
            # What was given may hold a password.
            raise ConfigurationError("The database of jobs is a URL such as sqlite:///jobs.db.") from None
        kind = url.get_backend_name()
        if kind == "postgresql":
            return cls(url.set(drivername="postgresql+psycopg"))
        if kind == "sqlite" and url.database and url.database != ":memory:":
            return cls(url.set(drivername="sqlite", database=str(Path(url.database).resolve())))
        raise ConfigurationError(
            "The database of jobs is an SQLite file (sqlite:///jobs.db) or a PostgreSQL (postgresql://user@host/name), "
            f"not {kind!r}{' in memory' if kind == 'sqlite' else ''}."
        )

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file of this machine."""
        return self.url.get_backend_name() == "sqlite"

    @property
    def path(self) -> Path:
        """The SQLite file."""
        assert self.url.database
        return Path(self.url.database)

    @cached_property
    def address(self) -> str:
        """The URL with its password, for the engine."""
        return self.url.render_as_string(hide_password=False)

    @cached_property
    def folder(self) -> Path:
        """Where sources are kept: beside the file, or in the user's cache of this machine."""
        if self.is_sqlite:
            return self.path.with_name(f"{self.path.name}.sources")
        cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        return cache / "wechatpay-jobs" / hashlib.sha256(str(self.url).encode()).hexdigest()[:16]

    def exists(self) -> bool:
        """Whether there may be a ledger; a PostgreSQL is asked elsewhere."""
        return not self.is_sqlite or (self.path.exists() and self.path.stat().st_size > 0)

    @contextlib.contextmanager
    def being_made(self) -> Iterator[None]:
        """Make the file, for its owner's eyes only, as it holds codes, and so that readers do not hold up the writer.

        Its tables are made in the block: by one process at a time, as SQLite refuses a table that another just made.

        Raises:
            ConfigurationError: The file cannot be made or is no database.
        """
        if not self.is_sqlite:
            yield
            return
        try:
            with exclusively(self.path.with_name(f"{self.path.name}.making")):
                # Not opened where it is there: to close it would free SQLite's locks on it in this process, whereupon
                # another process removes the log that this one reads on.
                with contextlib.suppress(FileExistsError):
                    os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
                with closing(sqlite3.connect(self.path, timeout=30)) as connection:
                    connection.execute("PRAGMA journal_mode=WAL")
                self.path.chmod(0o600)  # not before: what stands there may be something else of the user's
                yield
        except (OSError, sqlite3.Error) as exc:
            raise ConfigurationError(f"The database of jobs, {self.path}, cannot be used: {exc}.") from exc

    def without_passwords(self, text: str) -> str:
        """Return what somebody says of this database, such as its driver, with each password in it masked."""
        for password in sorted(self._passwords(), key=len, reverse=True):
            text = text.replace(password, "***")
        return text

    def _passwords(self) -> Iterator[str]:
        if self.url.password:
            yield self.url.password
        for name in _secrets_in(self.url):
            value = self.url.query[name]
            yield from filter(None, [value] if isinstance(value, str) else value)

    def __str__(self) -> str:
        return self.url.difference_update_query(_secrets_in(self.url)).render_as_string()

    def __repr__(self) -> str:
        return f"Database({self})"


def _secrets_in(url: URL) -> list[str]:
    """Return the names of libpq's settings in the query that hold a secret, such as `password` and `sslpassword`."""
    return [name for name in url.query if "password" in name or "secret" in name]
