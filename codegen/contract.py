"""What templates and runtime need of the contract, decided here so that templates only print."""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from openapi_python_client.strings import pascal_case, snake_case

from wechatpay_runtime import errors as runtime_errors

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
NOT_PACKAGED = {"example", "examples", "externalDocs", "description", "x-enum-descriptions"}
_CHINESE_TERM = re.compile(r"\(([^()]*[\u4e00-\u9fff][^()]*)\)")


def chinese_term(description: str) -> str:
    """Return the official Chinese name that a description gives in its first brackets that hold one."""
    found = _CHINESE_TERM.search(description)
    return found[1] if found else ""


@dataclass(frozen=True)
class Argument:
    """A parameter of a generated method."""

    name: str
    description: str


@dataclass(frozen=True)
class EnumFacts:
    """A named enum, and what each value means."""

    description: str
    meanings: Mapping[str, str]


@dataclass(frozen=True)
class ErrorFacts:
    """An error code of the catalogue, and its class."""

    code: str
    class_name: str
    meaning: str


@dataclass(frozen=True)
class EventFacts:
    """A notification that the platform sends."""

    type: str
    model: str
    key: str
    summary: str
    description: str
    also_sent_as: list[Mapping[str, Any]]


@dataclass(frozen=True)
class Group:
    """A tag: operations that stand together on the client."""

    name: str
    class_name: str
    description: str


@dataclass(frozen=True)
class OperationFacts:
    """An operation, as templates need it."""

    id: str
    function: str
    group: str
    method: str
    path: str
    summary: str
    description: str
    arguments: list[Argument]
    body: Mapping[str, Any] | None
    answer: Mapping[str, Any] | None
    errors: list[Mapping[str, Any]]
    error_classes: list[str]
    idempotency: str | Mapping[str, Any]
    rate_limit: Mapping[str, Any] | None
    parameters: Mapping[str, list[Mapping[str, Any]]]
    parts: list[str]  # of a multipart body, in the order in which they travel

    @property
    def idempotency_key(self) -> str | None:
        """The field that makes a repeat safe."""
        return self.idempotency if isinstance(self.idempotency, str) else None

    @property
    def repeatable(self) -> bool:
        """Whether a repeat with the same parameters does no harm."""
        return isinstance(self.idempotency, str) or bool(self.idempotency["repeat"])

    @property
    def has_optional(self) -> bool:
        """Whether a caller may leave a parameter out."""
        return not all(parameter.get("required") for parameter in self.parameters["query"])


class Contract:
    """A checked OpenAPI document, read for code generation."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document
        self.title: str = document["info"]["title"]
        self.version: str = document["info"]["version"]
        self.servers: list[str] = [server["url"] for server in document["servers"]]
        self.schemas: Mapping[str, Any] = document["components"]["schemas"]

    @cached_property
    def groups(self) -> list[Group]:
        """The tags that have operations, in the document's order."""
        used = {operation.group for operation in self.operations}
        groups = [
            Group(snake_case(t["name"]), pascal_case(t["name"]), t["description"]) for t in self._document["tags"]
        ]
        return [group for group in groups if group.name in used]

    @cached_property
    def operations(self) -> list[OperationFacts]:
        """Every operation, in the document's order."""
        return list(self._read_operations())

    @cached_property
    def errors(self) -> list[ErrorFacts]:
        """Every error code of the catalogue once, sorted."""
        meanings: dict[str, list[str]] = {}
        for row in (row for operation in self.operations for row in operation.errors if row["code"]):
            known = meanings.setdefault(row["code"], [])
            if row["when"] not in known:
                known.append(row["when"])
        return [ErrorFacts(code, error_class(code), " Or: ".join(meanings[code])) for code in sorted(meanings)]

    @cached_property
    def events(self) -> list[EventFacts]:
        """Every notification, sorted by event type."""
        return [
            EventFacts(
                type=event_type,
                model=item["post"]["x-event-data"]["$ref"].rpartition("/")[2],
                key=item["post"]["x-idempotency-key"],
                summary=item["post"]["summary"],
                description=item["post"]["description"],
                also_sent_as=item["post"].get("x-also-sent-as", []),
            )
            for event_type, item in sorted(self._document.get("webhooks", {}).items())
        ]

    def operation(self, function: str) -> OperationFacts:
        """Return the operation that a generated function calls."""
        return next(operation for operation in self.operations if operation.function == function)

    def group(self, name: str) -> Group:
        """Return the group of a tag."""
        return next(group for group in self.groups if group.name == name)

    def enum(self, name: str) -> EnumFacts:
        """Return a named enum."""
        schema = self.schemas[name]
        return EnumFacts(schema["description"], schema["x-enum-descriptions"])

    def packaged(self) -> dict[str, Any]:
        """Return what the runtime and the sandbox read while they run."""
        return {
            "servers": self.servers,
            "operations": {operation.id: self._packaged_operation(operation) for operation in self.operations},
            "events": {event.type: _packaged_event(event) for event in self.events},
            "schemas": {name: _packaged(schema) for name, schema in self.schemas.items()},
            "result_codes": self._document["components"].get("x-result-codes", []),
            "masked": self._document["components"].get("x-masked", []),
        }

    def _packaged_operation(self, operation: OperationFacts) -> dict[str, Any]:
        return {
            "method": operation.method,
            "path": operation.path,
            "tag": operation.group,
            "summary": operation.summary,
            "path_parameters": _parameter_schema(operation.parameters["path"]),
            "query_parameters": _parameter_schema(operation.parameters["query"]),
            "body": operation.body and {**operation.body, "schema": _packaged(operation.body["schema"])},
            "answer": operation.answer and _packaged(operation.answer),
            "errors": operation.errors,
            "rate_limit": operation.rate_limit,
            "idempotency_key": operation.idempotency,
        }

    def _read_operations(self) -> Iterator[OperationFacts]:
        public = self._document["components"].get("x-errors", [])
        for path, item in self._document["paths"].items():
            for method in METHODS:
                if operation := item.get(method):
                    yield self._read_operation(path, method, operation, [*operation["x-errors"], *public])

    def _read_operation(
        self, path: str, method: str, operation: Mapping[str, Any], errors: list[Mapping[str, Any]]
    ) -> OperationFacts:
        parameters: dict[str, list[Mapping[str, Any]]] = {"path": [], "query": []}
        for parameter in operation.get("parameters", []):
            resolved = self._resolve(parameter)
            parameters[resolved["in"]].append(resolved)
        body = _first_media_type(operation.get("requestBody"))
        ok = _first_media_type(next(a for status, a in operation["responses"].items() if str(status).startswith("2")))
        arguments = [Argument(snake_case(p["name"]), p["description"]) for p in parameters["path"]]
        if body:
            arguments.append(Argument("body", self._resolve(body["schema"])["description"]))
        arguments += [Argument(snake_case(p["name"]), p["description"]) for p in parameters["query"]]
        return OperationFacts(
            id=operation["operationId"],
            function=snake_case(operation["operationId"]),
            group=snake_case(operation["tags"][0]),
            method=method.upper(),
            path=path,
            summary=operation["summary"].rstrip("."),
            description=operation["description"],
            arguments=arguments,
            body=body,
            answer=ok["schema"] if ok else None,
            errors=errors,
            error_classes=sorted({error_class(row["code"]) for row in errors if row["code"]}),
            idempotency=operation["x-idempotency-key"],
            rate_limit=operation.get("x-rate-limit"),
            parameters=parameters,
            parts=list(self._resolve(body["schema"])["properties"]) if body and _is_form(body) else [],
        )

    def _resolve(self, node: Mapping[str, Any]) -> Mapping[str, Any]:
        while "$ref" in node:
            target: Any = self._document
            for step in node["$ref"].removeprefix("#/").split("/"):
                target = target[step]
            node = target
        return node


def error_class(code: str) -> str:
    """Return the class name of an error code: `SIGN_ERROR` is `SignError`, `NO_AUTH` is `NoAuthError`."""
    name = pascal_case(code.lower()).removesuffix("Error") + "Error"
    while hasattr(builtins, name) or name in runtime_errors.__all__:
        name = f"Api{name}"
    return name


def _is_form(body: Mapping[str, Any]) -> bool:
    return bool(body["media_type"] == "multipart/form-data")


def _packaged_event(event: EventFacts) -> dict[str, Any]:
    return {
        "summary": event.summary,
        "data": {"$ref": f"#/$defs/{event.model}"},
        "key": event.key,
        "also_sent_as": [{"event_type": also["event_type"], "when": also["when"]} for also in event.also_sent_as],
    }


def _first_media_type(node: Mapping[str, Any] | None) -> dict[str, Any] | None:
    for media_type, content in (node or {}).get("content", {}).items():
        return {"media_type": media_type, "schema": content["schema"]}
    return None


def _parameter_schema(parameters: list[Mapping[str, Any]]) -> dict[str, Any]:
    """Return parameters as the schema of an object, so that one checker reads them all."""
    return {
        "type": "object",
        "properties": {p["name"]: _packaged({**p["schema"], "description": p["description"]}) for p in parameters},
        "required": [p["name"] for p in parameters if p.get("required")],
    }


def _packaged(node: Any, *, rule: bool = False) -> Any:
    """Return a schema with only what a machine reads; the description shrinks to a Chinese `title`."""
    if isinstance(node, list):
        return [_packaged(item) for item in node]
    if not isinstance(node, dict):
        return node
    packaged = {}
    for key, value in node.items():
        if key == "$ref":
            packaged[key] = value.replace("#/components/schemas/", "#/$defs/")
        elif key in ("properties", "dependentSchemas"):
            packaged[key] = {name: _packaged(schema) for name, schema in value.items()}
        elif key == "allOf":
            packaged[key] = [_packaged(item, rule=True) for item in value]
        elif key.startswith("x-") and key not in NOT_PACKAGED:
            packaged[key] = value
        elif key not in NOT_PACKAGED:
            packaged[key] = _packaged(value)
    description = node.get("description", "")
    if rule and description:
        packaged["description"] = description
    elif term := chinese_term(description):
        packaged["title"] = term
    return packaged
