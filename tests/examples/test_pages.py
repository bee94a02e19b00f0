"""Every command and every snippet of the documentation does what its page says."""

from __future__ import annotations

import inspect
import io
import os
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import httpx
import pytest
from hatchling.metadata.core import ProjectMetadata
from hatchling.plugin.manager import PluginManager

import wechatpay_httpx
import wechatpay_jobs
import wechatpay_product_coupon
import wechatpay_sandbox
from examples.pictures import draw_all
from tests.examples.error_trees import tree
from tests.examples.pages import (
    CHINESE,
    ENGLISH,
    PAGES,
    REPOSITORY,
    ROOT,
    RUN,
    TRANSLATED,
    Block,
    anchors,
    blocks,
    links,
)
from tests.examples.reader import Reader
from wechatpay_httpx import CertificateStore, Signer, Verifier, WeChatPayAuth
from wechatpay_product_coupon import Client
from wechatpay_sandbox import Fault, Sandbox

_ALL: Final = sorted({*PAGES, *(ROOT / "docs").rglob("*.md"), ROOT / "CHANGELOG.md"})


def _name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def _in_both_languages(name: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("page", [ROOT / "docs/en" / name, ROOT / "docs/zh" / name], ids=_name)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with a merchant's keys, a platform certificate, pictures, and the examples of a clone."""
    with Sandbox.start() as sandbox:
        sandbox.write_credentials(tmp_path)
        signer = Signer(sandbox.merchant.mchid, sandbox.merchant.serial_no, sandbox.merchant.private_key)
        store = CertificateStore(sandbox.merchant.apiv3_key, cache_dir=tmp_path / "kept")
        with httpx.Client(auth=WeChatPayAuth(signer, Verifier(store)), base_url=sandbox.url) as http:
            http.get("/v3/certificates")
        (kept,) = (tmp_path / "kept").iterdir()
        kept.rename(tmp_path / "wechatpay.pem")
    draw_all(tmp_path)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    before = dict(os.environ)
    yield tmp_path
    os.environ.clear()
    os.environ.update(before)


@pytest.mark.parametrize("page", RUN, ids=_name)
def test_every_block_does_what_the_page_says(page: Path, folder: Path) -> None:
    reader = Reader(page, folder)
    try:
        reader.read()
    finally:
        reader.close()


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_a_page_says_what_its_code_takes_for_granted(page: Path) -> None:
    """Who used pip has no `examples`, and nobody has our picture."""
    text = page.read_text(encoding="utf-8")
    needed = re.search(r"^(?:from examples|python examples)", text, re.MULTILINE)
    assert not needed or re.search("a clone of the repository|仓库的?克隆", text[: needed.start()])
    read = re.search(r'(?:from_path|open)\("logo\.png"', text)
    assert not read or "logo.png" in text[: read.start()]


@pytest.mark.parametrize("page", TRANSLATED, ids=_name)
def test_both_languages_hold_the_same_code(page: Path) -> None:
    """So that what is run of one page is run of the other."""
    for english, chinese in zip(blocks(page), blocks(TRANSLATED[page]), strict=True):
        assert english.language == chinese.language
        assert _without_words(english) == _without_words(chinese), f"line {english.line}, {chinese.line}"


def test_every_english_page_but_those_of_details_has_its_chinese_one() -> None:
    assert [page for page in TRANSLATED.values() if not page.exists()] == []


@pytest.mark.parametrize("page", _ALL, ids=_name)
def test_links_lead_somewhere(page: Path) -> None:
    for target, anchor in links(page):
        assert target.exists(), target
        assert not anchor or anchor in anchors(target), f"{target}#{anchor}"


_OUTWARD: Final = re.compile(r"\]\((?!https?://|#)([^)#\s]+)")


def test_an_index_is_given_whole_addresses_and_the_repository_relative_ones() -> None:
    """An index shows the README alone; in a clone it leads to the files of the clone."""
    shown = ProjectMetadata(str(ROOT), PluginManager()).core.readme
    assert _OUTWARD.findall(shown) == []
    relative = _OUTWARD.findall(ENGLISH.read_text(encoding="utf-8"))
    assert len(relative) > 20
    assert [link for link in relative if f"]({REPOSITORY}/blob/main/{link}" not in shown] == []


@pytest.mark.parametrize("page", [ENGLISH, CHINESE, *sorted((ROOT / "docs").rglob("*.md"))], ids=_name)
def test_no_page_names_where_the_repository_is(page: Path) -> None:
    """That stands in pyproject.toml, and the index's page and the site are given it when they are made."""
    assert REPOSITORY not in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", sorted((ROOT / "docs/en/reference").glob("*.md")), ids=_name)
def test_no_two_headings_of_the_reference_share_an_address(page: Path) -> None:
    found = anchors(page)
    assert len(found) == len(set(found))


@_in_both_languages("client.md")
def test_the_table_of_variables_is_what_is_read(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = set(re.findall(r"^\| `(WECHATPAY_\w+)` \|", page.read_text(encoding="utf-8"), re.MULTILINE))
    with Sandbox.start() as sandbox:
        assert named == set(sandbox.environment)
        for name, value in sandbox.environment.items():
            monkeypatch.setenv(name, value)
        with Client(WeChatPayAuth.from_env()) as client:
            assert client.base_url == sandbox.url


@_in_both_languages("sandbox.md")
def test_what_the_sandbox_offers_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    rows = re.findall(r"^\| [^|]+ \| (`(?:Fault|sandbox)\.[^|]+) \|$", text, re.MULTILINE)
    assert len(rows) >= 9
    with Sandbox.start() as sandbox:
        for row in rows:
            holder = Fault if "Fault." in row else sandbox
            for name in re.findall(r"`(?:\w+\.)?(\w+)", row):
                assert hasattr(holder, name), name


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_class_and_function_for_users_is_on_a_page(language: str) -> None:
    pages = sorted((ROOT / "docs" / language).glob("api*.md"))
    shown = [name for page in pages for name in re.findall(r"^::: (\S+)$", page.read_text("utf-8"), re.MULTILINE)]
    public = {
        f"{found.__module__}.{found.__qualname__}"
        for module in (wechatpay_httpx, wechatpay_jobs, wechatpay_product_coupon, wechatpay_sandbox)
        for found in (getattr(module, name) for name in module.__all__)
        if inspect.isclass(found) or inspect.isfunction(found)
    }
    assert len(public) > 30
    assert public <= set(shown)
    assert len(shown) == len(set(shown))


@_in_both_languages("errors.md")
def test_the_drawn_trees_have_every_error_in_its_place(page: Path) -> None:
    drawn = {error: above for block in blocks(page) if not block.language for error, above in tree(block.text)}
    known = {
        error
        for module in (wechatpay_product_coupon.errors, wechatpay_httpx.errors)
        for error in map(module.__dict__.get, module.__all__)
        if isinstance(error, type) and issubclass(error, Exception)
    }
    assert set(drawn) == known
    assert [error for error, above in drawn.items() if error.__bases__[0] is not above] == []


@_in_both_languages("notifications.md")
def test_the_table_of_answers_tells_the_status_of_each_error(page: Path) -> None:
    rows = re.findall(r"^\| `(\w+Error)`[^|]*\| (\d+)", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(rows) == 7
    for name, status in rows:
        known = getattr(wechatpay_httpx.errors, name, None) or getattr(wechatpay_product_coupon.errors, name)
        assert getattr(known, "status", 500) == int(status)


def _without_words(block: Block) -> list[str]:
    """Return the code of a block without its comments; of a drawing, the names in it."""
    if block.language == "python":
        tokens = tokenize.generate_tokens(io.StringIO(block.text).readline)
        return [token.string for token in tokens if token.type not in (tokenize.COMMENT, tokenize.NL)]
    if block.language == "bash":
        return re.sub(r"[ ]*#.*", "", block.text).splitlines()
    if block.language == "":
        return re.findall(r"\w+Error|\w+Timeout|\w+/|openapi\.yaml", block.text)
    return [block.text]
