from __future__ import annotations

from codegen.lint import lint
from tests.codegen.contract_document import contract, schema
from tests.codegen.small_contract import small_copy


def test_the_contract_is_clean() -> None:
    assert lint(contract()) == []


def test_malformed_extensions_are_told_before_anything_reads_them() -> None:
    document = small_copy()
    schema(document, "NotifyConfig")["x-soft-rules"] = "the AppID should be given"
    schema(document, "CutOut").pop("description")
    assert [finding.pointer for finding in lint(document)] == ["/components/schemas/NotifyConfig/x-soft-rules"]
