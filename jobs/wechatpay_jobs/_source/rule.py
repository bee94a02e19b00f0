"""Which codes may be sent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class CodeRule:
    """What a code has to be, as the contract says it.

    Args:
        pattern: Regular expression of the contract; what has no match in it is refused.
        words: The pattern for people, such as `1 to 40 of digits, letters, _ and -`.
        codes_per_call: How many codes one request takes at most.
        min_length: Characters of a code, at least.
        max_length: Characters of a code, at most.
    """

    pattern: str
    words: str
    codes_per_call: int
    min_length: int = 1
    max_length: int = 1_000

    @cached_property
    def accepts(self) -> re.Pattern[str]:
        """The whole rule as one expression, for `fullmatch`.

        Control characters are never part of a code: line ends, and the delimiters of our own files, are among them.
        """
        length = rf"(?=[^\x00-\x1f\x7f]{{{self.min_length},{self.max_length}}}\Z)"
        return re.compile(rf"{length}(?=.*?(?:{self.pattern})).*", re.ASCII | re.DOTALL)
