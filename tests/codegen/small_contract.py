"""The contract with few of its operations: what is edited a hundred times is quick to read.

A sandbox cannot run on it: its players are written for all operations.
"""

from __future__ import annotations

import copy
import functools
import json
import re
from collections.abc import Iterator
from typing import Any, Final, TypeAlias

import yaml

from codegen.rule_groups import with_rules_in_place
from tests.codegen.contract_document import CONTRACT

_Place: TypeAlias = tuple[str, ...]

_IMAGES: Final = ("submitImageGenerationTask", "getImageGenerationTask", "uploadImage")
TINY: Final = (*_IMAGES, "deactivateProductCoupon")
_SMALL: Final = (
    *_IMAGES,
    "setNotifyConfig",
    "createProductCoupon",
    "listStocks",
    "listAssociatedStores",
    "uploadCouponCodes",
)
_SECTIONS: Final = ("parameters", "requestBodies", "responses", "schemas", "examples")


@functools.cache
def small_contract(operations: tuple[str, ...] = _SMALL) -> str:
    """Return the text of the contract without most operations, and without what only those refer to.

    What is left stands as it stood, line by line and in its order, and no rule of the house is broken by it.

    Args:
        operations: Those that stay, with all others of their paths.
    """
    text = CONTRACT.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    blocks = dict(_blocks(yaml.compose(text, Loader=yaml.CSafeLoader)))
    parts = {place: "".join(lines[first:last]) for place, (first, last) in blocks.items()}
    kept = _reached(parts, operations)
    gone = {number for place in parts if place not in kept for number in range(*blocks[place])}
    left = "".join(line for number, line in enumerate(lines) if number not in gone)
    return re.sub(rf"^  (?:{'|'.join(_SECTIONS)}):\n(?=  \S)", "", left, flags=re.MULTILINE)


def small_copy() -> dict[str, Any]:
    """Return the small contract as plain data, to change."""
    return copy.deepcopy(_small_document())


def without_unused(document: dict[str, Any]) -> dict[str, Any]:
    """Return a document without the components, schemas apart, and the tags that nothing has since it was changed."""
    text = json.dumps(document)
    document["tags"] = [tag for tag in document["tags"] if f'"tags": ["{tag["name"]}"]' in text]
    for section in (section for section in _SECTIONS if section != "schemas"):
        named = document["components"].get(section, {})
        for name in [name for name in named if f'"#/components/{section}/{name}"' not in text]:
            del named[name]
    return document


@functools.cache
def _small_document() -> dict[str, Any]:
    return with_rules_in_place(yaml.load(small_contract(), Loader=yaml.CSafeLoader))[0]


def _blocks(root: yaml.Node) -> Iterator[tuple[_Place, tuple[int, int]]]:
    """Yield the first and the last line of each tag, path and component."""
    for key, value in root.value:
        if key.value == "tags":
            yield from ((("tags", name), found) for name, found in _members(value))
        elif key.value == "paths":
            yield from ((("paths", name), found) for name, found in _members(value))
        elif key.value == "components":
            for section, members in value.value:
                if section.value in _SECTIONS:
                    yield from ((("components", section.value, name), found) for name, found in _members(members))


def _members(node: yaml.Node) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the name and the lines of each member of a mapping, or of each entry of a list, whose name stands first."""
    is_list = isinstance(node, yaml.SequenceNode)
    members = [(item.value[0][1].value, item, item) for item in node.value] if is_list else _named(node)
    starts = [first.start_mark.line for _, first, _ in members]
    for (name, first, value), following in zip(members, [*starts[1:], None], strict=True):
        yield name, (first.start_mark.line, value.end_mark.line if following is None else following)


def _named(node: yaml.Node) -> list[tuple[str, yaml.Node, yaml.Node]]:
    return [(key.value, key, value) for key, value in node.value]


def _reached(parts: dict[_Place, str], operations: tuple[str, ...]) -> set[_Place]:
    """Return the places of the operations that are kept, and of all that they and the events lead to."""
    text = CONTRACT.read_text(encoding="utf-8")
    events = text[text.index("\nwebhooks:\n") : text.index("\ncomponents:\n")]
    new = {place for place, part in parts.items() if place[0] == "paths" and _has(part, operations)} | _referred(events)
    reached: set[_Place] = set()
    while new := new - reached:
        reached |= new
        new = {place for part in new for place in _referred(parts[part])}
    return reached


def _has(part: str, operations: tuple[str, ...]) -> bool:
    return any(f"      operationId: {name}\n" in part for name in operations)


def _referred(text: str) -> set[_Place]:
    components = {("components", section, name) for section, name in re.findall(r"#/components/(\w+)/(\w+)", text)}
    return components | {("tags", name) for name in re.findall(r"^      tags: \[(\w+)\]$", text, re.MULTILINE)}
