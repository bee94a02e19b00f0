"""Edits of the contract as data: an operation with little more than what an edit is about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from tests.codegen.contract_document import contract_copy

PATHS: Final = "/v3/marketing/partner/product-coupon/edits"
_ERRORS: Final = {
    "4XX": {"$ref": "#/components/responses/Refused"},
    "5XX": {"$ref": "#/components/responses/Failed"},
}
_PAGE: Final = "https://pay.weixin.qq.com/doc/v3/partner/4015781290"


@dataclass(frozen=True)
class Edit:
    """An edit that works: what is added to the contract, and a program that uses it.

    Args:
        name: Of the edit, and the first step of its paths.
        operations: Operations as YAML, by `method rest-of-the-path`; what they leave out is filled in.
        schemas: Named schemas as YAML.
        program: Python that calls `client`, with `on_the_wire()`, the method, target and status of the last request.
        rest: Other parts of the document as YAML, to be merged in.
    """

    name: str
    operations: Mapping[str, str]
    program: str
    schemas: str = "{}"
    rest: str = "{}"
    items: Mapping[str, str] = field(default_factory=dict)


def operation(name: str, number: int, method: str, text: str) -> dict[str, Any]:
    """Return an operation with what each must have, changed by a text of YAML."""
    changes = yaml.safe_load(text) or {}
    found: dict[str, Any] = {
        "operationId": f"edit_{name}_{number}",
        "x-method": f"{name}_{number}" if number else name,
        "tags": ["stocks"],
        "summary": "An edit (编辑)",
        "description": "An edit of the contract.",
        "externalDocs": {"description": "A page (页面)", "url": _PAGE},
        "x-idempotency-key": {"none": "It is an edit.", "repeat": True},
        "x-errors": [{"status": 404, "code": "NOT_FOUND", "when": "None (无).", "action": "Ask.", "retry": False}],
        "responses": {"200": _answer("EditAnswer", {"brand_id": "1"})},
    }
    if body := changes.pop("body", None):
        found["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{body}"}}},
        }
    if answer := changes.pop("answer", None):
        found["responses"] = {"200": _answer(answer["schema"], answer["example"])}
    made = found | changes
    made["responses"] = {**made["responses"], **_ERRORS}
    return made


def _answer(schema: str, example: Any) -> dict[str, Any]:
    media = {"schema": {"$ref": f"#/components/schemas/{schema}"}, "examples": {"official": {"value": example}}}
    return {"description": "Done.", "content": {"application/json": media}}


def apply(document: dict[str, Any], edit: Edit) -> None:
    """Make an edit."""
    paths = document["paths"]
    for number, (key, text) in enumerate(edit.operations.items()):
        method, _, rest = key.partition(" ")
        path = f"{PATHS}/{edit.name.replace('_', '-')}{rest}"
        item = paths.setdefault(path, {})
        item[method] = made = operation(edit.name, number, method, text)
        inherited = {p.get("name") for p in yaml.safe_load(edit.items.get(rest, "{}")).get("parameters", [])}
        named = {p.get("name") for p in made.get("parameters", [])} | inherited
        made["parameters"] = [
            *(_path_parameter(name) for name in re.findall(r"\{(\w+)\}", path) if name not in named),
            *made.get("parameters", []),
        ]
    for rest, text in edit.items.items():
        paths[f"{PATHS}/{edit.name.replace('_', '-')}{rest}"] |= yaml.safe_load(text)
    document["components"]["schemas"] |= yaml.safe_load(edit.schemas)
    merge(document, yaml.safe_load(edit.rest))


def _path_parameter(name: str) -> dict[str, Any]:
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": "An id (编号).",
        "schema": {"type": "string", "minLength": 1},
    }


def merge(target: dict[str, Any], more: Mapping[str, Any]) -> None:
    for key, value in more.items():
        if isinstance(value, dict) and isinstance(target.get(key), dict):
            merge(target[key], value)
        elif isinstance(value, list) and isinstance(target.get(key), list):
            target[key] += value
        else:
            target[key] = value


ANSWER: Final = """
EditAnswer:
  type: object
  description: An answer (应答).
  required: [brand_id]
  properties:
    brand_id: {type: string, description: Brand id (品牌ID).}
"""


def edited(*edits: Edit) -> dict[str, Any]:
    """Return the contract with edits made."""
    document = contract_copy()
    document["components"]["schemas"] |= yaml.safe_load(ANSWER)
    for edit in edits:
        apply(document, edit)
    return document
