"""Every command and every snippet of both READMEs does what the page says."""

from __future__ import annotations

import io
import os
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from examples.pictures import draw_all
from tests.examples.readme import CHINESE, ENGLISH, ROOT, Block, Reader, blocks
from wechatpay_httpx import WeChatPayAuth
from wechatpay_product_coupon import Client
from wechatpay_sandbox import Fault, Sandbox

_PAGES: Final = pytest.mark.parametrize("page", [ENGLISH, CHINESE], ids=lambda page: page.name)


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    """A reader in a folder with a merchant's keys, a picture, a list of codes, and the examples of a clone."""
    with Sandbox.start() as sandbox:
        sandbox.write_credentials(tmp_path)
    draw_all(tmp_path)
    (tmp_path / "codes.txt").write_text("CAFE-001\nCAFE-002\nCAFE-001\n")
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    before = dict(os.environ)
    reader = Reader(tmp_path)
    yield reader
    reader.close()
    os.environ.clear()
    os.environ.update(before)


def test_every_block_does_what_the_page_says(reader: Reader) -> None:
    for block in blocks(ENGLISH):
        try:
            reader.read(block)
        except BaseException as error:
            error.add_note(f"in {ENGLISH.name}, line {block.line}")
            raise


@_PAGES
def test_the_first_call_stands_in_the_first_thirty_lines(page: Path) -> None:
    first = next(block for block in blocks(page) if block.language == "python")
    assert first.line + first.text.count("\n") <= 30


def test_both_pages_hold_the_same_code() -> None:
    """So that what is run of one page is run of the other."""
    for english, chinese in zip(blocks(ENGLISH), blocks(CHINESE), strict=True):
        assert english.language == chinese.language
        assert _without_words(english) == _without_words(chinese), f"line {english.line}, {chinese.line}"


@_PAGES
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https://)([^)#]+)\)", text)
    assert len(links) >= 5
    assert [link for link in links if not (ROOT / link).exists()] == []


@_PAGES
def test_the_table_of_variables_is_what_is_read(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = set(re.findall(r"^\| `(WECHATPAY_\w+)` \|", page.read_text(encoding="utf-8"), re.MULTILINE))
    with Sandbox.start() as sandbox:
        assert named == set(sandbox.environment)
        for name, value in sandbox.environment.items():
            monkeypatch.setenv(name, value)
        with Client(WeChatPayAuth.from_env()) as client:
            assert client.base_url == sandbox.url


@_PAGES
def test_what_the_sandbox_offers_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    rows = re.findall(r"^\| [^|]+ \| (`(?:Fault|sandbox)\.[^|]+) \|$", text, re.MULTILINE)
    assert len(rows) >= 7
    with Sandbox.start() as sandbox:
        for row in rows:
            holder = Fault if "Fault." in row else sandbox
            for name in re.findall(r"`(?:\w+\.)?(\w+)", row):
                assert hasattr(holder, name), name


def _without_words(block: Block) -> list[str]:
    """Return the code of a block without its comments; of a drawing, the names in it."""
    if block.language == "python":
        tokens = tokenize.generate_tokens(io.StringIO(block.text).readline)
        return [token.string for token in tokens if token.type not in (tokenize.COMMENT, tokenize.NL)]
    if block.language == "bash":
        return re.sub(r"[ ]*#.*", "", block.text).splitlines()
    if block.language == "":
        return re.findall(r"\w+Error|\w+/|openapi\.yaml", block.text)
    return [block.text]
