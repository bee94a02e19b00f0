"""The Chinese reference says all that the contract says, and its examples are calls that work."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from codegen import chinese
from codegen.contract import Contract
from codegen.normal import normal_form
from examples.pictures import draw_all
from tests.codegen.contract_document import CONTRACT, contract
from wechatpay_product_coupon import Client
from wechatpay_product_coupon.errors import ApiError
from wechatpay_sandbox import Sandbox

PAGES: Final = sorted((CONTRACT.parent / "docs/zh/reference").glob("*/*.md"))
READ: Final = Contract(normal_form(contract()))


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    with Sandbox.start(image_task_seconds=0) as sandbox, Client(sandbox.auth(), base_url=sandbox.url) as client:
        yield client


def test_every_operation_has_a_page_that_the_overview_leads_to() -> None:
    overview = (CONTRACT.parent / "docs/zh/reference/index.md").read_text("utf-8")
    linked = re.findall(r"^\| .*\]\((\w+/\w+\.md)\)", overview, re.MULTILINE)
    assert sorted(linked) == sorted(str(page.relative_to(page.parents[1])) for page in PAGES)
    assert len(linked) == len(READ.operations)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}.{page.stem}")
def test_its_example_is_a_call_that_goes_out(
    page: Path, client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ids of the official examples are not the sandbox's: what it refuses is that there is no such thing."""
    draw_all(tmp_path)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "logo.png").rename(tmp_path / "header.png")
    code = next(iter(re.findall(r"^```python\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)))
    names: dict[str, Any] = {"client": client}
    refused = ""
    try:
        exec(compile(code.replace("header.jpg", "header.png"), str(page), "exec"), names)
    except ApiError as error:
        refused = error.code
    assert "answer" in names or refused in {"NOT_FOUND", "INVALID_REQUEST"}


def _rules(schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for key in ("allOf", "x-soft-rules", "x-cross-rules"):
        yield from schema.get(key, [])
    for member in schema.get("properties", {}).values():
        yield from member.get("x-cross-rules", [])


@pytest.mark.parametrize("name", READ.schemas)
def test_every_rule_and_every_member_has_its_chinese_words(name: str) -> None:
    schema = READ.schemas[name]
    for rule in _rules(schema):
        assert re.search("必须|不能|只能|应|不超过|至少|到|格式|不小于", chinese.rule(rule)), rule
    for member, described in schema.get("properties", {}).items():
        assert chinese.term(described["description"]), member


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"minLength": 1, "maxLength": 32}, "1 到 32 个字符"),
        ({"maxItems": 200, "uniqueItems": True}, "不超过 200 个；不能重复"),
        ({"minimum": 0}, "不小于 0"),
        ({"minimum": 3600, "maximum": 86400, "multipleOf": 3600}, "3600 到 86400；3600 的倍数"),
        ({"items": {"pattern": "^a$"}, "minItems": 3, "maxItems": 3}, "恰好 3 个；每个：格式 `^a$`"),
    ],
)
def test_limits_are_told_in_words(schema: Mapping[str, Any], words: str) -> None:
    assert chinese.limits(schema) == words


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (
            {"if": {"required": ["a"], "properties": {"a": {"const": "X"}}}, "then": {"required": ["b", "c"]}},
            "`a` 为 `X` 时，必须有 `b`、`c`",
        ),
        (
            {"if": {"required": ["a"]}, "then": {"properties": {"b": False}}, "else": {"required": ["b"]}},
            "有 `a` 时，不能有 `b`；否则必须有 `b`",
        ),
        (
            {"if": {"properties": {"s": {"required": ["r"]}}}, "then": {"properties": {"t": {"enum": ["X", "Y"]}}}},
            "有 `s.r` 时，`t` 只能是 `X` 或 `Y`",
        ),
        ({"dependentRequired": {"a": ["b"]}}, "有 `a` 就必须有 `b`"),
        ({"anyOf": [{"required": ["a"]}, {"required": ["b"]}]}, "必须有 `a`，或者必须有 `b`"),
        ({"kind": "not-above", "fields": ["a", "b"], "unless-zero": "b"}, "`a` 不能大于 `b`（`b` 为 0 时除外）"),
    ],
)
def test_rules_are_told_in_words(rule: Mapping[str, Any], words: str) -> None:
    assert chinese.rule(rule) == words
