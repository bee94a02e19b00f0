"""Rules for what schemas say: types, keywords and combinations that client and sandbox have code for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from codegen.carried import APPLIES_TO, BESIDE_NULL, BESIDE_REFERENCE, FORMATS_OF
from codegen.lint.finding import Finding, Rule
from codegen.lint.places import Places, at
from codegen.lint.structure import found
from codegen.naming import enum_member
from codegen.normal import may_be_null, without_null

_LIMITS: Final = (
    ("minLength", "maxLength"),
    ("minimum", "maximum"),
    ("minimum", "exclusiveMaximum"),
    ("exclusiveMinimum", "maximum"),
    ("exclusiveMinimum", "exclusiveMaximum"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
)


def type_of(spec: Places, schema: Any) -> str:
    """Return the type of a schema's values, null apart."""
    return str(spec.plain(schema).get("type", ""))


def _schemas_have_one_type(spec: Places) -> Iterator[Finding]:
    for pointer, schema in spec.schemas:
        for key in {"anyOf", "oneOf"} & set(schema):
            if without_null(schema) is None:
                yield Finding(
                    at(pointer, key),
                    "the client has no code to choose between schemas; write one object with the members of all, and "
                    "rules in `allOf` for which of them belong together. A schema or null is what it takes",
                )
        kind = next((key for key in ("$ref", "anyOf", "oneOf", "type") if key in schema), None)
        says_more = {key for key in schema if not key.startswith("x-")} - {*BESIDE_REFERENCE}
        if kind is None and says_more:  # with words alone it is any value
            yield Finding(pointer, "the schema has no type; write `type: ...`, or refer to another schema by $ref")
        beside = {"$ref": BESIDE_REFERENCE, "anyOf": BESIDE_NULL, "oneOf": BESIDE_NULL}.get(kind or "")
        for key in (key for key in schema if beside and key not in beside and not key.startswith("x-")):
            yield Finding(at(pointer, key), f"`{key}` stands beside `{kind}`; put it into the schema referred to")


def _keywords_apply(spec: Places) -> Iterator[Finding]:
    for pointer, schema in spec.schemas:
        kind = (without_null(schema) or schema).get("type")
        for key in (key for key in schema if kind and kind not in APPLIES_TO.get(key, (kind,))):
            yield Finding(
                at(pointer, key),
                f"`{key}` says nothing of type {kind}, so nothing would be checked; it is for "
                f"{' and '.join(APPLIES_TO[key])}",
            )
        if "format" in schema and kind and schema["format"] not in FORMATS_OF.get(kind, ()):
            yield Finding(at(pointer, "format"), f"`{schema['format']}` is no format of type {kind}; remove it")
        for low, high in _LIMITS:
            room = schema[high] - schema[low] if low in schema and high in schema else 1
            if room < 0 or (room == 0 and "exclusive" in low + high):
                told = "above" if room < 0 else "equal to"
                yield Finding(at(pointer, low), f"{low} is {told} {high}, so nothing fits; correct one")
        if schema.get("multipleOf", 1) <= 0:
            yield Finding(at(pointer, "multipleOf"), "nothing is a multiple of it; write a number above 0")
        elif not isinstance(schema.get("multipleOf", 1), int):
            yield Finding(
                at(pointer, "multipleOf"), "a fraction has multiples that engines differ on; write a whole number"
            )


def _lists_have_plain_elements(spec: Places) -> Iterator[Finding]:
    for pointer, schema in spec.schemas:
        if type_of(spec, schema) != "array" or "$ref" in schema:
            continue
        if "items" not in schema:
            yield Finding(at(pointer, "type"), "a list says what its elements are; add `items`")
        elif type_of(spec, schema["items"]) == "array":
            yield Finding(at(pointer, "items"), "the client has no code for lists of lists; make the elements objects")
        elif may_be_null(spec.document, schema["items"]):
            yield Finding(at(pointer, "items"), "null is never sent, and no element is absent; remove null")


def _objects_have_members_that_are_told(spec: Places) -> Iterator[Finding]:
    for pointer, schema in spec.schemas:
        more = schema.get("additionalProperties")
        if isinstance(more, Mapping) and type_of(spec, more) in ("object", "array", ""):
            yield Finding(
                at(pointer, "additionalProperties"),
                "members without a name pass as they come, so the client has no model for them; list the members in "
                "`properties`, or let each be a text, a number or a truth value",
            )
        elif may_be_null(spec.document, more):
            yield Finding(at(pointer, "additionalProperties"), "null is never sent; leave such a member out")


def _deprecated_is_what_a_caller_gives(spec: Places) -> Iterator[Finding]:
    members = {pointer for pointer, _ in spec.properties}
    for pointer, schema in spec.schemas:
        if "deprecated" in schema and pointer not in members:
            yield Finding(
                at(pointer, "deprecated"),
                "a caller is warned of operations, parameters and members; write it beside one of these",
            )


def _members_are_required_once(spec: Places) -> Iterator[Finding]:
    for pointer, schema in spec.schemas:
        for name, times in Counter(schema.get("required", [])).items():
            if times > 1:
                yield Finding(at(pointer, "required"), f"{name} stands here {times} times; remove all but one")


def _files_stand_in_forms(spec: Places) -> Iterator[Finding]:
    forms = {
        at(spec.home(at(pointer, "schema"), media["schema"])[0], "properties", "")
        for pointer, media in spec.media_types
        if pointer.endswith("/multipart~1form-data")
    }
    for pointer, schema in spec.schemas:
        if schema.get("format") == "binary" and not any(
            pointer.startswith(form) and "/" not in pointer.removeprefix(form) for form in forms
        ):
            yield Finding(at(pointer, "format"), "a file is a member of a body of multipart/form-data alone")


def _enums_are_of_texts(spec: Places) -> Iterator[Finding]:
    for pointer, schema in spec.schemas:
        if "enum" not in schema:
            continue
        where, values = at(pointer, "enum"), [value for value in schema["enum"] if value is not None]
        for index, value in enumerate(schema["enum"]):
            if not isinstance(value, str) and not (value is None and without_null(schema)):
                yield Finding(
                    at(where, index),
                    f"{found(value)} in an enum; values are texts, in quotes where need be",
                )
        if not values:
            yield Finding(where, "an enum without a value; add one")
        for key in (key for key in ("minLength", "maxLength", "pattern", "format") if key in schema):
            yield Finding(at(pointer, key), f"`{key}` beside `enum`, which says each value by itself; remove it")
        for value, times in Counter(filter(lambda value: isinstance(value, str), values)).items():
            if times > 1:
                yield Finding(where, f"{value} stands here {times} times; remove all but one")


def _enum_members_have_names(spec: Places) -> Iterator[Finding]:
    for pointer, schema in spec.schemas:
        values = [value for value in schema.get("enum", []) if isinstance(value, str)]
        names = schema.get("x-enum-varnames")
        if names is not None and len(names) != len(schema.get("enum", [])):
            yield Finding(
                at(pointer, "x-enum-varnames"),
                f"{len(names)} names for {len(schema.get('enum', []))} values; give one for each, in the order of enum",
            )
        if names is None:
            made = {value: enum_member(value) for value in values}
            nameless = [value for value, name in made.items() if name is None]
            for name, times in Counter(filter(None, made.values())).items():
                nameless += [value for value in values if made[value] == name] if times > 1 else []
            if nameless:
                told = " and ".join(value or "the empty text" for value in nameless)
                yield Finding(
                    at(pointer, "enum"),
                    f"{told} give no names in Python, or the same; add `x-enum-varnames`, a list of "
                    "one name for each value, such as [TWO_DAYS, ...]",
                )


def _requests_have_no_null(spec: Places) -> Iterator[Finding]:
    sent = spec.schemas_of_requests
    for pointer, schema in spec.schemas:
        if not any(pointer == root or pointer.startswith(f"{root}/") for root in sent):
            continue
        for name in schema.get("required", []):
            if may_be_null(spec.document, schema.get("properties", {}).get(name, {})):
                yield Finding(
                    at(pointer, "properties", name),
                    "null is never sent, and a required member is never left out; remove null, or the name from "
                    "`required`",
                )


RULES: Final[Sequence[Rule]] = (
    _schemas_have_one_type,
    _keywords_apply,
    _lists_have_plain_elements,
    _objects_have_members_that_are_told,
    _deprecated_is_what_a_caller_gives,
    _members_are_required_once,
    _files_stand_in_forms,
    _enums_are_of_texts,
    _enum_members_have_names,
    _requests_have_no_null,
)
