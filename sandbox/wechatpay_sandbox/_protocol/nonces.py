"""What was signed already: no request is let in twice."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

_Use = tuple[str, str, int]


@dataclass
class Nonces:
    """Nonces that were used, each with whose it was and its timestamp.

    Attributes:
        used: All that may still come again.
        by_age: The same with the Unix time at which each came, the oldest first.
    """

    used: set[_Use] = field(default_factory=set)
    by_age: deque[tuple[float, _Use]] = field(default_factory=deque)

    def take(self, use: _Use, now: float, seconds: float) -> bool:
        """Note a use at Unix time `now`; False if it was noted before, at most so many seconds ago."""
        while self.by_age and self.by_age[0][0] <= now - seconds:
            self.used.discard(self.by_age.popleft()[1])
        if use in self.used:
            return False
        self.used.add(use)
        self.by_age.append((now, use))
        return True
