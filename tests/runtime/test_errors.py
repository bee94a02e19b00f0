"""Each refusal is an error of its own class, with what the documents say of it on this operation."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.auth_plugin.platform import Answer, Platform, Received
from tests.codegen.contract_document import contract
from tests.requests_of import codes, coupon, image_task
from wechatpay_httpx import ImageUpload
from wechatpay_product_coupon import Client, errors

SUBMIT = "images.submit_generation_task"
CREATE = "product_coupons.create"
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
        ask(body, "stocks.upload_codes", "1", "2", body=codes("a"), status=400)
    assert "coupon_code_mode" not in str(on_create.value)
    assert "coupon_code_mode" in str(on_codes.value)


@pytest.mark.parametrize(
    ("message", "left"),
    [
        ("参数错误", "  A parameter is wrong. Correct "),
        ("A parameter is wrong", "  Correct "),
        ("x", "  A parameter is wrong (参数错误). Correct "),
        ("A", "  A parameter is wrong (参数错误). Correct "),
        ("", "  A parameter is wrong (参数错误). Correct "),
    ],
)
def test_what_the_message_says_the_catalogue_does_not_say_again(ask: Ask, message: str, left: str) -> None:
    with pytest.raises(errors.ParamError) as caught:
        ask({"code": "PARAM_ERROR", "message": message}, SUBMIT, body=image_task(), status=400)
    assert left in str(caught.value)


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
    detail = {"field": "/brand_id", "value": "x", "issue": "未授权", "location": "body"}
    with pytest.raises(errors.ParamError, match="at body /brand_id: 未授权"):
        ask({"code": "PARAM_ERROR", "message": "x", "detail": detail}, SUBMIT, body=image_task(), status=400)


def refused_signature(request: Received) -> Answer:
    """Refuse a signature, as over another URL than the signed one."""
    view = {"truncated_sign_message": f"{request.method}\n{request.target}/\n", "sign_message_length": 500}
    body = {"code": "SIGN_ERROR", "message": "签名错误", "detail": {"sign_information": view}}
    return Answer(401, json.dumps(body).encode())


@pytest.mark.parametrize(
    ("operation", "body"),
    [(SUBMIT, image_task), ("images.upload", lambda: ImageUpload.from_bytes(b"\xff\xd8\xff", "a.jpg"))],
    ids=["JSON", "upload"],
)
def test_a_sign_error_shows_what_the_auth_says_of_it(ask: Ask, operation: str, body: Callable[[], object]) -> None:
    with pytest.raises(errors.SignError) as caught:
        ask(refused_signature, operation, body=body())
    text = str(caught.value)
    told = "First difference: the URL, at character "
    assert told in text
    assert text.index(told) < text.index("1. serial_no is not")


def test_an_auth_that_explains_nothing_will_do(platform: Platform) -> None:
    platform.answer = refused_signature
    with Client(httpx.BasicAuth("x", "y"), base_url=platform.url) as client, pytest.raises(errors.SignError) as caught:
        client.images.submit_generation_task(body=image_task())
    assert "1. serial_no is not" in str(caught.value)
    assert "First difference" not in str(caught.value)


def test_errors_can_be_pickled(ask: Ask) -> None:
    with pytest.raises(errors.ParamError) as caught:
        ask({"code": "PARAM_ERROR", "message": "x"}, SUBMIT, body=image_task(), status=400)
    again = pickle.loads(pickle.dumps(caught.value))
    assert str(again) == str(caught.value)
    assert again.code == "PARAM_ERROR"
