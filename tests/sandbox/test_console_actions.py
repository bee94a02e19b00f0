"""The console does by controls alone what it does, and shows each as a call of the control API."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator

import pytest

from tests.sandbox.brand import Brand
from tests.sandbox.bundle_brand import BundleBrand
from tests.sandbox.console import Browser, curl_of, said
from tests.sandbox.program import TASKS, Program, example, picture
from tests.sandbox.receiver import Receiver
from wechatpay_product_coupon import Client
from wechatpay_sandbox import Sandbox
from wechatpay_sandbox._console import machines
from wechatpay_sandbox._console.actions import LABELS
from wechatpay_sandbox._controls.control import controls_of


@pytest.fixture
def browser(own: Sandbox) -> Iterator[Browser]:
    with Browser(own) as opened:
        yield opened


def test_every_control_that_does_something_is_a_form() -> None:
    assert LABELS.keys() == {control.name for control in controls_of(Sandbox) if not control.only_shows}


def now(page: str) -> str:
    """The state that a page draws as the current one."""
    found = re.findall(r'class="state now[^>]*>.*?<text[^>]*>(\w+)</text>', page)
    assert len(found) == 1
    return str(found[0])


def test_a_coupon_goes_its_way_by_hand(own: Sandbox, brand: Brand, browser: Browser) -> None:
    assert "Send a coupon" in browser.text(f"stocks/{brand.stock}")
    sent = browser.do("send_coupon", stock_id=brand.stock, openid="o-by-hand")
    assert sent.status_code == 200
    (coupon,) = own.user_coupons
    assert coupon.openid == "o-by-hand"
    named = {"stock_id": brand.stock, "coupon_code": coupon.coupon_code}
    place = f"user-coupons/{brand.stock}/{coupon.coupon_code}"
    assert now(browser.page(place)) == "CONFIRMING"
    for control, state in (("confirm", "EFFECTIVE"), ("use", "USED"), ("return", "EFFECTIVE"), ("expire", "EXPIRED")):
        assert browser.do(f"{control}_coupon", **named).status_code == 200, control
        assert own.user_coupons[0].state == state
        assert now(browser.page(place)) == state
    refused = browser.do("use_coupon", **named)
    assert refused.status_code == 400
    assert "the coupon is EXPIRED, not EFFECTIVE" in said(refused.text)
    assert own.requests[-1].operation == "createProductCoupon", "no request was made"


def test_the_round_after_one_that_was_used_by_hand_is_told(own: Sandbox, client: Client, browser: Browser) -> None:
    bundle = BundleBrand(client)
    own.send_coupon(bundle.stocks[0])
    (first,) = own.user_coupons
    own.confirm_coupon(first.stock_id, first.coupon_code)
    own.use_coupon(first.stock_id, first.coupon_code)
    own.wait_for_notifications()
    assert [coupon.stock_id for coupon in own.user_coupons] == bundle.stocks[:2]
    assert [told.data["stock_id"] for told in own.notifications] == bundle.stocks[:2]
    page = browser.text(f"user-coupons/{first.stock_id}/{first.coupon_code}")
    assert "Rounds of the same group" in page
    with pytest.raises(ValueError, match="not CONFIRMING"):
        own.confirm_coupon(first.stock_id, first.coupon_code)
    with pytest.raises(LookupError):
        own.return_coupon(first.stock_id, "another")


def test_a_store_that_is_not_the_brands_is_refused_by_hand_too(own: Sandbox, brand: Brand, browser: Browser) -> None:
    code = brand.send().coupon_code
    own.confirm_coupon(brand.stock, code)
    own.set_options(foreign_stores={"77"})
    named = {"stock_id": brand.stock, "coupon_code": code}
    assert browser.do("use_coupon", **named, store_id="77").status_code == 400
    assert browser.do("use_coupon", **named, store_id="78").status_code == 200


@pytest.mark.parametrize(
    ("control", "arguments"),
    [
        ("advance", {"seconds": "90"}),
        ("inject", {"fault": "CONNECTION_DROPPED", "times": "2"}),
        ("inject", {"fault": '{"name": "clock_off", "seconds": 400}'}),
        (
            "set_options",
            {"image_task_seconds": "2", "failing_codes": '["it\'s", "$HOME", "`id`"]'},
        ),
        ("add_brand", {"brand_id": "120344"}),
        ("set_clock", {"unix_time": "1800000000"}),
    ],
)
def test_the_call_that_is_shown_does_the_same(
    own: Sandbox, browser: Browser, control: str, arguments: dict[str, str]
) -> None:
    shown = browser.do(control, **arguments)
    assert shown.status_code == 200, shown.text
    call = curl_of(shown.text)
    assert own.control_token not in call
    environ = {**os.environ, "WECHATPAY_SANDBOX_TOKEN": own.control_token, "WECHATPAY_BASE_URL": own.url}
    with Sandbox.start() as other:
        environ |= {"WECHATPAY_SANDBOX_TOKEN": other.control_token, "WECHATPAY_BASE_URL": other.url}
        line = call.replace("curl ", "curl --silent --show-error --fail-with-body --noproxy '*' ", 1)
        ran = subprocess.run(["sh", "-c", line], env=environ, capture_output=True, text=True, timeout=60, check=False)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        ours, theirs = ((s.faults, s.options.failing_codes, [b.brand_id for b in s.brands]) for s in (own, other))
        assert ours == theirs
        assert abs(own.times.world - other.times.world) < 30


def test_the_call_follows_what_is_typed_and_nothing_is_done(own: Sandbox, browser: Browser) -> None:
    form = re.search(r'name="form" value="(\w+)"', browser.page("do"))
    assert form
    answer = browser.http.post("/_console/curl/advance", data={"form": form[1], "seconds": "7<b>"})
    assert "7&lt;b&gt;" in answer.text
    assert "advance" in answer.text
    assert own.times.world - own.times.clock < 1


@pytest.mark.parametrize(
    ("control", "arguments", "why"),
    [
        ("advance", {"seconds": "soon"}, "seconds"),
        ("advance", {}, "seconds"),
        ("set_options", {"failing_codes": "["}, "failing_codes"),
        ("send_coupon", {"stock_id": "404"}, "no stock 404"),
        ("inject", {"fault": "NO_SUCH"}, "fault"),
        ("inject", {"fault": '{"name": "clock_off"}'}, "fault"),
    ],
)
def test_what_cannot_be_done_says_why(browser: Browser, control: str, arguments: dict[str, str], why: str) -> None:
    answer = browser.do(control, **arguments)
    assert answer.status_code == 400
    assert why in said(answer.text)


def test_a_notification_shows_its_attempts_and_the_next(own: Sandbox, client: Client, browser: Browser) -> None:
    with Receiver(500, 503) as slow:
        own.set_options(notify_url=slow.url, notify_intervals=[0.01, 600])
        brand = Brand(client)
        own.send_coupon(brand.stock, openid="o-told")
        (told,) = own.notifications
        own._changed.acquire()
        own._changed.wait_for(lambda: bool(own._notifier.repeats()) and len(own._state.deliveries) == 2, 10)
        own._changed.release()
        (repeat,) = own.repeats
        assert (repeat.notification_id, repeat.attempt) == (told.id, 3)
        assert 500 < repeat.due - own.times.clock < 601
        page = browser.text(f"notifications/{told.id}")
        for shown in (
            "500",
            "503",
            "#3 · ",
            "o-told",
            "AEAD_AES_256_GCM",
            "PRODUCT_COUPON_SP.SEND",
        ):
            assert shown in page
        listed = browser.text("notifications")
        assert "#3 · " in listed
        assert browser.do("notify_again", notification_id=told.id, trick="forged").status_code == 200
        assert "forged" in browser.text(f"notifications/{told.id}")
        browser.do("resend_notification", notification_id=told.id)
        own._changed.acquire()
        own._changed.wait_for(lambda: len(own._state.deliveries) == 4, 10)
        own._changed.release()
        assert [each.status for each in own.deliveries] == [500, 503, 200, 200]
        assert [each.trick for each in own.deliveries] == [None, None, "forged", None]
        assert all(each.at > 1.7e9 for each in own.deliveries)


def test_pictures_and_tasks_are_shown(own: Sandbox, mine: Program, browser: Browser) -> None:
    mine.upload(picture("PNG"), "logo.png")
    task = example("submitImageGenerationTask") | {"brand_id": "1"}
    assert mine.post(TASKS, task).status_code == 200
    own.advance(60)
    page = browser.page("images")
    shown = re.findall(r'<img class="thumb" src="([^"]*)"', page)
    assert len(shown) == len(own.images)
    for at in shown:
        assert browser.http.get(at).headers["Content-Type"] == "image/png"
    assert now(browser.page(f"tasks/{own.merchant.mchid}/{task['task_id']}")) == "SUCCESS"
    name = shown[0].rpartition("/")[2]
    assert f'class="picture" src="{shown[0]}"' in browser.page(f"images/{name}")


def test_a_request_that_comes_is_news_and_none_is_none(own: Sandbox, mine: Program, browser: Browser) -> None:
    assert browser.http.get("/_console/requests", params={"seen": 0}).status_code == 204
    mine.post(TASKS, {})
    news = browser.http.get("/_console/requests", params={"seen": 0})
    assert news.status_code == 200
    assert "submitImageGenerationTask" in news.text
    assert "<html" not in news.text
    assert browser.http.get("/_console/requests", params={"seen": 1}).status_code == 204


@pytest.mark.parametrize("machine", [machines.COUPON, machines.STOCK, machines.USER_COUPON, machines.TASK])
def test_a_machine_has_the_states_of_the_contract(machine: machines.Machine) -> None:
    assert set(machine.states) == {str(state.value) for state in machine.kind}
    assert {name for way in machine.ways for name in (way.begins, way.ends)} == set(machine.states)
    assert len(set(machine.states.values())) == len(machine.states)
