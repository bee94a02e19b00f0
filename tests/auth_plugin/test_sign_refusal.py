"""What is said of a refused signature: where WeChat Pay's message differs from the signed one."""

from __future__ import annotations

import email
import json
import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.auth_plugin.platform import Answer, Platform, Received
from wechatpay_httpx import ImageUpload, WeChatPayAuth

PATH = "/v3/marketing/partner/product-coupon/image-generation-tasks"
BODY = {"brand_id": "120344", "name": "满100减10元"}
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40
SAME = "WeChat Pay put together the very message that was signed: the key or the serial number is wrong."

Lines = list[str]
Change = Callable[[Lines], Lines]


def lines_of(request: Received) -> Lines:
    """Put the lines together as WeChat Pay does, from what arrived on the socket; of an upload, its meta part."""
    fields = dict(re.findall(r'(\w+)="([^"]*)"', request.headers["Authorization"]))
    content_type, body = request.headers.get("Content-Type", ""), request.body
    if content_type.startswith("multipart/"):
        form = email.message_from_bytes(f"Content-Type: {content_type}\r\n\r\n".encode() + body)
        (meta,) = (part for part in form.walk() if part.get_param("name", header="content-disposition") == "meta")
        decoded = meta.get_payload(decode=True)
        assert isinstance(decoded, bytes)
        body = decoded
    return [request.method, request.target, fields["timestamp"], fields["nonce_str"], body.decode()]


def refusing(change: Change, *, shown: int | None = None, **more: Any) -> Callable[[Received], Answer]:
    """Refuse a request as over a message that differs from the signed one, of which so many characters are shown."""

    def answer(request: Received) -> Answer:
        message = "\n".join([*change(lines_of(request)), ""])
        view = {"truncated_sign_message": message[:shown], "sign_message_length": len(message.encode())}
        detail = {"field": "signature", "sign_information": view, **more}
        return Answer(401, json.dumps({"code": "SIGN_ERROR", "message": "签名错误", "detail": detail}).encode())

    return answer


@pytest.fixture
def explained(send: Callable[..., httpx.Response], auth: WeChatPayAuth, platform: Platform) -> Callable[..., str]:
    """Send a request that is refused, and return what the auth says of it: `explained(answer, method, path, ...)`."""

    def explain(answer: Callable[[Received], Answer], *args: Any, **kwargs: Any) -> str:
        platform.answer = answer
        response = send(*(args or ("POST", PATH)), **(kwargs or {"json": BODY}))
        return auth.explain_refusal(response.request, response.json()["detail"])

    return explain


Explained = Callable[..., str]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda m: ["PUT", *m[1:]], "method, at character 2: WeChat Pay saw 'PUT', signed was 'POST'."),
        (lambda m: [m[0], m[1] + "?a=1", *m[2:]], "URL, at character 60: WeChat Pay shows 63 characters of it, 59"),
        (lambda m: [*m[:2], m[2][:1], *m[3:]], "timestamp, at character 2: WeChat Pay shows 1 characters of it, 10"),
        (lambda m: [*m[:2], "9999999999", *m[3:]], "timestamp, at character 1: WeChat Pay saw '9999999999', signed"),
        (lambda m: [*m[:3], "n" + m[3], m[4]], "nonce, at character 1: WeChat Pay shows 33 characters of it, 32"),
        (lambda m: [*m[:4], m[4].replace('"120344"', '"120345"')], "body, at character 19: WeChat Pay shows 40"),
        (lambda m: [*m[:4], m[4].replace("满", "\u202e\x1b")], "body, at character 30: WeChat Pay shows 41 characters"),
        (lambda m: [*m[:4], m[4] + " " * 40], "body, at character 40: WeChat Pay shows 80 characters"),
    ],
    ids=["method", "URL", "timestamp", "clock", "nonce", "body", "unprintable", "longer"],
)  # fmt: skip
def test_the_first_difference_is_shown(explained: Explained, change: Change, told: str) -> None:
    assert explained(refusing(change)).startswith(f"First difference: the {told}")


@pytest.mark.parametrize("line", range(5))
@pytest.mark.parametrize("text", ["vCode_1", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o", "13812345678", "满"])
def test_in_whatever_line_it_comes_nothing_of_a_person_is_shown(explained: Explained, line: int, text: str) -> None:
    told = explained(refusing(lambda m: [*m[:line], text, *m[line + 1 :]]))
    assert told.startswith("First difference: the ")
    assert text[:4] not in told


@pytest.mark.parametrize("change", ["vCode_1", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o", "13812345678"])
def test_of_a_body_that_differs_nothing_is_shown(explained: Explained, change: str) -> None:
    sent = {"openid": "oUpF8uMuAJO_M2pxb1Q9zNjWeS6x", "coupon_code": "vCode_2", "phone_number": "13812345679"}
    told = explained(refusing(lambda m: [*m[:4], m[4].replace(change[:-1], change)]), json=sent)
    assert told.startswith("First difference: the body, at character ")
    shown = [value[start : start + 4] for value in [*sent.values(), change] for start in range(len(value) - 4)]
    assert not [piece for piece in shown if piece in told]


def test_a_difference_beyond_what_is_shown_is_told_by_the_length(explained: Explained) -> None:
    told = explained(refusing(lambda m: [*m[:4], m[4] + " " * 40], shown=120))
    assert re.fullmatch(
        r"The message WeChat Pay put together has \d+ bytes, the signed one \d+: the body differs\.", told
    )
    longer, own = (int(number) for number in re.findall(r"\d+", told))
    assert longer == own + 40


@pytest.mark.parametrize("shown", [None, *range(0, 260, 7)])
def test_a_message_cut_short_anywhere_is_no_difference(explained: Explained, shown: int | None) -> None:
    assert explained(refusing(list, shown=shown)) == (SAME if shown != 0 else "")


def test_a_request_without_a_body_and_with_a_target_of_its_own_is_compared(explained: Explained) -> None:
    extensions = {"target": b"/v3/(exact)?a='1'"}
    assert explained(refusing(list), "GET", "/v3/x", extensions=extensions) == SAME
    told = explained(refusing(lambda m: [m[0], "/v3/x", *m[2:]]), "GET", "/v3/x", extensions=extensions)
    assert "the URL, at character 5: WeChat Pay shows 5 characters of it, 17 were signed." in told


def test_another_part_of_the_header_may_be_at_fault(explained: Explained) -> None:
    told = explained(refusing(list, field="serial_no"))
    assert told.endswith("the very message that was signed, and refused another part of the header.")


@pytest.mark.parametrize("meta_first", [True, False])
@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda m: m, SAME),
        (
            lambda m: [*m[:4], m[4].replace("头图", "头像")],
            r"the body, at character 15: WeChat Pay shows 95 characters",
        ),
        (lambda m: [*m[:4], ""], r"the body, at character 1: WeChat Pay shows 1 characters"),
        (lambda m: [*m[:4], m[4] + " " * 200], r"has 407 bytes, the signed one 207: the body differs"),
    ],
    ids=["key", "changed", "empty", "longer"],
)
def test_an_upload_is_compared_by_its_meta_part(
    explained: Explained, change: Change, told: str, meta_first: bool
) -> None:
    files = ImageUpload.from_bytes(PNG, "头图.png").to_multipart()
    path = "/v3/marketing/partner/product-coupon/media/upload-image"
    told_of_it = explained(refusing(change, shown=200), "POST", path, files=files if meta_first else files[::-1])
    assert re.search(told, told_of_it)


@pytest.fixture
def signed(auth: WeChatPayAuth) -> httpx.Request:
    return next(auth.sync_auth_flow(httpx.Request("POST", f"https://api.mch.weixin.qq.com{PATH}", json=BODY)))


HUGE = "\n".join("x" * 100_000 for _ in range(20))
SHOWN = {"truncated_sign_message": "POST\n"}


@pytest.mark.parametrize(
    "detail",
    [
        None,
        "sign_information",
        [],
        {},
        {"sign_information": None},
        {"sign_information": ["truncated_sign_message"]},
        {"sign_information": {"truncated_sign_message": None}},
        {"sign_information": {"truncated_sign_message": ["POST"]}},
        {"sign_information": {"sign_message_length": 5}},
    ],
)
def test_a_detail_that_shows_no_message_is_not_explained(
    auth: WeChatPayAuth, signed: httpx.Request, detail: object
) -> None:
    assert auth.explain_refusal(signed, detail) == ""


@pytest.mark.parametrize(
    "view",
    [
        {"truncated_sign_message": HUGE},
        {"truncated_sign_message": "\n" * 100_000},
        {"truncated_sign_message": "POST\r\n\x00\x1b[31m\x7f\x85\u2028\ud800\U0010ffff"},
        SHOWN | {"sign_message_length": 10**5000},
        SHOWN | {"sign_message_length": -1},
        SHOWN | {"sign_message_length": True},
        SHOWN | {"sign_message_length": float("nan")},
        SHOWN | {"sign_message_length": "1" * 100_000},
        SHOWN | {"sign_message_length": {"a": 1}},
    ],
    ids=lambda view: "-".join(f"{name}:{str(value)[:12]!a}" for name, value in view.items() if type(value) is not int),
)
def test_hostile_details_are_told_short_and_printable(
    auth: WeChatPayAuth, signed: httpx.Request, view: dict[str, object]
) -> None:
    told = auth.explain_refusal(signed, {"sign_information": view, "field": [view]})
    assert told.isprintable()
    assert 0 < len(told) < 500


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
views = st.fixed_dictionaries(
    {}, optional={"truncated_sign_message": json_values | st.text("POST\n/v3"), "sign_message_length": json_values}
)
details = json_values | st.fixed_dictionaries(
    {}, optional={"sign_information": json_values | views, "field": json_values}
)


@settings(deadline=None)
@given(detail=details)
def test_whatever_a_detail_holds_the_explanation_is_one_printable_line(auth: WeChatPayAuth, detail: object) -> None:
    request = next(auth.sync_auth_flow(httpx.Request("POST", f"https://api.mch.weixin.qq.com{PATH}", json=BODY)))
    told = auth.explain_refusal(request, detail)
    assert told == "" or (told.isprintable() and len(told) < 500)


@pytest.mark.parametrize("authorization", [None, "", "Basic eDp5", 'x timestamp="soon",nonce_str="n"', "9" * 9999])
def test_a_request_that_is_not_signed_is_not_explained(
    auth: WeChatPayAuth, signed: httpx.Request, authorization: str | None
) -> None:
    detail = {"sign_information": {"truncated_sign_message": "POST\n"}}
    assert auth.explain_refusal(signed, detail)
    del signed.headers["Authorization"]
    if authorization is not None:
        signed.headers["Authorization"] = authorization
    assert auth.explain_refusal(signed, detail) == ""


def test_a_request_that_was_not_read_is_not_explained(auth: WeChatPayAuth, signed: httpx.Request) -> None:
    unread = httpx.Request("POST", signed.url, content=iter([b"{}"]), headers={**signed.headers})
    assert auth.explain_refusal(unread, {"sign_information": {"truncated_sign_message": "POST\n"}}) == ""
