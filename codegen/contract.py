"""What is made of the contract: read once and decided here, so that templates and packages only print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from openapi_python_client.strings import pascal_case, snake_case

from codegen.facts import EnumFacts, EnumMember, ErrorFacts, EventFacts
from codegen.following import PagesFacts, WaiterFacts, pages_of, waiter_of
from codegen.naming import enum_meanings, error_class
from codegen.normal import METHODS, parts, resolve

_SCHEMAS: Final = "#/components/schemas/"


@dataclass(frozen=True)
class Group:
    """A tag: operations that stand together on the client."""

    name: str
    class_name: str
    description: str
    methods: frozenset[str]


@dataclass(frozen=True)
class OperationFacts:
    """An operation, as templates need it."""

    id: str
    function: str  # the operation's module, and the last part of its address in the reference
    name: str  # of the method of its group
    group: str
    method: str
    path: str
    summary: str
    description: str
    page: str  # the official one
    is_deprecated: bool
    body: Mapping[str, Any] | None
    status: int  # of the answer that says that it worked
    answer: Mapping[str, Any] | None  # None where that answer has no body
    example: Any
    body_example: Any
    errors: list[Mapping[str, Any]]
    error_classes: list[str]
    idempotency: list[str] | Mapping[str, Any]
    rate_limits: list[Mapping[str, Any]]
    limits: list[Mapping[str, Any]]
    parameters: Mapping[str, list[Mapping[str, Any]]]
    comma_lists: list[str]  # of the query that travel as one value, `a,b`; any other travels as `name=a&name=b`
    parts: list[str]  # of a multipart body, in the order in which they travel
    echoes: Mapping[str, str]
    waiter: Mapping[str, Any] | None
    pagination: Mapping[str, Any] | None

    @property
    def idempotency_key(self) -> str | None:
        """The request number: the field that makes a repeat safe."""
        return self.idempotency[-1] if isinstance(self.idempotency, list) else None

    @property
    def idempotency_scope(self) -> list[str]:
        """The fields within whose values a request number counts."""
        return self.idempotency[:-1] if isinstance(self.idempotency, list) else []

    @property
    def repeatable(self) -> bool:
        """Whether a repeat with the same parameters does no harm."""
        return isinstance(self.idempotency, list) or bool(self.idempotency["repeat"])

    def described(self, name: str, place: str) -> str:
        """Return what the contract says of a parameter."""
        parameter = next(p for p in self.parameters[place] if name == p["name"])
        return f"{'Deprecated. ' if parameter.get('deprecated') else ''}{parameter['description']}"


class Contract:
    """A checked OpenAPI document in normal form (`codegen.normal`), read for code generation."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document
        self.title: str = document["info"]["title"]
        self.version: str = document["info"]["version"]
        self.servers: list[str] = [server["url"] for server in document["servers"]]
        self.schemas: Mapping[str, Any] = document["components"]["schemas"]
        self.webhooks: Mapping[str, Any] = document.get("webhooks", {})
        self.public_errors: list[Mapping[str, Any]] = document["components"].get("x-errors", [])
        self.result_codes: list[Mapping[str, Any]] = document["components"].get("x-result-codes", [])
        self.masked: list[str] = document["components"].get("x-masked", [])

    @cached_property
    def groups(self) -> list[Group]:
        """The tags that have operations, in the document's order."""
        methods: dict[str, set[str]] = {}
        for operation in self.operations:
            methods.setdefault(operation.group, set()).add(operation.name)
        named = [
            (snake_case(tag["name"]), pascal_case(tag["name"]), tag["description"]) for tag in self._document["tags"]
        ]
        return [Group(*names, frozenset(methods[names[0]])) for names in named if names[0] in methods]

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
                page=item["post"]["externalDocs"]["url"],
                also_sent_as=item["post"].get("x-also-sent-as", []),
                repeats_after=item["post"].get("x-repeats-after", []),
            )
            for event_type, item in sorted(self.webhooks.items())
        ]

    def operation(self, function: str) -> OperationFacts:
        """Return the operation that a generated function calls."""
        return next(operation for operation in self.operations if operation.function == function)

    def waiter(self, operation: OperationFacts) -> WaiterFacts | None:
        """Return how the end of what an operation starts is waited for."""
        return waiter_of(self, operation)

    def pages(self, operation: OperationFacts) -> PagesFacts | None:
        """Return how the pages of a list are read."""
        return pages_of(self, operation)

    @cached_property
    def failures(self) -> list[WaiterFacts]:
        """The waits that can fail, one for each class of error."""
        waits = filter(None, (self.waiter(operation) for operation in self.operations))
        return list({wait.error: wait for wait in waits if wait.failed}.values())

    def group(self, name: str) -> Group:
        """Return the group of a tag."""
        return next(group for group in self.groups if group.name == name)

    def enum(self, name: str) -> EnumFacts:
        """Return a named enum."""
        schema = self.schemas[name]
        meanings = enum_meanings(schema)
        values = zip(schema["x-enum-varnames"], schema["enum"], strict=True)
        return EnumFacts(schema["description"], [EnumMember(member, v, meanings[v]) for member, v in values])

    def empty_when_absent(self, schema: Mapping[str, Any]) -> set[str]:
        """Return the members of a schema whose absence means an empty list."""
        return {name for name, member in schema["properties"].items() if "x-absent" in member}

    @staticmethod
    def described(schema: Mapping[str, Any], name: str) -> str:
        """Return what the contract says of a member."""
        member = schema["properties"][name]
        return f"{'Deprecated. ' if member.get('deprecated') else ''}{member['description']}"

    @cached_property
    def request_schemas(self) -> frozenset[str]:
        """The names of all schemas that a request can hold."""
        return frozenset(self.schemas_in([[operation.body, operation.parameters] for operation in self.operations]))

    def operations_of(self, group: str) -> list[OperationFacts]:
        """Return the operations of a tag."""
        return [operation for operation in self.operations if operation.group == group]

    def schemas_in(self, node: Any) -> set[str]:
        """Return the names of all schemas that a part of the document leads to."""
        found: set[str] = set()
        waiting, followed = [node], set()
        while waiting:
            node = waiting.pop()
            if isinstance(node, list):
                waiting += node
            elif isinstance(node, Mapping):
                waiting += parts(node)
                reference = node.get("$ref")
                if isinstance(reference, str) and reference not in followed:
                    followed.add(reference)
                    waiting.append(self.resolve(node))
                    found |= {reference.removeprefix(_SCHEMAS)} if reference.startswith(_SCHEMAS) else set()
        return found

    def _read_operations(self) -> Iterator[OperationFacts]:
        for path, item in self._document["paths"].items():
            for method in METHODS:
                if operation := item.get(method):
                    yield self._read_operation(path, method, operation, [*operation["x-errors"], *self.public_errors])

    def _read_operation(
        self, path: str, method: str, operation: Mapping[str, Any], errors: list[Mapping[str, Any]]
    ) -> OperationFacts:
        parameters: dict[str, list[Mapping[str, Any]]] = {"path": [], "query": []}
        for parameter in operation["parameters"]:
            parameters[parameter["in"]].append(parameter)
        body = _first_media_type(operation.get("requestBody"))
        ((status, answer),) = operation["responses"].items()
        ok = _first_media_type(answer)
        return OperationFacts(
            id=operation["operationId"],
            function=snake_case(operation["operationId"]),
            name=operation["x-method"],
            group=snake_case(operation["tags"][0]),
            method=method.upper(),
            path=path,
            summary=operation["summary"].rstrip("."),
            description=operation["description"],
            page=operation["externalDocs"]["url"],
            is_deprecated=operation.get("deprecated", False),
            body=body,
            status=int(status),
            answer=ok["schema"] if ok else None,
            example=ok and self._first_example(ok),
            body_example=body and self._first_example(body),
            errors=errors,
            error_classes=sorted({error_class(row["code"]) for row in errors if row["code"]}),
            idempotency=operation["x-idempotency-key"],
            rate_limits=operation.get("x-rate-limit", []),
            limits=operation.get("x-limits", []),
            parameters=parameters,
            # `codegen.lint` sees to it that nothing but lists says how it explodes.
            comma_lists=[p["name"] for p in parameters["query"] if p.get("explode") is False],
            echoes=operation.get("x-echoes", {}),
            waiter=operation.get("x-waiter"),
            pagination=operation.get("x-pagination"),
            parts=list(self.resolve(body["schema"])["properties"]) if body and _is_form(body) else [],
        )

    def _first_example(self, media: Mapping[str, Any]) -> Any:
        """Return the value of a media type's first example; None where there is none."""
        for example in media.get("examples", {}).values():
            return self.resolve(example)["value"]
        return media.get("example")

    def resolve(self, node: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the node that a chain of references leads to."""
        found: Mapping[str, Any] = resolve(self._document, node)
        return found


def _is_form(body: Mapping[str, Any]) -> bool:
    return bool(body["media_type"] == "multipart/form-data")


def _first_media_type(node: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Return a media type of a body or an answer under its name, `media_type`."""
    for media_type, content in (node or {}).get("content", {}).items():
        return {"media_type": media_type, **content}
    return None
