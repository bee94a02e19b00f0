"""Whatever Python makes a sandbox do or show, any program on this machine can over HTTP, and the reverse."""

from __future__ import annotations

import inspect
import json
import threading
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from openapi_spec_validator import validate

from tests.sandbox.program import COUPONS, Program, example, picture
from tests.sandbox.receiver import Receiver
from wechatpay_sandbox import Fault, Sandbox
from wechatpay_sandbox._controls.control import controls_of
from wechatpay_sandbox._world.options import Options

# What is no control, and why.
NOT_OVER_HTTP = {
    "start": "makes a sandbox",
    "stop": "a process is ended by a signal",
    "auth": "an object of Python; its keys are in `merchants`",
    "write_credentials": "writes files here; the keys are in `merchants`",
    "environment": "names files here; the keys are in `merchants`",
    "merchant": "the first of `merchants`",
    "clock": "a function of Python; `set_clock` sets it",
    **dict.fromkeys(("url", "control_url", "control_token", "console_url"), "whoever asks knows it"),
    **dict.fromkeys(inspect.get_annotations(Options), "one of `options`"),
}


@pytest.fixture
def api(own: Sandbox) -> Iterator[httpx.Client]:
    headers = {"Authorization": f"Bearer {own.control_token}"}
    with httpx.Client(base_url=own.control_url, headers=headers) as client:
        yield client


def ask(api: httpx.Client, name: str, **arguments: Any) -> Any:
    """Use a control: a POST, or for what only shows a GET."""
    shows = {control.name: control.only_shows for control in controls_of(Sandbox)}[name]
    path = "/" + name.replace("_", "-")
    answer = api.get(path, params=arguments) if shows else api.post(path, json=arguments)
    assert answer.status_code == 200, answer.text
    return answer.json()


def document(api: httpx.Client) -> Any:
    return api.get("/openapi.json").json()


def test_everything_public_is_a_control_or_says_why_not(own: Sandbox) -> None:
    public = {name for name in {*dir(own), *vars(own)} if not name.startswith("_")}
    assert public == {control.name for control in controls_of(Sandbox)} | NOT_OVER_HTTP.keys()


def test_every_option_can_be_set_at_the_start_and_while_it_runs(api: httpx.Client) -> None:
    options = set(inspect.get_annotations(Options))
    assert set(inspect.signature(Sandbox.start).parameters) == options | {
        "port",
        "host",
        "clock",
        "credentials",
        "state_file",
    }
    assert set(document(api)["components"]["schemas"].get("Options", {}).get("properties", options)) == options
    schema = document(api)["paths"]["/_sandbox/set-options"]["post"]["requestBody"]["content"]["application/json"]
    assert set(schema["schema"]["properties"]) == options


def test_the_document_is_openapi_and_has_every_control_and_every_fault(own: Sandbox, api: httpx.Client) -> None:
    found = document(api)
    validate(found)
    assert set(found["paths"]) == {f"/_sandbox/{c.name.replace('_', '-')}" for c in controls_of(Sandbox)}
    shown = json.dumps(found)
    made = [n for n, m in vars(Fault).items() if isinstance(m, classmethod)]
    for name in [*made, *(n for n, m in vars(Fault).items() if isinstance(m, Fault))]:
        assert f'"{name}"' in shown
    for item in found["paths"].values():
        for operation in item.values():
            assert operation["summary"].endswith((".", "`."))
            for parameter in operation.get("parameters", []):
                assert parameter["schema"].get("description") or parameter["name"] == "limit"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Authorization": ""}, 401),
        ({"Authorization": "Bearer wrong"}, 401),
        ({"Authorization": "Basic {token}"}, 401),
        ({"Authorization": "bearer {token}"}, 200),
        ({"Host": "evil.example"}, 403),
        ({"Host": "localhost:80"}, 200),
        ({"Host": "127.0.0.1.evil.example"}, 403),
        ({"Host": "[::1]:8080"}, 200),
    ],
)
def test_it_serves_this_machine_to_whoever_has_the_token(
    own: Sandbox, api: httpx.Client, headers: dict[str, str], status: int
) -> None:
    given = {name: value.format(token=own.control_token) for name, value in headers.items()}
    answer = api.get("/options", headers=given)
    assert answer.status_code == status
    assert own.control_token not in answer.text
    assert "Wechatpay-Signature" not in answer.headers


def test_another_machine_is_refused() -> None:
    """As far as one machine can show it: it comes to an address that is not loopback, from the same one."""
    own_address = address()
    if own_address is None:
        pytest.skip("this machine has no address but loopback")
    with Sandbox.start(host="0.0.0.0") as sandbox:
        headers = {"Authorization": f"Bearer {sandbox.control_token}"}
        url = sandbox.control_url.replace("127.0.0.1", own_address)
        assert httpx.get(url + "/options", headers=headers, trust_env=False).status_code == 403
        assert httpx.get(sandbox.control_url + "/options", headers=headers).status_code == 200
        elsewhere = httpx.get(sandbox.url.replace("127.0.0.1", own_address) + COUPONS, trust_env=False)
        assert elsewhere.status_code == 405


def address() -> str | None:
    import socket

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return None
        found = str(probe.getsockname()[0])
    return None if found.startswith("127.") else found


def test_a_coupon_is_sent_told_and_expired(own: Sandbox, mine: Program, receiver: Receiver, api: httpx.Client) -> None:
    stock = mine.stock_with("vCode_1")
    told = ask(api, "send_coupon", stock_id=stock, openid="o-user-1")
    (delivery,) = ask(api, "wait_for_notifications")
    assert (delivery["notification_id"], delivery["status"]) == (told, 200)
    (notification,) = ask(api, "notifications")["items"]
    assert notification["data"]["openid"] == "o-user-1"
    assert json.loads(notification["body"])["id"] == told
    assert ask(api, "notify_again", trick="forged")["trick"] == "forged"
    assert ask(api, "resend_notification", notification_id=told) == told
    assert len(ask(api, "wait_for_notifications")) == 3
    (coupon,) = ask(api, "user_coupons")["items"]
    assert (coupon["coupon_code"], coupon["state"]) == ("vCode_1", "CONFIRMING")
    ask(api, "expire_coupon", stock_id=stock, coupon_code="vCode_1")
    assert own.user_coupons[0].state == "EXPIRED"
    assert ask(api, "codes", stock_id=stock)["items"] == ["vCode_1"]
    assert [each["stock_id"] for each in ask(api, "stocks")["items"]] == [stock]
    assert len(ask(api, "coupons")["items"]) == 1


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("SYSTEM_ERROR", 500),
        ({"name": "changed_answer", "body": "{}"}, 200),
        ({"name": "missing_header", "header": "Wechatpay-Nonce"}, 200),
        ({"name": "changed_header", "header": "Wechatpay-Nonce", "value": "x"}, 200),
        ({"name": "clock_off", "seconds": -400}, 200),
    ],
)
def test_a_fault_befalls_the_next_answer(own: Sandbox, mine: Program, api: httpx.Client, fault: Any, code: int) -> None:
    ask(api, "inject", fault=fault, times=2)
    assert len(ask(api, "faults")["items"]) == 2
    answer = mine.submit()
    assert answer.status_code == code
    assert own.requests[-1].fault
    assert code == 500 or not mine.is_verified(answer) or answer.content == b"{}"
    assert len(ask(api, "faults")["items"]) == 1


def test_options_clock_and_time(own: Sandbox, api: httpx.Client) -> None:
    ask(api, "set_options", failing_codes=["bad"], image_task_seconds=0, notify_url=None)
    assert (own.failing_codes, own.image_task_seconds, own.notify_url) == ({"bad"}, 0, None)
    assert ask(api, "options")["failing_codes"] == ["bad"]
    ask(api, "set_clock", unix_time=1_700_000_000)
    ask(api, "advance", seconds=3600)
    times = ask(api, "times")
    assert 1_700_000_000 <= times["clock"] < times["world"] - 3599
    ask(api, "reset")
    assert own.failing_codes == set()
    assert ask(api, "options")["notify_url"] == own.notify_url
    assert ask(api, "times")["clock"] > 1_750_000_000


def test_accounts_come_with_all_that_a_program_needs(own: Sandbox, http: httpx.Client, api: httpx.Client) -> None:
    added = ask(api, "add_merchant")
    assert [each["number"] for each in ask(api, "merchants")["items"]] == [own.merchant.mchid, added["number"]]
    assert added["private_key"].startswith("-----BEGIN PRIVATE KEY-----")
    assert added["public_key"].startswith("-----BEGIN PUBLIC KEY-----")
    assert added["certificate"].startswith("-----BEGIN CERTIFICATE-----")
    assert Program(own, own.merchants[1], http).submit().status_code == 200
    renewed = ask(api, "renew_merchant", mchid=added["number"])
    assert renewed["serial_no"] != added["serial_no"]
    assert ask(api, "add_brand", brand_id="7")["number"] == "7"
    assert len(ask(api, "brands")["items"]) == 1
    assert ask(api, "rotate_certificate", valid_seconds=60)


def test_pictures_and_tasks(own: Sandbox, mine: Program, api: httpx.Client) -> None:
    mine.upload(picture("PNG"), "a.png")
    ask(api, "fail_next_image_task", times=1)
    mine.submit()
    ask(api, "advance", seconds=60)
    assert [each["task_state"] for each in ask(api, "tasks")["items"]] == ["FAIL"]
    image = ask(api, "images")["items"][0]
    assert httpx.get(own.url + image["path"]).content == own.images[0].content


def test_a_request_is_shown_with_all_that_was_checked(own: Sandbox, mine: Program, api: httpx.Client) -> None:
    body = example("createProductCoupon", "official") | {"brand_id": "1"}
    mine.post(COUPONS, body)
    (shown,) = ask(api, "requests")["items"]
    kept = own.requests[0]
    assert (kept.method, kept.path, kept.json) == ("POST", COUPONS, body)
    assert kept.headers["user-agent"] == "tests"
    assert kept.body == json.dumps(body, ensure_ascii=False).encode()
    assert (shown["operation"], shown["number"], shown["status"]) == ("createProductCoupon", 1, 200)
    assert shown["parsed"] == body
    assert shown["answer_parsed"]["product_coupon_id"]
    assert [each["name"] for each in shown["checks"]] == [
        "headers",
        "authorization header",
        "merchant",
        "certificate serial number",
        "timestamp",
        "signature",
        "nonce",
        "mode",
        "parameters",
        "body",
        "permission",
        "operation",
    ]
    mine.send("POST", COUPONS, b"{}", signed=b"x")
    last = ask(api, "requests", after=-1)["items"][0]
    assert last["checks"][-1] == {"name": "signature", "passed": False}


def test_what_is_secret_in_a_request_is_masked_unless_it_is_asked_for(
    own: Sandbox, mine: Program, api: httpx.Client
) -> None:
    target = mine.stock_for_codes()
    mine.upload_codes(target, ["secret_code"])
    openid = "o-secret-openid"
    mine.send("GET", f"/v3/marketing/partner/product-coupon/users/{openid}/coupons?brand_id=1&appid=wx1")
    mine.send("POST", COUPONS, b'{"openid": "o-secret-openid')
    signature = own.requests[-1].headers["Authorization"].split('signature="')[1][:40]
    shown = json.dumps(ask(api, "requests", limit=1000))
    assert "secret" not in shown
    assert signature not in shown
    revealed = json.dumps(ask(api, "requests", limit=1000, reveal="true"))
    assert revealed.count("secret_code") > 1
    assert revealed.count(openid) > 1
    assert signature not in revealed
    assert signature not in repr(own.requests)


def test_pages_follow_each_other(own: Sandbox, mine: Program, api: httpx.Client) -> None:
    for _ in range(5):
        mine.task("1")
    first = ask(api, "requests", limit=2)
    assert (len(first["items"]), first["total"], first["next_after"]) == (2, 5, 2)
    last = ask(api, "requests", after=4, limit=2)
    assert ([each["number"] for each in last["items"]], last["next_after"]) == ([5], None)
    assert [each["number"] for each in ask(api, "requests", after=-2)["items"]] == [4, 5]
    for wrong in ({"limit": 0}, {"limit": 1001}, {"limit": "many"}, {"after": "x"}):
        assert api.get("/requests", params=wrong).status_code == 400


def test_a_request_is_waited_for(mine: Program, api: httpx.Client) -> None:
    found: list[Any] = []
    waiting = threading.Thread(
        target=lambda: found.append(ask(api, "wait_for_request", operation="createProductCoupon", seconds=30))
    )
    waiting.start()
    mine.task("1")
    mine.create()
    waiting.join(60)
    assert found[0]["operation"] == "createProductCoupon"
    assert ask(api, "wait_for_request", status=400)["number"] == 1
    late = api.post("/wait-for-request", json={"path": "/x", "seconds": 0})
    assert (late.status_code, "path /x" in late.json()["message"]) == (408, True)


@pytest.mark.parametrize(
    ("name", "body", "status", "words"),
    [
        ("send-coupon", {"stock_id": "7"}, 404, "no stock 7"),
        ("send-coupon", {}, 400, "stock_id"),
        ("send-coupon", {"stock_id": "7", "openid": 1}, 400, "openid"),
        ("inject", {"fault": "NO_SUCH"}, 400, "fault"),
        ("inject", {"fault": "EMPTY_500", "times": -1}, 400, "times"),
        ("advance", {"seconds": "soon"}, 400, "seconds"),
        ("advance", {"seconds": 1, "minutes": 2}, 400, "minutes"),
        ("set-options", {"image_task_seconds": -1}, 400, "image_task_seconds"),
        ("set-options", {"no_such": 1}, 400, "no_such"),
        ("notify-again", {"trick": "gently"}, 400, "trick"),
        ("expire-coupon", {"stock_id": "7", "coupon_code": "x"}, 404, "no coupon"),
        ("renew-merchant", {"mchid": "1"}, 404, "no merchant 1"),
        ("reset", [], 400, "JSON object"),
        ("no-such", {}, 404, "Not Found"),
        ("requests", {}, 405, "Method Not Allowed"),
    ],
)
def test_what_cannot_be_done_is_said(api: httpx.Client, name: str, body: Any, status: int, words: str) -> None:
    answer = api.post(f"/{name}", json=body)
    assert (answer.status_code, words in answer.json()["message"]) == (status, True), answer.text


def test_control_calls_are_no_requests_of_the_api(own: Sandbox, api: httpx.Client) -> None:
    ask(api, "options")
    ask(api, "reset")
    assert own.requests == ()
