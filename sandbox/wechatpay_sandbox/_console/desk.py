"""What the pages are made of: the sandbox, what they are asked, and what they show."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from wechatpay_sandbox._console.order import Order
from wechatpay_sandbox._console.words import Words
from wechatpay_sandbox._controls.control import Control
from wechatpay_sandbox._controls.holder import Holder
from wechatpay_sandbox._http.shown import Shower
from wechatpay_sandbox._protocol.contract import Contract
from wechatpay_sandbox._world.state import State

PAGE_SIZE: Final = 50
_TEXT_SHOWN: Final = 64 * 1024  # characters
_Item = TypeVar("_Item")


@dataclass(frozen=True)
class Asked:
    """What a page is asked: values of its path and its query, and the language it is to speak."""

    path: dict[str, str]
    query: dict[str, str]
    say: Words

    def whole(self, name: str, usual: int) -> int:
        """Read a whole number of the query; `usual` where it is none."""
        given = self.query.get(name, "")
        return int(given) if given.isascii() and given.isdecimal() and len(given) < 16 else usual

    @property
    def reveals(self) -> bool:
        """Whether openids, codes and keys are to be shown."""
        return self.query.get("reveal") == "true"


@dataclass(frozen=True)
class Page:
    """What is shown, by which template; `status` 204 says that there is nothing new."""

    template: str
    values: dict[str, Any] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True)
class Pager:
    """Where in a list a page is; `page` counts from 1."""

    page: int
    pages: int
    total: int


@dataclass(frozen=True)
class Cell:
    """One value of a table: where it leads, and how it looks (`state`, `code`, `image`, or nothing special)."""

    text: object
    href: str = ""
    look: str = ""


class Desk:
    """Everything that pages are made of. Whoever reads the world holds `holder._changed`.

    Args:
        holder: The sandbox.
        controls: What it can be made to do.
        contract: What its operations and members mean.
    """

    def __init__(self, holder: Holder, controls: Sequence[Control], contract: Contract) -> None:
        self.holder = holder
        self.controls = {control.name: control for control in controls}
        self.contract = contract
        self.shower = Shower(contract)
        self._orders: dict[str, Order[Any]] = {}

    @property
    def state(self) -> State:
        """What the sandbox remembers."""
        return self.holder._state

    def newest(self, name: str, collection: Any, asked: Asked) -> tuple[list[Any], Pager]:
        """Return one page of the keys of a dict, the newest first.

        Args:
            name: Names the list.
            collection: The dict.
            asked: Has the number of the page.
        """
        return paged(self._orders.setdefault(name, Order()).of(collection), asked, newest_first=True)


View = Callable[[Desk, Asked], Page]


def paged(items: Sequence[_Item], asked: Asked, *, newest_first: bool = False) -> tuple[list[_Item], Pager]:
    """Return one page of a sequence; its cost is that of the page, wherever it is."""
    pages = max(1, -(-len(items) // PAGE_SIZE))
    page = min(max(1, asked.whole("page", 1)), pages)
    first = (page - 1) * PAGE_SIZE
    if newest_first:
        last = len(items) - first
        found = list(items[max(0, last - PAGE_SIZE) : last])[::-1]
    else:
        found = list(items[first : first + PAGE_SIZE])
    return found, Pager(page, pages, len(items))


def pretty(data: Any) -> str:
    """Write JSON for people, its beginning at least."""
    return json.dumps(data, ensure_ascii=False, indent=2, default=str)[:_TEXT_SHOWN]
