"""The states of things, drawn: where they stand, and what leads from one to the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from wechatpay_sandbox._console.words import text
from wechatpay_sandbox.models import ProductCouponState, StockState, TaskState, UserProductCouponState

_BOX: Final = (118, 32)
_STEP: Final = (190, 86)
_EDGE: Final = 14
_ASIDE: Final = 9  # how far a way lies beside the one in the other direction


@dataclass(frozen=True)
class Way:
    """What leads from a state to another one; `at` is the share of the way at which its words stand."""

    begins: str
    ends: str
    by: str = ""
    at: float = 0.5


@dataclass(frozen=True)
class Machine:
    """States by name, each with its place (column and row), and the ways between them."""

    states: dict[str, tuple[float, float]]
    ways: tuple[Way, ...]
    kind: type[Enum]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        columns, rows = zip(*self.states.values(), strict=True)
        return (
            round(max(columns) * _STEP[0]) + _BOX[0] + 2 * _EDGE,
            round(max(rows) * _STEP[1]) + _BOX[1] + 2 * _EDGE,
        )

    def boxes(self) -> Iterator[tuple[str, int, int, bool]]:
        """Yield each state, the middle of its box, and whether no way leads on from it."""
        for name in self.states:
            x, y = self._middle(name)
            yield name, round(x), round(y), all(way.begins != name for way in self.ways)

    def lines(self) -> Iterator[tuple[str, str, int, int]]:
        """Yield the path of each way, what it is by, and where that stands."""
        pairs = {(way.begins, way.ends) for way in self.ways}
        for way in self.ways:
            (x1, y1), (x2, y2) = self._middle(way.begins), self._middle(way.ends)
            if (way.ends, way.begins) in pairs:
                length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
                aside = (-(y2 - y1) / length * _ASIDE, (x2 - x1) / length * _ASIDE)
                x1, y1, x2, y2 = x1 + aside[0], y1 + aside[1], x2 + aside[0], y2 + aside[1]
            (a, b), (c, d) = _to_the_rim(x1, y1, x2, y2), _to_the_rim(x2, y2, x1, y1)
            above = -5 if abs(d - b) < 1 else 4
            below = 14 if abs(d - b) < 1 and (way.ends, way.begins) in pairs and c > a else above
            x, y = a + (c - a) * way.at, b + (d - b) * way.at + below
            yield f"M{a:.0f} {b:.0f}L{c:.0f} {d:.0f}", way.by, round(x), round(y)

    def _middle(self, name: str) -> tuple[float, float]:
        column, row = self.states[name]
        return _EDGE + column * _STEP[0] + _BOX[0] / 2, _EDGE + row * _STEP[1] + _BOX[1] / 2


def _to_the_rim(x: float, y: float, towards_x: float, towards_y: float) -> tuple[float, float]:
    """Go from the middle of a box to its rim."""
    dx, dy = towards_x - x, towards_y - y
    share = min(_BOX[0] / 2 / abs(dx) if dx else 9e9, _BOX[1] / 2 / abs(dy) if dy else 9e9)
    return x + dx * share, y + dy * share


_REVIEW: Final = text("review")
_VOID: Final = text("made void")
_ENDS: Final = text("its time ends")
COUPON: Final = Machine(
    {"AUDITING": (0, 0), "EFFECTIVE": (1, 0), "DEACTIVATED": (2, 0)},
    (Way("AUDITING", "EFFECTIVE", _REVIEW), Way("EFFECTIVE", "DEACTIVATED", _VOID)),
    ProductCouponState,
)
STOCK: Final = Machine(
    {"AUDITING": (0, 0), "SENDING": (1, 0), "DEACTIVATED": (2, 0), "PAUSED": (1, 1), "STOPPED": (2, 1)},
    (
        Way("AUDITING", "SENDING", _REVIEW),
        Way("SENDING", "PAUSED", text("paused")),
        Way("PAUSED", "SENDING", text("resumed")),
        Way("SENDING", "DEACTIVATED", _VOID),
        Way("SENDING", "STOPPED", _ENDS),
        Way("PAUSED", "STOPPED"),
        Way("PAUSED", "DEACTIVATED"),
    ),
    StockState,
)
USER_COUPON: Final = Machine(
    {
        "CONFIRMING": (0, 1),
        "PENDING": (1, 0),
        "EFFECTIVE": (2, 1),
        "USED": (3, 1),
        "DELETED": (3, 0),
        "EXPIRED": (1, 2),
        "DEACTIVATED": (2, 2),
    },
    (
        Way("CONFIRMING", "PENDING", text("confirmed early")),
        Way("CONFIRMING", "EFFECTIVE", text("confirmed"), 0.25),
        Way("PENDING", "EFFECTIVE", text("its time begins")),
        Way("EFFECTIVE", "USED", text("used")),
        Way("USED", "EFFECTIVE", text("returned")),
        Way("EFFECTIVE", "DELETED", text("deleted by the user")),
        Way("CONFIRMING", "EXPIRED", _ENDS),
        Way("PENDING", "EXPIRED"),
        Way("EFFECTIVE", "EXPIRED", _ENDS),
        Way("CONFIRMING", "DEACTIVATED"),
        Way("PENDING", "DEACTIVATED"),
        Way("EFFECTIVE", "DEACTIVATED", _VOID),
    ),
    UserProductCouponState,
)
TASK: Final = Machine(
    {"PROCESSING": (0, 0), "SUCCESS": (1, 0), "FAIL": (1, 1)},
    (Way("PROCESSING", "SUCCESS", text("drawn")), Way("PROCESSING", "FAIL", text("failed"))),
    TaskState,
)
