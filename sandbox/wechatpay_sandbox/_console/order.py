"""Pages of dicts that only grow: which key is at which place is known without a walk from the start."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any, Generic, TypeVar

_Key = TypeVar("_Key")


class Order(Generic[_Key]):
    """The keys of a dict in the order they came.

    A look costs what has come since the last one. A dict that was replaced, as by a reset, is begun anew.
    """

    def __init__(self) -> None:
        self._followed: Mapping[_Key, Any] | None = None
        self._keys: list[_Key] = []

    def of(self, held: dict[_Key, Any]) -> list[_Key]:
        """Return the keys, the oldest first. The list is this object's own."""
        if held is not self._followed or len(held) < len(self._keys):
            self._followed, self._keys = held, []
        new = list(islice(reversed(held), len(held) - len(self._keys)))
        self._keys += reversed(new)
        return self._keys
