"""The contract in its normal form: what OpenAPI lets one write in several ways is written in one.

Everything that makes code or data of the contract reads this form; the rules of `codegen.lint` read the contract as it
stands, since they speak of its lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from codegen.naming import enum_members

METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
NULLABLE: Final = "x-nullable"
"""What normal form says of a schema whose values may be null; in Python a null is an absent member."""

# Lists of which each entry belongs to one value of an enum, the one at the same place.
_PARALLEL: Final = frozenset({"enum", "x-enum-descriptions", "x-enum-varnames"})
_DATA: Final = {"example", "examples", "enum", "const", "dependentRequired"}
# What has a name of the contract's own below it, which may be any of the words above.
_NAMING: Final = {"properties", "dependentSchemas", "parameters", "requestBodies", "responses", "schemas"}


def normal_form(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a checked document in its normal form.

    - An operation has all its parameters, those of its path item too; parameter, body and answer stand where they are
      used, not behind a reference. Of its answers it has the one that says that it worked.
    - A schema that admits null says so by `x-nullable` and is otherwise as if it did not, and an object does not
      require a member that may be null.
    - An enum names the members of its class.
    """
    normal = {key: _schemas_in(value, document) for key, value in document.items()}
    for path, item in normal["paths"].items():
        shared = item.get("parameters", [])
        normal["paths"][path] = {
            key: _operation(normal, value, shared) if key in METHODS else value
            for key, value in item.items()
            if key != "parameters"
        }
    return normal


def parameters_of(document: Mapping[str, Any], operation: Mapping[str, Any], shared: list[Any]) -> list[Any]:
    """Return an operation's parameters, without references: its own, and what it takes of those of its path item."""
    own = [resolve(document, parameter) for parameter in operation.get("parameters", [])]
    taken = {(parameter["in"], parameter["name"]) for parameter in own}
    inherited = [resolve(document, parameter) for parameter in shared]
    return [*(p for p in inherited if (p["in"], p["name"]) not in taken), *own]


def successes(responses: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the answers that say that an operation worked, by their status."""
    yield from ((status, answer) for status, answer in responses.items() if str(status).startswith("2"))


def resolve(document: Mapping[str, Any], node: Any) -> Any:
    """Return the node that a chain of references leads to."""
    while isinstance(node, Mapping) and "$ref" in node:
        target: Any = document
        for step in node["$ref"].removeprefix("#/").split("/"):
            target = target[step.replace("~1", "/").replace("~0", "~")]
        node = target
    return node


def without_null(schema: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return a schema as if it did not admit null; None where it does not.

    Null is admitted by `type: [string, 'null']`, by a null in an enum, or by `anyOf` or `oneOf` of a schema and null.
    """
    for key in ("anyOf", "oneOf"):
        choices = schema.get(key)
        if isinstance(choices, list) and len(choices) == 2 and choices.count({"type": "null"}) == 1:
            (other,) = (choice for choice in choices if choice != {"type": "null"})
            return {**other, **{name: value for name, value in schema.items() if name != key}}
    kinds = schema.get("type")
    if not isinstance(kinds, list) or "null" not in kinds:
        return None
    rest = [kind for kind in kinds if kind != "null"]
    plain = {**schema, "type": rest[0] if len(rest) == 1 else rest}
    for name in _PARALLEL.intersection(schema if "enum" in schema else ()):
        # The rules read it so before they know that the lists are of one length.
        plain[name] = [told for told, value in zip(schema[name], schema["enum"], strict=False) if value is not None]
    return plain


def _operation(document: Mapping[str, Any], operation: Mapping[str, Any], shared: list[Any]) -> dict[str, Any]:
    normal = {**operation, "parameters": parameters_of(document, operation, shared)}
    if "requestBody" in operation:
        normal["requestBody"] = resolve(document, operation["requestBody"])
    normal["responses"] = dict(
        [(status, resolve(document, answer)) for status, answer in successes(operation["responses"])][:1]
    )
    return normal


def _schemas_in(node: Any, document: Mapping[str, Any]) -> Any:
    """Return a part of the document with its schemas in normal form; what is data is left alone."""
    if isinstance(node, list):
        return [_schemas_in(item, document) for item in node]
    if not isinstance(node, Mapping):
        return node
    if (plain := without_null(node)) is not None:
        return {**_schemas_in(plain, document), NULLABLE: True}
    normal = {
        key: {name: _schemas_in(member, document) for name, member in value.items()}
        if key in _NAMING and isinstance(value, Mapping)
        else value
        if key in _DATA
        else _schemas_in(value, document)
        for key, value in node.items()
    }
    if isinstance(node.get("enum"), list) and node.get("type") == "string":
        normal["x-enum-varnames"] = list(enum_members(node))
    if isinstance(node.get("properties"), Mapping) and isinstance(node.get("required"), list):
        normal["required"] = [
            name for name in node["required"] if not may_be_null(document, node["properties"].get(name, {}))
        ]
    return normal


def parts(node: Mapping[str, Any]) -> Iterator[Any]:
    """Yield what stands below a part of a document, and no data: an example may have words of the contract in it."""
    for key, value in node.items():
        if key in _NAMING and isinstance(value, Mapping):
            yield from value.values()
        elif key not in _DATA:
            yield value


def may_be_null(document: Mapping[str, Any], schema: Any) -> bool:
    """Whether a schema admits null, by itself or by what it refers to."""
    return any(
        isinstance(node, Mapping) and without_null(node) is not None for node in (schema, resolve(document, schema))
    )
