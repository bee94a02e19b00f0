"""Who is let in, and what the others are told."""

from __future__ import annotations

import time
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.sandbox.program import COUPONS, TASKS, Program, dump, example, number, result_of
from wechatpay_sandbox import Sandbox


def refusal(response: httpx.Response) -> tuple[int, str, Any]:
    body = response.json()
    return response.status_code, body["code"], body["detail"]


def test_a_signed_request_is_answered_and_the_answer_is_signed(program: Program) -> None:
    response = program.create()
    assert response.status_code == 200
    assert program.is_verified(response)
    assert result_of(response) == 0
    assert response.headers["Wechatpay-Signature-Type"] == "WECHATPAY2-SHA256-RSA2048"


def test_the_parts_of_the_authorization_may_stand_in_any_order(program: Program) -> None:
    body = example("createProductCoupon", "official")
    response = program.post(COUPONS, body, order="signature serial_no timestamp nonce_str mchid")
    assert response.status_code == 200


def test_the_target_is_verified_as_sent_percent_encoding_included(program: Program) -> None:
    task_id = number()
    program.submit(task_id=task_id)
    target = (
        f"{TASKS}/%{ord(task_id[0]):x}{task_id[1:]}?image_generation_type=COMBINE_IMAGE&brand_id={program.brand_id}"
    )
    response = program.send("GET", target)
    assert response.status_code == 200
    assert response.json()["task_id"] == task_id


@pytest.mark.parametrize(
    ("wrong", "field", "issue"),
    [
        ({"mchid": "1900009999"}, "mchid", "no such merchant"),
        ({"serial_no": "1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C"}, "serial_no", "no certificate"),
        ({"timestamp": "yesterday"}, "timestamp", "not Unix time"),
        ({"signed": b""}, "signature", "sign not match"),
        ({"signed": dump({"amount": 1})}, "signature", "sign not match"),
    ],
)
def test_a_wrong_part_is_named(program: Program, wrong: dict[str, Any], field: str, issue: str) -> None:
    response = program.post(COUPONS, example("createProductCoupon", "official"), **wrong)
    status, code, detail = refusal(response)
    assert (status, code) == (401, "SIGN_ERROR")
    assert detail["field"] == field
    assert detail["location"] == "authorization"
    assert issue in detail["detail"]["issue"]
    assert program.is_verified(response)


@pytest.mark.parametrize("seconds_off", [-310, 400])
def test_a_timestamp_off_by_more_than_five_minutes_is_named(program: Program, seconds_off: int) -> None:
    timestamp = int(time.time()) + seconds_off
    response = program.post(COUPONS, example("createProductCoupon", "official"), timestamp=timestamp)
    status, code, detail = refusal(response)
    assert (status, code) == (401, "SIGN_ERROR")
    assert (detail["field"], detail["location"]) == ("timestamp", "authorization")
    assert "from the server's clock" in detail["detail"]["issue"]
    assert program.is_verified(response)


def test_another_merchants_key_does_not_fit(program: Program) -> None:
    stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    response = program.post(COUPONS, example("createProductCoupon", "official"), key=stranger)
    assert response.status_code == 401


def test_a_sign_error_shows_the_message_as_the_server_put_it_together(program: Program) -> None:
    body = dump({"brand_id": "120344", "text": "全场满100立打8折" * 20})
    response = program.send("POST", COUPONS, body, signed=b"{}", timestamp=int(time.time()), nonce="N" * 32)
    shown = response.json()["detail"]["sign_information"]
    timestamp = shown["truncated_sign_message"].split("\n")[2]
    whole = f"POST\n{COUPONS}\n{timestamp}\n{'N' * 32}\n".encode() + body + b"\n"
    assert (shown["method"], shown["url"]) == ("POST", COUPONS)
    assert shown["sign_message_length"] == len(whole)
    assert whole.decode().startswith(shown["truncated_sign_message"])
    assert len(shown["truncated_sign_message"]) < len(whole.decode())


def test_a_short_message_is_shown_whole(program: Program) -> None:
    response = program.send("GET", f"{TASKS}/unknown?a=b", signed=b"x", timestamp=int(time.time()), nonce="N" * 32)
    shown = response.json()["detail"]["sign_information"]
    assert shown["truncated_sign_message"].endswith(f"\n{'N' * 32}\n\n")
    assert shown["sign_message_length"] == len(shown["truncated_sign_message"])


@pytest.mark.parametrize(
    "authorization",
    [
        None,
        "Bearer token",
        "WECHATPAY2-SHA256-RSA2048",
        'WECHATPAY2-SHA256-RSA2048 mchid="1900000001"',
        'WECHATPAY-BRAND-SHA256-RSA2048 mchid="1",nonce_str="n",timestamp="1",serial_no="s",signature="x"',
        'WECHATPAY2-SHA256-RSA2048 brand_id="1",nonce_str="n",timestamp="1",serial_no="s",signature="x"',
        'WECHATPAY2-SHA256-RSA2048 mchid="1",mchid="1",nonce_str="n",timestamp="1",serial_no="s",signature="x"',
        "WECHATPAY2-SHA256-RSA2048 mchid=1,nonce_str=n,timestamp=1,serial_no=s,signature=x",
        'WECHATPAY2-SHA256-RSA2048 mchid="1"nonce_str="n"timestamp="1"serial_no="s"signature="x"',
    ],
)
def test_a_malformed_authorization_is_a_sign_error(program: Program, authorization: str | None) -> None:
    response = program.post(COUPONS, {}, headers={"Authorization": authorization})
    status, code, detail = refusal(response)
    assert (status, code) == (401, "SIGN_ERROR")
    assert detail["field"] == "Authorization"


def test_a_nonce_is_good_for_one_request(program: Program) -> None:
    now, nonce = int(time.time()), number()
    body = example("createProductCoupon", "official")
    assert program.post(COUPONS, body, timestamp=now, nonce=nonce).status_code == 200
    replayed = program.post(COUPONS, body, timestamp=now, nonce=nonce)
    assert refusal(replayed)[:2] == (401, "SIGN_ERROR")
    assert replayed.json()["detail"]["field"] == "nonce_str"
    assert program.post(COUPONS, body, timestamp=now - 1, nonce=nonce).status_code == 200


def test_a_forged_request_uses_up_no_nonce(program: Program) -> None:
    now, nonce = int(time.time()), number()
    body = example("createProductCoupon", "official")
    assert program.post(COUPONS, body, timestamp=now, nonce=nonce, signed=b"").status_code == 401
    assert program.post(COUPONS, body, timestamp=now, nonce=nonce).status_code == 200


def test_a_nonce_is_remembered_for_as_long_as_its_timestamp_is_good(program: Program, sandbox: Sandbox) -> None:
    ahead, nonce = int(time.time()) + 290, number()
    body = example("createProductCoupon", "official")
    assert program.post(COUPONS, body, timestamp=ahead, nonce=nonce).status_code == 200
    sandbox.clock = lambda: time.time() + 585
    assert program.post(COUPONS, body, timestamp=ahead, nonce=nonce).json()["detail"]["field"] == "nonce_str"


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Accept", None),
        ("Accept", "text/html"),
        ("User-Agent", None),
        ("User-Agent", ""),
        ("Wechatpay-Serial", "PUB_KEY_ID_0"),
        ("Content-Type", "text/plain"),
        ("Content-Type", None),
    ],
)
def test_a_header_that_breaks_the_rules_is_named(program: Program, header: str, value: str | None) -> None:
    response = program.post(COUPONS, example("createProductCoupon", "official"), headers={header: value})
    status, code, detail = refusal(response)
    assert (status, code) == (400, "INVALID_REQUEST")
    assert (detail["field"], detail["location"]) == (header, "header")


@pytest.mark.parametrize("accept", ["*/*", "text/html, application/json;q=0.9", "application/*"])
def test_any_accept_that_takes_json_will_do(program: Program, accept: str) -> None:
    body = example("createProductCoupon", "official")
    assert program.post(COUPONS, body, headers={"Accept": accept, "Wechatpay-Serial": None}).status_code == 200


def test_merchants_are_told_apart(program: Program, sandbox: Sandbox) -> None:
    other = Program(sandbox, sandbox.add_merchant(), program.http, program.brand_id)
    assert other.merchant.mchid != program.merchant.mchid
    target = program.stock_for_codes()
    assert other.create().status_code == 200
    foreign = other.upload_codes(target, ["A1"])
    assert (foreign.status_code, foreign.json()["code"]) == (404, "NOT_FOUND")
    swapped = program.post(COUPONS, {}, serial_no=other.merchant.serial_no)
    assert swapped.json()["detail"]["field"] == "serial_no"
