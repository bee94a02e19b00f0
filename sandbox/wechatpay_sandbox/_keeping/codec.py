"""The world as bytes and back: pickle, of this package's own records and of plain data alone.

Pickle keeps what JSON would not: that one coupon stands in two places, keys of dicts that are tuples, and bytes. What
is read names classes, and only those of records are found. Records are made anew by their own constructors, so that
what an older sandbox did not know has its usual value.
"""

from __future__ import annotations

import io
import pickle
from collections import deque
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, Final

_OF_OURS: Final = (
    "wechatpay_sandbox._world.",
    "wechatpay_sandbox._protocol.limits",
    "wechatpay_sandbox._protocol.nonces",
    "wechatpay_sandbox._protocol.trail",
    "wechatpay_sandbox.models",
)
_PLAIN: Final = {"builtins": (set, frozenset), "collections": (deque,)}


def record(kind: type, held: dict[str, Any]) -> Any:
    """Make a record of what was kept of it."""
    known = {field.name for field in fields(kind)}
    return kind(**{name: value for name, value in held.items() if name in known})


class _Writer(pickle.Pickler):
    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, type):
            return NotImplemented
        if is_dataclass(value):
            return record, (type(value), {field.name: getattr(value, field.name) for field in fields(value)})
        return NotImplemented


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == (__name__, record.__name__):
            return record
        for plain in _PLAIN.get(module, ()):
            if plain.__name__ == name:
                return plain
        if module.startswith(_OF_OURS) and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum)):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no record of the sandbox")


def written(value: Any) -> bytes:
    """Write records and plain data."""
    buffer = io.BytesIO()
    _Writer(buffer, protocol=5).dump(value)
    return buffer.getvalue()


def read(content: bytes) -> Any:
    """Read what `written` wrote.

    Raises:
        pickle.UnpicklingError: It names something else than records.
    """
    return _Reader(io.BytesIO(content)).load()
