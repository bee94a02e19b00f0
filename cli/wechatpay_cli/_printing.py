"""Output: JSON for programs, tables for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from wechatpay_cli._exits import WrongUsageError, complain
from wechatpay_cli._output import is_taken
from wechatpay_cli._say import say

JSON: Final = "json"
TABLE: Final = "table"
_LEAST: Final = 2  # columns of a table
_WIDEST: Final = 40
_MARGIN: Final = 3
_WIDEST_PATH: Final = 40


def form_of(wanted: str | None) -> str:
    """Return how to print: as it is wanted, or as suits what stdout is.

    Raises:
        WrongUsageError: There is no such form.
    """
    if wanted not in (None, JSON, TABLE):
        raise WrongUsageError(say("--output is json or table, not {given!r}.", given=wanted))
    return wanted or (TABLE if sys.stdout.isatty() else JSON)


def as_json(value: Any) -> str:
    """Return a value as JSON that people can read."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def text(value: str) -> None:
    """Print a text as it is."""
    sys.stdout.write(value + "\n")


def line(value: Any) -> None:
    """Print a value as one line of JSON, at once."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def show(value: Any, form: str) -> None:
    """Print an answer."""
    if form == JSON:
        text(as_json(value))
        return
    rows = _the_list_in(value)
    if rows is not None:
        table(rows)
        rest = {name: member for name, member in value.items() if member is not rows}
        if rest:
            pairs(rest)
    else:
        pairs(value)


def show_items(items: Iterable[Mapping[str, Any]], form: str) -> None:
    """Print the items of a list as they come: a line of JSON each, or one table of all."""
    if form == TABLE:
        table(list(items))
        return
    for item in items:
        line(item)
        if not is_taken():
            return  # the pages that follow would be read for nobody


def table(rows: Sequence[Any], *, all_by: str = "--output json") -> None:
    """Print objects below each other: their scalar members, a column each.

    Args:
        rows: The objects.
        all_by: The option of the command that prints all columns.
    """
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    flat = [dict(_flat(row)) if isinstance(row, Mapping) else {"": str(row)} for row in rows]
    known = list(dict.fromkeys(name for row in flat for name in row))
    console = Console(highlight=False)
    columns = _fitting([name for name in known if len(name.split(".")) <= 2], flat, console.width)
    drawn = Table(box=SIMPLE)
    for name in columns:
        drawn.add_column(name, overflow="fold")
    for row in flat:
        drawn.add_row(*(Text(_clean(row.get(name, ""))) for name in columns))  # Text is no markup
    console.print(drawn)
    if left := len(known) - len(columns):
        complain(say("{count} more columns: {option} prints all.", count=left, option=all_by))


def _fitting(names: list[str], rows: Sequence[Mapping[str, str]], width: int) -> list[str]:
    """Return the first columns that stand side by side on a terminal without being cut to pieces, at least two."""
    from rich.cells import cell_len

    taken: list[str] = []
    used = 0
    for name in names:
        widest = max(cell_len(text) for text in [name, *(row.get(name, "") for row in rows)])
        needed = min(widest, _WIDEST) + _MARGIN
        if len(taken) < _LEAST or used + needed <= width:  # a narrower one may fit yet
            taken.append(name)
            used += needed
    return taken


def pairs(value: Any) -> None:
    """Print an object, a line for each member that is a scalar, under its path."""
    rows = [(_clean(path), _clean(scalar)) for path, scalar in _flat(value)]
    width = min(max((len(path) for path, _ in rows), default=0), _WIDEST_PATH)
    for path, scalar in rows:
        text(f"{path:<{width}}  {scalar}".rstrip())


def request_id(value: str) -> None:
    """Tell the Request-ID of an answer, which WeChat Pay's support asks for."""
    complain(f"Request-ID: {value or say('missing')}")


def _the_list_in(value: Any) -> list[Any] | None:
    """Return the one list of objects among the members of an answer."""
    members = value.values() if isinstance(value, Mapping) else ()
    lists = [each for each in members if isinstance(each, list) and each and isinstance(each[0], Mapping)]
    return lists[0] if len(lists) == 1 else None


def _flat(value: Any, path: str = "") -> Iterable[tuple[str, str]]:
    if isinstance(value, Mapping) and value:
        for name, member in value.items():
            yield from _flat(member, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list) and any(isinstance(each, Mapping | list) for each in value):
        for index, member in enumerate(value):
            yield from _flat(member, f"{path}[{index}]")
    elif isinstance(value, list):
        yield path, ", ".join(map(str, value))
    else:
        yield path, value if isinstance(value, str) else json.dumps(value)


def _clean(value: str) -> str:
    """Return text without what moves the cursor."""
    return "".join(character if character.isprintable() else "�" for character in value)
