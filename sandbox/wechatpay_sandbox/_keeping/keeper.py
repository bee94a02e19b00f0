"""Saves what a sandbox remembers while it runs, and once more when it stops."""

from __future__ import annotations

import json
import logging
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from wechatpay_sandbox._keeping.keys import keys_of, restore
from wechatpay_sandbox._keeping.state_file import StateFile
from wechatpay_sandbox._protocol.platform import Platform
from wechatpay_sandbox._protocol.settings import SandboxSettingError
from wechatpay_sandbox._world.options import Options
from wechatpay_sandbox._world.state import State

_KEYS_FILE: Final = "sandbox-keys.json"
_PAUSE_SECONDS: Final = 0.2
_SHARE: Final = 9  # how many times as long as saving takes nothing is saved: a large world costs a tenth of the time
_logger: Final = logging.getLogger("wechatpay_sandbox")


class Keeper:
    """Keeps keys in a folder, and the world in a file; either may be None.

    What happened in the last moments before a program is killed is lost; a sandbox that is stopped loses nothing.

    Args:
        folder: Where `sandbox-keys.json` lies; made if missing.
        file: Where the world is kept, and the keys if there is no folder.

    Raises:
        SandboxSettingError: The file cannot be used.
    """

    def __init__(self, folder: Path | None, file: Path | None) -> None:
        self._folder = folder
        self._file = StateFile(file) if file else None
        self._over = threading.Event()
        self._thread: threading.Thread | None = None

    def state(self, options: Options) -> State:
        """Return the world that was kept, or a new one."""
        return self._file.load(options) if self._file else State(options)

    def restore_keys(self, platform: Platform) -> bool:
        """Give a platform the keys that were kept; False where none were.

        Raises:
            SandboxSettingError: They cannot be read.
        """
        where = "state_file holds keys"
        try:
            kept = self._file.keys() if self._file else None
            if self._folder and (self._folder / _KEYS_FILE).exists():
                where = f"credentials holds a {_KEYS_FILE}"
                kept = (self._folder / _KEYS_FILE).read_bytes()
            if kept is None:
                return False
            restore(platform, json.loads(kept))
        except (OSError, sqlite3.Error, LookupError, TypeError, ValueError, AttributeError) as exc:
            raise SandboxSettingError(
                f"{where} that cannot be read ({type(exc).__name__}); what a sandbox wrote is needed, or none."
            ) from exc
        return True

    def begin(
        self, state: State, platform: Platform, changed: threading.Condition, revision: Callable[[], Any]
    ) -> None:
        """Save from now on whenever `revision()` is another one than when it was saved.

        Raises:
            SandboxSettingError: The folder cannot be used.
        """

        def save() -> None:
            with changed:
                keys = keys_of(platform)
                snapshot = self._file.snapshot(state) if self._file else None
            if self._folder:
                _write(self._folder, keys)
            if self._file and snapshot:
                self._file.save(snapshot, keys)

        def run() -> None:
            saved, pause = None, 0.0
            while not self._over.wait(pause):
                began, now = time.perf_counter(), revision()
                if now != saved:
                    self._try(save)
                    saved = now
                pause = max(_PAUSE_SECONDS, _SHARE * (time.perf_counter() - began))
            self._try(save)

        try:
            save()
        except OSError as exc:
            issue = f"credentials is {self._folder}, which cannot be used ({exc.strerror or exc})"
            raise SandboxSettingError(f"{issue}; a folder that can be written to is needed.") from exc
        self._thread = threading.Thread(target=run, name="wechatpay-sandbox-keeper", daemon=True)
        self._thread.start()

    def _try(self, save: Callable[[], None]) -> None:
        try:
            save()
        except Exception:
            _logger.exception("what the sandbox remembers could not be saved")

    def stop(self) -> None:
        """Save once more, and close the file."""
        self._over.set()
        if self._thread:
            self._thread.join()
        if self._file:
            self._file.close()


def _write(folder: Path, keys: Any) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(keys, indent=1)
    path = folder / _KEYS_FILE
    if path.exists() and path.read_text("utf-8") == text:
        return
    new = path.with_suffix(".new")
    new.unlink(missing_ok=True)
    new.touch(mode=0o600)
    new.write_text(text, "utf-8")
    new.replace(path)
