"""Where things stand in an OpenAPI document: operations, fields, schemas, each with its JSON pointer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any
from urllib.parse import quote, unquote

from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from codegen.carried import KEYS
from codegen.normal import METHODS, parameters_of, successes, without_null


def at(pointer: str, *steps: str | int) -> str:
    """Return a JSON pointer that goes some steps further."""
    return "".join([pointer, *("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)])


def steps(pointer: str) -> list[str]:
    """Return the steps of a JSON pointer."""
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


class Places:
    """A document with what is looked for in it.

    Args:
        document: An OpenAPI 3.1 document, which the rules of its structure have still to check.
    """

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document
        self.components = _mapping(document.get("components"))
        self.named = _mapping(self.components.get("schemas"))
        self._registry: Registry[Any] = Registry().with_resource("contract:", DRAFT202012.create_resource(document))

    def resolve(self, node: Any) -> Any:
        """Return the node that a chain of references leads to."""
        return self.home("", node)[1]

    def at(self, pointer: str) -> Any:
        """Return what stands at a JSON pointer."""
        return self._registry.resolver("contract:").lookup(f"#{quote(pointer)}").contents

    def home(self, pointer: str, node: Any) -> tuple[str, Any]:
        """Return where a chain of references leads to, and the node there."""
        while isinstance(node, Mapping) and "$ref" in node:
            pointer = unquote(node["$ref"].removeprefix("#"))
            node = self._registry.resolver("contract:").lookup(node["$ref"]).contents
        return pointer, node

    def meant(self, pointer: str, schema: Any) -> tuple[str, Any]:
        """Return where a schema says what its values are, and that, as if it did not admit null."""
        while True:
            pointer, schema = self.home(pointer, schema)
            plain = without_null(schema) if isinstance(schema, Mapping) else None
            if plain is None:
                return pointer, schema
            if key := next((key for key in ("anyOf", "oneOf") if key in schema), None):
                index = next(i for i, choice in enumerate(schema[key]) if choice != {"type": "null"})
                pointer, schema = at(pointer, key, index), schema[key][index]
            else:
                schema = plain

    def plain(self, schema: Any) -> Any:
        """Return a schema as `meant` does, without its place."""
        return self.meant("", schema)[1]

    def validator(self, pointer: str) -> Draft202012Validator:
        """Return a validator for the schema at a pointer, formats included."""
        return Draft202012Validator(
            {"$ref": f"contract:#{quote(pointer)}"},
            registry=self._registry,
            format_checker=Draft202012Validator.FORMAT_CHECKER,
        )

    @cached_property
    def operations(self) -> list[tuple[str, Mapping[str, Any]]]:
        """Every operation."""
        return [
            (at("/paths", path, method), item[method])
            for path, item in self.document.get("paths", {}).items()
            for method in METHODS
            if method in item
        ]

    @cached_property
    def events(self) -> list[tuple[str, Mapping[str, Any]]]:
        """Every notification that the platform sends, by `webhooks`."""
        return [
            (at("/webhooks", event_type, method), item[method])
            for event_type, item in self.document.get("webhooks", {}).items()
            for method in METHODS
            if method in item
        ]

    @cached_property
    def parameters(self) -> list[tuple[str, Mapping[str, Any]]]:
        """Every parameter of an operation or of a path item; one that several refer to is one place."""
        items = [(at("/paths", path), item) for path, item in self.document.get("paths", {}).items()]
        return list(
            dict(
                self.home(at(pointer, "parameters", index), parameter)
                for pointer, holder in [*items, *self.operations]
                for index, parameter in enumerate(holder.get("parameters", []))
            ).items()
        )

    def parameters_of(self, pointer: str, operation: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        """Return all parameters of an operation, those of its path item included."""
        return parameters_of(
            self.document, operation, self.document["paths"][self.path_of(pointer)].get("parameters", [])
        )

    @staticmethod
    def path_of(pointer: str) -> str:
        """Return the path of an operation."""
        return steps(pointer)[1]

    @cached_property
    def schemas_of_requests(self) -> set[str]:
        """Pointers to the named schemas that requests are made of."""
        sent: set[str] = set()
        waiting: list[tuple[Any, str]] = []
        for _, operation in self.operations:
            waiting.append((operation.get("requestBody"), "<request body>"))
            waiting.append((operation.get("parameters"), "list of <parameter>"))
        while waiting:
            for _, found, kind in objects("", *waiting.pop()):
                reference = unquote(found.get("$ref", "").removeprefix("#"))
                if reference and reference not in sent:
                    sent.add(reference)
                    waiting.append((self.resolve(found), f"<{kind}>"))
        return sent

    def success(self, operation: Mapping[str, Any]) -> Any:
        """Return the answer of an operation that says that it worked."""
        return self.resolve(next((answer for _, answer in successes(operation.get("responses", {}))), {}))

    @cached_property
    def media_types(self) -> list[tuple[str, Mapping[str, Any]]]:
        """Every media type of a request body or an answer, those of notifications included."""
        requests = [
            self.home(at(pointer, "requestBody"), operation["requestBody"])
            for pointer, operation in [*self.operations, *self.events]
            if "requestBody" in operation
        ]
        answers = [
            self.home(at(pointer, "responses", status), answer)
            for pointer, operation in [*self.operations, *self.events]
            for status, answer in operation.get("responses", {}).items()
        ]
        # A body that several refer to is one place.
        return list(
            {
                at(pointer, "content", kind): media
                for pointer, body in [*requests, *answers]
                for kind, media in body.get("content", {}).items()
            }.items()
        )

    @cached_property
    def schemas(self) -> list[tuple[str, Mapping[str, Any]]]:
        """Every schema, those of properties and items included."""
        roots = [(at("/components/schemas", name), schema) for name, schema in self.named.items()]
        holders = [*self.parameters, *self.media_types]
        roots += [(at(pointer, "schema"), holder["schema"]) for pointer, holder in holders if "schema" in holder]
        return [found for root in roots for found in _with_parts(*root)]

    @cached_property
    def properties(self) -> list[tuple[str, Mapping[str, Any]]]:
        """Every property of an object."""
        return [
            (at(pointer, "properties", name), part)
            for pointer, schema in self.schemas
            for name, part in schema.get("properties", {}).items()
        ]

    @cached_property
    def cross_rules(self) -> list[tuple[str, Mapping[str, Any]]]:
        """Every entry of `x-cross-rules`."""
        return list(_entries(self.schemas, "x-cross-rules"))

    @cached_property
    def errors(self) -> list[tuple[str, Mapping[str, Any]]]:
        """Every row of an error catalogue, of an operation or of all."""
        return list(_entries([*self.operations, ("/components", self.components)], "x-errors"))

    @cached_property
    def objects(self) -> list[tuple[str, Mapping[str, Any], str]]:
        """Every object of OpenAPI with its kind (`codegen.carried`), and none that is data: an example's value."""
        return list(objects("", self.document, "<document>"))


def _with_parts(pointer: str, schema: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if not isinstance(schema, Mapping):
        return
    yield pointer, schema
    for name, part in schema.get("properties", {}).items():
        yield from _with_parts(at(pointer, "properties", name), part)
    for key in ("items", "additionalProperties"):
        yield from _with_parts(at(pointer, key), schema.get(key))
    for key in ("anyOf", "oneOf"):
        for index, part in enumerate(schema.get(key, [])):
            if part != {"type": "null"}:
                yield from _with_parts(at(pointer, key, index), part)


def objects(pointer: str, node: Any, shape: str) -> Iterator[tuple[str, Mapping[str, Any], str]]:
    """Yield every object in a part of a document, with its pointer and kind, itself included.

    What stands under a key depends on the kind of the object that has the key: `examples` of a schema are data, and a
    member that is called `examples` is a schema.

    Args:
        pointer: Where the part is.
        node: The part.
        shape: What it is, see `codegen.carried`.
    """
    for choice in ("false or ", "flag or ", "null or "):
        shape = shape.removeprefix(choice)
    if isinstance(node, list) and shape.startswith("list of "):
        for index, item in enumerate(node):
            yield from objects(at(pointer, index), item, shape.removeprefix("list of "))
    elif isinstance(node, Mapping) and shape.startswith("map of "):
        for name, item in node.items():
            yield from objects(at(pointer, name), item, shape.removeprefix("map of "))
    elif isinstance(node, Mapping) and shape.startswith("<"):
        kind = shape.strip("<>!")
        yield pointer, node, kind
        for key, value in node.items():
            yield from objects(at(pointer, key), value, KEYS[kind].get(key, "any"))


def _entries(
    holders: Iterable[tuple[str, Mapping[str, Any]]], extension: str
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for pointer, holder in holders:
        # Before extensions are checked, anything may stand there.
        for index, entry in enumerate(holder[extension] if isinstance(holder.get(extension), list) else ()):
            if isinstance(entry, Mapping):
                yield at(pointer, extension, index), entry


def _mapping(node: Any) -> Mapping[str, Any]:
    return node if isinstance(node, Mapping) else {}
