"""What blocks are made of, kept in the database: a row a block, packed."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Final

from sqlalchemy import Engine, delete, insert, select

from wechatpay_jobs._tables import ITEMS

_AT_ONCE: Final = 50


class Shelf:
    """Texts by job and number of the block.

    Args:
        engine: Connections to the database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def put(self, job_id: str, texts: Iterable[str]) -> None:
        """Keep the text of each block of a job, in place of what is there: all of them, or none."""
        with self._engine.begin() as connection:
            connection.execute(delete(ITEMS).where(ITEMS.c.job_id == job_id))
            rows = []
            for number, text in enumerate(texts):
                rows.append({"job_id": job_id, "number": number, "content": zlib.compress(text.encode(), 1)})
                if len(rows) == _AT_ONCE:
                    connection.execute(insert(ITEMS), rows)
                    rows.clear()
            if rows:
                connection.execute(insert(ITEMS), rows)

    def get(self, job_id: str, number: int) -> str:
        """Return the text of a block.

        Raises:
            LookupError: It is not there.
        """
        found = select(ITEMS.c.content).where(ITEMS.c.job_id == job_id, ITEMS.c.number == number)
        with self._engine.connect() as connection:
            content = connection.execute(found).scalar()
        if content is None:
            raise LookupError(f"block {number} of job {job_id} is not in the database")
        return zlib.decompress(content).decode()

    def remove(self, job_id: str) -> None:
        """Remove what is kept of a job."""
        with self._engine.begin() as connection:
            connection.execute(delete(ITEMS).where(ITEMS.c.job_id == job_id))
