"""The contract as data, for code that reads it while it runs: one package for the client, one for the sandbox.

Both are made of one reading, and each holds what its reader asks for. The sandbox has one of its own because it is a
witness: it does not look at what the client reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from codegen.chinese import term
from codegen.contract import Contract, OperationFacts
from codegen.facts import EventFacts
from codegen.lint.operations import echo_path

_AS_IT_IS: Final = {"const", "dependentRequired", "enum"}
_LEFT_OUT: Final = {"example", "examples", "externalDocs", "description", "x-enum-descriptions", "x-enum-varnames"}


def for_client(contract: Contract) -> dict[str, Any]:
    """Return what the generated client and its runtime read."""
    return {
        "servers": contract.servers,
        "operations": {operation.id: _client_operation(operation) for operation in contract.operations},
        "events": {event.type: _client_event(event) for event in contract.events},
        "schemas": _schemas(contract),
        "result_codes": contract.result_codes,
        "masked": contract.masked,
    }


def for_sandbox(contract: Contract) -> dict[str, Any]:
    """Return what the sandbox reads: how a request is checked, and what is answered."""
    return {
        "operations": {operation.id: _sandbox_operation(operation) for operation in contract.operations},
        "events": {event.type: _sandbox_event(event) for event in contract.events},
        "schemas": _schemas(contract),
        "result_codes": contract.result_codes,
        "masked": contract.masked,
    }


def _client_operation(operation: OperationFacts) -> dict[str, Any]:
    return {
        **_exchange(operation),
        "module": f"api.{operation.group}.{operation.function}",
        "errors": [
            {"stops_job" if name == "x-stops-job" else name: value for name, value in row.items()}
            for row in operation.errors
        ],
        "rate_limits": operation.rate_limits,
        "idempotency_key": operation.idempotency,
    }


def _sandbox_operation(operation: OperationFacts) -> dict[str, Any]:
    return {
        **_exchange(operation),
        "status": operation.status,
        "comma_lists": operation.comma_lists,
        "example": operation.example,
        "errors": [{name: row[name] for name in ("status", "code", "when")} for row in operation.errors],
        "rate_limits": operation.rate_limits,
        "limits": {limit["name"]: limit["value"] for limit in operation.limits},
        "idempotency_key": operation.idempotency_key,
        "idempotency_scope": operation.idempotency_scope,
    }


def _exchange(operation: OperationFacts) -> dict[str, Any]:
    body = operation.body
    return {
        "method": operation.method,
        "path": operation.path,
        "tag": operation.group,
        "summary": operation.summary,
        "page": operation.page,
        "path_parameters": _parameters(operation.parameters["path"]),
        "query_parameters": _parameters(operation.parameters["query"]),
        "body": body and {"media_type": body["media_type"], "schema": _schema(body["schema"])},
        "answer": operation.answer and _schema(operation.answer),
        "echoes": [
            {"answer": echo_path(answered)[1], "request": [place, *steps]}
            for answered, (place, steps) in ((a, echo_path(asked)) for a, asked in operation.echoes.items())
        ],
    }


def _client_event(event: EventFacts) -> dict[str, Any]:
    return {
        **_sandbox_event(event),
        "key": event.key,
        "also_sent_as": [{"event_type": also["event_type"], "when": also["when"]} for also in event.also_sent_as],
    }


def _sandbox_event(event: EventFacts) -> dict[str, Any]:
    return {"summary": event.summary, "page": event.page, "data": {"$ref": f"#/$defs/{event.model}"}}


def _parameters(parameters: list[Mapping[str, Any]]) -> dict[str, Any]:
    """Return parameters as the schema of an object, so that one checker reads them all."""
    return {
        "type": "object",
        "properties": {p["name"]: _schema(_as_member(p)) for p in parameters},
        "required": [p["name"] for p in parameters if p.get("required")],
    }


def _as_member(parameter: Mapping[str, Any]) -> dict[str, Any]:
    told = {key: parameter[key] for key in ("description", "deprecated") if key in parameter}
    return {**parameter["schema"], **told}


def _schemas(contract: Contract) -> dict[str, Any]:
    return {name: _schema(schema) for name, schema in contract.schemas.items()}


def _schema(node: Any, *, rule: bool = False) -> Any:
    """Return a schema with only what a machine reads; the description shrinks to a Chinese `title`.

    A rule keeps its words: they are what people are told who break it.
    """
    if isinstance(node, list):
        return [_schema(item) for item in node]
    if not isinstance(node, dict):
        return node
    packaged = {}
    for key, value in node.items():
        if key == "$ref":
            packaged[key] = value.replace("#/components/schemas/", "#/$defs/")
        elif key in ("properties", "dependentSchemas"):
            packaged[key] = {name: _schema(schema) for name, schema in value.items()}
        elif key == "allOf":
            packaged[key] = [_schema(item, rule=True) for item in value]
        elif key in _AS_IT_IS or (key.startswith("x-") and key not in _LEFT_OUT):
            packaged[key] = value
        elif key not in _LEFT_OUT:
            packaged[key] = _schema(value)
    description = node.get("description", "")
    if rule and description:
        packaged["description"] = description
    elif found := term(description):
        packaged["title"] = found
    return packaged
