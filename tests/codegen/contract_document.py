"""The real contract as plain data, and copies of it to change."""

from __future__ import annotations

import copy
import functools
from pathlib import Path
from typing import Any, Final

import yaml

from codegen.rule_groups import with_rules_in_place

CONTRACT: Final = Path(__file__).parents[2] / "openapi.yaml"


@functools.cache
def contract() -> dict[str, Any]:
    return with_rules_in_place(yaml.load(CONTRACT.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))[0]


def contract_copy() -> dict[str, Any]:
    return copy.deepcopy(contract())


def operation(document: dict[str, Any], operation_id: str) -> dict[str, Any]:
    items = (item for path in document["paths"].values() for item in path.values())
    return next(item for item in items if item["operationId"] == operation_id)


def schema(document: dict[str, Any], name: str) -> dict[str, Any]:
    return document["components"]["schemas"][name]


def examples(operation_id: str, part: str) -> dict[str, Any]:
    """Return the values of an operation's examples by name: those of its `request`, or of its `answer`."""
    found = operation(contract(), operation_id)
    holder = found["requestBody"] if part == "request" else found["responses"]["200"]
    (media,) = holder["content"].values()
    return {name: copy.deepcopy(_referred(example)["value"]) for name, example in media["examples"].items()}


def _referred(example: dict[str, Any]) -> dict[str, Any]:
    name = example.get("$ref", "").rpartition("/")[2]
    return contract()["components"]["examples"][name] if name else example
