"""Each refusal is an error of its own class, with what the documents say of it on this operation."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from tests.auth_plugin.platform import Answer, Received
from tests.codegen.contract_document import contract
from tests.requests_of import codes, coupon, image_task
from wechatpay_product_coupon import errors

SUBMIT = "images.submit_image_generation_task"
CREATE = "product_coupons.create_product_coupon"
Ask = Callable[..., Any]


def rows() -> list[dict[str, Any]]:
    operations = [item for path in contract()["paths"].values() for item in path.values()]
    found = [row for operation in operations for row in operation["x-errors"]] + contract()["components"]["x-errors"]
    return list({row["code"]: row for row in found if row["code"]}.values())


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["code"])
def test_each_code_of_the_contract_has_a_class_of_its_own(ask: Ask, row: dict[str, Any]) -> None:
    body = {"code": row["code"], "message": "消息", "detail": {"field": "/a"}}
    with pytest.raises(errors.ApiError) as caught:
        ask(body, CREATE, body=coupon(), status=row["status"])
    error = caught.value
    assert type(error) is errors.BY_CODE[row["code"]]
    assert row["code"] == type(error).CODE
    assert (error.status_code, error.code, error.message) == (row["status"], row["code"], "消息")
    assert error.detail == {"field": "/a"}
    assert error.request_id
    assert json.loads(error.content) == body
    assert f"createProductCoupon: {row['status']} {row['code']}: 消息" in str(error)
    assert isinstance(error, errors.ClientError)


def test_the_catalogue_tells_whether_to_repeat_and_what_to_do(ask: Ask) -> None:
    with pytest.raises(errors.RatelimitExceededError) as caught:
        ask({"code": "RATELIMIT_EXCEEDED", "message": "x"}, SUBMIT, body=image_task(), status=429)
    assert caught.value.retryable
    assert "repeat with the same parameters" in caught.value.action
    assert caught.value.action in str(caught.value)
    with pytest.raises(errors.ApiSystemError) as caught_500:
        ask({"code": "SYSTEM_ERROR", "message": "x"}, SUBMIT, body=image_task(), status=500)
    assert caught_500.value.retryable
    with pytest.raises(errors.ParamError) as caught_400:
        ask({"code": "PARAM_ERROR", "message": "x"}, SUBMIT, body=image_task(), status=400)
    assert not caught_400.value.retryable


def test_one_code_means_what_it_means_on_this_operation(ask: Ask) -> None:
    body = {"code": "INVALID_REQUEST", "message": "x"}
    with pytest.raises(errors.InvalidRequestError) as on_create:
        ask(body, CREATE, body=coupon(), status=400)
    with pytest.raises(errors.InvalidRequestError) as on_codes:
        ask(body, "product_coupons.upload_coupon_codes", "1", "2", body=codes("a"), status=400)
    assert "coupon_code_mode" not in str(on_create.value)
    assert "coupon_code_mode" in str(on_codes.value)


@pytest.mark.parametrize("code", ["BRAND_NEW_CODE", ""], ids=["unknown", "empty"])
def test_a_code_of_no_catalogue_is_the_generic_error(ask: Ask, code: str) -> None:
    with pytest.raises(errors.ApiError) as caught:
        ask({"code": code, "message": "x"}, SUBMIT, body=image_task(), status=409)
    assert type(caught.value) is errors.ApiError
    assert caught.value.code == (code or None)
    assert (caught.value.rows, caught.value.retryable, caught.value.action) == ((), False, "")


@pytest.mark.parametrize("body", [b"", b"<html>oops</html>", b"[1]", b'"text"', b"\xff\xfe", b'{"code":7}'], ids=repr)
@pytest.mark.parametrize("status", [302, 400, 502, 599])
def test_whatever_a_gateway_answers_is_an_api_error(ask: Ask, status: int, body: bytes) -> None:
    with pytest.raises(errors.ApiError) as caught:
        ask(body, SUBMIT, body=image_task(), status=status)
    assert (caught.value.status_code, caught.value.code, caught.value.content) == (status, None, body)
    assert str(status) in str(caught.value)


def test_the_field_of_a_parameter_error_is_shown(ask: Ask) -> None:
    detail = {"field": "/body/brand_id", "value": "x", "issue": "未授权", "location": "body"}
    with pytest.raises(errors.ParamError, match="at body /body/brand_id: 未授权"):
        ask({"code": "PARAM_ERROR", "message": "x", "detail": detail}, SUBMIT, body=image_task(), status=400)


def sign_error(change: Callable[[list[str]], list[str]]) -> Callable[[Received], Answer]:
    """Refuse a signature, as over a message that differs from the signed one."""

    def answer(request: Received) -> Answer:
        header = dict(part.split("=", 1) for part in request.headers["Authorization"].split(" ", 1)[1].split(","))
        stamp, nonce = (header[name].strip('"') for name in ("timestamp", "nonce_str"))
        lines = change([request.method, request.target, stamp, nonce, request.body.decode()])
        message = "\n".join(lines) + "\n"
        view = {"truncated_sign_message": message[:200], "sign_message_length": len(message.encode())}
        body = {"code": "SIGN_ERROR", "message": "签名错误", "detail": {"sign_information": view}}
        return Answer(401, json.dumps(body).encode())

    return answer


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda m: ["PUT", *m[1:]], "the method, at character 2: WeChat Pay saw 'UT', signed was 'OST'"),
        (lambda m: [m[0], m[1] + "?a=1", *m[2:]], "character 60: WeChat Pay saw '?a=1', signed was ''"),
        (lambda m: [*m[:2], "1", *m[3:]], "First difference: the timestamp"),
        (lambda m: [*m[:4], m[4].replace('"120344"', '"120345"')], "First difference: the body, at character"),
        (lambda m: [*m[:4], m[4] + " " * 400], "bytes, the signed one"),
        (lambda m: m, "the very message that was signed: the key or the serial number is wrong"),
    ],
    ids=["method", "URL", "timestamp", "body", "length", "key"],
)  # fmt: skip
def test_a_sign_error_shows_the_first_difference(ask: Ask, change: Callable[[list[str]], list[str]], told: str) -> None:
    with pytest.raises(errors.SignError) as caught:
        ask(sign_error(change), SUBMIT, body=image_task())
    text = str(caught.value)
    assert told in text
    assert text.index(told) < text.index("1. serial_no is not")


def test_errors_can_be_pickled(ask: Ask) -> None:
    with pytest.raises(errors.ParamError) as caught:
        ask({"code": "PARAM_ERROR", "message": "x"}, SUBMIT, body=image_task(), status=400)
    again = pickle.loads(pickle.dumps(caught.value))
    assert str(again) == str(caught.value)
    assert again.code == "PARAM_ERROR"
