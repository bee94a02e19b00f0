"""Drawn trees of errors, as the pages show them."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from typing import Final

_LINE: Final = re.compile(r"^([│├└─ ]*)(\w+(?:Error|Timeout))(?: +(\S+))?", re.MULTILINE)
_STEP: Final = 3  # characters of the drawing


def tree(drawing: str) -> Iterator[tuple[type[Exception], type[Exception]]]:
    """Yield each error of a drawing with the one above it; beside a root stands its module."""
    above: list[type[Exception]] = []
    module = ""
    for found in _LINE.finditer(drawing):
        depth = len(found[1]) // _STEP
        module = module if depth else found[3]
        error: type[Exception] = getattr(importlib.import_module(module), found[2])
        above[depth:] = [error]
        yield error, above[depth - 1] if depth else Exception
