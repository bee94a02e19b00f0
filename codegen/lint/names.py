"""Rules for names: those of the contract leave room for those that generated code has of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from codegen.lint.finding import Finding, Rule
from codegen.lint.places import Places, at

_MODEL_NAMES: Final = {"additional_properties", "from_dict", "to_dict", "to_multipart"}
_ARGUMENT_NAMES: Final = {"body", "client", "options", "self"}


def _names_leave_the_generated_ones_free(spec: Places) -> Iterator[Finding]:
    for pointer, schema in spec.schemas:
        for name in sorted(_MODEL_NAMES.intersection(schema.get("properties", {}))):
            yield Finding(at(pointer, "properties", name), "generated models have a member of this name already")
    for pointer, operation in spec.operations:
        for parameter in map(spec.resolve, operation.get("parameters", [])):
            if parameter["name"] in _ARGUMENT_NAMES:
                yield Finding(pointer, f"generated methods have an argument {parameter['name']!r} already")


RULES: Final[Sequence[Rule]] = (_names_leave_the_generated_ones_free,)
