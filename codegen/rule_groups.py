"""Rules that a schema takes from groups of their own, so that a schema with many of them stays readable.

A group is a schema of rules alone, and an entry of another schema's `allOf` refers to it. All that any JSON Schema
validator makes of that is that the rules hold there; here they become rules of that schema.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from codegen.lint.places import at

_SCHEMAS: Final = "/components/schemas"
_RULES: Final = ("allOf", "x-soft-rules", "x-cross-rules")


def with_rules_in_place(document: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Return a document whose schemas have the rules of their groups, and where each rule that moved was written.

    What refers to anything but a group stays, for the rules of `codegen.lint` to refuse.

    Args:
        document: A contract as it was read, not checked.

    Returns:
        The document without the groups, and the JSON pointer of each rule's place in the file by the one it has now.
    """
    components = document.get("components")
    if not isinstance(components, Mapping) or not isinstance(components.get("schemas"), Mapping):
        return dict(document), {}
    named = components["schemas"]
    used: set[str] = set()
    written: dict[str, str] = {}
    schemas = {name: _whole(at(_SCHEMAS, name), schema, named, used, written) for name, schema in named.items()}
    kept = {name: schema for name, schema in schemas.items() if name not in used}
    return {**document, "components": {**components, "schemas": kept}}, written


def _whole(pointer: str, schema: Any, named: Mapping[str, Any], used: set[str], written: dict[str, str]) -> Any:
    """Return a schema with the rules of its groups, which follow its own."""
    if not isinstance(schema, Mapping) or not all(isinstance(schema.get(key, []), list) for key in _RULES):
        return schema
    names = list(dict.fromkeys(_groups_of(schema, named)))
    if not names:
        return schema
    used.update(names)
    whole = dict(schema)
    for key in _RULES:
        rules: list[Any] = []
        for home, holder in ((pointer, schema), *((at(_SCHEMAS, name), named[name]) for name in names)):
            for index, rule in enumerate(holder.get(key, [])):
                if _group_meant(rule, named) not in names:
                    written[at(pointer, key, len(rules))] = at(home, key, index)
                    rules.append(rule)
        whole.pop(key, None)
        if rules:
            whole[key] = rules
    return whole


def _groups_of(schema: Mapping[str, Any], named: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names of the groups of a schema, and of those that they refer to, but none that contains itself."""
    for entry in schema.get("allOf", []):
        name = _group_meant(entry, named)
        if name is not None and not _contains_itself(name, named):
            yield name
            yield from _groups_of(named[name], named)


def _contains_itself(name: str, named: Mapping[str, Any]) -> bool:
    """Whether a group refers to itself, perhaps by others."""
    reached, waiting = set[str](), [name]
    while waiting:
        for entry in named[waiting.pop()]["allOf"]:
            other = _group_meant(entry, named)
            if other == name:
                return True
            if other is not None and other not in reached:
                reached.add(other)
                waiting.append(other)
    return False


def _group_meant(entry: Any, named: Mapping[str, Any]) -> str | None:
    """Return the name of the group that an entry of `allOf` refers to."""
    if not isinstance(entry, Mapping) or entry.keys() != {"$ref"}:
        return None
    name = str(entry["$ref"]).removeprefix(f"#{_SCHEMAS}/")
    group = named.get(name)
    if not isinstance(group, Mapping) or "allOf" not in group or not group.keys() <= {"description", *_RULES}:
        return None
    return name if all(isinstance(group.get(key, []), list) for key in _RULES) else None
