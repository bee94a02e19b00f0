"""The floors of the sandbox: a module uses its own room and what is below, never what is above or beside."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import wechatpay_sandbox

HOUSE = Path(wechatpay_sandbox.__file__).parent
# From the ground up. Rooms on one floor do not know each other; `__init__` is the package itself, with what it shows.
FLOORS = (
    {"models"},
    {"_protocol"},
    {"_world"},
    {"_operations", "_posting"},
    {"_exchange_log", "_keeping", "_notifications", "_credentials"},
    {"_controls"},
    {"_http"},
    {"_console"},
    {"_sandbox"},
    {"_arguments", "_commands", "_json_log", "__init__"},
    {"__main__"},
)
LEVEL = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}


def used(source: str, package: tuple[str, ...]) -> Iterator[str]:
    """Yield the room that each import of the sandbox leads to, wherever in a module it stands."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found = [tuple(alias.name.split(".")) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) + 1 - node.level] if node.level else ()
            module = tuple(filter(None, (node.module or "").split(".")))
            found = [(*base, *module, alias.name) for alias in node.names]
        else:
            continue
        for root, *steps in found:
            if root == HOUSE.name:
                yield steps[0] if steps and steps[0] in LEVEL else "__init__"


def breaches(module: str, source: str) -> set[str]:
    """Return the rooms that a module of the sandbox, named by its path, uses but may not."""
    place = Path(module).with_suffix("").parts
    own = place[0]
    rooms = set(used(source, (HOUSE.name, *place[:-1])))
    return {room for room in rooms if room != own and LEVEL[room] >= LEVEL[own]}


MODULES = sorted(str(path.relative_to(HOUSE)) for path in HOUSE.rglob("*.py"))


@pytest.mark.parametrize("module", MODULES)
def test_a_module_uses_what_is_below_it(module: str) -> None:
    assert breaches(module, (HOUSE / module).read_text("utf-8")) == set()


@pytest.mark.parametrize(
    ("module", "source", "room"),
    [
        ("_protocol/gate.py", "from wechatpay_sandbox._world.state import State", "_world"),
        ("_protocol/gate.py", "import wechatpay_sandbox._operations.images", "_operations"),
        ("_world/state.py", "def f():\n    from wechatpay_sandbox import _http", "_http"),
        ("_world/state.py", "from .._operations import playing", "_operations"),
        ("_operations/images.py", "from wechatpay_sandbox import Sandbox", "__init__"),
        ("_operations/images.py", "import wechatpay_sandbox", "__init__"),
        ("_http/dispatch.py", "from wechatpay_sandbox._sandbox import Sandbox", "_sandbox"),
        ("_notifications.py", "if TYPE_CHECKING:\n    from wechatpay_sandbox._http.dispatch import X", "_http"),
        ("models.py", "from wechatpay_sandbox._protocol.contract import JSON", "_protocol"),
    ],
)
def test_a_step_upwards_or_aside_is_seen(module: str, source: str, room: str) -> None:
    assert breaches(module, source) == {room}


def test_a_step_down_and_one_within_a_room_are_none() -> None:
    source = (
        "from wechatpay_sandbox import models\nfrom wechatpay_sandbox._operations.playing import Call\nfrom . import x"
    )
    assert breaches("_operations/images.py", source) == set()
