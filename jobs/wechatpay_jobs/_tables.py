"""Tables of our own in the ledger's database, so that every worker has what is in them."""

from __future__ import annotations

import contextlib
from typing import Final

from sqlalchemy import Column, Engine, Integer, LargeBinary, MetaData, String, Table, Text, create_engine
from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError

from wechatpay_jobs._database import Database
from wechatpay_runtime.errors import ConfigurationError

_META: Final = MetaData()
ITEMS: Final = Table(
    "wechatpay_job_items",
    _META,
    Column("job_id", String, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("content", LargeBinary, nullable=False),
)
EVENTS: Final = Table(
    "wechatpay_job_events", _META, Column("key", String, primary_key=True), Column("data", Text, nullable=False)
)

_LONGEST_WAIT: Final = 60.0


def connected(database: Database) -> Engine:
    """Return connections to a database that has the tables.

    Raises:
        ConfigurationError: It cannot be reached or used.
    """
    # What is written are codes and openids, which no error may show; a busy SQLite is waited for.
    waits = {"timeout": _LONGEST_WAIT} if database.is_sqlite else {}
    engine = create_engine(database.url, pool_pre_ping=True, hide_parameters=True, connect_args=waits)
    try:
        with contextlib.suppress(IntegrityError, ProgrammingError):  # another process makes the tables just now
            _META.create_all(engine)
        _META.create_all(engine)
    except DBAPIError as exc:
        said = " ".join(database.without_passwords(str(exc.orig)).split())
        raise ConfigurationError(
            f"The database of jobs, {database}, cannot be used: {said or type(exc.orig).__name__}. Start it or correct "
            "its URL."
        ) from None
    return engine
