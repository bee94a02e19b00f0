"""Regular expressions of the contract: three engines read them, and each of them has to take them."""

from __future__ import annotations

import re
from typing import Annotated

import jsonschema_rs
from pydantic import Field, TypeAdapter
from pydantic_core import SchemaError


def unreadable(pattern: str) -> str | None:
    """Return why a pattern cannot be used, None where it can.

    The client checks with jsonschema-rs, the sandbox with Python's `re` and with pydantic, whose engine looks neither
    ahead nor behind.
    """
    try:
        re.compile(pattern)
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
    return None
