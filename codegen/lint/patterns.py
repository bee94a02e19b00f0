"""Regular expressions of the contract: three engines read them, and each of them has to take them."""

from __future__ import annotations

import re
import warnings
from typing import Annotated, Final

import jsonschema_rs
from pydantic import Field, TypeAdapter
from pydantic_core import SchemaError

# An escaped backslash is read first, so that what follows is not taken for escaped by it.
_SHORTHAND: Final = re.compile(r"\\\\|\\([dDwWsSbB])")


def unreadable(pattern: str) -> str | None:
    """Return why a pattern cannot be used, None where it can.

    The client checks with jsonschema-rs, the sandbox with Python's `re` and with pydantic, whose engine looks neither
    ahead nor behind.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", FutureWarning)
            re.compile(pattern)
    except FutureWarning:
        return "engines read `[`, `&&`, `--`, `||` or `~~` within [...] in two ways; escape it: `\\[`, `\\&`"
    except (re.error, RecursionError, OverflowError) as exc:
        return f"not a regular expression: {exc}; correct it"
    try:
        jsonschema_rs.Draft202012Validator({"pattern": pattern})
        TypeAdapter(Annotated[str, Field(pattern=pattern)])
    except (ValueError, SchemaError):
        return (
            "Python's `re` takes this regular expression, other engines do not; write it without lookahead, "
            "lookbehind, back references and `(?P...)`"
        )
    if short := next((found[0] for found in _SHORTHAND.finditer(pattern) if found[1]), None):
        return f"`{short}` is ASCII to some engines and Unicode to others; write [0-9], [A-Za-z0-9_] or the like"
    return None
