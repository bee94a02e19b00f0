"""The contract as the command line reads it: a short list of its commands, and all that can be told of each.

They are two files because the list is read each time a program starts, and the rest by who asks for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from codegen import chinese
from codegen.contract import Contract, OperationFacts

_TOLD: Final = frozenset(
    {
        "$ref",
        "deprecated",
        "description",
        "enum",
        "format",
        "items",
        "maxItems",
        "maxLength",
        "maximum",
        "minItems",
        "minLength",
        "minimum",
        "pattern",
        "properties",
        "required",
        "type",
        "x-enum-descriptions",
        "x-pattern-words",
    }
)
_RULES: Final = ("allOf", "x-cross-rules", "x-soft-rules")


def commands(contract: Contract) -> dict[str, Any]:
    """Return the tags, and of each operation what a command needs to be listed and called."""
    return {
        "title": contract.title,
        "servers": contract.servers,
        "masked": contract.masked,
        "tags": {group.name: group.description for group in contract.groups},
        "operations": {operation.id: _command(contract, operation) for operation in contract.operations},
    }


def details(contract: Contract) -> dict[str, Any]:
    """Return what is told of each operation to who asks, and the schemas that it names."""
    return {
        "operations": {operation.id: _details(operation) for operation in contract.operations},
        "schemas": {name: _schema(contract.schemas[name]) for name in sorted(contract.request_schemas)},
    }


def _command(contract: Contract, operation: OperationFacts) -> dict[str, Any]:
    waiter = contract.waiter(operation)
    return {
        "tag": operation.group,
        "name": operation.name,
        "method": operation.method,
        "path": operation.path,
        "module": f"api.{operation.group}.{operation.function}",
        "summary": operation.summary,
        "path_parameters": [_parameter(contract, parameter) for parameter in operation.parameters["path"]],
        "query_parameters": [_parameter(contract, parameter) for parameter in operation.parameters["query"]],
        "body": operation.body and ("form" if operation.parts else "json"),
        "number": operation.idempotency_key,
        "has_pages": contract.pages(operation) is not None,
        "asked": waiter and f"api.{waiter.asked.group}.{waiter.asked.function}",
    }


def _parameter(contract: Contract, parameter: Mapping[str, Any]) -> dict[str, Any]:
    schema = contract.resolve(parameter["schema"])
    item = contract.resolve(schema["items"]) if "items" in schema else schema
    return {
        "name": parameter["name"],
        "type": item.get("type", "string"),
        "is_list": "items" in schema,
        "is_required": bool(parameter.get("required")),
        "values": item.get("enum", []),
        "description": parameter["description"],
    }


def _details(operation: OperationFacts) -> dict[str, Any]:
    return {
        "description": operation.description,
        "page": operation.page,
        "parameters": {
            parameter["name"]: _schema({**parameter["schema"], "description": parameter["description"]})
            for place in ("path", "query")
            for parameter in operation.parameters[place]
        },
        "body": operation.body and _schema(operation.body["schema"]),
        "example": operation.body_example,
        "errors": operation.errors,
        "rate_limits": operation.rate_limits,
    }


def _schema(node: Any) -> Any:
    """Return a schema with what people are told of it: shape, limits, words, and rules in words alone."""
    if not isinstance(node, Mapping):
        return node
    told: dict[str, Any] = {}
    for key in node:
        if key == "$ref":
            told[key] = node[key].rpartition("/")[2]
        elif key == "properties":
            told[key] = {name: _schema(member) for name, member in node[key].items()}
        elif key == "items":
            told[key] = _schema(node[key])
        elif key in _TOLD:
            told[key] = node[key]
    rules = [
        {"text": rule["description"], "chinese": chinese.rule(rule)}
        for kind in _RULES
        for rule in node.get(kind, [])
        if "description" in rule
    ]
    return {**told, **({"rules": rules} if rules else {})}
