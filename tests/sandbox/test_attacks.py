"""Requests that nobody sends who means well: they are answered, refused for what is wrong, and hurt nobody else."""

from __future__ import annotations

import io
import random
import socket

import httpx
import pytest
from PIL import Image

from tests.sandbox.program import COUPONS, TASKS, Program, number, picture
from wechatpay_sandbox import Fault, Sandbox, SandboxSettingError

DEEP = 100_000
BODIES = {
    "lists in lists": b"[" * DEEP + b"]" * DEEP,
    "objects in objects": b'{"brand_id":' * DEEP + b"1" + b"}" * DEEP,
    "just too deep": b'{"brand_id":' * 65 + b"1" + b"}" * 65,
    "deep, but not for the parser": b'{"brand_id":' * 900 + b"1" + b"}" * 900,
    "a number of 5,000 digits": b'{"brand_id":' + b"9" * 5000 + b"}",
    "a number of 4,000 digits": b'{"brand_id":' + b"9" * 4000 + b"}",
    "a number beyond all": b'{"brand_id":1e400}',
    "a key twice": b'{"brand_id":"1","brand_id":"2"}',
    "half of a surrogate pair": b'{"brand_id":"\\ud800"}',
    "NUL": b'{"brand_id":"\\u0000"}',
    "no UTF-8": b'{"brand_id":"\xff"}',
    "UTF-16": '{"brand_id":"1"}'.encode("utf-16"),
    "NaN": b'{"brand_id":NaN}',
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
@pytest.mark.parametrize("target", [COUPONS, TASKS])
def test_a_body_that_is_none_is_refused_and_can_be_looked_at(
    sandbox: Sandbox, program: Program, target: str, body: bytes
) -> None:
    answer = program.send("POST", target, body)
    assert (answer.status_code, answer.json()["code"]) == (400, "PARAM_ERROR")
    headers = {"Authorization": f"Bearer {sandbox.control_token}"}
    shown = httpx.get(f"{sandbox.control_url}/requests?after=-1", headers=headers)
    assert (shown.status_code, shown.json()["items"][0]["status"]) == (200, 400)


@pytest.mark.parametrize(
    "head",
    [
        b"GET / HTTP/1.1\r\nHost: a\r\nX: \0\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 1_000_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\n" + b"X: a\r\n" * 9000 + b"\r\n",
        b"GET /\xff\xfe?\xff HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"\x16\x03\x01\x00\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET /v3/certificates HTTP/1.1\r\nHost: \xff\r\nUser-Agent: \xff\r\nAccept: */*\r\n"
        b'Authorization: WECHATPAY2-SHA256-RSA2048 mchid="\xff",nonce_str="\xff",timestamp="1",'
        b'serial_no="\xdf",signature="\xff"'
        b"\r\n\r\n",
        b"GET /v3/certificates HTTP/1.1\r\nHost: a\r\nAccept-Language: en;q=1e999\r\n\r\n",
        b"POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        b"POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
        b"POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET /_sandbox/options HTTP/1.1\r\nHost: \xff\r\nAuthorization: Bearer \xff\r\n\r\n",
    ],
)
def test_malformed_http_is_refused(sandbox: Sandbox, program: Program, head: bytes) -> None:
    url = httpx.URL(sandbox.url)
    with socket.create_connection((url.host, url.port or 0), timeout=60) as connection:
        connection.sendall(head)
        assert connection.recv(12).startswith(b"HTTP/1.1 4")
    assert program.submit().status_code == 200


def test_half_requests_hold_up_neither_others_nor_the_end() -> None:
    with Sandbox.start() as sandbox:
        url = httpx.URL(sandbox.url)
        halves = [b"POST ", b"POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 300\r\n\r\nabcd"] * 50
        held = [socket.create_connection((url.host, url.port or 0)) for _ in halves]
        for connection, half in zip(held, halves, strict=True):
            connection.sendall(half)
        with httpx.Client() as http:
            assert Program(sandbox, sandbox.merchant, http).submit().status_code == 200
    for connection in held:
        connection.close()


def test_a_jpeg_with_a_second_picture_in_it_is_taken(program: Program) -> None:
    """As telephones make them."""
    file = io.BytesIO()
    Image.new("RGB", (40, 40), "red").save(file, "MPO", save_all=True, append_images=[Image.new("RGB", (40, 40))])
    uploaded = program.upload(file.getvalue(), "a.jpg")
    assert uploaded.status_code == 200
    task_id = number()
    source = {"image_url": uploaded.json()["image_url"]}
    program.submit(task_id=task_id, image_generation_type="CUT_OUT", cut_out=source)
    assert program.task(task_id, "CUT_OUT").json()["task_state"] == "SUCCESS"


@pytest.mark.parametrize(("form", "suffix"), [("PNG", "png"), ("JPEG", "jpg"), ("BMP", "bmp")])
def test_a_broken_picture_is_refused_or_fails_its_task(program: Program, form: str, suffix: str) -> None:
    chance, whole = random.Random(20), picture(form, (30, 20))
    for _ in range(60):
        broken = bytearray(whole)
        for _ in range(chance.choice((1, 3))):
            broken[chance.randrange(min(len(broken), 200))] = chance.randrange(256)
        uploaded = program.upload(bytes(broken[: chance.choice((len(broken), 25, 60))]), f"a.{suffix}")
        assert uploaded.status_code in (200, 400), uploaded.text
        if uploaded.status_code == 200:
            task_id, source = number(), {"image_url": uploaded.json()["image_url"]}
            program.submit(task_id=task_id, image_generation_type="CUT_OUT", cut_out=source)
            shown = program.task(task_id, "CUT_OUT").json()
            assert shown["task_state"] in ("SUCCESS", "FAIL")
            if shown["task_state"] == "SUCCESS":
                assert program.fetch(shown["cut_out_result"]["image_url"]).status_code == 200


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("reset", b"[" * DEEP),
        ("reset", b'{"limit":Infinity}'),
        ("add-brand", b'{"brand_id":"\\ud800"}'),
        ("advance", b'{"seconds":1e300}'),
        ("advance", b'{"seconds":' + b"9" * 300 + b"}"),
        ("set-clock", b'{"unix_time":1e15}'),
        ("set-clock", b'{"unix_time":-1}'),
        ("set-options", b'{"image_task_seconds":1e300}'),
        ("set-options", b'{"notify_intervals":[1e300]}'),
        ("wait-for-request", b'{"seconds":1e300}'),
        ("wait-for-notifications", b'{"seconds":1e300}'),
        ("rotate-certificate", b'{"valid_seconds":1e300}'),
        ("fail-next-image-task", b'{"times":' + b"9" * 300 + b"}"),
        ("fail-next-image-task", b'{"times":false}'),
        ("fail-next-image-task", b'{"times":"1"}'),
        ("advance", b'{"seconds":"1"}'),
        ("set-options", b'{"rate_limits":"yes"}'),
        ("inject", b'{"fault":"EMPTY_500","times":1000000000000}'),
        ("inject", b'{"fault":{"name":"clock_off","seconds":' + b"9" * 4200 + b"}}"),
        ("inject", b'{"fault":{"name":"changed_header","header":"X","value":"a\\r\\nB: c"}}'),
        ("inject", b'{"fault":{"name":"changed_header","header":"X:","value":"a"}}'),
        ("inject", '{"fault":{"name":"changed_header","header":"X","value":"中"}}'.encode()),
        ("inject", b'{"fault":{"name":"changed_header","header":"Content-Length","value":"1"}}'),
        ("inject", b'{"fault":{"name":"missing_header","header":"a b"}}'),
    ],
)
def test_a_control_that_nothing_can_follow_is_refused(own: Sandbox, mine: Program, name: str, body: bytes) -> None:
    headers = {"Authorization": f"Bearer {own.control_token}"}
    answer = httpx.post(f"{own.control_url}/{name}", content=body, headers=headers)
    assert (answer.status_code, bool(answer.json()["message"])) == (400, True)
    assert mine.create().status_code == 200


def test_time_ends_for_python_where_it_does_over_http(own: Sandbox) -> None:
    own.advance(90 * 366 * 86_400)
    with pytest.raises(SandboxSettingError, match="seconds"):
        own.advance(20 * 366 * 86_400)
    with pytest.raises(SandboxSettingError, match="content-length"):
        Fault.changed_header("Content-Length", "1")
