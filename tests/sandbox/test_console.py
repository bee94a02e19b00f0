"""The console is safe: who may open it, who may write by it, and what comes from others is shown and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.sandbox.brand import Brand
from tests.sandbox.console import Browser, said
from tests.sandbox.program import COUPONS, Program, example
from wechatpay_product_coupon import Client
from wechatpay_sandbox import Sandbox
from wechatpay_sandbox._console.routes import _VIEWS
from wechatpay_sandbox._protocol.settings import MOST_SECONDS

EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


@pytest.fixture
def browser(own: Sandbox) -> Iterator[Browser]:
    with Browser(own) as opened:
        yield opened


def form_token(browser: Browser) -> str:
    found = re.search(r'name="form" value="(\w+)"', browser.page("do"))
    assert found
    return found[1]


def test_the_root_leads_to_the_requests_and_the_token_stays_out_of_the_address(own: Sandbox) -> None:
    with httpx.Client(base_url=own.url) as http:
        answer = http.get(own.console_url)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/_console/requests")
        cookie = answer.headers["Set-Cookie"]
        assert own.control_token not in cookie
        for said_of_it in ("HttpOnly", "SameSite=strict", "Path=/_console"):
            assert said_of_it in cookie
        assert http.get("/_console/requests").status_code == 200


def test_for_a_client_of_the_api_there_is_nothing_at_the_root(mine: Program) -> None:
    answer = mine.send("GET", "/")
    assert (answer.status_code, answer.json()["code"]) == (404, "NOT_FOUND")
    assert answer.headers["Wechatpay-Signature"]


def test_without_the_token_nothing_is_shown(own: Sandbox) -> None:
    own.add_brand("120344")
    with httpx.Client(base_url=own.url) as http:
        for path in _VIEWS:
            answer = http.get("/_console" + re.sub(r"\{[^}]*\}", "1", path))
            assert answer.status_code == 401, path
            assert answer.headers["HX-Refresh"] == "true", "a page that polls shall ask for the token"
            assert "1900000001" not in answer.text
        assert http.get("/", params={"token": "wrong"}, follow_redirects=True).status_code == 401
        assert http.post("/_console/open", data={"token": "wrong"}).status_code == 401
        assert http.post("/_console/open", data={"token": own.control_token}).status_code == 303
        assert http.get("/_console/accounts").status_code == 200


def test_a_cookie_of_another_sandbox_opens_nothing(own: Sandbox, browser: Browser) -> None:
    with Sandbox.start() as other, httpx.Client(base_url=other.url, cookies=browser.http.cookies) as http:
        assert http.get("/_console/requests").status_code == 401


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.1", "sandbox"])
def test_a_name_of_the_web_that_points_here_is_refused(own: Sandbox, browser: Browser, host: str) -> None:
    for path in ("/", "/_console/requests", "/_console/static/console.css"):
        answer = browser.http.get(path, headers={"Host": host})
        assert answer.status_code == 403, path
    assert browser.http.get(own.console_url, headers={"Host": host}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_page_of_another_origin_writes_nothing(own: Sandbox, browser: Browser, headers: dict[str, str]) -> None:
    form = {"form": form_token(browser), "seconds": "60"}
    assert browser.http.post("/_console/do/advance", data=form, headers=headers).status_code == 403
    assert own.times.world - own.times.clock < 1
    assert browser.http.post("/_console/do/advance", data=form, headers={"Origin": own.url}).status_code == 200
    assert own.times.world - own.times.clock > 59


def test_a_form_needs_its_token_and_a_write_is_no_get(own: Sandbox, browser: Browser) -> None:
    for form in ({}, {"form": "0" * 64}, {"form": own.control_token}):
        assert browser.http.post("/_console/do/advance", data={"seconds": "60", **form}).status_code == 403
    assert browser.http.get("/_console/do/advance", params={"seconds": "60"}).status_code == 405
    with httpx.Client(base_url=own.url) as stranger:
        form = {"form": form_token(browser), "seconds": "60"}
        assert stranger.post("/_console/do/advance", data=form).status_code == 401
    assert own.times.world - own.times.clock < 1


def test_every_answer_forbids_what_no_page_of_it_needs(own: Sandbox, browser: Browser) -> None:
    for path in ("/_console/requests", "/_console/static/htmx.min.js", "/_console/nothing", "/_console/coupons/1"):
        headers = browser.http.get(path).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"], path
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"


def pages_below(browser: Browser) -> Iterator[tuple[str, str]]:
    """Follow every link from the first page, and yield each page."""
    seen, waiting = set[str](), ["/_console/requests", "/_console/do"]
    while waiting:
        path = waiting.pop()
        if path in seen or "lang=" in path or not path.startswith("/_console/"):
            continue
        seen.add(path)
        answer = browser.http.get(path)
        assert answer.status_code in (200, 204), path
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            yield path, answer.text
            waiting += [at.replace("&amp;", "&") for at in re.findall(r'(?:href|src|hx-get)="(/[^"]*)"', answer.text)]


def test_whatever_comes_from_others_is_escaped_on_every_page(
    own: Sandbox, mine: Program, client: Client, browser: Browser
) -> None:
    own.set_options(notify_intervals=[0.0])
    brand = Brand(client, mode="API_ASSIGN")
    mine.post(COUPONS, {**example("createProductCoupon", "official"), "brand_id": EVIL, "out_request_no": EVIL})
    shown: Any = example("createProductCoupon", "official") | {"brand_id": "120344"}
    shown["display_info"]["name"] = "<script>1"
    shown["stock"]["remark"] = "<script>2"
    client.product_coupons.create(shown)
    mine.http.get(f"{own.url}/{EVIL}", headers={"X-Evil": EVIL, "Request-ID": EVIL})
    openid = "<script>/%2F?#&"
    brand.send(openid=openid, coupon_code="code_1", attach=EVIL)
    own.wait_for_notifications()
    pages = dict(pages_below(browser))
    assert len(pages) > 30
    for path, page in pages.items():
        assert "<script>" not in page.replace('<script src="/_console/static/htmx.min.js" defer></script>', ""), path
        assert "<img src=x" not in page, path
        assert " onerror=" not in re.sub(r">[^<]*<", "><", page), path
        assert " style=" not in page
        assert not re.search(r'(?:src|hx-get|hx-post|action)="(?!/)', page), path
    assert "<script>1" in said(pages["/_console/coupons"])
    assert openid in said(pages[f"/_console/user-coupons/{brand.stock}/code_1"])


def test_secrets_are_hidden_until_they_are_asked_for(
    own: Sandbox, client: Client, mine: Program, browser: Browser
) -> None:
    brand = Brand(client)
    code = brand.send(openid="o-secret-user").coupon_code
    number = own.requests[-1].number
    shown = browser.page(f"requests/{number}")
    assert "o-secret-user" not in shown
    assert code not in shown
    assert "o-secret-user" not in browser.page("requests")
    revealed = browser.page(f"requests/{number}", reveal="true")
    assert "o-secret-user" in revealed
    assert code in revealed
    account = browser.page(f"accounts/{own.merchant.mchid}")
    assert "PRIVATE KEY-" not in account
    assert own.merchant.apiv3_key not in account
    assert own.merchant.apiv3_key in browser.page(f"accounts/{own.merchant.mchid}", reveal="true")
    assert "PRIVATE KEY" not in browser.do("renew_merchant", mchid=own.merchant.mchid).text


def test_what_is_not_there_is_404(browser: Browser) -> None:
    numbers = ("requests/99", "requests/x", f"requests/{'9' * 5000}", f"requests/{'9' * 30}")
    for path in (*numbers, "coupons/1", "stocks/x", "images/x.png", "tasks/1/2", "user-coupons/1/2", "nothing"):
        assert browser.http.get(f"/_console/{path}").status_code == 404, path
    assert browser.do("stop").status_code == 404


def test_the_latest_time_there_is_is_shown(own: Sandbox, browser: Browser) -> None:
    own.advance(MOST_SECONDS)
    assert "Requests" in browser.text("requests")


def test_what_fails_inside_is_told_safely(own: Sandbox, mine: Program, browser: Browser) -> None:
    mine.create()
    own._state.coupons["1000000001"].entity.pop("state")
    own._state.stocks["broken"] = own._state.coupons["1000000001"]  # type: ignore[assignment]
    answer = browser.http.get("/_console/stocks/broken")
    assert answer.status_code == 500
    assert "failed in the sandbox itself" in said(answer.text)
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_the_console_leaves_no_trace_among_the_requests(own: Sandbox, browser: Browser) -> None:
    browser.page("requests")
    browser.http.get("/_console/nothing")
    assert own.requests == ()
