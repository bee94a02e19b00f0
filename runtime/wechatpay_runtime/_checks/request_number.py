"""Request numbers that every operation takes."""

from __future__ import annotations

import secrets
import string
from collections.abc import Iterator, Mapping
from typing import Any, Final

from jsonschema_rs import Draft202012Validator

from wechatpay_runtime._checks.schema import Schemas

# Without capitals: two numbers that differ in case alone may be one number to a database.
_CHARACTERS: Final = string.digits + string.ascii_lowercase
_LENGTH: Final = 20
"""Random characters in a number: 103 bits, so that no two machines need to know of each other."""


class RequestNumbers:
    """Makes numbers that keep the rules of every request number in the contract.

    Args:
        operations: The entries of the operations in the packaged contract.
        schemas: The contract's schemas.
    """

    def __init__(self, operations: Mapping[str, Any], schemas: Schemas) -> None:
        rules = [rule for entry in operations.values() for rule in _rules(entry, schemas)]
        self._rules = [(rule, Draft202012Validator(dict(rule))) for rule in rules]

    def new(self, prefix: str) -> str:
        """Return a number that begins with a prefix.

        Raises:
            TypeError: The prefix is no text.
            ValueError: No operation takes such a number, or not every one does.
        """
        if not isinstance(prefix, str):
            raise TypeError(f"the prefix of a request number is a str, not a {type(prefix).__name__}")
        number = prefix + "".join(secrets.choice(_CHARACTERS) for _ in range(_LENGTH))
        for rule, validator in self._rules:
            if not validator.is_valid(number):
                expected = rule.get("x-pattern-words") or rule.get("pattern") or rule
                raise ValueError(
                    f"with the prefix {prefix[:60]!r} and {_LENGTH} characters behind it, a request number is not "
                    f"{expected}; take a shorter prefix, or one of these characters"
                )
        return number


def _rules(entry: Mapping[str, Any], schemas: Schemas) -> Iterator[Mapping[str, Any]]:
    """Yield the schema of an operation's request number, wherever it travels."""
    if not isinstance(entry["idempotency_key"], list):
        return
    name = entry["idempotency_key"][-1]
    body = entry["body"]["schema"] if entry["body"] else {}
    for place in (body, entry["path_parameters"], entry["query_parameters"]):
        if found := schemas.resolve(place).get("properties", {}).get(name):
            yield schemas.resolve(found)
