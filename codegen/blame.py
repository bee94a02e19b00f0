"""Where a generator stumbled: generators say what they could not do, and seldom where the contract asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from codegen.contract import Contract
from codegen.lint.places import at
from codegen.normal import METHODS, normal_form

_WAITER: Final = "x-waiter"


def culprit(document: Mapping[str, Any], fails: Callable[[Mapping[str, Any]], bool]) -> str:
    """Return a JSON pointer to the first operation or event that cannot be generated alone; "" where each can.

    Args:
        document: A checked document.
        fails: Whether a generator stumbles over a document.
    """
    return next((pointer for pointer, part in _parts(document) if fails(part)), "")


def _parts(document: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each operation and event, with a document of nothing else; at last each wait, with what it asks."""
    paths = document["paths"]
    operations = {item[method]["operationId"]: (path, method) for path, item in paths.items() for method in _in(item)}
    first: dict[str, Any] = {}
    for path, method in operations.values():
        alone = _only(paths, (path, method), is_bare=True)
        first = first or alone
        yield at("/paths", path, method), _with_schemas({**document, "paths": alone, "webhooks": {}})
    for name, item in document.get("webhooks", {}).items():
        yield at("/webhooks", name, "post"), _with_schemas({**document, "paths": first, "webhooks": {name: item}})
    for path, method in operations.values():
        if waiter := paths[path][method].get(_WAITER):
            both = _only(paths, operations[waiter["operationId"]], is_bare=True)
            both[path] = {**both.get(path, {}), **_only(paths, (path, method))[path]}
            yield at("/paths", path, method), _with_schemas({**document, "paths": both, "webhooks": {}})


def _in(item: Mapping[str, Any]) -> list[str]:
    return [method for method in METHODS if method in item]


def _only(paths: Mapping[str, Any], place: tuple[str, str], *, is_bare: bool = False) -> dict[str, Any]:
    """Return paths that hold one operation, perhaps without its wait, which needs another one."""
    path, method = place
    shared = {key: value for key, value in paths[path].items() if key not in METHODS}
    operation = {key: value for key, value in paths[path][method].items() if key != _WAITER or not is_bare}
    return {path: {**shared, method: operation}}


def _with_schemas(document: dict[str, Any]) -> dict[str, Any]:
    """Return a document with only the schemas that it leads to."""
    components = document["components"]
    reached = Contract(normal_form(document)).schemas_in([document["paths"], document["webhooks"]])
    schemas = {name: schema for name, schema in components["schemas"].items() if name in reached}
    return {**document, "components": {**components, "schemas": schemas}}
