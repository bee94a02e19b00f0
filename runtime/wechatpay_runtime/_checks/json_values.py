"""What of a request JSON cannot hold."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from wechatpay_runtime._checks.schema import dotted
from wechatpay_runtime._checks.texts import A_DATETIME
from wechatpay_runtime._findings import Problem
from wechatpay_runtime._model import PLAIN


def foreign(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Yield every value that is of no type that JSON has; a subclass of one may print as something else."""
    if isinstance(value, dict):
        for name, member in value.items():
            if type(name) is str and _is_text(name):
                yield from foreign(member, (*path, name))
            else:
                yield (*path, _as_text(name)), name
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from foreign(item, (*path, index))
    elif type(value) not in PLAIN or (type(value) is str and not _is_text(value)):
        yield path, value


def _is_text(value: str) -> bool:
    """Whether a string can be written as UTF-8; half of a surrogate pair cannot."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _as_text(name: object) -> str:
    """Return a name as an error can show it."""
    return str(name).encode("utf-8", "backslashreplace").decode()


def without(value: Any, strange: Mapping[tuple[str | int, ...], Any], path: tuple[str | int, ...]) -> Any:
    """Return a request with null in place of what is foreign, so that the rest of it can be checked."""
    if path in strange:
        return None
    if isinstance(value, dict):
        named = {_as_text(name): member for name, member in value.items()}
        return {name: without(member, strange, (*path, name)) for name, member in named.items()}
    if isinstance(value, list):
        return [without(item, strange, (*path, index)) for index, item in enumerate(value)]
    return value


def not_json(path: tuple[str | int, ...], value: Any, name: str) -> Problem:
    """Return the problem of a value that JSON cannot hold, at a path that begins with its place."""
    kind = "half of a surrogate pair" if isinstance(value, str) and not _is_text(value) else type(value).__name__
    return Problem(
        path=dotted(path[1:]),
        place=str(path[0]),
        rule=A_DATETIME
        if isinstance(value, datetime.date)
        else f"a value that JSON can hold, not {kind if ' ' in kind else f'a Python {kind}'}",
        value=f"<{kind}>",
        name=name,
    )
