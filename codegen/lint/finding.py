"""What a rule is, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from codegen.lint.places import Places


@dataclass(frozen=True)
class Finding:
    """A breach of a rule.

    Args:
        pointer: JSON pointer to the place in the document.
        message: What is wrong there, and what to do.
    """

    pointer: str
    message: str


Rule: TypeAlias = Callable[[Places], Iterator[Finding]]
