"""Which host the next attempt goes to."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from math import inf
from typing import Final

COOL_DOWN_SECONDS: Final = 60.0


class Hosts:
    """The hosts of one client, the preferred one first. One that could not be reached is preferred last for a minute.

    Safe to share between threads: a host's last failure is one entry of a dict.

    Args:
        urls: Scheme and host of each.
        clock: Seconds, from any start.
    """

    def __init__(self, urls: Sequence[str], *, clock: Callable[[], float] = time.monotonic) -> None:
        self.urls = tuple(urls)
        self._clock = clock
        self._failed_at: dict[str, float] = {}

    def pick(self) -> str:
        """Return the first host that did not fail lately, or else the one whose failure is longest ago."""
        if not self._failed_at:
            return self.urls[0]
        lately = self._clock() - COOL_DOWN_SECONDS
        failures = {url: self._failed_at.get(url, -inf) for url in self.urls}
        return min(self.urls, key=lambda url: failures[url] if failures[url] > lately else -inf)

    def failed(self, url: str) -> None:
        """Remember that a host could not be reached just now."""
        self._failed_at[url] = self._clock()
