"""The console of the sandbox in a real Chromium, as its users see it: `make check-docs`.

CONSOLE_PICTURES=docs writes the pictures of the guides anew.
"""

from __future__ import annotations

import json
import os
import subprocess
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.site.conftest import Looking, Seen

ROOT = Path(__file__).parents[2]
LISTS = ("requests", "coupons", "stocks", "bundles", "codes", "user-coupons", "notifications", "images", "tasks")
SHEETS = ("coupon", "signature", "rule", "script", "stock", "codes")


@pytest.fixture(scope="session")
def world() -> Iterator[Any]:
    """Where a sandbox is that something has happened in."""
    command = [ROOT / ".venv/bin/python", "-m", "tests.sandbox.shown_world"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdin
        assert running.stdout
        yield json.loads(running.stdout.readline())
        running.stdin.close()


def opened(seen: Seen, world: Any, page: str = "requests") -> Seen:
    """Open the console by its printed address, and then a page of it."""
    seen.page.goto(world["console_url"])
    assert "token" not in seen.page.url
    seen.page.goto(f"{world['url']}/_console/{page}")
    return seen


def pages(world: Any) -> list[str]:
    return [*LISTS, "accounts", "do", *(world[name] for name in SHEETS)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["zh-CN", "en-US"])
def test_every_page_opens_without_a_complaint(look: Looking, world: Any, locale: str, scheme: str) -> None:
    seen = opened(look(locale=locale, color_scheme=scheme), world)
    grounds = set()
    for page in pages(world):
        answer = seen.page.goto(f"{world['url']}/_console/{page}")
        assert answer
        assert answer.ok, page
        seen.fits()
        assert seen.complaints == [], page
        grounds.add(seen.page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert grounds == {"rgb(255, 255, 255)" if scheme == "light" else "rgb(13, 17, 23)"}


def test_every_page_is_usable_on_a_phone(look: Looking, world: Any) -> None:
    seen = opened(look(phone=True), world)
    for page in pages(world):
        seen.page.goto(f"{world['url']}/_console/{page}")
        seen.fits()
        small = seen.page.evaluate(
            """[...document.querySelectorAll("button, .menu a")]
               .filter(one => one.getClientRects().length && one.getBoundingClientRect().height < 40).length"""
        )
        assert small == 0, page
        seen.keep(f"console-phone-{page.replace('/', '-')}")


def ask(world: Any, path: str) -> None:
    """Ask the sandbox for what it does not have."""
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(world["url"] + path, timeout=10)


def test_a_request_appears_by_itself(seen: Seen, world: Any) -> None:
    opened(seen, world)
    ask(world, "/v3/appears")
    seen.page.get_by_text("/v3/appears").wait_for()
    ask(world, "/v3/appears-too")
    seen.page.get_by_text("/v3/appears-too").wait_for()
    seen.page.locator("#rows a").first.click()
    assert "/v3/appears-too" in seen.page.locator("p.line").inner_text()


def test_a_filter_stays_while_requests_come(seen: Seen, world: Any) -> None:
    opened(seen, world)
    seen.page.locator("input[name=code]").fill("SIGN_ERROR")
    seen.page.locator("form.filter button").click()
    with seen.page.expect_response(lambda answer: "seen=" in answer.url and answer.status == 200):
        ask(world, "/v3/filtered-out")
    shown = seen.page.locator("#rows tbody").inner_text()
    assert "SIGN_ERROR" in shown
    assert "filtered-out" not in shown


def test_a_coupon_goes_its_way_on_its_page(seen: Seen, world: Any) -> None:
    opened(seen, world, world["coupon"])
    now = seen.page.locator(".machine .now text")
    for control, state in (("confirm", "EFFECTIVE"), ("use", "USED"), ("return", "EFFECTIVE"), ("expire", "EXPIRED")):
        form = seen.page.locator(f"#{control}_coupon")
        assert f"/_sandbox/{control}-coupon" in form.locator("pre.curl").first.inner_text()
        form.locator("button").click()
        form.locator(".done .good").wait_for()
        now.get_by_text(state, exact=True).wait_for()
        assert f'"coupon_state": "{state}"' in seen.page.locator("#documents").inner_text()
    form = seen.page.locator("#use_coupon")
    form.locator("button").click()
    assert "EXPIRED, not EFFECTIVE" in form.locator(".done .bad").inner_text()


def test_the_call_follows_what_is_typed(seen: Seen, world: Any) -> None:
    opened(seen, world, "do")
    form = seen.page.locator("#advance")
    form.locator("input[name=seconds]").fill("4711")
    form.locator("pre.curl").get_by_text('{"seconds": 4711}').wait_for()


def test_without_javascript_a_form_leads_to_a_page(look: Looking, world: Any) -> None:
    seen = opened(look(java_script_enabled=False), world, world["other_coupon"])
    seen.page.locator("#confirm_coupon button").click()
    assert seen.page.locator(".notice.good").count() == 1
    seen.page.locator("main a").click()
    assert seen.page.url.endswith(world["other_coupon"])
    assert seen.page.locator(".machine .now text").text_content() == "EFFECTIVE"


def test_a_coupon_named_script_is_a_name(seen: Seen, world: Any) -> None:
    seen.page.on("dialog", lambda dialog: seen.complaints.append(dialog.message))
    for page in ("coupons", world["script"]):
        opened(seen, world, page)
        assert "<script>hi()" in seen.page.locator("main").inner_text()


def test_pictures_are_seen(seen: Seen, world: Any) -> None:
    opened(seen, world, "images")
    widths = seen.page.locator("img.thumb").evaluate_all(
        "async all => { await Promise.all(all.map(one => one.decode())); return all.map(one => one.naturalWidth); }"
    )
    assert len(widths) == 2
    assert all(widths)


def test_the_language_is_switched_by_a_click(seen: Seen, world: Any) -> None:
    opened(seen, world, "notifications")
    assert seen.page.locator("h1").inner_text() == "回调通知"
    seen.page.get_by_text("English").click()
    assert seen.page.locator("h1").inner_text() == "Notifications"
    seen.page.locator(".menu a").first.click()
    assert seen.page.locator("h1").inner_text() == "Requests"


def test_whoever_has_no_token_is_asked_for_it(look: Looking, world: Any) -> None:
    seen = look()
    seen.page.goto(world["url"])
    field = seen.page.locator("input[name=token]")
    field.fill("wrong")
    seen.page.locator("button").click()
    assert seen.page.locator(".notice.bad").count() == 1
    seen.page.locator("input[name=token]").fill(world["token"])
    seen.page.locator("button").click()
    assert seen.page.locator("#rows").count() == 1
    assert len(seen.complaints) == 2
    assert all("401" in complaint for complaint in seen.complaints)
    seen.complaints.clear()


class _Elsewhere(BaseHTTPRequestHandler):
    """A page of another origin, on this machine even, that sends a form to the console by itself."""

    target = ""

    def do_GET(self) -> None:
        page = f"""<form method="post" action="{self.target}"><input name="seconds" value="86400"></form>
            <script>document.forms[0].submit()</script>"""
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(page.encode())

    def log_message(self, *arguments: object) -> None: ...


def test_a_page_of_another_origin_can_do_nothing(seen: Seen, world: Any) -> None:
    opened(seen, world)
    before = seen.page.locator(".clock em").count()
    _Elsewhere.target = f"{world['url']}/_console/do/advance"
    with HTTPServer(("127.0.0.1", 0), _Elsewhere) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with seen.page.expect_response(lambda answer: answer.request.method == "POST") as sent:
            seen.page.goto(f"http://127.0.0.1:{server.server_port}/")
        assert sent.value.status == 403
        server.shutdown()
    seen.page.wait_for_load_state()
    seen.complaints.clear()
    opened(seen, world)
    assert seen.page.locator(".clock em").count() == before


SHOWN = {"requests": "requests", "signature": "signature", "user-coupon": "other_coupon"}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", SHOWN)
def test_pictures_of_the_guides(look: Looking, world: Any, language: str, name: str) -> None:
    seen = look(locale=language, color_scheme="light")
    opened(seen, world, world.get(SHOWN[name], SHOWN[name]))
    assert seen.page.locator("html").get_attribute("lang") == ("zh-CN" if language == "zh" else "en")
    if folder := os.environ.get("CONSOLE_PICTURES"):
        path = ROOT / folder / language / f"console-{name}.jpg"
        seen.page.screenshot(path=path, type="jpeg", quality=70)
