"""Rules for schemas and their fields: described, named, used, and wide enough for what comes."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from codegen.lint.finding import Finding, Rule
from codegen.lint.kinds import type_of
from codegen.lint.places import Places, at
from codegen.lint.structure import nearest
from codegen.lint.wording import CHINESE_NAME

_ALIKE: Final = 0.85


def _fields_are_described_with_their_chinese_name(spec: Places) -> Iterator[Finding]:
    for pointer, field in [*spec.parameters, *spec.properties]:
        # The term comes before anything else in brackets: tools show it as the field's official name.
        if not re.match(rf"[^().]+ {CHINESE_NAME}", field.get("description", "")):
            yield Finding(
                pointer, "the description must begin `English term (官方中文名)`, the official name in ASCII brackets"
            )


def _schemas_are_described(spec: Places) -> Iterator[Finding]:
    for name, schema in spec.named.items():
        pointer = at("/components/schemas", name)
        if not schema.get("description"):
            yield Finding(pointer, "the schema has no description; say what it is")
        values, meanings = schema.get("enum", []), schema.get("x-enum-descriptions", [])
        if len(values) != len(meanings):
            yield Finding(
                pointer,
                f"{len(values)} values in enum, {len(meanings)} texts in x-enum-descriptions; say what each value "
                "means, one text for each, in the order of enum",
            )


def _objects_and_enums_are_named(spec: Places) -> Iterator[Finding]:
    named = {at("/components/schemas", name) for name in spec.named}
    for pointer, schema in spec.schemas:
        if pointer not in named and (schema.get("type") == "object" or {"properties", "enum"} & set(schema)):
            yield Finding(
                pointer, "an object or enum without a name; move it to /components/schemas and refer to it by $ref"
            )


def _schemas_are_used(spec: Places) -> Iterator[Finding]:
    rest = {key: value for key, value in spec.components.items() if key != "schemas"}
    roots = [spec.document.get("paths", {}), spec.document.get("webhooks", {}), rest]
    reached: set[str] = set()
    waiting = [name for root in roots for name in _references(root)]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += _references(spec.named.get(name))
    for name in (name for name in spec.named if name not in reached):
        yield Finding(at("/components/schemas", name), "no operation uses this schema; remove it, or refer to it")


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, Mapping):
        for key, value in node.items():
            if key == "$ref" and isinstance(value, str):
                yield value.removeprefix("#/components/schemas/")
            else:
                yield from _references(value)
    elif isinstance(node, list):
        for item in node:
            yield from _references(item)


def _integers_have_64_bits(spec: Places) -> Iterator[Finding]:
    for pointer, schema in spec.schemas:
        if schema.get("type") in ("integer", ["integer", "null"]) and schema.get("format") != "int64":
            yield Finding(pointer, "all integers of the API are 64 bits wide; add `format: int64`")


def _patterns_are_put_into_words(spec: Places) -> Iterator[Finding]:
    for pointer, schema in spec.schemas:
        if "pattern" in schema and "x-pattern-words" not in schema:
            yield Finding(pointer, "nobody reads a pattern at night; add `x-pattern-words`, what it asks for in words")


def _schemas_leave_room(spec: Places) -> Iterator[Finding]:
    for pointer, schema in spec.schemas:
        if schema.get("additionalProperties") is False:
            yield Finding(pointer, "members newer than the contract must pass; remove `additionalProperties: false`")


def _only_optional_lists_are_empty_when_absent(spec: Places) -> Iterator[Finding]:
    places = {
        at(pointer, "properties", name): name in schema.get("required", [])
        for pointer, schema in spec.schemas
        for name in schema.get("properties", {})
    }
    for pointer, schema in spec.schemas:
        if "x-absent" not in schema:
            continue
        if pointer not in places or type_of(spec, schema) != "array":
            yield Finding(
                at(pointer, "x-absent"), "only a list that is a member of an object reads as empty; remove it"
            )
        elif places[pointer]:
            yield Finding(at(pointer, "x-absent"), "a required list is never absent; remove x-absent, or `required`")


def _what_is_gathered_is_there(spec: Places) -> Iterator[Finding]:
    members = {name for _, schema in spec.schemas for name in schema.get("properties", {})}
    for pointer, schema in spec.schemas:
        for key, kind in (("x-each-of", "object"), ("x-each", "array")):
            if key not in schema:
                continue
            where, name = at(pointer, key), schema[key]
            if type_of(spec, schema) != kind:
                yield Finding(where, f"it says how an {kind} is gathered; remove it here")
            elif name not in members:
                yield Finding(where, f"no object has a member {name}; {nearest(name, members)}")


def _what_is_masked_is_there(spec: Places) -> Iterator[Finding]:
    members = {name for _, schema in spec.schemas for name in schema.get("properties", {})}
    members |= {parameter["name"] for _, parameter in spec.parameters}
    for index, name in enumerate(spec.components.get("x-masked", [])):
        # What errors tell in their details is masked too, and no schema has it.
        if name not in members and (near := difflib.get_close_matches(name, members, n=1, cutoff=_ALIKE)):
            yield Finding(
                at("/components", "x-masked", index),
                f"no object has a member {name}, so nothing would be masked; do you mean `{near[0]}`?",
            )


RULES: Final[Sequence[Rule]] = (
    _fields_are_described_with_their_chinese_name,
    _schemas_are_described,
    _objects_and_enums_are_named,
    _schemas_are_used,
    _integers_have_64_bits,
    _patterns_are_put_into_words,
    _schemas_leave_room,
    _only_optional_lists_are_empty_when_absent,
    _what_is_gathered_is_there,
    _what_is_masked_is_there,
)
