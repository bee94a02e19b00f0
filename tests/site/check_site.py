"""The built site in a real Chromium, as a reader sees it: `make check-docs`.

SCREENSHOTS=folder keeps what was seen.
"""

from __future__ import annotations

import functools
import re
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.site.conftest import Looking, Seen

SITE = Path(__file__).parents[2] / "site"
PAGES = sorted(str(page.parent.relative_to(SITE)) for page in SITE.rglob("index.html") if page.parent != SITE)
HEAVY = 300 * 1024


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None: ...


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(SITE)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.mark.parametrize("page", PAGES)
def test_no_page_is_heavy(page: str) -> None:
    assert (SITE / page / "index.html").stat().st_size <= HEAVY


def test_the_root_leads_to_the_chinese_start_page(seen: Seen, address: str) -> None:
    seen.page.goto(address)
    seen.page.wait_for_url("**/zh/")
    assert seen.page.locator("h1").first.inner_text().startswith("微信支付商品券")
    seen.keep("start")


def test_a_page_of_an_operation_has_its_call_its_members_and_its_rules(seen: Seen, address: str) -> None:
    seen.page.goto(f"{address}/zh/reference/stocks/update_budget/")
    text = seen.page.locator("article").inner_text()
    for said in ("修改商品券批次发放预算", "client.stocks.update_budget(", "必须有 current_max_count", "每秒 20 次"):
        assert said in text
    seen.keep("operation")


def _search(page: Page, words: str) -> str:
    """Type into the search of a page; return what it shows."""
    page.wait_for_load_state("networkidle")
    for _ in range(60):  # the key works from when the script of the page has run
        page.keyboard.press("/")
        page.wait_for_timeout(200)
        if page.evaluate("Boolean(document.activeElement.shadowRoot)"):
            break
    page.keyboard.type(words)
    page.get_by_text(re.compile(r"^\d+ results?$")).wait_for(timeout=120_000)
    return str(page.evaluate("document.activeElement.shadowRoot.textContent"))


@pytest.mark.parametrize(
    ("language", "words", "found"),
    [
        ("zh", "验签失败", "常见问题"),
        ("zh", "平台证书切换公钥", "常见问题"),
        ("zh", "失效用户商品券", "失效用户商品券"),
        ("zh", "ALREADY_EXISTS", "常见问题"),
        ("zh", "核销", "核销与退券"),
        ("en", "reliability", "Reliability"),
        ("en", "send_request_no", "user_coupons"),
    ],
)
def test_search_finds_what_people_look_for(seen: Seen, address: str, language: str, words: str, found: str) -> None:
    seen.page.goto(f"{address}/{language}/")
    assert found in _search(seen.page, words)
    seen.keep(f"search-{language}-{len(words)}")


def test_search_stays_in_the_language_of_the_page(seen: Seen, address: str) -> None:
    seen.page.goto(f"{address}/en/")
    assert not re.search("[\u4e00-\u9fff]{12}", _search(seen.page, "ALREADY_EXISTS"))
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_url(re.compile(r"/en/\w"))


@pytest.mark.parametrize(
    ("page", "twin"),
    [
        ("zh/keys", "en/keys/"),
        ("en/keys", "zh/keys/"),
        ("zh/reference/stocks/list", "en/reference/stocks/#list"),
        ("zh/faq", "en/"),
        ("en/reliability", "zh/"),
        ("zh", "en/"),
    ],
)
def test_a_page_leads_to_the_same_in_the_other_language(seen: Seen, address: str, page: str, twin: str) -> None:
    seen.page.goto(f"{address}/{page}/")
    language = page[:2]
    other = "en" if language == "zh" else "zh"
    assert seen.page.locator("html").get_attribute("lang") == language
    assert [tab for tab in seen.page.locator(".md-tabs__link").all_inner_texts() if _is_chinese(tab)] == [
        tab for tab in seen.page.locator(".md-tabs__link").all_inner_texts() if language == "zh"
    ]
    seen.page.locator(".md-select__link").first.evaluate(
        "node => node.closest('.md-select').querySelector('button').focus()"
    )
    seen.page.locator(f".md-select__link[hreflang={other}]").click()
    seen.page.wait_for_url(f"{address}/{twin}")


def _is_chinese(text: str) -> bool:
    return bool(re.search("[\u4e00-\u9fff]", text))


@pytest.mark.parametrize(
    "page",
    [
        "zh",
        "en",
        "zh/faq",
        "zh/reference",
        "zh/reference/product_coupons/create",
        "en/reliability",
        "en/reference/stocks",
    ],
)
def test_it_is_readable_on_a_phone(look: Looking, address: str, page: str) -> None:
    """Nothing but a table or a block of code is wider than the screen, and text is not small."""
    seen = look(phone=True)
    seen.page.goto(f"{address}/{page}/")
    seen.fits()
    size = seen.page.locator("article p").first.evaluate("node => parseFloat(getComputedStyle(node).fontSize)")
    assert size >= 14
    seen.keep(f"phone-{page.replace('/', '-')}")


def test_every_page_opens_without_a_complaint(seen: Seen, address: str) -> None:
    for page in PAGES:
        answer = seen.page.goto(f"{address}/{page}/")
        assert answer
        assert answer.ok, page
        assert seen.complaints == [], page
