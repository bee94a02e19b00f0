"""Events that jobs wait for, kept until the job is removed: they may come before it waits, and more than once."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Collection, Mapping
from typing import Any, Final

from sqlalchemy import Engine, delete, insert, select
from sqlalchemy.exc import IntegrityError

from wechatpay_jobs._tables import EVENTS

_AT_ONCE: Final = 500


class Inbox:
    """Events by what they have in common with what is waited for.

    Args:
        engine: Connections to the database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writing = threading.Lock()

    def put(self, key: str, data: Mapping[str, Any]) -> None:
        """Keep an event; one of this key that is there already stays."""
        row = {"key": key, "data": json.dumps(data, ensure_ascii=False)}
        # One at a time: writers of SQLite that wait for each other do so by chance, and not in line.
        with self._writing, contextlib.suppress(IntegrityError), self._engine.begin() as connection:
            connection.execute(insert(EVENTS), row)

    def get(self, keys: Collection[str]) -> dict[str, Any]:
        """Return the events of these keys that are there, by key."""
        with self._engine.connect() as connection:
            found = connection.execute(select(EVENTS).where(EVENTS.c.key.in_(keys))).all()
        return {key: json.loads(data) for key, data in found}

    def remove(self, keys: Collection[str]) -> None:
        """Remove the events of these keys."""
        each = list(keys)
        with self._engine.begin() as connection:
            for first in range(0, len(each), _AT_ONCE):
                connection.execute(delete(EVENTS).where(EVENTS.c.key.in_(each[first : first + _AT_ONCE])))

    def remove_all(self, beginning: str) -> None:
        """Remove the events whose keys begin so."""
        with self._engine.begin() as connection:
            connection.execute(delete(EVENTS).where(EVENTS.c.key.startswith(beginning, autoescape=True)))
