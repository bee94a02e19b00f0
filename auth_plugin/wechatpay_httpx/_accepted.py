"""Remembers which answers were accepted: one that was captured proves nothing a second time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Final

from wechatpay_httpx._fork import renew_after_fork

# An answer dated as far ahead as may be is accepted for twice the window of the verifier.
_REPLAYABLE_SECONDS: Final = 600
_AT_MOST: Final = 2**18
"""Answers in each of two generations: 400 a second for as long as one could be replayed, in some 40 MiB."""


class Accepted:
    """The signatures of the answers that were accepted, for as long as each could be accepted again. Thread-safe.

    A signature covers the time, the nonce and the bytes of one answer. WeChat Pay signs every answer anew, also that to
    a repeated request; so one that comes a second time was kept by somebody on the way.

    Of each signature 8 bytes are kept: nobody can choose them who cannot sign.

    Args:
        at_most: How many answers a generation has; when there are more, older ones are forgotten early.
        timer: Seconds, from any start.
    """

    def __init__(self, at_most: int = _AT_MOST, timer: Callable[[], float] = time.monotonic) -> None:
        self._at_most = at_most
        self._timer = timer
        self._recent: set[bytes] = set()
        self._older: set[bytes] = set()
        self._ends = timer() + _REPLAYABLE_SECONDS
        self._lock = threading.Lock()

    def is_first(self, signature: bytes) -> bool:
        """Remember a signature that was verified, and say whether it is here for the first time.

        Args:
            signature: Its bytes; as Base64 it could be written in several ways.
        """
        mark = signature[:8]
        with self._lock:
            if len(self._recent) >= self._at_most or self._timer() >= self._ends:
                self._recent, self._older = set(), self._recent
                self._ends = self._timer() + _REPLAYABLE_SECONDS
            if mark in self._recent or mark in self._older:
                return False
            self._recent.add(mark)
            return True

    def _after_fork(self) -> None:
        """Forget who held the lock: a child remembers what its parent accepted."""
        self._lock = threading.Lock()


ACCEPTED: Final = Accepted()
"""Those of this process: a program may make an auth for each call, and give one verifier to many."""

renew_after_fork(ACCEPTED)
