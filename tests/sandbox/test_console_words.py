"""Everything that the console says in English it says in Chinese as well, and nothing else is in the catalogue."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import jinja2
import pytest

import wechatpay_sandbox
from tests.sandbox.console import Browser, said
from wechatpay_sandbox import Sandbox
from wechatpay_sandbox._console.requests import CHECKS

_HOUSE: Final = Path(wechatpay_sandbox.__file__).parent
_ROOM: Final = _HOUSE / "_console"
_CATALOGUE: Final[dict[str, str]] = json.loads((_ROOM / "chinese.json").read_bytes())
_TEMPLATES: Final = sorted((_ROOM / "templates").glob("*"))
# What is said of a name that a page was handed, which `text` has marked where it comes from.
_MARKED: Final = {
    *("check.name", "cause", "line.name", "label", "title", "name", "why", "by"),
    *("one.title", "one.note", "one.label"),
}


def _said_in_code() -> Iterator[str]:
    for path in _ROOM.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "text":
                (english,) = node.args
                assert isinstance(english, ast.Constant), f"{path.name}:{node.lineno}: a literal is needed"
                yield str(english.value)


def _said_in_templates() -> Iterator[str]:
    for path in _TEMPLATES:
        source = path.read_text("utf-8")
        for call in jinja2.Environment().parse(source).find_all(jinja2.nodes.Call):
            if isinstance(call.node, jinja2.nodes.Name) and call.node.name == "say":
                (english,) = call.args
                if isinstance(english, jinja2.nodes.Const):
                    yield str(english.value)
                else:
                    assert _written(english) in _MARKED, f"{path.name}:{call.lineno}"


def _written(node: jinja2.nodes.Expr) -> str:
    if isinstance(node, jinja2.nodes.Getattr):
        return f"{_written(node.node)}.{node.attr}"
    assert isinstance(node, jinja2.nodes.Name), node
    return node.name


def test_the_catalogue_is_complete_and_holds_nothing_else() -> None:
    assert {*_said_in_code(), *_said_in_templates()} == _CATALOGUE.keys()


def test_both_languages_name_the_same_values() -> None:
    for english, chinese in _CATALOGUE.items():
        assert sorted(re.findall(r"\{\w+\}", english)) == sorted(re.findall(r"\{\w+\}", chinese)), english
        assert chinese != english


def test_no_words_stand_in_a_template_beside_the_catalogue() -> None:
    names = {"Request-ID", "English", "ms"}
    for path in _TEMPLATES:
        shown = re.sub(r"<[^>]*>", " ", re.sub(r"\{[{%#].*?[}%#]\}", " ", path.read_text("utf-8")))
        assert set(re.findall(r"[A-Za-z]{2,}[A-Za-z-]*", shown)) <= names, path.name


def test_every_check_of_a_request_has_its_words() -> None:
    named = set(re.findall(r'\.checking\("([^"]*)"\)', "".join(p.read_text("utf-8") for p in _HOUSE.rglob("*.py"))))
    assert named | {"merchant", "brand"} == set(CHECKS)


@pytest.mark.parametrize(
    ("accepted", "language", "title"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-CN", "请求"),
        ("en-GB", "en", "Requests"),
        ("", "zh-CN", "请求"),
        ("fr, en;q=0.5", "en", "Requests"),
    ],
)
def test_the_language_is_the_browsers(own: Sandbox, accepted: str, language: str, title: str) -> None:
    with Browser(own, accepted) as browser:
        page = browser.page("requests")
        assert f'<html lang="{language}">' in page
        assert f"<h1>{title}</h1>" in page


def test_the_switch_holds_from_page_to_page(own: Sandbox) -> None:
    with Browser(own, "en") as browser:
        assert "回调通知" in browser.text("notifications", lang="zh")
        assert "<h1>商品券</h1>" in browser.page("coupons")
        assert "<h1>Coupons</h1>" in browser.page("coupons", lang="en")
        assert "<h1>Stocks</h1>" in browser.page("stocks")
        assert "<h1>Stocks</h1>" in browser.page("stocks", lang="fr")


def test_refusals_speak_the_language_too(own: Sandbox) -> None:
    with Browser(own, "zh") as browser:
        assert "没有这个页面" in said(browser.http.get("/_console/nothing").text)
        assert "控制台只为本机服务" in said(browser.http.get("/_console/", headers={"Host": "a.example"}).text)
        assert "完成" in said(browser.do("advance", seconds="1").text)
