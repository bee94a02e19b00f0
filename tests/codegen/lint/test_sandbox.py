"""What the sandbox's own code calls by name is in the contract."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from codegen.lint.places import Places
from codegen.lint.sandbox import missing_names
from codegen.spec import SpecError, load
from tests.codegen.contract_document import CONTRACT, contract, contract_copy, operation


def test_the_sandbox_finds_all_that_it_needs() -> None:
    assert list(missing_names(Places(contract()), CONTRACT.parent)) == []


def test_a_schema_that_the_sandbox_imports_is_told() -> None:
    document = contract_copy()
    schemas = document["components"]["schemas"]
    schemas["ImageTaskState"] = schemas.pop("TaskState")
    found = list(missing_names(Places(document), CONTRACT.parent))
    assert {finding.pointer for finding in found} == {"/components/schemas"}
    assert any("images.py, line " in finding.message for finding in found)
    assert all("needs the schema TaskState, which is not there; do you mean `" in found.message for found in found)


def test_an_operation_that_the_sandbox_plays_is_told_before_anything_is_made(tmp_path: Path) -> None:
    assert operation(contract(), "getProductCoupon")
    shutil.copytree(CONTRACT.parent / "sandbox", tmp_path / "sandbox", ignore=shutil.ignore_patterns("__pycache__"))
    text = CONTRACT.read_text(encoding="utf-8")
    old = "operationId: getProductCoupon\n"
    assert text.count(old) == 1
    (tmp_path / "openapi.yaml").write_text(text.replace(old, old.replace("get", "query")), encoding="utf-8")
    with pytest.raises(SpecError) as caught:
        load(tmp_path / "openapi.yaml")
    (told,) = str(caught.value).splitlines()
    assert "_operations/product_coupons.py, line " in told
    assert "needs the operation getProductCoupon, which is not there; do you mean `queryProductCoupon`?" in told
