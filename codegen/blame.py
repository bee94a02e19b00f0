"""Where a generator stumbled: generators say what they could not do, and seldom where the contract asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from codegen.contract import Contract
from codegen.lint.places import at
from codegen.normal import METHODS, normal_form


def culprit(document: Mapping[str, Any], fails: Callable[[Mapping[str, Any]], bool]) -> str:
    """Return a JSON pointer to the first operation or event that cannot be generated alone; "" where each can.

    Args:
        document: A checked document.
        fails: Whether a generator stumbles over a document.
    """
    return next((pointer for pointer, part in _parts(document) if fails(part)), "")


def _parts(document: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each operation and event, with a document of nothing else."""
    first: dict[str, Any] = {}
    for path, item in document["paths"].items():
        for method in (method for method in METHODS if method in item):
            alone = {path: {key: item[key] for key in item if key == method or key not in METHODS}}
            first = first or alone
            yield at("/paths", path, method), _with_schemas({**document, "paths": alone, "webhooks": {}})
    for name, item in document.get("webhooks", {}).items():
        yield at("/webhooks", name, "post"), _with_schemas({**document, "paths": first, "webhooks": {name: item}})


def _with_schemas(document: dict[str, Any]) -> dict[str, Any]:
    """Return a document with only the schemas that it leads to."""
    components = document["components"]
    reached = Contract(normal_form(document)).schemas_in([document["paths"], document["webhooks"]])
    schemas = {name: schema for name, schema in components["schemas"].items() if name in reached}
    return {**document, "components": {**components, "schemas": schemas}}
