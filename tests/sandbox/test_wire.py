"""What the sandbox puts on the wire, to the letter, and in whose words it refuses."""

from __future__ import annotations

import socket
from typing import Any

import httpx
import pytest

from tests.sandbox.program import COUPONS, PREFIX, TASKS, Program, codes_target, dump, example, number, picture
from wechatpay_sandbox import Fault, Sandbox


def raw_names(url: str, request: str) -> list[str]:
    """The names of an answer's headers, byte by byte as they came."""
    with socket.create_connection((httpx.URL(url).host, httpx.URL(url).port or 80), timeout=10) as connection:
        connection.sendall(request.encode())
        head = b""
        while b"\r\n\r\n" not in head:
            head += connection.recv(4096)
    return [line.partition(b":")[0].decode() for line in head.split(b"\r\n\r\n")[0].split(b"\r\n")[1:]]


SIGNED = {"Wechatpay-Timestamp", "Wechatpay-Nonce", "Wechatpay-Signature", "Wechatpay-Serial", "Request-ID"}


@pytest.mark.parametrize("path", [COUPONS, "/v3/certificates", "/nowhere", "/brand/x"])
def test_names_of_headers_leave_as_wechat_pay_spells_them(sandbox: Sandbox, path: str) -> None:
    names = raw_names(sandbox.url, f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n")
    assert set(names) >= SIGNED | {"Content-Type", "Content-Length", "Date"}
    assert [name for name in names if name[0].islower()] == []


def test_a_changed_header_is_spelled_alike(program: Program) -> None:
    program.sandbox.inject(Fault.changed_header("wechatpay-nonce", "x"))
    names = raw_names(program.sandbox.url, f"GET {COUPONS}/1?brand_id=1 HTTP/1.1\r\nHost: x\r\n\r\n")
    assert names.count("Wechatpay-Nonce") == 1


@pytest.mark.parametrize("target", [COUPONS, "/v3/certificates"])
def test_an_empty_wechatpay_serial_counts_as_absent(program: Program, target: str) -> None:
    body = b"" if target == "/v3/certificates" else b"{}"
    method = "POST" if body else "GET"
    empty, absent = (program.send(method, target, body, headers={"Wechatpay-Serial": value}) for value in ("", None))
    assert empty.headers["Wechatpay-Serial"] == absent.headers["Wechatpay-Serial"]
    assert empty.json().get("code") == absent.json().get("code") == ("PARAM_ERROR" if body else None)


@pytest.mark.parametrize("signed", [b"", None])
def test_a_meta_part_with_a_filename_is_a_sign_error(program: Program, signed: bytes | None) -> None:
    file, meta = picture("PNG"), b'{"filename":"a.png"}'
    parts = [("meta", meta), ("file", file)]
    answer = program.send_form(parts, signed=meta if signed is None else signed, files=("meta", "file"))
    assert (answer.status_code, answer.json()["code"]) == (401, "SIGN_ERROR")
    assert "filename" in answer.json()["detail"]["detail"]["issue"]


def refusal(program: Program, what: str, language: str | None) -> Any:
    headers = {"Accept-Language": language}
    match what:
        case "form of the request":
            return program.send("POST", COUPONS, b"{}", headers={**headers, "Content-Type": "text/plain"})
        case "missing member":
            return program.send("POST", COUPONS, b"{}", headers=headers)
        case "unknown coupon":
            return program.send("POST", codes_target("1", "2"), codes(program), headers=headers)
        case "unknown task":
            target = f"{TASKS}/{number()}?brand_id=1&image_generation_type=CUT_OUT"
            return program.send("GET", target, headers=headers)
        case "signature":
            return program.send("POST", COUPONS, b"{}", signed=b"", headers=headers)
        case "path":
            return program.send("GET", "/nowhere", headers=headers)
    raise LookupError(what)


def codes(program: Program) -> bytes:
    return b'{"out_request_no":"%b","code_list":["a"],"brand_id":"1"}' % number().encode()


WORDS = {
    "form of the request": (
        "HTTP 请求不符合微信支付 APIv3 接口规则",
        "The HTTP request breaks the rules of APIv3 interfaces",
    ),
    "missing member": ("参数错误", "A parameter is wrong"),
    "unknown coupon": ("未找到 product_coupon_id 对应的商品券", "No coupon with this product_coupon_id is known"),
    "unknown task": (
        "未找到 task_id 对应的图片生成任务",
        "No task with this task_id, brand_id and image_generation_type is known",
    ),
    "signature": ("验证不通过", "The signature of the request did not verify"),
    "path": ("请求的地址不存在", "There is nothing under this address"),
}


@pytest.mark.parametrize("what", WORDS)
@pytest.mark.parametrize(
    ("language", "place"),
    [
        (None, 0),
        ("zh-CN", 0),
        ("en", 1),
        ("en-GB, zh;q=0.5", 1),
        ("fr, en;q=0.1", 1),
        ("en;q=0.5,zh-TW", 0),
        ("x;q=y", 0),
    ],
)
def test_a_refusal_says_its_own_row_in_the_language_asked_for(
    program: Program, what: str, language: str | None, place: int
) -> None:
    assert refusal(program, what, language).json()["message"] == WORDS[what][place]


def test_a_rule_that_is_broken_is_not_told_as_another_one(program: Program) -> None:
    """The first INVALID_REQUEST of this operation is about stocks whose codes are not uploaded."""
    body = example("createProductCoupon", "official")
    body["stock"].pop("single_usage_rule")
    answer = program.post(COUPONS, body)
    assert answer.json()["code"] == "INVALID_REQUEST"
    assert answer.json()["message"] == "传入参数不符合业务规则"
    target = program.stock_for_codes()
    answer = program.send("POST", target, codes(program), headers={"Content-Type": "text/html"})
    assert answer.json()["message"] == "HTTP 请求不符合微信支付 APIv3 接口规则"


@pytest.mark.parametrize("filler", ["a", " ", ",", '"', "=", 'a="b",', '\\"', "a="])
@pytest.mark.parametrize("header", ["Authorization", "Content-Type", "Accept", "Accept-Language", "Wechatpay-Serial"])
def test_a_header_of_60_kb_is_answered(program: Program, header: str, filler: str) -> None:
    start = "WECHATPAY2-SHA256-RSA2048 " if header == "Authorization" else "multipart/form-data; a"
    value = (start + filler * 60_000)[:60_000].strip()
    answer = program.send("POST", COUPONS, b"{}", headers={header: value})
    assert answer.status_code in (400, 401)


def test_an_authorization_header_is_as_long_as_one_can_be(program: Program) -> None:
    """Nothing looks into one that is longer; what is shorter is read in one go from left to right."""
    answer = program.send("POST", COUPONS, b"{}", headers={"Authorization": "WECHATPAY2-SHA256-RSA2048 " + "a" * 4096})
    assert answer.json()["detail"]["detail"]["issue"] == "Authorization has 4122 characters, more than 4096"
    right = program.authorization("POST", COUPONS, b"{}")
    for wrong in (right + ",", right + "x", right.replace(",", ";", 1), right.replace('"', "", 1), right + ', a="b"'):
        answer = program.send("POST", COUPONS, b"{}", headers={"Authorization": wrong})
        assert (answer.status_code, answer.json()["code"]) == (401, "SIGN_ERROR")
        assert "must have name" in answer.json()["detail"]["detail"]["issue"]


def test_a_question_mark_that_nothing_follows_is_signed_too(program: Program) -> None:
    place = f"{PREFIX}/notify-configs"
    body = dump({"notify_url": "https://www.example.com/notify"})
    assert program.send("POST", place, body).status_code == 200
    for target in (place, f"{place}?"):
        answer = raw(program, "GET", target, target)
        assert answer.startswith(b"HTTP/1.1 200"), answer
        assert program.sandbox.requests[-1].target == target
    assert raw(program, "GET", f"{place}?", place).startswith(b"HTTP/1.1 401")


def test_a_target_with_scheme_and_host_is_as_one_without(program: Program) -> None:
    place = f"{TASKS}/unknown_task?brand_id=1&image_generation_type=CUT_OUT"
    answer = raw(program, "GET", program.sandbox.url + place, place)
    assert b'"NOT_FOUND"' in answer
    assert b"no such task" in answer
    assert program.sandbox.requests[-1].target == place


def raw(program: Program, method: str, target: str, signed: str) -> bytes:
    """Send a target as it is: httpx would tidy it up."""
    url = httpx.URL(program.sandbox.url)
    lines = [
        f"{method} {target} HTTP/1.1",
        f"Host: {url.netloc.decode()}",
        f"Authorization: {program.authorization(method, signed, b'')}",
        "Accept: application/json",
        "User-Agent: tests",
        "Connection: close",
    ]
    with socket.create_connection((url.host, url.port or 80), timeout=10) as connection:
        connection.sendall("".join(f"{line}\r\n" for line in [*lines, ""]).encode())
        return b"".join(iter(lambda: connection.recv(65_536), b""))


@pytest.mark.parametrize("member", ["out_product_no", "type", "out_request_no"])
def test_a_refusal_is_no_echo_of_what_was_sent(program: Program, member: str) -> None:
    answer = program.create({member: "x" * 1_000_000})
    assert (answer.status_code, answer.json()["detail"]["field"]) == (400, f"/{member}")
    assert len(answer.content) < 5_000
    assert answer.json()["detail"]["issue"]
