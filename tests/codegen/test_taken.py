"""Names that generated modules need cannot be those of schemas, tags or members, whatever templates come to import."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from codegen.lint import lint
from codegen.taken import is_taken_by_generated_code, used_by_model_classes
from tests.codegen.contract_document import CONTRACT, contract, schema
from tests.codegen.small_contract import small_copy

_GENERATED: Final = (
    *(CONTRACT.parent / "generated_client/wechatpay_product_coupon").rglob("*.py"),
    CONTRACT.parent / "sandbox/wechatpay_sandbox/models.py",
)


def _imported(path: Path) -> Iterator[str]:
    """Yield the names that a module has from others, but those that are made of schemas."""
    schemas = contract()["components"]["schemas"]
    tags = {part.title() for tag in contract()["tags"] for part in (tag["name"],)}
    made = {f"{name}{suffix}" for name in schemas for suffix in ("", "Dict", "Value")}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            own = (alias.asname or alias.name for alias in node.names)
            yield from (name for name in own if name not in made and name.title() not in tags)


def test_what_generated_modules_import_is_taken() -> None:
    # Classes of errors and groups are made of the contract, and have rules of their own.
    rooms = {f"{mode}{pascal}" for tag in contract()["tags"] for mode in ("", "Async") for pascal in (_pascal(tag),)}
    found = {
        name
        for path in _GENERATED
        for name in _imported(path)
        if name[0].isupper() and name not in rooms and not name.endswith("Error")
    }
    assert found
    assert {name for name in found if not is_taken_by_generated_code(name)} == set()


def _pascal(tag: dict[str, Any]) -> str:
    return "".join(part.title() for part in tag["name"].split("_"))


@pytest.mark.parametrize("name", ["Any", "Mapping", "Waiter", "Pagination", "Iterator", "Event", "RootModel", "Field"])
def test_a_schema_of_such_a_name_is_refused(name: str) -> None:
    document = small_copy()
    document["components"]["schemas"][name] = {"type": "object", "description": "A (甲)."}
    assert any(f"a name {name} of its own" in finding.message for finding in lint(document))


@pytest.mark.parametrize("name", sorted(used_by_model_classes()))
def test_a_member_that_would_hide_what_a_class_uses_is_refused(name: str) -> None:
    document = small_copy()
    schema(document, "CutOut")["properties"][name] = {"type": "string", "description": "A (甲)."}
    assert any(finding.pointer.endswith(f"/{name}") for finding in lint(document))
