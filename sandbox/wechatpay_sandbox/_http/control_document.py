"""The OpenAPI document of the control API, made of the list of controls."""

from __future__ import annotations

import inspect
import re
from collections.abc import Sequence
from types import NoneType
from typing import Any, Final, get_args, get_origin

from pydantic import TypeAdapter

from wechatpay_sandbox._controls.control import Control
from wechatpay_sandbox._http.asked import asked
from wechatpay_sandbox._http.shown import SHOWN
from wechatpay_sandbox._protocol.contract import JSON
from wechatpay_sandbox._world.exchanges import Exchange

REVEALS: Final = (Exchange, tuple[Exchange, ...])
"""What is shown without openids and codes unless `reveal` is true."""
_REFERENCE: Final = "#/components/schemas/{model}"
_REVEAL: Final[JSON] = {"type": "boolean", "default": False, "description": "Show openids, codes and the like too."}
_PAGE: Final[dict[str, JSON]] = {
    "after": {
        "type": "integer",
        "default": 0,
        "description": "Begin behind so many, or behind the exchange of that number; negative: with the last so many.",
    },
    "limit": {"type": "integer", "default": 100, "minimum": 1, "maximum": 1000},
}
_ERRORS: Final = {
    "400": "An argument is missing or wrong.",
    "401": "The token is missing or wrong.",
    "403": "The caller is not on this machine.",
    "404": "There is no such object.",
    "408": "What was waited for did not come.",
}


def document(controls: Sequence[Control]) -> JSON:
    """Describe the API.

    Args:
        controls: What it offers.
    """
    schemas: JSON = {
        "Refusal": {"type": "object", "properties": {"message": {"type": "string"}}, "required": ["message"]}
    }
    paths = {f"/_sandbox/{control.name.replace('_', '-')}": _path(control, schemas) for control in controls}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "WeChat Pay sandbox: control API",
            "version": "1",
            "description": "Serves this machine alone. Nothing is signed. The sandbox prints the token when it starts.",
        },
        "paths": paths,
        "components": {"schemas": schemas, "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
        "security": [{"token": []}],
    }


def _path(control: Control, schemas: JSON) -> JSON:
    doc = inspect.getdoc(control.function) or ""
    summary, _, rest = doc.partition("\n")
    operation: JSON = {
        "operationId": control.name,
        "summary": summary,
        "description": re.split(r"\n(?:Args|Returns|Raises):", rest)[0].strip() or summary,
        "responses": {
            "200": {"description": _section(doc, "Returns") or summary, **_json(_answer(control, schemas))},
            **{status: {"description": why, **_json(_to("Refusal"))} for status, why in _ERRORS.items()},
        },
    }
    arguments = _arguments(control, schemas)
    if not control.only_shows:
        return {"post": {**operation, "requestBody": {"required": bool(arguments.get("required")), **_json(arguments)}}}
    operation["parameters"] = [
        {"name": name, "in": "query", "required": name in arguments.get("required", ()), "schema": schema}
        for name, schema in arguments["properties"].items()
    ]
    return {"get": operation}


def _arguments(control: Control, schemas: JSON) -> JSON:
    schema = _schema(asked(control), schemas)
    properties = schema.setdefault("properties", {})
    explained = _explained(inspect.getdoc(control.function) or "")
    for name, description in explained.items():
        if name in properties:
            properties[name]["description"] = description
    if control.result in REVEALS:
        properties["reveal"] = _REVEAL
    if control.only_shows and get_origin(control.result) is tuple:
        properties |= _PAGE
    return schema


def _answer(control: Control, schemas: JSON) -> JSON:
    kind = control.result
    if get_origin(kind) is not tuple:
        return {"type": "null"} if kind in (None, NoneType) else _shown(kind, schemas)
    items = {"type": "array", "items": _shown(get_args(kind)[0], schemas)}
    if not control.only_shows:
        return items
    counts: JSON = {"total": {"type": "integer"}, "next_after": {"type": ["integer", "null"]}}
    return {"type": "object", "properties": {"items": items, **counts}, "required": ["items", *counts]}


def _shown(kind: Any, schemas: JSON) -> JSON:
    return _schema(SHOWN.get(kind, kind), schemas, mode="serialization")


def _schema(kind: Any, schemas: JSON, mode: Any = "validation") -> JSON:
    schema = TypeAdapter(kind).json_schema(ref_template=_REFERENCE, mode=mode)
    schemas |= schema.pop("$defs", {})
    return schema


def _json(schema: JSON) -> JSON:
    return {"content": {"application/json": {"schema": schema}}}


def _to(name: str) -> JSON:
    return {"$ref": _REFERENCE.format(model=name)}


def _section(doc: str, name: str) -> str:
    found = re.search(rf"\n{name}:\n((?: {{4}}.*\n?|\n)+)", doc + "\n")
    return " ".join(found[1].split()) if found else ""


def _explained(doc: str) -> dict[str, str]:
    """Read the arguments of a docstring."""
    found = re.search(r"\nArgs:\n((?: {4}.*\n?|\n)+)", doc + "\n")
    entries = re.findall(r"^ {4}(\w+): (.*(?:\n {8}.*)*)", found[1] if found else "", re.MULTILINE)
    return {name: " ".join(text.split()) for name, text in entries}
