"""What blocks are made of, kept in the database: a row a block, packed."""

from __future__ import annotations

import contextlib
import zlib
from collections.abc import Iterable
from typing import Final

from sqlalchemy import Column, Integer, LargeBinary, MetaData, String, Table, create_engine, delete, insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError

from wechatpay_jobs._database import Database
from wechatpay_runtime.errors import ConfigurationError

_META: Final = MetaData()
_ITEMS: Final = Table(
    "wechatpay_job_items",
    _META,
    Column("job_id", String, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("content", LargeBinary, nullable=False),
)
_AT_ONCE: Final = 50


class Shelf:
    """Texts by job and number of the block, in the ledger's database, so that every worker has them.

    Args:
        database: Where.

    Raises:
        ConfigurationError: It cannot be reached or used.
    """

    def __init__(self, database: Database) -> None:
        self._engine = create_engine(database.url, pool_pre_ping=True)
        try:
            with contextlib.suppress(IntegrityError, ProgrammingError):  # another process makes the table just now
                _META.create_all(self._engine)
            _META.create_all(self._engine)
        except DBAPIError as exc:
            raise ConfigurationError(
                f"The database of jobs, {database}, cannot be used: {type(exc.orig).__name__}. Start it or correct its "
                "URL."
            ) from None

    def put(self, job_id: str, texts: Iterable[str]) -> None:
        """Keep the text of each block of a job, in place of what is there: all of them, or none."""
        with self._engine.begin() as connection:
            connection.execute(delete(_ITEMS).where(_ITEMS.c.job_id == job_id))
            rows = []
            for number, text in enumerate(texts):
                rows.append({"job_id": job_id, "number": number, "content": zlib.compress(text.encode(), 1)})
                if len(rows) == _AT_ONCE:
                    connection.execute(insert(_ITEMS), rows)
                    rows.clear()
            if rows:
                connection.execute(insert(_ITEMS), rows)

    def get(self, job_id: str, number: int) -> str:
        """Return the text of a block.

        Raises:
            LookupError: It is not there.
        """
        found = select(_ITEMS.c.content).where(_ITEMS.c.job_id == job_id, _ITEMS.c.number == number)
        with self._engine.connect() as connection:
            content = connection.execute(found).scalar()
        if content is None:
            raise LookupError(f"block {number} of job {job_id} is not in the database")
        return zlib.decompress(content).decode()

    def remove(self, job_id: str) -> None:
        """Remove what is kept of a job."""
        with self._engine.begin() as connection:
            connection.execute(delete(_ITEMS).where(_ITEMS.c.job_id == job_id))

    def close(self) -> None:
        """Close the connections."""
        self._engine.dispose()
