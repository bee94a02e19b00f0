"""The built site in a real Chromium, as a reader sees it: `make check-docs`.

SCREENSHOTS=folder keeps what was seen.
"""

from __future__ import annotations

import functools
import os
import re
import shutil
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

SITE = Path(__file__).parents[2] / "site"
PAGES = sorted(str(page.parent.relative_to(SITE)) for page in SITE.rglob("index.html") if page.parent != SITE)
HEAVY = 300 * 1024
PHONE = {"width": 390, "height": 844}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None: ...


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(SITE)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert chromium, "there is no Chromium; Debian's is `apt-get install chromium`"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


class Seen:
    """A page and what the browser said of it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.hosts: set[str] = set()
        page.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._asked)

    def _asked(self, request: Request) -> None:
        self.hosts.add(request.url.split("/")[2].split(":")[0] if "//" in request.url else "")

    def keep(self, name: str) -> None:
        if folder := os.environ.get("SCREENSHOTS"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=Path(folder) / f"{name}.jpg", type="jpeg", quality=60)


@pytest.fixture
def seen(browser: Browser) -> Iterator[Seen]:
    page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    opened = Seen(page)
    yield opened
    page.close()
    assert opened.complaints == []
    assert opened.hosts <= {"127.0.0.1", ""}


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


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("验签失败", "常见问题"),
        ("平台证书切换公钥", "常见问题"),
        ("失效用户商品券", "失效用户商品券"),
        ("ALREADY_EXISTS", "常见问题"),
    ],
)
def test_search_finds_what_people_look_for(seen: Seen, address: str, words: str, found: str) -> None:
    seen.page.goto(f"{address}/zh/")
    seen.page.keyboard.press("/")
    seen.page.keyboard.type(words)
    seen.page.get_by_text(re.compile(r"^\d+ results?$")).wait_for(timeout=120_000)
    assert found in seen.page.evaluate("document.activeElement.shadowRoot.textContent")
    seen.keep(f"search-{len(words)}")


@pytest.mark.parametrize(
    "page", ["zh", "zh/faq", "zh/reference", "zh/reference/product_coupons/create", "en/reliability"]
)
def test_it_is_readable_on_a_phone(browser: Browser, address: str, page: str) -> None:
    """Nothing but a table or a block of code is wider than the screen, and text is not small."""
    opened = browser.new_page(viewport=PHONE, is_mobile=True, device_scale_factor=2)
    seen = Seen(opened)
    opened.goto(f"{address}/{page}/")
    assert opened.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    size = opened.locator("article p").first.evaluate("node => parseFloat(getComputedStyle(node).fontSize)")
    assert size >= 14
    seen.keep(f"phone-{page.replace('/', '-')}")
    opened.close()
    assert seen.complaints == []


def test_every_page_opens_without_a_complaint(seen: Seen, address: str) -> None:
    for page in PAGES:
        answer = seen.page.goto(f"{address}/{page}/")
        assert answer
        assert answer.ok, page
        assert seen.complaints == [], page
