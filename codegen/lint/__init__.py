"""The project's own rules for the contract, beyond what OpenAPI asks.

Each module holds the rules of one subject in its `RULES`; a rule is a function of the contract that yields findings. A
finding says where, what is wrong and what to do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from codegen.lint import (
    conditions,
    cross_rules,
    events,
    examples,
    exchanges,
    extensions,
    following,
    kinds,
    names,
    operations,
    readers,
    references,
    schemas,
    sources,
    structure,
)
from codegen.lint.finding import Finding, Rule
from codegen.lint.places import Places

__all__ = ["Finding", "lint"]

_SUBJECTS: Final = (
    kinds,
    exchanges,
    operations,
    following,
    events,
    sources,
    names,
    schemas,
    examples,
    conditions,
    cross_rules,
    readers,
)
# What stands further down reads the contract as what stands above it leaves it: it runs once that has found nothing.
_STAGES: Final[Sequence[Sequence[Rule]]] = (
    structure.RULES,
    references.RULES,
    extensions.RULES,
    [rule for subject in _SUBJECTS for rule in subject.RULES],
)


def lint(document: Mapping[str, Any]) -> list[Finding]:
    """Return every breach of the project's rules in a document.

    While a key is misspelt, a reference leads nowhere or an extension is malformed only that is told, since the other
    rules read them.
    """
    spec = Places(document)
    for rules in _STAGES:
        if found := [finding for rule in rules for finding in rule(spec)]:
            return found
    return []
