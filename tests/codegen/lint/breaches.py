"""Breaches of the project's rules: what is done to the real contract, and what is then found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import pytest

from codegen.lint import lint
from tests.codegen.contract_document import operation, schema
from tests.codegen.small_contract import small_copy

Change: TypeAlias = Callable[[dict[str, Any]], object]


def breaches(*cases: tuple[str, Change, str, str]) -> pytest.MarkDecorator:
    """Run a test with each breach: its name, the change, the end of the pointer, and a part of the message."""
    return pytest.mark.parametrize(("change", "pointer", "message"), [pytest.param(*c[1:], id=c[0]) for c in cases])


def assert_found(change: Change, pointer: str, message: str) -> None:
    document = small_copy()
    change(document)
    found = lint(document)
    assert any(finding.pointer.endswith(pointer) and message in finding.message for finding in found), found


def body(document: dict[str, Any], operation_id: str) -> dict[str, Any]:
    (media,) = operation(document, operation_id)["requestBody"]["content"].values()
    return media


def field(document: dict[str, Any], name: str, member: str) -> dict[str, Any]:
    return schema(document, name)["properties"][member]


def soft(document: dict[str, Any], name: str) -> dict[str, Any]:
    return schema(document, name)["x-soft-rules"][0]


def cross(document: dict[str, Any], name: str) -> dict[str, Any]:
    return schema(document, name)["x-cross-rules"][0]


def event(document: dict[str, Any], name: str) -> dict[str, Any]:
    return document["webhooks"][f"PRODUCT_COUPON_SP.{name}"]["post"]
