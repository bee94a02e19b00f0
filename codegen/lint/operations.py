"""Rules for operations: how they are named and told, what they send, answer and repeat."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from codegen.lint.finding import Finding, Rule
from codegen.lint.places import Places, at
from codegen.lint.wording import CHINESE_NAME

# What each operation answers when it fails, so that clients of every language read its body as `Error`.
_ERROR_ANSWERS: Final = {"4XX": "Refused", "5XX": "Failed"}


def _operations_are_named_and_told(spec: Places) -> Iterator[Finding]:
    tags = {tag["name"] for tag in spec.document.get("tags", [])}
    for pointer, operation in spec.operations:
        if not operation.get("operationId"):
            yield Finding(pointer, "the operation has no operationId; its module is named after it")
        if len(operation.get("tags", [])) != 1 or operation["tags"][0] not in tags:
            yield Finding(
                at(pointer, "tags"), f"an operation has exactly one tag, of those in /tags ({', '.join(sorted(tags))})"
            )
        if not re.search(CHINESE_NAME, operation.get("summary", "")):
            yield Finding(pointer, "the summary lacks the official Chinese name; write `English name (中文)`")
        if not operation.get("description"):
            yield Finding(pointer, "the operation has no description; say what it does and what a repeat does")


def _tags_have_operations(spec: Places) -> Iterator[Finding]:
    used = {tag for _, operation in spec.operations for tag in operation.get("tags", [])}
    for index, tag in enumerate(spec.document["tags"]):
        if tag["name"] not in used:
            yield Finding(at("/tags", index), f"no operation has the tag {tag['name']}; remove it, or give it to one")


def _request_numbers_are_always_sent(spec: Places) -> Iterator[Finding]:
    for pointer, operation in spec.operations:
        key = operation.get("x-idempotency-key")
        if isinstance(key, list) and key[-1] not in _required_fields(spec, operation):
            yield Finding(
                at(pointer, "x-idempotency-key"),
                f"without {key[-1]} a repeat would do things twice, and it may be left out; name a required member of "
                "the body last, or say {none: why, repeat: false}",
            )


def _required_fields(spec: Places, operation: Mapping[str, Any]) -> set[str]:
    media = spec.resolve(operation.get("requestBody", {})).get("content", {}).values()
    return {name for found in media for name in spec.resolve(found.get("schema", {})).get("required", [])}


def _operations_document_their_errors(spec: Places) -> Iterator[Finding]:
    for pointer, operation in spec.operations:
        for status, name in _ERROR_ANSWERS.items():
            if operation.get("responses", {}).get(status) != {"$ref": f"#/components/responses/{name}"}:
                yield Finding(
                    at(pointer, "responses"),
                    f"clients of other languages type the answer {status} by it; add {status}: "
                    f"{{$ref: '#/components/responses/{name}'}}",
                )


def _operations_have_errors_and_an_idempotency_key(spec: Places) -> Iterator[Finding]:
    for pointer, operation in spec.operations:
        if "x-errors" not in operation:
            yield Finding(pointer, "x-errors is missing; list the operation's own error codes, or [] where it has none")
        key = operation.get("x-idempotency-key")
        if key is None:
            yield Finding(pointer, "x-idempotency-key is missing; name the fields, or say {none: why, repeat: true}")
        elif isinstance(key, list):
            known = _fields_of_request(spec, pointer, operation)
            for name in (name for name in key if name not in known):
                yield Finding(
                    at(pointer, "x-idempotency-key"),
                    f"{name} is neither a body field nor a path parameter; name one of them",
                )


def _echoes_name_members_that_exist(spec: Places) -> Iterator[Finding]:
    for pointer, operation in spec.operations:
        for answered, asked in operation.get("x-echoes", {}).items():
            where = at(pointer, "x-echoes", answered)
            sent = _asked(spec, pointer, operation, *echo_path(asked))
            got = member_of(spec, spec.success(operation), echo_path(answered)[1])
            if not sent:
                yield Finding(where, f"{asked} is nothing that the request has")
            if not got:
                yield Finding(where, f"{answered} is nothing that the answer has")
            if len(kinds := {found["type"] for found in (sent, got) if "type" in found}) > 1:
                yield Finding(
                    where,
                    f"one of the two is of type {' and the other of type '.join(sorted(kinds))}, so no answer would be "
                    "believed; give both one type, or leave this echo out",
                )


def _asked(
    spec: Places, pointer: str, operation: Mapping[str, Any], place: str, steps: Sequence[str | int]
) -> Mapping[str, Any]:
    """Return the schema of what a request has at a place; an empty one where it has nothing."""
    if place == "body":
        return member_of(spec, spec.resolve(operation.get("requestBody", {})), steps)
    told = (p for p in spec.parameters_of(pointer, operation) if (p["in"], p["name"]) == (place, steps[0]))
    found: Mapping[str, Any] = spec.plain(next(told, {}).get("schema", {}))
    return found


def echo_path(expression: str) -> tuple[str, list[str | int]]:
    """Return where a runtime expression of `x-echoes` points: `body`, `path` or `query`, and the names below it.

    A number is the index of an item, as in any JSON Pointer; no member is called by one.
    """
    _, _, place = expression.partition(".")
    if place.startswith("body#"):
        steps = place.removeprefix("body#/").split("/")
        return "body", [int(step) if step.isdecimal() else step for step in steps]
    place, _, name = place.partition(".")
    return place, [name]


def expression_path(expression: str) -> tuple[str, ...]:
    """Return where a runtime expression points: `answer`, or `body`, `path` or `query` of the request; and names."""
    place, names = echo_path(expression)
    return ("answer" if expression.startswith("$response.") else place, *map(str, names))


def member_of(spec: Places, holder: Mapping[str, Any], steps: Sequence[str | int]) -> Mapping[str, Any]:
    """Return the schema of a member of a body or an answer; an empty one where it has none."""
    for media in holder.get("content", {}).values():
        schema: Mapping[str, Any] = spec.plain(media.get("schema", {}))
        for step in steps:
            below = schema.get("items", {}) if isinstance(step, int) else schema.get("properties", {}).get(step, {})
            schema = spec.plain(below)
        return schema
    return {}


def _fields_of_request(spec: Places, pointer: str, operation: Mapping[str, Any]) -> set[str]:
    names = {field["name"] for field in spec.parameters_of(pointer, operation) if field["in"] == "path"}
    for media in spec.resolve(operation.get("requestBody", {})).get("content", {}).values():
        names.update(spec.resolve(media.get("schema", {})).get("properties", {}))
    return names


RULES: Final[Sequence[Rule]] = (
    _operations_are_named_and_told,
    _tags_have_operations,
    _request_numbers_are_always_sent,
    _operations_document_their_errors,
    _operations_have_errors_and_an_idempotency_key,
    _echoes_name_members_that_exist,
)
