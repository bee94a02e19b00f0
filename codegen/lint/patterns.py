"""Regular expressions of the contract: three engines read them, and each of them has to take them."""

from __future__ import annotations

import re
import warnings
from typing import Annotated, Final

import jsonschema_rs
from pydantic import Field, TypeAdapter
from pydantic_core import SchemaError

# What is escaped and what stands in [...] is read first, so that nothing in it is taken for something else.
_PARTS: Final = re.compile(
    r"""(?P<escape>\\.)
    | \[\^?\]?(?P<class>(?:\\.|[^\]\\])*)\]
    | (?P<possessive>(?:[*+?]|\{[0-9]+(?:,[0-9]*)?\})\+)
    | (?P<spaced>\{[0-9, ]*\ [0-9, ]*\})""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPES: Final = re.compile(r"\\.", re.DOTALL)
_SHORTHANDS: Final = frozenset(f"\\{letter}" for letter in "dDwWsSbB")
_ANGLES: Final = ("\\<", "\\>")


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
    if told := next(filter(None, map(_read_differently, _PARTS.finditer(pattern))), None):
        return told
    try:
        jsonschema_rs.Draft202012Validator({"pattern": pattern})
        TypeAdapter(Annotated[str, Field(pattern=pattern)])
    except (ValueError, SchemaError):
        return (
            "Python's `re` takes this regular expression, other engines do not; write it without lookahead, "
            "lookbehind, back references and `(?P...)`"
        )
    return None


def _read_differently(part: re.Match[str]) -> str | None:
    """Return what engines read in two ways in a part of a pattern, without a word of it."""
    if part["possessive"]:
        return f"`{part[0]}` gives nothing back in some engines and repeats in others; write it without the last `+`"
    if part["spaced"]:
        return f"`{part[0]}` is a count to some engines and text to others; remove the blank, or write `\\{{`"
    for escape in [part["escape"]] if part["escape"] else _ESCAPES.findall(part["class"] or ""):
        if escape in _SHORTHANDS:
            return f"`{escape}` is ASCII to some engines and Unicode to others; write [0-9], [A-Za-z0-9_] or the like"
        if escape in _ANGLES:
            return f"`{escape}` is the edge of a word to some engines; write `{escape[1]}`, which needs no backslash"
    return None
