"""Rules for the conditional rules of the contract: they can be read aloud, and name fields that exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from codegen.lint.finding import Finding, Rule
from codegen.lint.places import Places, at


def _conditions_can_be_read_aloud(spec: Places) -> Iterator[Finding]:
    for pointer, schema in spec.schemas:
        if {"properties"} < {"properties", "oneOf", "anyOf", "not", "if"} & set(schema):
            yield Finding(pointer, "a condition beside `properties` makes generators drop fields; put it in `allOf`")
        for index, entry in enumerate(schema.get("allOf", [])):
            yield from _unreadable_entry(at(pointer, "allOf", index), entry)


def _unreadable_entry(pointer: str, entry: Mapping[str, Any]) -> Iterator[Finding]:
    keys = set(entry)
    if not entry.get("description"):
        yield Finding(pointer, "people are told a rule in words; add its sentence as description")
    rule = keys - {"description", "x-source"}
    if rule != {"dependentRequired"} and rule - {"else"} != {"if", "then"}:
        yield Finding(pointer, "a rule is if and then, perhaps else, or dependentRequired alone; write it so")
    if "if" in entry and not _is_condition(entry["if"]):
        yield Finding(
            at(pointer, "if"),
            "tools cannot read this condition aloud; use required, and properties with const, enum or contains const",
        )
    for key in sorted(keys & {"then", "else"}):
        if not _is_outcome(entry[key]):
            yield Finding(
                at(pointer, key),
                "tools cannot read this demand aloud; use required, anyOf, oneOf, properties with false, const or enum",
            )


def _is_condition(node: Any) -> bool:
    return _is_made_of(node, {"required", "properties"}) and all(
        _is_made_of(test, {"const"})
        or _is_made_of(test, {"enum"})
        or (_is_made_of(test, {"contains"}) and _is_made_of(test["contains"], {"const"}))
        or _is_condition(test)
        for test in node.get("properties", {}).values()
    )


def _is_outcome(node: Any) -> bool:
    return _is_made_of(node, {"required", "properties", "anyOf", "oneOf"}) and all(
        part is False or _is_made_of(part, {"const"}) or _is_made_of(part, {"enum"}) or _is_outcome(part)
        for part in [*node.get("properties", {}).values(), *node.get("anyOf", []), *node.get("oneOf", [])]
    )


def _is_made_of(node: Any, keys: set[str]) -> bool:
    return isinstance(node, Mapping) and bool(node) and set(node) <= keys


def _rules_name_fields_that_exist(spec: Places) -> Iterator[Finding]:
    for pointer, schema in spec.schemas:
        yield from unknown_fields(spec, pointer, {"required": schema.get("required", [])}, schema)
        for index, entry in enumerate(schema.get("allOf", [])):
            yield from unknown_fields(spec, at(pointer, "allOf", index), entry, schema)
        for index, entry in enumerate(schema.get("x-soft-rules", [])):
            yield from unknown_fields(spec, at(pointer, "x-soft-rules", index, "schema"), entry["schema"], schema)


def _rules_name_values_that_exist(spec: Places) -> Iterator[Finding]:
    for pointer, schema in spec.schemas:
        for index, entry in enumerate(schema.get("allOf", [])):
            for key in ("if", "then", "else"):
                yield from _impossible_values(spec, at(pointer, "allOf", index, key), entry.get(key), pointer)


def _impossible_values(spec: Places, pointer: str, node: Any, schema: str) -> Iterator[Finding]:
    """Walk a condition or a demand, and find the values that the member they are asked of can never have."""
    if not isinstance(node, Mapping):
        return
    home, meant = spec.meant(schema, spec.at(schema))
    for key in {"const", "enum"} & node.keys():
        for value in node["enum"] if key == "enum" else [node["const"]]:
            if not spec.validator(schema).is_valid(value):
                yield Finding(at(pointer, key), f"{value} is no value that can stand there; correct it")
    for name, part in node.get("properties", {}).items():
        if name in meant.get("properties", {}):  # else another rule tells it
            yield from _impossible_values(spec, at(pointer, "properties", name), part, at(home, "properties", name))
    if "contains" in node:
        where = at(pointer, "contains")
        if "items" in meant:
            yield from _impossible_values(spec, where, node["contains"], at(home, "items"))
        else:
            yield Finding(where, "it is asked of what is no list; write const or enum")
    for key in ("anyOf", "oneOf"):
        for index, part in enumerate(node.get(key, [])):
            yield from _impossible_values(spec, at(pointer, key, index), part, home)


def unknown_fields(spec: Places, pointer: str, node: Any, schema: Any) -> Iterator[Finding]:
    """Walk a schema that speaks of another one's fields, and find those that the other one lacks."""
    if not isinstance(node, Mapping):
        return
    schema = spec.plain(schema)
    known = schema.get("properties", {})
    dependent = node.get("dependentRequired", {})
    for name in [*node.get("required", []), *dependent, *(name for names in dependent.values() for name in names)]:
        if name not in known:
            yield _no_field(pointer, name)
    for name, part in node.get("properties", {}).items():
        where = at(pointer, "properties", name)
        yield from unknown_fields(spec, where, part, known[name]) if name in known else [_no_field(where, name)]
    if "items" in node:
        yield from unknown_fields(spec, at(pointer, "items"), node["items"], schema.get("items", {}))
    for key in ("if", "then", "else", "not"):
        yield from unknown_fields(spec, at(pointer, key), node.get(key), schema)
    for key in ("allOf", "anyOf", "oneOf"):
        for index, part in enumerate(node.get(key, [])):
            yield from unknown_fields(spec, at(pointer, key, index), part, schema)


def _no_field(pointer: str, name: str) -> Finding:
    return Finding(pointer, f"there is no field {name}; correct the name")


RULES: Final[Sequence[Rule]] = (
    _conditions_can_be_read_aloud,
    _rules_name_fields_that_exist,
    _rules_name_values_that_exist,
)
