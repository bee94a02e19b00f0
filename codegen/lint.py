"""The project's own rules for the contract, beyond what OpenAPI asks.

Each rule is a function of the contract that yields findings; `lint` runs them all. A finding says where, what is wrong
and what to do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jsonschema import Draft202012Validator, SchemaError

from .extensions import EXTENSIONS
from .places import Places, at

CHINESE = "[\u4e00-\u9fff]"
MODEL_NAMES = {"additional_properties", "from_dict", "to_dict", "to_multipart"}
ARGUMENT_NAMES = {"body", "client", "options", "self"}
PROSE_ONLY = {"Error"}  # schemas that no operation refers to: the shape of an error body is part of the protocol


@dataclass(frozen=True)
class Finding:
    """A breach of a rule.

    Args:
        pointer: JSON pointer to the place in the document.
        message: What is wrong there, and what to do.
    """

    pointer: str
    message: str


def lint(document: Mapping[str, Any]) -> list[Finding]:
    """Return every breach of the project's rules in a valid OpenAPI 3.1 document.

    While an extension is malformed only that is told, since the other rules read the extensions.
    """
    spec = Places(document)
    return list(_malformed_extensions(spec)) or [finding for rule in RULES for finding in rule(spec)]


def _malformed_extensions(spec: Places) -> Iterator[Finding]:
    kinds = {"operation": spec.operations, "event": spec.events, "schema": spec.schemas}
    places = {pointer: kind for kind, found in kinds.items() for pointer, _ in found}
    for pointer, node in spec.mappings:
        place = places.get(pointer, pointer.removeprefix("/"))
        allowed = {**EXTENSIONS.get(place, {}), **(EXTENSIONS["pattern"] if "pattern" in node else {})}
        for key in (key for key in node if key.startswith("x-")):
            yield from _malformed(at(pointer, key), node[key], key, allowed)


def _malformed(pointer: str, value: Any, key: str, allowed: Mapping[str, Any]) -> Iterator[Finding]:
    if key not in allowed:
        known = ", ".join(allowed) or "none"
        yield Finding(pointer, f"an unknown extension here; remove it, or use one that tools read here ({known})")
        return
    errors = list(Draft202012Validator(allowed[key]).iter_errors(value))
    for error in errors:
        yield Finding(at(pointer, *error.absolute_path), f"{key} is not well formed: {error.message}; correct it")
    for index, entry in enumerate(value if key == "x-soft-rules" and not errors else []):
        try:
            Draft202012Validator.check_schema(entry["schema"])
        except SchemaError as exc:
            yield Finding(at(pointer, index, "schema"), f"not a JSON Schema: {exc.message}; correct it")


Rule = Callable[[Places], Iterator[Finding]]
RULES: list[Rule] = []


def _rule(function: Rule) -> Rule:
    RULES.append(function)
    return function


@_rule
def _operations_are_named_and_told(spec: Places) -> Iterator[Finding]:
    tags = {tag["name"] for tag in spec.document.get("tags", [])}
    for pointer, operation in spec.operations:
        if not operation.get("operationId"):
            yield Finding(pointer, "the operation has no operationId; its method is named after it")
        if len(operation.get("tags", [])) != 1 or operation["tags"][0] not in tags:
            yield Finding(pointer, f"an operation has exactly one tag, of those in /tags ({', '.join(sorted(tags))})")
        if not re.search(rf"\([^()]*{CHINESE}[^()]*\)", operation.get("summary", "")):
            yield Finding(pointer, "the summary lacks the official Chinese name; write `English name (中文)`")
        if not operation.get("description"):
            yield Finding(pointer, "the operation has no description; say what it does and what a repeat does")
        if operation.get("requestBody") and not spec.resolve(operation["requestBody"]).get("required"):
            yield Finding(at(pointer, "requestBody"), "a request body is always sent; add `required: true`")


@_rule
def _operations_answer_200_with_json(spec: Places) -> Iterator[Finding]:
    for pointer, operation in spec.operations:
        answer = spec.resolve(operation.get("responses", {}).get("200", {}))
        if "schema" not in answer.get("content", {}).get("application/json", {}):
            yield Finding(at(pointer, "responses"), "there is no answer 200 of application/json with a schema; add it")


@_rule
def _operations_have_errors_and_an_idempotency_key(spec: Places) -> Iterator[Finding]:
    for pointer, operation in spec.operations:
        if not operation.get("x-errors"):
            yield Finding(pointer, "x-errors is missing or empty; list the operation's own error codes")
        key = operation.get("x-idempotency-key")
        if key is None:
            yield Finding(pointer, "x-idempotency-key is missing; name the field, or say {none: why, repeat: true}")
        elif isinstance(key, str) and key not in _fields_of_request(spec, operation):
            yield Finding(
                at(pointer, "x-idempotency-key"),
                f"{key} is neither a body field nor a path parameter; name one of them",
            )


def _fields_of_request(spec: Places, operation: Mapping[str, Any]) -> set[str]:
    names = {field["name"] for field in map(spec.resolve, operation.get("parameters", [])) if field["in"] == "path"}
    for media in spec.resolve(operation.get("requestBody", {})).get("content", {}).values():
        names.update(spec.resolve(media.get("schema", {})).get("properties", {}))
    return names


@_rule
def _events_are_told_and_have_data_with_a_key(spec: Places) -> Iterator[Finding]:
    for pointer, event in spec.events:
        if not pointer.endswith("/post"):
            yield Finding(pointer, "a notification is a POST; put it under `post`")
        if not re.search(rf"\([^()]*{CHINESE}[^()]*\)", event.get("summary", "")) or not event.get("description"):
            yield Finding(pointer, "an event has a summary, `English (中文)`, and a description; say when it comes")
        data = spec.resolve(event.get("x-event-data", {}))
        if not data:
            yield Finding(pointer, "x-event-data is missing; refer to the schema of the decrypted data")
        elif event.get("x-idempotency-key") not in data.get("properties", {}):
            yield Finding(pointer, "x-idempotency-key is missing or no member of the data; name what repeats share")
        for index, also in enumerate(event.get("x-also-sent-as", [])):
            yield from _misplaced(spec, at(pointer, "x-also-sent-as", index), also, data)


def _misplaced(spec: Places, pointer: str, also: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[Finding]:
    """Find what is wrong with an entry that tells an event under the event type of another one."""
    other = next((o for p, o in spec.events if p == at("/webhooks", also["event_type"], "post")), None)
    if other is None:
        yield Finding(at(pointer, "event_type"), f"there is no event {also['event_type']}; correct the name")
        return
    known = {**spec.resolve(other.get("x-event-data", {})).get("properties", {}), **data.get("properties", {})}
    yield from _unknown_fields(spec, at(pointer, "when"), also["when"], {"properties": known})


@_rule
def _fields_are_described_with_their_chinese_name(spec: Places) -> Iterator[Finding]:
    for pointer, field in [*spec.parameters, *spec.properties]:
        # The term comes before anything else in brackets: tools show it as the field's official name.
        if not re.match(rf"[^().]+ \([^()]*{CHINESE}[^()]*\)", field.get("description", "")):
            yield Finding(
                pointer, "the description must begin `English term (官方中文名)`, the official name in ASCII brackets"
            )


@_rule
def _schemas_are_described(spec: Places) -> Iterator[Finding]:
    for name, schema in spec.named.items():
        pointer = at("/components/schemas", name)
        if not schema.get("description"):
            yield Finding(pointer, "the schema has no description; say what it is")
        for value in schema.get("enum", []):
            if not schema.get("x-enum-descriptions", {}).get(value):
                yield Finding(pointer, f"the value {value} has no entry in x-enum-descriptions; say what it means")
        for value in (v for v in schema.get("x-enum-descriptions", {}) if v not in schema.get("enum", [])):
            yield Finding(pointer, f"x-enum-descriptions speaks of {value}, which is no value of the enum; remove it")


@_rule
def _objects_and_enums_are_named(spec: Places) -> Iterator[Finding]:
    named = {at("/components/schemas", name) for name in spec.named}
    for pointer, schema in spec.schemas:
        if pointer not in named and (schema.get("type") == "object" or {"properties", "enum"} & set(schema)):
            yield Finding(
                pointer, "an object or enum without a name; move it to /components/schemas and refer to it by $ref"
            )


@_rule
def _schemas_are_used(spec: Places) -> Iterator[Finding]:
    rest = {key: value for key, value in spec.components.items() if key != "schemas"}
    roots = [spec.document.get("paths", {}), spec.document.get("webhooks", {}), rest]
    reached: set[str] = set(PROSE_ONLY)
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


@_rule
def _integers_have_64_bits(spec: Places) -> Iterator[Finding]:
    for pointer, schema in spec.schemas:
        if schema.get("type") == "integer" and schema.get("format") != "int64":
            yield Finding(pointer, "all integers of the API are 64 bits wide; add `format: int64`")


@_rule
def _patterns_are_put_into_words(spec: Places) -> Iterator[Finding]:
    for pointer, schema in spec.schemas:
        if "pattern" in schema and "x-pattern-words" not in schema:
            yield Finding(pointer, "nobody reads a pattern at night; add `x-pattern-words`, what it asks for in words")


@_rule
def _names_leave_the_generated_ones_free(spec: Places) -> Iterator[Finding]:
    for pointer, schema in spec.schemas:
        for name in sorted(MODEL_NAMES.intersection(schema.get("properties", {}))):
            yield Finding(at(pointer, "properties", name), "generated models have a member of this name already")
    for pointer, operation in spec.operations:
        for parameter in map(spec.resolve, operation.get("parameters", [])):
            if parameter["name"] in ARGUMENT_NAMES:
                yield Finding(pointer, f"generated methods have an argument {parameter['name']!r} already")
            if parameter["in"] not in ("path", "query"):
                yield Finding(pointer, f"our templates have no code for {parameter['in']} parameters")


@_rule
def _schemas_leave_room(spec: Places) -> Iterator[Finding]:
    for pointer, schema in spec.schemas:
        if "default" in schema:
            yield Finding(
                pointer, "generators would send this default; remove `default`, and tell it in the description"
            )
        if schema.get("additionalProperties") is False:
            yield Finding(pointer, "members newer than the contract must pass; remove `additionalProperties: false`")


@_rule
def _examples_are_valid(spec: Places) -> Iterator[Finding]:
    for pointer, holder in [*spec.parameters, *spec.media_types]:
        if holder.get("example") is not None:
            yield Finding(at(pointer, "example"), "an example without a name; move it to `examples`")
        for name, example in holder.get("examples", {}).items():
            value = spec.resolve(example).get("value")
            yield from _mismatches(spec, at(pointer, "schema"), value, at(pointer, "examples", name))
    for pointer, schema in spec.schemas:
        for index, value in enumerate(schema.get("examples", [])):
            yield from _mismatches(spec, pointer, value, at(pointer, "examples", index))


def _mismatches(spec: Places, schema: str, value: Any, pointer: str) -> Iterator[Finding]:
    for error in spec.validator(schema).iter_errors(value):
        where = "/".join(str(step) for step in error.absolute_path) or "the value itself"
        yield Finding(pointer, f"the example breaks its schema at {where}: {error.message}; correct it, with a note")


@_rule
def _conditions_can_be_read_aloud(spec: Places) -> Iterator[Finding]:
    for pointer, schema in spec.schemas:
        if {"properties"} < {"properties", "oneOf", "anyOf", "not", "if"} & set(schema):
            yield Finding(pointer, "a condition beside `properties` makes generators drop fields; put it in `allOf`")
        for index, entry in enumerate(schema.get("allOf", [])):
            yield from _unreadable_entry(at(pointer, "allOf", index), entry)


def _unreadable_entry(pointer: str, entry: Mapping[str, Any]) -> Iterator[Finding]:
    keys = set(entry)
    if not re.fullmatch(r"[A-Z]\d+", entry.get("$comment", "")) or not entry.get("description"):
        yield Finding(pointer, "a rule has its number as $comment (such as R101) and its sentence as description")
    rule = keys - {"$comment", "description"}
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


@_rule
def _rules_name_fields_that_exist(spec: Places) -> Iterator[Finding]:
    for pointer, schema in spec.schemas:
        yield from _unknown_fields(spec, pointer, {"required": schema.get("required", [])}, schema)
        for index, entry in enumerate(schema.get("allOf", [])):
            yield from _unknown_fields(spec, at(pointer, "allOf", index), entry, schema)
        for index, entry in enumerate(schema.get("x-soft-rules", [])):
            yield from _unknown_fields(spec, at(pointer, "x-soft-rules", index), entry["schema"], schema)
        for index, entry in enumerate(schema.get("x-cross-rules", [])):
            names = [*entry.get("fields", []), *(entry[key] for key in ("digest", "of", "unless-zero") if key in entry)]
            for name in names:
                if not _has_path(spec, schema, name):
                    yield _no_field(at(pointer, "x-cross-rules", index), name)


def _unknown_fields(spec: Places, pointer: str, node: Any, schema: Any) -> Iterator[Finding]:
    """Walk a schema that speaks of another one's fields, and find those that the other one lacks."""
    if not isinstance(node, Mapping):
        return
    schema = spec.resolve(schema)
    known = {**schema.get("properties", {}), **{key: {} for key in schema.get("x-newer-fields", {})}}
    dependent = node.get("dependentRequired", {})
    for name in [*node.get("required", []), *dependent, *(name for names in dependent.values() for name in names)]:
        if name not in known:
            yield _no_field(pointer, name)
    for name, part in node.get("properties", {}).items():
        where = at(pointer, "properties", name)
        yield from _unknown_fields(spec, where, part, known[name]) if name in known else [_no_field(where, name)]
    if "items" in node:
        yield from _unknown_fields(spec, at(pointer, "items"), node["items"], schema.get("items", {}))
    for key in ("if", "then", "else", "not"):
        yield from _unknown_fields(spec, at(pointer, key), node.get(key), schema)
    for key in ("allOf", "anyOf", "oneOf"):
        for index, part in enumerate(node.get(key, [])):
            yield from _unknown_fields(spec, at(pointer, key, index), part, schema)


def _has_path(spec: Places, schema: Any, path: str) -> bool:
    for name in path.split("."):
        schema = spec.resolve(schema)
        schema = spec.resolve(schema.get("items", schema)).get("properties", {}).get(name)
        if schema is None:
            return False
    return True


def _no_field(pointer: str, name: str) -> Finding:
    return Finding(pointer, f"there is no field {name}; correct the name, or list a newer field in x-newer-fields")
