"""The file in which a sandbox keeps its world: SQLite."""

from __future__ import annotations

import json
import os
import sqlite3
from itertools import takewhile
from pathlib import Path
from typing import Final

from wechatpay_sandbox._keeping.codec import read, written
from wechatpay_sandbox._protocol.contract import JSON
from wechatpay_sandbox._protocol.faults import made_of
from wechatpay_sandbox._protocol.settings import SandboxSettingError
from wechatpay_sandbox._world.exchanges import Exchange, Exchanges
from wechatpay_sandbox._world.options import Options
from wechatpay_sandbox._world.state import State

_APART: Final = ("options", "exchanges", "faults")
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS parts (name TEXT PRIMARY KEY, content BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS exchanges (number INTEGER PRIMARY KEY, content BLOB NOT NULL);
"""


class StateFile:
    """Keeps a world, and keys beside it. Nobody else may read the file, and no second sandbox open it.

    Exchanges are written once; everything else as a whole, whenever it is saved.

    Args:
        path: The file; made if missing.

    Raises:
        SandboxSettingError: It is none of a sandbox's, or another one has it open.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._exchanges: Exchanges | None = None
        self._saved_to = 0
        self._outlined_to = 0
        try:
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            # Held by one thread after the other: the one that starts, the one that saves, the one that stops.
            self._database = sqlite3.connect(path, timeout=0.5, check_same_thread=False)
            self._database.execute("PRAGMA locking_mode = EXCLUSIVE")
            with self._database:
                self._database.execute("BEGIN EXCLUSIVE")
            self._database.executescript(_TABLES)
        except (OSError, sqlite3.Error) as exc:
            raise self._unusable(exc) from exc

    def _unusable(self, why: object) -> SandboxSettingError:
        return SandboxSettingError(
            f"state_file is {self._path}, which cannot be used ({why}); a file of a sandbox that runs no more is "
            "needed, or a new one."
        )

    def load(self, options: Options) -> State:
        """Read the world that was kept, a new one if none was.

        Args:
            options: Its options.

        Raises:
            SandboxSettingError: It cannot be read.
        """
        state = State(options=options)
        try:
            kept = self._part("world")
            held = read(kept) if kept else {}
            state.faults.extend(made_of(*kept_fault) for kept_fault in held.pop("faults", ()))
            vars(state).update({name: value for name, value in held.items() if name in vars(state)})
            rows = self._database.execute("SELECT content FROM exchanges ORDER BY number").fetchall()
            _fill(state.exchanges, [read(content) for (content,) in rows])
        except Exception as exc:  # what is damaged fails in any way
            raise self._unusable(f"it is damaged: {type(exc).__name__}") from exc
        self._exchanges, self._saved_to = state.exchanges, state.exchanges.last_number
        self._outlined_to = state.exchanges.weighty[0] if state.exchanges.weighty else self._saved_to + 1
        return state

    def keys(self) -> bytes | None:
        """Return the keys that were kept, as JSON; None if none were."""
        return self._part("keys")

    def _part(self, name: str) -> bytes | None:
        row = self._database.execute("SELECT content FROM parts WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def snapshot(self, state: State) -> tuple[bytes, Exchanges, list[Exchange], int]:
        """Take what is to be saved; the caller holds the state's lock."""
        world = {name: value for name, value in vars(state).items() if name not in _APART}
        world["faults"] = [fault.made_of for fault in state.faults if fault.made_of]
        exchanges = state.exchanges
        saved_to = self._saved_to if exchanges is self._exchanges else 0
        return written(world), exchanges, exchanges.page(saved_to, len(exchanges)), exchanges.last_number

    def save(self, snapshot: tuple[bytes, Exchanges, list[Exchange], int], keys: JSON) -> None:
        """Write a snapshot, all of it or nothing."""
        world, exchanges, new, last = snapshot
        with self._database:
            if exchanges is not self._exchanges:
                self._database.execute("DELETE FROM exchanges")
                self._exchanges, self._outlined_to = exchanges, 1
            self._put("world", world)
            self._put("keys", json.dumps(keys).encode())
            rows = [(exchange.number, written(exchange)) for exchange in new]
            self._database.executemany("INSERT OR REPLACE INTO exchanges VALUES (?, ?)", rows)
            self._outline(exchanges)
            self._database.execute("DELETE FROM exchanges WHERE number <= ?", (last - len(exchanges),))
        self._saved_to = last

    def _outline(self, exchanges: Exchanges) -> None:
        """Keep no more of old exchanges than the sandbox itself does."""
        kept = list(exchanges.page(self._outlined_to - 1, len(exchanges)))
        light = list(takewhile(lambda exchange: exchange.weight == 0, kept))
        rows = [(written(exchange), exchange.number) for exchange in light]
        self._database.executemany("UPDATE exchanges SET content = ? WHERE number = ?", rows)
        if light:
            self._outlined_to = light[-1].number + 1

    def _put(self, name: str, content: bytes) -> None:
        self._database.execute("INSERT OR REPLACE INTO parts VALUES (?, ?)", (name, content))

    def close(self) -> None:
        """Let another sandbox have the file."""
        self._database.close()


def _fill(exchanges: Exchanges, kept: list[Exchange]) -> None:
    for exchange in kept:
        exchanges.last_number = exchange.number - 1
        exchanges.add(exchange)
