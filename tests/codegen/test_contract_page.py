"""docs/en/contract.md tells the truth: every edit on it works as it stands there, and no extension is left out."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
import yaml

from codegen.__main__ import main
from codegen.lint import extensions
from tests.codegen.contract_document import CONTRACT, contract_copy, operation
from tests.codegen.edits.editing import merge
from tests.examples.pages import Block, blocks, links

PAGE: Final = CONTRACT.parent / "docs/en/contract.md"
_BEFORE: Final = """
from wechatpay_product_coupon import Client
from wechatpay_sandbox import Sandbox

with Sandbox.start() as sandbox, Client(sandbox.auth(), base_url=sandbox.url) as client:
"""


def edits() -> dict[str, list[Block]]:
    """Return the blocks of each edit: what is merged, the program, and what it prints."""
    starts = {
        line: text[4:] for line, text in enumerate(PAGE.read_text("utf-8").splitlines(), 1) if text.startswith("### ")
    }
    found: dict[str, list[Block]] = {title: [] for title in starts.values()}
    for block in (block for block in blocks(PAGE) if block.line > min(starts)):
        found[starts[max(line for line in starts if line < block.line)]].append(block)
    return found


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("page")
    document = contract_copy()
    for edit, _, _ in edits().values():
        merge(document, yaml.safe_load(edit.text))
    (root / "openapi.yaml").write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False), encoding="utf-8")
    shutil.copytree(CONTRACT.parent / "sandbox", root / "sandbox", ignore=shutil.ignore_patterns("__pycache__"))
    assert main(["--root", str(root)]) == 0
    return root


@pytest.mark.parametrize("title", edits())
def test_an_edit_works_as_the_page_says(root: Path, title: str) -> None:
    _, program, printed = edits()[title]
    lines = "".join(f"    {line}\n" for line in program.text.splitlines())
    rooms = os.pathsep.join([str(root / "generated_client"), str(root / "sandbox")])
    ran = subprocess.run(
        [sys.executable, "-c", _BEFORE + lines],
        cwd=root,
        env=os.environ | {"PYTHONPATH": rooms},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout == printed.text


def test_there_is_an_edit_of_each_kind() -> None:
    assert list(edits()) == ["A new field", "A new value of an enum", "A new operation", "A list", "An event"]
    assert {tuple(block.language for block in found) for found in edits().values()} == {("yaml", "python", "text")}


def test_every_extension_is_told_and_no_other() -> None:
    told = set(re.findall(r"^\| `(x-[a-z-]+)`", PAGE.read_text("utf-8"), re.MULTILINE))
    assert told == {name for names in extensions.EXTENSIONS.values() for name in names}


def test_the_waiter_on_it_is_that_of_the_contract() -> None:
    told = yaml.safe_load(blocks(PAGE)[0].text)
    assert told == {"x-waiter": operation(contract_copy(), "submitImageGenerationTask")["x-waiter"]}


def test_its_links_lead_somewhere() -> None:
    assert [str(target) for target, _ in links(PAGE) if not target.exists()] == []
