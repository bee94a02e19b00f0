"""Tables of our own in the ledger's database, so that every worker has what is in them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Final

from sqlalchemy import (
    URL,
    Column,
    Engine,
    ExceptionContext,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
    text,
)
from sqlalchemy.exc import IntegrityError, InterfaceError, OperationalError, ProgrammingError, SQLAlchemyError

from wechatpay_jobs._database import Database
from wechatpay_jobs.errors import LedgerError
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

_LONGEST_WAIT: Final = 30.0
"""As long a busy SQLite is waited for; the engine does so too."""
_CONNECT_SECONDS: Final = 5
_LOCK: Final = text("SELECT pg_advisory_lock(hashtextextended(:name, 0))")
_UNLOCK: Final = text("SELECT pg_advisory_unlock(hashtextextended(:name, 0))")
_REPEATED: Final = ("40", "25")
"""Classes of SQLSTATE whose transaction the engine makes again by itself: deadlocks, and sessions that idled."""


def connections(database: Database) -> Engine:
    """Return connections to a database, of which none is made yet."""
    # What is written are codes and openids, which no error may show; a busy SQLite is waited for.
    waits = {"timeout": _LONGEST_WAIT} if database.is_sqlite else {"connect_timeout": _CONNECT_SECONDS}
    engine = create_engine(database.url, pool_pre_ping=True, hide_parameters=True, connect_args=waits)
    telling(engine)
    return engine


def make_tables(engine: Engine) -> None:
    """Make those tables that are not there."""
    with contextlib.suppress(IntegrityError, ProgrammingError):  # another process makes the tables just now
        _META.create_all(engine)
    _META.create_all(engine)


def bounded(url: URL) -> str:
    """Return the URL of a PostgreSQL, with its password, by which a server that is silent is given up soon."""
    waits = {"connect_timeout": str(_CONNECT_SECONDS), **url.query}
    return url.set(query=waits).render_as_string(hide_password=False)


def telling(engine: Engine) -> None:
    """Let what keeps a database from being used now be a `LedgerError`, whoever asks it through these connections."""

    def tell(context: ExceptionContext) -> LedgerError | None:
        error = context.original_exception
        state = str(getattr(error, "sqlstate", None) or "")
        is_such = isinstance(context.sqlalchemy_exception, OperationalError | InterfaceError)
        # A ping that fails is followed by a new connection.
        if context.is_pre_ping or not is_such or state.startswith(_REPEATED):
            return None
        # In these words, the engine would ask without end.
        reason = driver_reason(error).replace("database is locked", "another program has locked its file")
        return LedgerError(f"The database of jobs cannot be used now: {reason}. Do the same again once it can.")

    event.listen(engine, "handle_error", tell, retval=True)


@contextlib.contextmanager
def usable(database: Database) -> Iterator[None]:
    """Say of a database that cannot be used from the beginning that it is set up wrongly.

    Raises:
        ConfigurationError: It cannot be reached or used.
    """
    try:
        yield
    except (LedgerError, SQLAlchemyError) as exc:
        reason = exc.__cause__ if isinstance(exc, LedgerError) else getattr(exc, "orig", None)
        said = database.without_passwords(driver_reason(reason or exc))
        raise ConfigurationError(
            f"The database of jobs, {database}, cannot be used: {said}. Start it, give its user the right to make "
            "tables and schemas, or correct its URL."
        ) from None


def driver_reason(error: BaseException) -> str:
    """Return what a driver says, without the statement and its values."""
    return f"{type(error).__name__}: {str(error).partition(chr(10))[0].strip()}".rstrip(".: ")


@contextlib.contextmanager
def exclusively_of(engine: Engine, name: str) -> Iterator[None]:
    """Keep everybody else who works on a PostgreSQL out of a block of this name."""
    # No transaction, which the server may end while much is written by another connection.
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(_LOCK, {"name": name})
        try:
            yield
        finally:
            with contextlib.suppress(LedgerError, SQLAlchemyError):  # the lock ended with the connection
                connection.execute(_UNLOCK, {"name": name})
