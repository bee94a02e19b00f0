"""Rules for examples: each has a name and obeys its schema, conditional rules included."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from codegen.lint.finding import Finding, Rule
from codegen.lint.places import Places, at


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


def _examples_do_not_reuse_a_request_number(spec: Places) -> Iterator[Finding]:
    for pointer, operation in spec.operations:
        key = operation.get("x-idempotency-key")
        if not isinstance(key, list):
            continue
        number = key[-1]
        sent: dict[str, str] = {}
        for name, example in _request_examples(spec, operation):
            first = sent.setdefault(str(example.get(number, name)), name)
            if first != name:
                yield Finding(
                    pointer,
                    f"the examples {first} and {name} send other bodies under one {number}, which WeChat Pay refuses; "
                    "give each a number of its own",
                )


def _request_examples(spec: Places, operation: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for media in spec.resolve(operation.get("requestBody", {})).get("content", {}).values():
        for name, example in media.get("examples", {}).items():
            if isinstance(value := spec.resolve(example).get("value"), Mapping):
                yield name, value


RULES: Final[Sequence[Rule]] = (_examples_are_valid, _examples_do_not_reuse_a_request_number)
