"""From what was answered to what is asked for next: the members that two models have in common."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from wechatpay_runtime._checks.schema import Schemas


def in_common(template: Any, schema: Mapping[str, Any], schemas: Schemas) -> Any:
    """Return what of a JSON value a schema knows, at every depth; nothing of it is shared.

    Where the schema says that its members stand in each element of a list (`x-each-of`), that list is looked through.

    Args:
        template: A JSON value, such as an answer.
        schema: What is made of it.
        schemas: The contract's schemas.
    """
    return _gathered([template], schema, schemas)


def _gathered(values: list[Any], schema: Mapping[str, Any], schemas: Schemas) -> Any:
    """Return one value for several that stand in the same place of several elements; mostly it is one."""
    schema = schemas.resolve(schema)
    first = values[0]
    if isinstance(first, dict) and "properties" in schema:
        return _members(values, schema, schemas)
    if isinstance(first, list) and "items" in schema:
        return [_gathered([item], schema["items"], schemas) for item in first]
    return copy.deepcopy(first)


def _members(values: list[Any], schema: Mapping[str, Any], schemas: Schemas) -> dict[str, Any]:
    elements = values[0].get(schema.get("x-each-of"))
    objects = [value for value in (elements if isinstance(elements, list) else values) if isinstance(value, dict)]
    made = {}
    for name, member in schema["properties"].items():
        if found := [each[name] for each in objects if name in each]:
            made[name] = _gathered(found, member, schemas)
        elif found := [each[member["x-each"]] for each in objects if member.get("x-each") in each]:
            made[name] = [_gathered([item], member["items"], schemas) for item in found]
    return made
