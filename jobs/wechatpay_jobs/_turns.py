"""What must not be done twice at the same time for one and the same."""

from __future__ import annotations

import threading
from collections.abc import Hashable, Iterator
from contextlib import contextmanager


class Turns:
    """Lets one thread of this process at a time do something for a key."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._taken: dict[Hashable, tuple[threading.Lock, list[None]]] = {}

    @contextmanager
    def of(self, key: Hashable) -> Iterator[None]:
        """Keep other threads out of a block for this key."""
        with self._lock:
            lock, users = self._taken.setdefault(key, (threading.Lock(), []))
            users.append(None)
        try:
            with lock:
                yield
        finally:
            with self._lock:
                users.pop()
                if not users:
                    del self._taken[key]
