"""The clients that make the calls of jobs, by merchant, and the quota that they share."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from wechatpay_jobs._database import Database
from wechatpay_runtime import PostgresRateLimits, RedisRateLimits, SyncClient
from wechatpay_runtime.errors import ConfigurationError

Clients = SyncClient | Callable[[], SyncClient] | Iterable[SyncClient]


class Merchants:
    """A client for each merchant.

    With PostgreSQL a merchant's quota is kept there, for all workers, unless its client keeps it in Redis, or in a
    PostgreSQL already. With SQLite it stays with the client, whose default is one quota for the process.

    Args:
        given: What `Jobs` was given.
        database: Where the ledger is.

    Attributes:
        clients: By merchant number.

    Raises:
        ConfigurationError: A client has an auth without an mchid.
    """

    def __init__(self, given: Clients | None, database: Database) -> None:
        self.clients = {client.mchid: client for client in _all(given)}
        self._limits: PostgresRateLimits | None = None
        if "" in self.clients:
            raise ConfigurationError("A client of jobs has an auth that says whose it is: one with an mchid.")
        for mchid, client in self.clients.items() if not database.is_sqlite else ():
            if not isinstance(client.rate_limits, RedisRateLimits | PostgresRateLimits):
                url = database.url.set(drivername="postgresql").render_as_string(hide_password=False)
                self._limits = self._limits or PostgresRateLimits(url)
                self.clients[mchid] = client.with_rate_limits(self._limits)

    def one(self, mchid: str | None) -> str:
        """Return the merchant that is named, or the only one.

        Raises:
            ConfigurationError: None is named, and there is not exactly one.
        """
        if mchid:
            return mchid
        if len(self.clients) != 1:
            raise ConfigurationError("Say for which merchant: mchid= is needed, as there is not exactly one client.")
        return next(iter(self.clients))

    def close(self) -> None:
        """Close what was opened here; the clients are their owner's to close."""
        if self._limits:
            self._limits.close()


def _all(given: Clients | None) -> Iterable[SyncClient]:
    made = given() if callable(given) else given
    return [made] if isinstance(made, SyncClient) else made or ()
