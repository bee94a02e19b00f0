"""The Chinese reference says all that the contract says, and its examples are calls that work."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import shlex
import subprocess
import sys
import textwrap
from collections.abc import Awaitable, Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from codegen import chinese
from codegen.contract import Contract
from codegen.normal import normal_form
from examples.pictures import draw_all
from tests.codegen.contract_document import CONTRACT, contract
from wechatpay_product_coupon import AsyncClient, Client
from wechatpay_product_coupon.errors import ApiError
from wechatpay_sandbox import Sandbox

PAGES: Final = sorted((CONTRACT.parent / "docs/zh/reference").glob("*/*.md"))
READ: Final = Contract(normal_form(contract()))


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox.start(image_task_seconds=0) as sandbox:
        yield sandbox


def test_every_operation_has_a_page_that_the_overview_leads_to() -> None:
    overview = (CONTRACT.parent / "docs/zh/reference/index.md").read_text("utf-8")
    linked = re.findall(r"^\| .*\]\((\w+/\w+\.md)\)", overview, re.MULTILINE)
    assert sorted(linked) == sorted(str(page.relative_to(page.parents[1])) for page in PAGES)
    assert len(linked) == len(READ.operations)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}.{page.stem}")
def test_its_examples_are_calls_that_go_out(
    page: Path, sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ids of the official examples are not the sandbox's: what it refuses is that there is no such thing."""
    draw_all(tmp_path)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "logo.png").rename(tmp_path / "header.png")
    before = len(sandbox.requests)
    names: dict[str, Any] = {}
    codes = [code.replace("header.jpg", "header.png") for code in _blocks(page, "python")]
    for code in codes:
        if "await" in code:
            exec(f"async def do(client):\n{textwrap.indent(code, '    ')}", names)
            asyncio.run(_do(names["do"], sandbox))
        else:
            with _refused_as_unknown(), Client(sandbox.auth(), base_url=sandbox.url) as names["client"]:
                exec(compile(code, str(page), "exec"), names)
    assert len(sandbox.requests) - before >= len(codes) >= 2


async def _do(code: Callable[[AsyncClient], Awaitable[None]], sandbox: Sandbox) -> None:
    async with AsyncClient(sandbox.auth(), base_url=sandbox.url) as client:
        with _refused_as_unknown():
            await code(client)


@contextlib.contextmanager
def _refused_as_unknown() -> Iterator[None]:
    try:
        yield
    except ApiError as error:
        if error.code not in {"NOT_FOUND", "INVALID_REQUEST"}:
            raise


def _blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)


def _rules(schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for key in ("allOf", "x-soft-rules", "x-cross-rules"):
        yield from schema.get(key, [])
    for member in schema.get("properties", {}).values():
        yield from member.get("x-cross-rules", [])


@pytest.mark.parametrize("name", READ.schemas)
def test_every_rule_and_every_member_has_its_chinese_words(name: str) -> None:
    schema = READ.schemas[name]
    for rule in _rules(schema):
        assert re.search("必须|不能|只能|应|不超过|至少|到|格式|不小于|恰好|URL", chinese.rule(rule)), rule
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


def _patterns(node: Any) -> Iterator[str]:
    """Yield what the contract says of patterns in words."""
    if isinstance(node, Mapping):
        if isinstance(node.get("pattern"), str) and "x-pattern-words" in node:
            yield node["x-pattern-words"]
        for value in node.values():
            yield from _patterns(value)
    elif isinstance(node, list):
        for item in node:
            yield from _patterns(item)


def test_every_sentence_of_the_contract_that_has_no_term_is_said_in_chinese() -> None:
    said = {row[what] for operation in READ.operations for row in operation.errors for what in ("when", "action")}
    said |= {cause for row in READ.public_errors for cause in row.get("causes", [])}
    assert [text for text in said if not re.search("[\u4e00-\u9fff]", chinese.sentence(text))] == []
    catalogue = json.loads((CONTRACT.parent / "codegen/chinese.json").read_text("utf-8"))
    patterns = set(_patterns(normal_form(contract())))
    assert patterns <= set(catalogue)
    assert [text for text in catalogue if text not in said | patterns] == []


_TYPED: Final = """
import json
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from wechatpay_cli import main

for page, lines in json.load(sys.stdin):
    for *words, file in lines:
        output = StringIO()
        with redirect_stdout(output):
            status = main(words if file else [*words, "--dry-run", "--show-secrets"])
        assert status == 0, (page, words)
        if file:
            Path(file).write_text(output.getvalue(), encoding="utf-8")
    print(json.dumps([page, json.loads(output.getvalue())]))
"""


def test_its_commands_make_the_same_request(sandbox: Sandbox, tmp_path: Path) -> None:
    """One process types them all, since each would take a second to start."""
    draw_all(tmp_path)
    (tmp_path / "logo.png").rename(tmp_path / "header.png")
    typed = [(str(page), [_typed(line) for line in _blocks(page, "bash")[0].splitlines()]) for page in PAGES]
    ran = subprocess.run(
        [sys.executable, "-c", _TYPED],
        cwd=tmp_path,
        env={**os.environ, **sandbox.environment},
        input=json.dumps(typed),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    requests = dict(json.loads(line) for line in ran.stdout.splitlines())
    assert len(requests) == len(READ.operations)
    for operation in READ.operations:
        page = CONTRACT.parent / f"docs/zh/reference/{operation.group}/{operation.name}.md"
        request = requests[str(page)]
        assert request["method"] == operation.method
        path = re.sub(r"\\\{\w+\\\}", "[^/?]+", re.escape(operation.path))
        assert re.search(rf"{path}(\?|$)", request["url"])
        if operation.body and not operation.parts:
            assert request["body"] == operation.body_example


def _typed(line: str) -> list[str]:
    """Return the arguments of a line, and the file that its output goes to, empty for none."""
    program, *words = shlex.split(line.replace("header.jpg", "header.png"))
    assert program == "wechatpay-coupon"
    return [*words[:-2], words[-1]] if ">" in words else [*words, ""]
