"""The one engine of this process, and who uses it."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from wechatpay_jobs._database import Database
from wechatpay_jobs._engine import ELSEWHERE, Engine, Workflows
from wechatpay_runtime import SyncClient
from wechatpay_runtime.errors import ConfigurationError


class Engines:
    """The engine of this process, shared by every `Jobs` of the same database and counted."""

    def __init__(self, workflows: Workflows) -> None:
        self._workflows = workflows
        self._lock = threading.RLock()
        self._engine: Engine | None = None
        self._given: list[Mapping[str, SyncClient]] = []

    def join(self, database: Database, clients: Mapping[str, SyncClient]) -> Engine:
        """Return the engine of a database, with these clients among its own.

        Raises:
            ConfigurationError: This process works on another database already.
        """
        with self._lock:
            if self._engine and self._engine.database != database:
                raise ConfigurationError(f"This process works on {self._engine.database} already. {ELSEWHERE}")
            engine = self._engine = self._engine or Engine(database, self._workflows)
            self._given.append(clients)
            is_working, knew = engine.is_working, engine.clients
            engine.clients = self._clients()
            if is_working and clients.keys() - knew.keys():
                engine.stop()  # the queues that it listens to are fixed once it is launched
                engine.start()
            return engine

    def leave(self, clients: Mapping[str, SyncClient]) -> None:
        """Take back what `join` was given, and stop the engine when its last user goes."""
        with self._lock:
            self._given = [given for given in self._given if given is not clients]
            if self._engine:
                self._engine.clients = self._clients() or self._engine.clients
            if not self._given and self._engine:
                self._engine.stop()
                self._engine.ledger.close()
                self._engine = None

    def _clients(self) -> dict[str, SyncClient]:
        return {mchid: client for given in self._given for mchid, client in given.items()}

    def start(self, engine: Engine) -> bool:
        """Start an engine, one caller at a time."""
        with self._lock:
            return engine.start()
