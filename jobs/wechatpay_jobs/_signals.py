"""A process that works until it is asked to end."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Callable, Iterator


@contextlib.contextmanager
def asked_to_end() -> Iterator[Callable[[], bool]]:
    """Yield what tells whether SIGTERM or SIGINT came since, where signals can be received: in the main thread."""
    came: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield lambda: False
        return
    # No more than this: a handler runs amid whatever the main thread does, and an event's lock may be held there.
    former = {number: signal.signal(number, lambda *_: came.append(1)) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield lambda: bool(came)
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
