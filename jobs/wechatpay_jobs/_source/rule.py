"""Which lines may be sent."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol


class Rule(Protocol):
    """What a line has to be."""

    @property
    def accepts(self) -> Callable[[str], object]:
        """Return something true for a line that may be sent."""

    def why(self, text: str) -> str:
        """Return why a line may not be sent, without its text."""


@dataclass(frozen=True)
class CodeRule:
    """What a code has to be, as the contract says it.

    Args:
        pattern: Regular expression of the contract; what has no match in it is refused.
        words: The pattern for people, such as `1 to 40 of digits, letters, _ and -`.
        min_length: Characters of a code, at least.
        max_length: Characters of a code, at most.
    """

    pattern: str
    words: str
    min_length: int = 1
    max_length: int = 1_000

    @cached_property
    def accepts(self) -> Callable[[str], object]:
        """The whole rule as one expression.

        Control characters are never part of a code: line ends, and the delimiters of our own files, are among them.
        """
        length = rf"(?=[^\x00-\x1f\x7f]{{{self.min_length},{self.max_length}}}\Z)"
        return re.compile(rf"{length}(?=.*?(?:{self.pattern})).*", re.ASCII | re.DOTALL).fullmatch

    def why(self, text: str) -> str:
        """Return why a line is no code, without its text."""
        if len(text) > self.max_length:
            return f"has more than {self.max_length} characters; expected {self.words}"
        if not text.isprintable():
            return f"has control or invisible characters; expected {self.words}"
        return f"has other characters; expected {self.words}"
