"""Rules for what follows a call: the wait for the end of what it started (`x-waiter`), the pages of a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from codegen.lint.finding import Finding, Rule
from codegen.lint.kinds import type_of
from codegen.lint.operations import expression_path, member_of
from codegen.lint.places import Places, at
from codegen.naming import iterating_method, waiting_method


def _waiters_ask_what_can_be_asked(spec: Places) -> Iterator[Finding]:
    by_id = {operation.get("operationId"): (pointer, operation) for pointer, operation in spec.operations}
    for pointer, operation in spec.operations:
        if "x-waiter" not in operation:
            continue
        waiter, where = operation["x-waiter"], at(pointer, "x-waiter")
        if waiter["operationId"] not in by_id:
            yield Finding(at(where, "operationId"), f"there is no operation {waiter['operationId']}; correct the name")
            continue
        asked_at, asked = by_id[waiter["operationId"]]
        if not _is_repeatable(asked):
            yield Finding(at(where, "operationId"), "it is asked many times, but not safe to repeat; ask one that is")
        if "requestBody" in asked:
            yield Finding(at(where, "operationId"), "it takes a body, which a waiter does not send; ask one without")
        yield from _unfit_parameters(spec, where, waiter, spec.parameters_of(asked_at, asked))
        for name, source in waiter["parameters"].items():
            if not _has_source(spec, pointer, operation, source):
                yield Finding(at(where, "parameters", name), f"{source} is nothing that {pointer} sends or answers")
        yield from _unfit_states(spec, where, waiter, asked)


def _unfit_parameters(
    spec: Places, where: str, waiter: Mapping[str, Any], parameters: Sequence[Mapping[str, Any]]
) -> Iterator[Finding]:
    named = waiter["parameters"]
    for parameter in parameters:
        if parameter.get("required") and parameter["name"] not in named:
            yield Finding(
                at(where, "parameters"),
                f"{waiter['operationId']} needs {parameter['name']}; say where it comes from, such as "
                f"$request.body#/{parameter['name']}",
            )
    for name in named:
        if name not in {parameter["name"] for parameter in parameters}:
            yield Finding(at(where, "parameters", name), f"{waiter['operationId']} has no parameter {name}; remove it")


def _unfit_states(spec: Places, where: str, waiter: Mapping[str, Any], asked: Mapping[str, Any]) -> Iterator[Finding]:
    member = _member(spec, asked, waiter["state"])
    if "enum" not in member:
        yield Finding(at(where, "state"), f"the answer of {waiter['operationId']} has no enum there; name the state")
        return
    for key in ("done", "failed"):
        for index, value in enumerate(waiter[key]):
            if value not in member["enum"]:
                known = ", ".join(map(str, member["enum"]))
                yield Finding(at(where, key, index), f"{value} is no value of the state; it has {known}")
            elif key == "failed" and value in waiter["done"]:
                yield Finding(at(where, key, index), f"{value} cannot end it well and badly; keep one of the two")


def _pages_name_members_that_exist(spec: Places) -> Iterator[Finding]:
    for pointer, operation in spec.operations:
        if "x-pagination" not in operation:
            continue
        pages, where = operation["x-pagination"], at(pointer, "x-pagination")
        items = _member(spec, operation, pages["items"])
        if items.get("type") != "array":
            yield Finding(at(where, "items"), "the answer has no list there; name the list of a page")
        elif not type_of(spec, items.get("items", {})):
            yield Finding(
                at(where, "items"), "its elements have no type that a reader could be given; say what they are"
            )
        if not _is_plain_text(_member(spec, operation, pages["next"])):
            yield Finding(at(where, "next"), "the answer has no plain text there; name what tells the next page")
        _, token = expression_path(pages["token"])
        given = [p for p in spec.parameters_of(pointer, operation) if (p["in"], p["name"]) == ("query", token)]
        if not given:
            yield Finding(at(where, "token"), f"there is no query parameter {token}; correct the name")
        elif given[0].get("required"):
            yield Finding(at(where, "token"), f"{token} is required, but the first page has none; make it optional")
        elif not _is_plain_text(spec.plain(given[0]["schema"])):
            yield Finding(
                at(where, "token"), f"{token} takes no plain text, and the next page is named by one; correct it"
            )
        if not _is_repeatable(operation):
            yield Finding(where, "a list is read page by page, so it must be safe to repeat; say repeat: true")


def _their_methods_are_free(spec: Places) -> Iterator[Finding]:
    taken = {(tag, operation.get("x-method")) for _, operation in spec.operations for tag in operation.get("tags", [])}
    for pointer, operation in spec.operations:
        for key, name in (("x-waiter", waiting_method), ("x-pagination", iterating_method)):
            method = name(operation.get("x-method", ""))
            for tag in operation.get("tags", []) if key in operation else ():
                if (tag, method) in taken:
                    yield Finding(
                        at(pointer, key), f"`client.{tag}.{method}` is there already; rename the operation that has it"
                    )
                taken.add((tag, method))


def _member(spec: Places, operation: Mapping[str, Any], expression: str) -> Mapping[str, Any]:
    """Return the schema of a member of an operation's answer; an empty one where there is none."""
    return member_of(spec, spec.success(operation), expression_path(expression)[1:])


def _has_source(spec: Places, pointer: str, operation: Mapping[str, Any], source: str) -> bool:
    place, *steps = expression_path(source)
    if place == "answer":
        return bool(member_of(spec, spec.success(operation), steps))
    if place == "body":
        return bool(member_of(spec, spec.resolve(operation.get("requestBody", {})), steps))
    return (place, steps[0]) in {(p["in"], p["name"]) for p in spec.parameters_of(pointer, operation)}


def _is_plain_text(schema: Mapping[str, Any]) -> bool:
    return schema.get("type") == "string" and "enum" not in schema and schema.get("format") != "date-time"


def _is_repeatable(operation: Mapping[str, Any]) -> bool:
    key = operation.get("x-idempotency-key")
    return isinstance(key, list) or bool((key or {}).get("repeat"))


RULES: Final[Sequence[Rule]] = (
    _waiters_ask_what_can_be_asked,
    _pages_name_members_that_exist,
    _their_methods_are_free,
)
