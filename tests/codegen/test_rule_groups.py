"""A schema with many rules takes them from groups, and every schema of the contract fits on a screen."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
import yaml

from codegen.rule_groups import with_rules_in_place
from codegen.spec import SpecError, load
from tests.codegen.contract_document import CONTRACT
from tests.codegen.small_contract import small_contract

_LINES_OF_A_SCREEN: Final = 100
_GROUP: Final = "        - $ref: '#/components/schemas/SequentialUsageRules'\n"
_RULE: Final = "        - description: The mode SEQUENTIAL needs sequential_usage_info.\n"


def _edited(folder: Path, old: str, new: str) -> Path:
    text = small_contract()
    assert text.count(old) == 1
    path = folder / "openapi.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def _refusal(path: Path) -> str:
    with pytest.raises(SpecError) as caught:
        load(path)
    return str(caught.value)


def _line(path: Path, text: str) -> int:
    before, found, _ = path.read_text(encoding="utf-8").partition(text)
    assert found
    return before.count("\n") + 1


def test_every_schema_fits_on_a_screen() -> None:
    root = yaml.compose(CONTRACT.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    (components,) = (value for key, value in root.value if key.value == "components")
    (schemas,) = (value for key, value in components.value if key.value == "schemas")
    lengths = {key.value: value.end_mark.line - key.start_mark.line for key, value in schemas.value}
    assert len(lengths) > 100
    assert {name: length for name, length in lengths.items() if length > _LINES_OF_A_SCREEN} == {}


def test_the_rules_of_a_group_become_those_of_the_schema() -> None:
    text = yaml.load(CONTRACT.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    written = text["components"]["schemas"]
    whole = with_rules_in_place(text)[0]["components"]["schemas"]
    assert set(written) - set(whole) == {"SingleUsageRules", "SequentialUsageRules", "ProgressiveBundleUsageRules"}
    request = whole["CreateProductCouponRequest"]
    assert written["SequentialUsageRules"]["allOf"][0] in request["allOf"]
    assert request["x-cross-rules"] == written["ProgressiveBundleUsageRules"]["x-cross-rules"]
    own = written["CreateProductCouponRequest"]["x-soft-rules"]
    assert request["x-soft-rules"][: len(own)] == own
    assert len(request["x-soft-rules"]) > len(own)


def test_what_is_wrong_in_a_group_is_told_by_its_own_line(tmp_path: Path) -> None:
    wrong = _RULE + "          if: {required: [usage_mode], properties: {usage_mode: {const: NEVER}}}\n          #"
    path = _edited(tmp_path, _RULE + "          ", wrong)
    told = _refusal(path)
    assert f"openapi.yaml:{_line(path, '{const: NEVER}')}:" in told
    assert "/components/schemas/SequentialUsageRules/allOf/0/if" in told
    assert "NEVER is no value that can stand there" in told


def test_a_group_that_is_not_there_is_told(tmp_path: Path) -> None:
    misspelt = _GROUP.replace("SequentialUsageRules", "SequentialUsageRule")
    path = _edited(tmp_path, _GROUP, misspelt)
    told = _refusal(path)
    assert f"openapi.yaml:{_line(path, misspelt)}:" in told
    assert "refers to nothing but a schema of rules alone" in told


def test_a_group_with_members_is_no_group(tmp_path: Path) -> None:
    path = _edited(tmp_path, "    SequentialUsageRules:\n", "    SequentialUsageRules:\n      type: object\n")
    assert "`allOf` holds rules alone" in _refusal(path)


def test_a_group_that_contains_itself_by_another_one_is_told(tmp_path: Path) -> None:
    back = "    RulesBack:\n      description: Rules (规则).\n      allOf:\n" + _GROUP
    path = _edited(tmp_path, "    SequentialUsageRules:\n", f"{back}    SequentialUsageRules:\n")
    there = "        - $ref: '#/components/schemas/RulesBack'\n"
    path.write_text(path.read_text(encoding="utf-8").replace(_RULE, there + _RULE), encoding="utf-8")
    told = _refusal(path)
    assert f"openapi.yaml:{_line(path, there)}:" in told
    assert "that does not contain itself" in told


def test_a_group_that_nothing_refers_to_is_told(tmp_path: Path) -> None:
    path = _edited(tmp_path, _GROUP, "")
    told = _refusal(path)
    assert f"openapi.yaml:{_line(path, '    SequentialUsageRules:')}:" in told
