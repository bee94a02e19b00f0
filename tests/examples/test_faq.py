"""The Chinese questions and answers leave no error, reason or term of the library out, and invent none."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Final

import pytest

import wechatpay_httpx.errors
import wechatpay_jobs.errors
import wechatpay_product_coupon.errors
import wechatpay_sandbox
from tests.examples.pages import ROOT
from wechatpay_httpx.errors import Reason

_FAQ: Final = (ROOT / "docs/zh/faq.md").read_text("utf-8")
_LIST: Final = _FAQ.partition("\n## 英文异常对照\n")[2]
_MODULES: Final = (
    wechatpay_httpx.errors,
    wechatpay_jobs.errors,
    wechatpay_product_coupon.errors,
    wechatpay_sandbox,
)
_ROOMS: Final = ("auth_plugin", "jobs", "runtime")


def _classes() -> Iterator[str]:
    for module in _MODULES:
        for name in module.__all__:
            found = getattr(module, name)
            if isinstance(found, type) and issubclass(found, BaseException):
                yield name


def _texts() -> Iterator[str]:
    """Yield every literal text of the code that is no docstring."""
    for path in (path for room in _ROOMS for path in (ROOT / room).rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
                yield node.value


_TEXTS: Final = list(_texts())


def test_every_exception_is_listed_and_no_other() -> None:
    rows = re.findall(r"^\| (`\w+`(?:、`\w+`)*) \|", _LIST, re.MULTILINE)
    listed = [name for row in rows for name in re.findall(r"\w+", row) if name[0].isupper()]
    assert sorted(listed) == sorted(set(_classes()))


def test_every_reason_of_a_failed_verification_is_told() -> None:
    section = _FAQ.partition("\n## 验签失败\n")[2].partition("\n## ")[0]
    assert [reason.value for reason in Reason if f"`{reason.value}`" not in section] == []


def test_every_chinese_term_in_a_message_is_listed() -> None:
    terms = {term for text in _TEXTS for term in re.findall(r"[a-z] \(([^()]*[\u4e00-\u9fff][^()]*)\)", text)}
    known = [re.split(r"[, ]", term)[0] for term in terms]
    assert len(known) > 8
    assert [term for term in known if term not in _LIST] == []


def test_every_english_phrase_stands_in_the_code() -> None:
    terms_and_sentences = _LIST.partition("\n| 英文 | 官方名称 |\n")[2]
    phrases = re.findall(r"^\| `([^`]+)` \|", terms_and_sentences, re.MULTILINE)
    assert len(phrases) > 20
    assert [phrase for phrase in phrases if not any(phrase in text for text in _TEXTS)] == []


@pytest.mark.parametrize("section", _FAQ.split("\n## ")[1:-1], ids=lambda section: section.partition("\n")[0])
def test_each_answer_names_an_official_page(section: str) -> None:
    assert "(https://pay.weixin.qq.com/doc/v3/" in section
