"""A refused request says why: what was signed instead, or the official field and page."""

from __future__ import annotations

import base64
import json
import re
import secrets
import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from tests.sandbox.console import Browser, said
from tests.sandbox.program import COUPONS, TASKS, UPLOAD, Program, example, number
from wechatpay_sandbox import Fault, Sandbox
from wechatpay_sandbox._world.exchanges import BODY_BYTES

TARGET = f"{COUPONS}/1/stocks?brand_id=1&note=%E5%88%B8%2Fa"
BODY = '{"brand_id": "12", "name": "券", "list": [1, 2]}'.encode()
Sign = Callable[[rsa.RSAPrivateKey, bytes], bytes]


@pytest.fixture
def browser(own: Sandbox) -> Iterator[Browser]:
    with Browser(own) as opened:
        yield opened


def rsa_of(digest: hashes.HashAlgorithm, pad: padding.AsymmetricPadding | None = None) -> Sign:
    return lambda key, message: key.sign(message, pad or padding.PKCS1v15(), digest)


right = rsa_of(hashes.SHA256())


def refused(
    own: Sandbox,
    message: Callable[[str, str, str, str, bytes], bytes],
    *,
    method: str = "POST",
    target: str = TARGET,
    body: bytes = BODY,
    sign: Sign = right,
    key: rsa.RSAPrivateKey | None = None,
    text_of: Callable[[bytes], str] = lambda raw: base64.b64encode(raw).decode(),
) -> int:
    """Send a request whose signature is of another message, and return its number."""
    stamp, nonce = str(int(time.time())), secrets.token_hex(16)
    raw = sign(key or own.merchant.private_key, message(method, target, stamp, nonce, body))
    parts = {"mchid": own.merchant.mchid, "nonce_str": nonce, "timestamp": stamp, "serial_no": own.merchant.serial_no}
    told = ",".join(f'{name}="{value}"' for name, value in {**parts, "signature": text_of(raw)}.items())
    headers = {"Authorization": f"WECHATPAY2-SHA256-RSA2048 {told}", "Content-Type": "application/json"}
    answer = httpx.request(method, own.url + target, content=body, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (401, "SIGN_ERROR"), answer.text
    return own.requests[-1].number


def joined(*parts: str | bytes) -> bytes:
    return b"".join((part.encode() if isinstance(part, str) else part) + b"\n" for part in parts)


def again(body: bytes, **how: Any) -> bytes:
    return json.dumps(json.loads(body), **how).encode()


MISTAKES: dict[str, tuple[Callable[[str, str, str, str, bytes], bytes], str, str]] = {
    "compact": (
        lambda m, u, t, n, b: joined(m, u, t, n, again(b, separators=(",", ":"), ensure_ascii=False)),
        "written as JSON anew",
        "body",
    ),
    "ascii": (lambda m, u, t, n, b: joined(m, u, t, n, again(b)), "written as JSON anew", "body"),
    "indented": (
        lambda m, u, t, n, b: joined(m, u, t, n, again(b, indent=2, ensure_ascii=False)),
        "written as JSON anew",
        "body",
    ),
    "no body": (lambda m, u, t, n, _: joined(m, u, t, n, ""), "body was left out", "body"),
    "no query": (lambda m, u, t, n, b: joined(m, u.partition("?")[0], t, n, b), "query was left out", "URL"),
    "host": (
        lambda m, u, t, n, b: joined(m, "https://api.mch.weixin.qq.com" + u, t, n, b),
        "signed with its host",
        "URL",
    ),
    "decoded": (
        lambda m, u, t, n, b: joined(m, u.replace("%E5%88%B8%2F", "券/"), t, n, b),
        "without its percent-encoding",
        "URL",
    ),
    "encoded otherwise": (
        lambda m, u, t, n, b: joined(m, u.replace("%2F", "/"), t, n, b),
        "percent-encoded in another way",
        "URL",
    ),
    "small letters": (lambda m, u, t, n, b: joined(m.lower(), u, t, n, b), "not in capitals", "method"),
    "a second later": (lambda m, u, t, n, b: joined(m, u, str(int(t) + 1), n, b), "time that was signed", "time"),
    "milliseconds": (lambda m, u, t, n, b: joined(m, u, t + "417", n, b), "time that was signed", "time"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_what_was_signed_instead_is_found_and_its_first_difference_marked(
    own: Sandbox, browser: Browser, mistake: str
) -> None:
    message, cause, line = MISTAKES[mistake]
    number_of_it = refused(own, message)
    page = browser.page(f"requests/{number_of_it}")
    assert cause in said(page)
    assert "What was signed is known for certain" in said(page)
    differing = re.findall(r'<tr class="differs">\s*<th>(\w+)</th>', page)
    assert differing == [line]
    stamp, nonce = own.requests[-1].headers["Authorization"].split('timestamp="')[1][:10], "nonce_str"
    assert stamp in page
    assert nonce in page
    assert len(re.findall("<mark>", page)) == 2


@pytest.mark.parametrize(
    ("message", "cause"),
    [
        (lambda m, u, t, n, b: joined(m, u, t, n, b)[:-1], "no line feed"),
        (lambda m, u, t, n, b: joined(m, u, t, n, b).replace(b"\n", b"\r\n"), "carriage return"),
        (lambda m, u, t, n, b: joined(m, u, t, n, b).replace(b"\n", b"\\n"), "two characters"),
    ],
)
def test_line_feeds_that_are_wrong_are_named(own: Sandbox, browser: Browser, message: Any, cause: str) -> None:
    assert cause in browser.text(f"requests/{refused(own, message)}")


def test_two_mistakes_at_once_are_both_named(own: Sandbox, browser: Browser) -> None:
    page = browser.text(
        f"requests/{refused(own, lambda m, u, t, n, b: joined(m, u.partition('?')[0], t, n, again(b))[:-1])}"
    )
    for cause in ("query was left out", "written as JSON anew", "no line feed"):
        assert cause in page


@pytest.mark.parametrize(
    ("sign", "cause"),
    [
        (rsa_of(hashes.SHA1()), "another digest than SHA-256"),
        (rsa_of(hashes.SHA256(), padding.PSS(padding.MGF1(hashes.SHA256()), 32)), "padded as PSS"),
    ],
)
def test_another_digest_or_padding_is_named(own: Sandbox, browser: Browser, sign: Sign, cause: str) -> None:
    assert cause in browser.text(f"requests/{refused(own, joined, sign=sign)}")


def test_another_key_is_told_from_another_message(own: Sandbox, browser: Browser) -> None:
    strange = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    page = browser.text(f"requests/{refused(own, joined, key=strange)}")
    assert "private key that does not belong to this serial number" in page
    other = own.add_merchant().private_key
    page = browser.text(f"requests/{refused(own, joined, key=other)}")
    assert "key that belongs to another serial number" in page
    page = browser.text(f"requests/{refused(own, lambda *parts: joined('x', *parts))}")
    assert "by none of the usual mistakes" in page
    assert "What was signed is known" not in page


def test_a_signature_that_is_no_base64_is_named(own: Sandbox, browser: Browser) -> None:
    page = browser.text(f"requests/{refused(own, joined, text_of=lambda raw: raw.hex() + '!')}")
    assert "not standard Base64" in page


def test_an_upload_signed_as_a_whole_is_named(own: Sandbox, mine: Program, browser: Browser) -> None:
    parts = [("meta", b'{"filename": "a.png", "sha256": "00"}'), ("file", b"\x89PNG")]
    request = httpx.Request("POST", own.url + UPLOAD, files={name: (None, content) for name, content in parts})
    whole = request.read()
    headers: dict[str, str | None] = {"Content-Type": request.headers["Content-Type"]}
    assert mine.send("POST", UPLOAD, whole, headers=headers).status_code == 401
    assert "the text of the part meta alone counts" in browser.text(f"requests/{own.requests[-1].number}")


def test_the_lines_hide_what_is_secret(own: Sandbox, browser: Browser) -> None:
    target = "/v3/marketing/partner/product-coupon/users/o-secret%2Fuser/coupons/secret-code/confirm"
    body = b'{"coupon_code": "secret-code", "product_coupon_id": "1"}'
    number_of_it = refused(own, lambda m, u, t, n, b: joined(m, u, t, n, again(b, indent=4)), target=target, body=body)
    page = browser.page(f"requests/{number_of_it}")
    assert "secret" not in page
    assert "written as JSON anew" in page
    assert "o-secret%2Fuser" in browser.page(f"requests/{number_of_it}", reveal="true")


@pytest.mark.parametrize(
    ("wrong", "cause"),
    [
        ({"mchid": "1"}, "merchant number is none of this sandbox"),
        ({"serial_no": "AB12"}, "no certificate of this merchant"),
        ({"timestamp": 1}, "clock of the client is off"),
        ({"headers": {"Authorization": "Basic eA=="}}, "cannot be read"),
    ],
)
def test_what_fails_before_the_signature_has_its_own_cause(
    own: Sandbox, mine: Program, browser: Browser, wrong: dict[str, Any], cause: str
) -> None:
    mine.post(TASKS, {}, **wrong)
    assert cause in browser.text(f"requests/{own.requests[-1].number}")


def test_a_nonce_used_twice_has_its_own_cause(own: Sandbox, mine: Program, browser: Browser) -> None:
    for _ in range(2):
        mine.post(TASKS, {}, nonce="0123456789abcdef")
    assert "nonce was used before" in browser.text(f"requests/{own.requests[-1].number}")


def test_a_broken_rule_names_the_official_field_and_page(own: Sandbox, mine: Program, browser: Browser) -> None:
    body = example("createProductCoupon", "official") | {"brand_id": "1", "type": "EXCHANGE"}
    assert mine.post(COUPONS, body).status_code == 400
    page = browser.page(f"requests/{own.requests[-1].number}")
    assert "商品券类型" in page
    assert "A store-wide coupon is of type NORMAL or DISCOUNT." in said(page)
    assert 'href="https://pay.weixin.qq.com/doc/v3/partner/4015781289"' in page
    body["stock"]["coupon_code_mode"] = 1
    mine.post(COUPONS, body)
    page = browser.text(f"requests/{own.requests[-1].number}")
    assert "/stock/coupon_code_mode 批次 › 券Code分配模式" in page


def test_the_checks_are_told_in_their_order_to_the_one_that_failed(
    own: Sandbox, mine: Program, browser: Browser
) -> None:
    mine.post(TASKS, {"task_id": number()})
    checks = [check.name for check in own.requests[-1].checks]
    page = browser.text(f"requests/{own.requests[-1].number}")
    told = " ".join(checks) + " – refused here"
    assert told in page
    own.inject(Fault.SYSTEM_ERROR)
    mine.post(TASKS, {})
    assert (
        "Nothing: a fault came first." in browser.text(f"requests/{own.requests[-1].number}") or own.requests[-1].checks
    )


def test_an_old_request_says_that_its_bodies_are_gone(own: Sandbox, mine: Program, browser: Browser) -> None:
    mine.post(TASKS, {}, mchid="1")
    ((number_of_it, kept),) = own._state.exchanges.by_number.items()
    own._state.exchanges.by_number[number_of_it] = kept.outline()
    page = browser.text(f"requests/{number_of_it}")
    assert "not kept any more" in page
    assert "merchant number is none" in page


def test_a_body_that_is_not_kept_whole_is_not_compared(own: Sandbox, browser: Browser) -> None:
    body = json.dumps({"name": "x" * BODY_BYTES}).encode()
    number_of_it = refused(own, lambda m, u, t, n, b: joined(m, u, t, n, ""), body=body)
    assert "nothing can be compared" in browser.text(f"requests/{number_of_it}")


def test_a_difference_far_into_a_body_is_shown_with_its_surroundings(own: Sandbox, browser: Browser) -> None:
    body = json.dumps({"name": "x" * 50_000, "end": [1, 2]}, separators=(",", ":")).encode()
    page = browser.page(f"requests/{refused(own, lambda m, u, t, n, b: joined(m, u, t, n, again(b)), body=body)}")
    assert "written as JSON anew" in said(page)
    differing = page.partition('<table class="message">')[2].partition("</table>")[0]
    assert len(differing) < 20_000
    body = json.dumps({"end": 1, "name": ["y" * 30_000, "z"]}, separators=(",", ":")).encode()
    number_of_it = refused(own, lambda m, u, t, n, b: joined(m, u, t, n, b + b"\n"), body=body)
    assert "changed at its ends" in browser.text(f"requests/{number_of_it}")
