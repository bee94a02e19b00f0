"""Faults on demand: each does to an answer what it says, and only to as many answers as told."""

from __future__ import annotations

import httpx
import pytest

from tests.sandbox.program import COUPONS, Program, example, number, result_of
from wechatpay_sandbox import Fault, Sandbox

SIGNATURE_HEADERS = ("Wechatpay-Timestamp", "Wechatpay-Nonce", "Wechatpay-Serial", "Wechatpay-Signature")


def coupons_of(program: Program) -> int:
    return len([coupon for coupon in program.sandbox.coupons if coupon.brand_id == program.brand_id])


@pytest.mark.parametrize(
    "fault",
    [
        Fault.TAMPERED_BODY,
        Fault.WRONG_KEY,
        Fault.UNKNOWN_SERIAL,
        Fault.PROBE_SIGNATURE,
        Fault.clock_off(-301),
        Fault.clock_off(301),
        Fault.changed_header("Wechatpay-Timestamp", "1554208460"),
        Fault.changed_header("wechatpay-nonce", "another"),
        *map(Fault.missing_header, SIGNATURE_HEADERS),
    ],
    ids=lambda fault: fault.name,
)
def test_an_unproven_answer_is_that_of_an_operation_carried_out(program: Program, fault: Fault) -> None:
    program.sandbox.inject(fault)
    response = program.create()
    assert response.status_code == 200
    assert response.json()["brand_id"] == program.brand_id
    assert not program.is_verified(response)
    assert coupons_of(program) == 1
    assert program.is_verified(program.create())


def test_only_the_header_named_is_missing(program: Program) -> None:
    for missing in (*SIGNATURE_HEADERS, "Request-ID"):
        program.sandbox.inject(Fault.missing_header(missing.lower()))
        headers = program.create().headers
        assert [name for name in (*SIGNATURE_HEADERS, "Request-ID") if name not in headers] == [missing]


def test_a_stale_answer_is_signed_truly(program: Program) -> None:
    program.sandbox.inject(Fault.clock_off(-200))
    assert program.is_verified(program.create())


def test_a_probe_signature_has_the_platforms_prefix_and_the_length_of_a_real_one(program: Program) -> None:
    real = program.create().headers["Wechatpay-Signature"]
    program.sandbox.inject(Fault.PROBE_SIGNATURE)
    probe = program.create().headers["Wechatpay-Signature"]
    assert probe.startswith("WECHATPAY/SIGNTEST/")
    assert len(probe) == len(real)


def test_a_changed_answer_is_signed_truly(program: Program) -> None:
    program.sandbox.inject(Fault.changed_answer(lambda body: body.replace(b"EFFECTIVE", b"FROZEN", 1)))
    response = program.create()
    assert response.json()["state"] == "FROZEN"
    assert program.is_verified(response)


def test_a_tampered_body_is_still_json(program: Program) -> None:
    program.sandbox.inject(Fault.TAMPERED_BODY)
    assert program.create().json()["tampered"] is True


@pytest.mark.parametrize("fault", [Fault.TRUNCATED_BODY, Fault.CONNECTION_DROPPED], ids=lambda fault: fault.name)
def test_a_lost_answer_is_that_of_an_operation_carried_out(program: Program, fault: Fault) -> None:
    program.sandbox.inject(fault)
    body = example("createProductCoupon", "official") | {"brand_id": program.brand_id}
    with pytest.raises(httpx.RemoteProtocolError):
        program.post(COUPONS, body)
    assert coupons_of(program) == 1
    assert program.post(COUPONS, body).status_code == 200
    assert coupons_of(program) == 1
    assert program.sandbox.requests[-2].fault == fault.name


def test_a_truncated_answer_begins_as_the_whole_one(program: Program) -> None:
    program.sandbox.inject(Fault.TRUNCATED_BODY)
    body = example("createProductCoupon", "official")
    request = httpx.Request(
        "POST",
        program.sandbox.url + COUPONS,
        json=body,
        headers={"Accept": "*/*", "User-Agent": "tests"},
    )
    request.headers["Authorization"] = program.authorization("POST", COUPONS, request.content)
    response = program.http.send(request, stream=True)
    chunks: list[bytes] = []
    with pytest.raises(httpx.RemoteProtocolError):
        chunks.extend(response.iter_raw())
    received = b"".join(chunks)
    whole = program.post(COUPONS, body).content
    assert len(whole) == int(response.headers["Content-Length"]) > len(received) > 0
    assert whole.startswith(received)


@pytest.mark.parametrize(
    ("fault", "status", "code", "result"),
    [(Fault.SYSTEM_ERROR, 500, "SYSTEM_ERROR", 500), (Fault.RATELIMIT_EXCEEDED, 429, "RATELIMIT_EXCEEDED", 270924289)],
    ids=["SYSTEM_ERROR", "RATELIMIT_EXCEEDED"],
)
def test_an_error_of_the_contract_comes_instead_of_the_operation(
    program: Program, fault: Fault, status: int, code: str, result: int
) -> None:
    program.sandbox.inject(fault)
    response = program.create()
    assert (response.status_code, response.json()["code"], result_of(response)) == (status, code, result)
    assert program.is_verified(response)
    assert coupons_of(program) == 0


def test_a_gateway_answers_with_a_page_instead_of_the_operation(program: Program) -> None:
    program.sandbox.inject(Fault.HTML_502)
    response = program.create()
    assert (response.status_code, response.headers["Content-Type"]) == (502, "text/html")
    assert response.text.startswith("<html>")
    assert "Request-ID" not in response.headers
    assert coupons_of(program) == 0


def test_an_empty_500_has_no_body(program: Program) -> None:
    program.sandbox.inject(Fault.EMPTY_500)
    response = program.create()
    assert (response.status_code, response.content) == (500, b"")
    assert coupons_of(program) == 0


def test_faults_come_in_turn_and_as_often_as_told(program: Program, sandbox: Sandbox) -> None:
    sandbox.inject(Fault.SYSTEM_ERROR, times=2)
    sandbox.inject(Fault.HTML_502)
    assert [program.create().status_code for _ in range(4)] == [500, 500, 502, 200]


def test_a_fault_befalls_an_error_answer_as_well(program: Program, sandbox: Sandbox) -> None:
    sandbox.inject(Fault.TAMPERED_BODY)
    response = program.create({"out_request_no": number()[:5]})
    assert response.json()["code"] == "PARAM_ERROR"
    assert not program.is_verified(response)
