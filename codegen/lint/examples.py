"""Rules for examples: each has a name and obeys its schema, conditional rules included."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from codegen.lint.finding import Finding, Rule
from codegen.lint.operations import echo_path
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
        bodies = _examples_in(spec, spec.resolve(operation.get("requestBody", {})))
        for name, example in ((name, body) for name, body in bodies if isinstance(body, Mapping)):
            first = sent.setdefault(str(example.get(number, name)), name)
            if first != name:
                yield Finding(
                    pointer,
                    f"the examples {first} and {name} send other bodies under one {number}, which WeChat Pay refuses; "
                    "give each a number of its own",
                )


def _examples_in(spec: Places, holder: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the examples of a body or an answer, by their names."""
    for media in holder.get("content", {}).values():
        for name, example in media.get("examples", {}).items():
            yield name, spec.resolve(example).get("value")


def _examples_answer_each_other(spec: Places) -> Iterator[Finding]:
    for pointer, operation in spec.operations:
        for answered, asked in operation.get("x-echoes", {}).items():
            sent = list(_sent_examples(spec, pointer, operation, *echo_path(asked)))
            for name, example in _examples_in(spec, spec.success(operation)):
                value = _member(example, echo_path(answered)[1])
                if sent and value is not None and value not in sent:
                    yield Finding(
                        pointer,
                        f"the answer {name} has {value} at {answered}, which no example of the request has at {asked}; "
                        "tools send and answer examples: correct one, or add one of the request",
                    )


def _sent_examples(
    spec: Places, pointer: str, operation: Mapping[str, Any], place: str, steps: Sequence[str | int]
) -> Iterator[Any]:
    """Yield what the examples of a request have at a place."""
    if place == "body":
        bodies = _examples_in(spec, spec.resolve(operation.get("requestBody", {})))
        yield from filter(None, (_member(body, steps) for _, body in bodies))
    for parameter in spec.parameters_of(pointer, operation):
        if (parameter["in"], parameter["name"]) == (place, steps[0]):
            yield from (spec.resolve(example).get("value") for example in parameter.get("examples", {}).values())


def _member(value: Any, steps: Sequence[str | int]) -> Any:
    """Return what stands in a value some steps further; None where there is nothing."""
    for step in steps:
        if isinstance(step, int):
            value = value[step] if isinstance(value, list) and step < len(value) else None
        else:
            value = value.get(step) if isinstance(value, Mapping) else None
    return value


RULES: Final[Sequence[Rule]] = (
    _examples_are_valid,
    _examples_do_not_reuse_a_request_number,
    _examples_answer_each_other,
)
