"""From names of the contract to names in Python: one rule for those who check the contract and those who print it."""

from __future__ import annotations

import builtins
import keyword
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from openapi_python_client.strings import ClassName, pascal_case

from wechatpay_runtime import errors as runtime_errors

_PLAIN_VALUE: Final = re.compile(r"[A-Za-z][A-Za-z0-9 ._/-]*")
ENUM_MEMBER: Final = r"^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$"
"""A regular expression for the name of an enum member."""


def enum_member(value: object) -> str | None:
    """Return the name of an enum's value in Python; None where the value gives none, and the contract has to."""
    if not isinstance(value, str) or not _PLAIN_VALUE.fullmatch(value):
        return None
    name = re.sub(r"[^A-Za-z0-9]+", "_", value).strip("_").upper()
    return name if re.match(ENUM_MEMBER, name) else None


def enum_members(schema: Mapping[str, Any]) -> Sequence[str | None]:
    """Return the names of an enum's values: those that the contract gives them, else those that their texts give."""
    names = schema.get("x-enum-varnames")
    return names if isinstance(names, list) else [enum_member(value) for value in schema["enum"]]


def enum_meanings(schema: Mapping[str, Any]) -> Mapping[str, str]:
    """Return what each value of an enum means; the contract tells it as a list beside `enum`."""
    return dict(zip(schema["enum"], schema["x-enum-descriptions"], strict=True))


def waiting_method(name: str) -> str:
    """Return the name of the method that also waits for the end of what a method starts."""
    return f"{name}_and_wait"


def iterating_method(name: str) -> str:
    """Return the name of the method that reads all pages of what a method reads one of: `list` has `iter`."""
    return "iter" + name.removeprefix("list") if name.split("_", maxsplit=1)[0] == "list" else f"iter_{name}"


def error_class(code: str) -> str:
    """Return the class name of an error code: `SIGN_ERROR` is `SignError`, `NO_AUTH` is `NoAuthError`."""
    name = pascal_case(code.lower()).removesuffix("Error") + "Error"
    while hasattr(builtins, name) or name in runtime_errors.__all__:
        name = f"Api{name}"
    return name


def failure_class(model: str) -> str:
    """Return the class name of the error that a wait ends in whose answers are of a model."""
    return f"{model}FailedError"


def can_be_a_name(name: str) -> bool:
    """Whether a text can stand as a name in Python."""
    return name.isidentifier() and not keyword.iskeyword(name)


def class_name(name: str) -> str:
    """Return what a schema is called as a class."""
    return ClassName(name, prefix="")


ARGUMENTS_TAKEN: Final = frozenset(("body", "call", "client", "options", "response", "self", "timeout", "url"))
"""Names of arguments and variables that generated methods have already."""

TYPES_TAKEN: Final = frozenset(("bool", "datetime", "float", "int", "str"))
"""Names of types that the signatures of generated methods are written with, besides `list`, which may be a method."""

PAGES_TAKEN: Final = frozenset(("carried", "events", "index"))
"""Pages of the reference that are no tag's."""
