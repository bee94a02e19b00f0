"""Tables and sheets: what the pages of coupons, stocks, codes and the like have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from wechatpay_sandbox._console.actions import Action
from wechatpay_sandbox._console.desk import Cell, Page, Pager
from wechatpay_sandbox._console.door import PATH
from wechatpay_sandbox._console.machines import Machine

_PLAIN: Final[Mapping[str, Any]] = {"name": "", "find": None, "more": (), "actions": ()}


@dataclass(frozen=True)
class Table:
    """A table: the names of its columns, a list of cells for each row, and what it says of itself."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    title: str = ""
    note: str = ""


def link(place: str, *steps: str) -> str:
    """Make the address of a page: ids are whatever clients made them."""
    return "/".join([f"{PATH}/{place}", *(quote(step, safe="") for step in steps)])


def listing(title: str, table: Table, pager: Pager | None = None, **values: Any) -> Page:
    """Make a page of one table."""
    return Page("listing.html", {**_PLAIN, "title": title, "table": table, "pager": pager, **values})


def sheet(
    title: str,
    name: str,
    facts: Mapping[str, Cell],
    *,
    machine: Machine | None = None,
    state: str = "",
    tables: Sequence[Table] = (),
    documents: Mapping[str, str] | None = None,
    actions: Sequence[Action] = (),
    pictures: Sequence[str] = (),
    **values: Any,
) -> Page:
    """Make a page of one thing.

    Args:
        title: What kind of thing it is.
        name: Which one.
        facts: What is known of it, by name.
        machine: Its states.
        state: The one it is in.
        tables: What belongs to it.
        documents: Texts about it, by name.
        actions: What can be done with it.
        pictures: Addresses of its pictures.
        values: What its template needs beside that.
    """
    return Page(
        "sheet.html",
        {
            "title": title,
            "name": name,
            "facts": facts,
            "machine": machine,
            "state": state,
            "tables": tables,
            "documents": documents or {},
            "actions": actions,
            "pictures": pictures,
            "hidden": None,
            **values,
        },
    )
