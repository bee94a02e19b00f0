"""The examples for cloud functions, called with real notifications in every form that the gateways give them."""

from __future__ import annotations

import base64
import importlib
import json
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from tests.requests_of import coupon, number
from tests.sandbox.receiver import Receiver
from wechatpay_httpx import SeenInMemory, request_of_event
from wechatpay_httpx.errors import AuthConfigurationError
from wechatpay_product_coupon import Client
from wechatpay_sandbox import Sandbox

Request = tuple[dict[str, str], bytes]
Form = Callable[[dict[str, str], bytes], Any]


def lower(headers: dict[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def several(headers: dict[str, str]) -> dict[str, list[str]]:
    return {name: [value] for name, value in headers.items()}


def in_base64(body: bytes) -> dict[str, Any]:
    return {"body": base64.b64encode(body).decode(), "isBase64Encoded": True}


def as_text(body: bytes) -> dict[str, Any]:
    return {"body": body.decode(), "isBase64Encoded": False}


def aws_1(headers: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    more = {"requestContext": {"stage": "prod"}, "pathParameters": None, "queryStringParameters": None}
    return {"resource": "/notify", "path": "/notify", "httpMethod": "POST", "headers": headers, **more, **body}


def aws_2(headers: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    http = {"method": "POST", "path": "/notify", "protocol": "HTTP/1.1"}
    more = {"rawPath": "/notify", "rawQueryString": "", "requestContext": {"http": http}}
    return {"version": "2.0", "routeKey": "$default", "headers": lower(headers), **more, **body}


def aws_balancer(headers: dict[str, Any], body: dict[str, Any]) -> dict[str, Any]:
    return {"requestContext": {"elb": {}}, "httpMethod": "POST", "path": "/notify", **headers, **body}


def aliyun_3(headers: dict[str, str], body: dict[str, Any]) -> bytes:
    more = {"version": "v1", "rawPath": "/notify", "queryParameters": {}, "requestContext": {"http": {}}}
    return json.dumps({"headers": headers, **more, **body}, ensure_ascii=False).encode()


def aliyun_gateway(headers: dict[str, str], body: dict[str, Any]) -> bytes:
    more = {"path": "/notify", "httpMethod": "POST", "queryParameters": {}, "pathParameters": {}}
    return json.dumps({"headers": headers, **more, **body}).encode()


def tencent(headers: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    more = {"requestContext": {"serviceId": "service-1", "stage": "release"}, "headerParameters": {}}
    return {"headers": headers, "path": "/notify", "httpMethod": "POST", "queryString": {}, **more, **body}


def without_mark(body: bytes) -> dict[str, Any]:
    return {"body": body.decode()}


def balancer_payload(body: bytes) -> dict[str, Any]:
    return {"payload": base64.b64encode(body).decode(), "isBase64Encoded": "true"}


FORMS: dict[str, tuple[str, Form]] = {
    "AWS REST API": ("aws_lambda", lambda h, b: aws_1(h, {"multiValueHeaders": several(h), **as_text(b)})),
    "AWS REST API, Base64": ("aws_lambda", lambda h, b: aws_1(h, {"multiValueHeaders": several(h), **in_base64(b)})),
    "AWS REST API, no several": ("aws_lambda", lambda h, b: aws_1(h, {"multiValueHeaders": None, **as_text(b)})),
    "AWS HTTP API": ("aws_lambda", lambda h, b: aws_2(h, as_text(b))),
    "AWS function URL, Base64": ("aws_lambda", lambda h, b: aws_2(h, in_base64(b))),
    "AWS balancer": ("aws_lambda", lambda h, b: aws_balancer({"headers": lower(h)}, as_text(b))),
    "AWS balancer, several": (
        "aws_lambda",
        lambda h, b: aws_balancer({"multiValueHeaders": several(lower(h))}, in_base64(b)),
    ),
    "Aliyun FC 3.0": ("aliyun_fc", lambda h, b: aliyun_3(h, as_text(b))),
    "Aliyun FC 3.0, Base64": ("aliyun_fc", lambda h, b: aliyun_3(h, in_base64(b))),
    "Aliyun FC 3.0 as text": ("aliyun_fc", lambda h, b: aliyun_3(h, as_text(b)).decode()),
    "Aliyun gateway": ("aliyun_fc", lambda h, b: aliyun_gateway(lower(h), in_base64(b))),
    "Tencent gateway": ("tencent_scf", lambda h, b: tencent(h, as_text(b))),
    "Tencent gateway, no mark": ("tencent_scf", lambda h, b: tencent(lower(h), without_mark(b))),
    "Tencent gateway, Base64": ("tencent_scf", lambda h, b: tencent(lower(h), in_base64(b))),
    "Tencent CloudBase": ("tencent_scf", lambda h, b: tencent(lower(h), as_text(b)) | {"queryStringParameters": {}}),
    "Tencent balancer, text": (
        "tencent_scf",
        lambda h, b: {"headers": h, "payload": b.decode(), "isBase64Encoded": "false"},
    ),
    "Tencent balancer": ("tencent_scf", lambda h, b: {"headers": h, **balancer_payload(b)}),
}


@pytest.fixture(scope="module")
def notification(notifying: Sandbox) -> Request:
    """Headers and body of one real notification, as they came over the wire."""
    with Client(notifying.auth(), base_url=notifying.url) as client:
        made = client.product_coupons.create(body=coupon())
    assert made.stock
    with Receiver(204) as receiver:
        notifying.notify_url = receiver.url
        notifying.send_coupon(made.stock.stock_id, coupon_code=number(), attach="券 🎫")
        notifying.wait_for_notifications()
        notifying.notify_url = None
        arrived = receiver.received[-1]
    return dict(arrived.headers.items()), arrived.body


@pytest.fixture
def inbox(receiving: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What was kept; nothing has been seen yet."""
    monkeypatch.setattr(receiving, "INBOX", [])
    monkeypatch.setattr(receiving, "SEEN", SeenInMemory())
    return receiving.INBOX


def handler_of(name: str) -> Callable[[Any, Any], dict[str, Any]]:
    module = importlib.import_module(f"with_{name}")
    handler: Callable[[Any, Any], dict[str, Any]] = getattr(module, "handler", None) or module.main_handler
    return handler


@pytest.mark.parametrize("form", FORMS)
def test_a_notification_arrives_in_every_form(notification: Request, inbox: list[Any], form: str) -> None:
    name, event_of = FORMS[form]
    handler = handler_of(name)
    for _ in range(2):
        assert handler(event_of(*notification), None)["statusCode"] == 204
    (event,) = inbox
    assert event.attach == "券 🎫"


@pytest.mark.parametrize("form", FORMS)
def test_what_is_not_genuine_is_refused_in_every_form(notification: Request, inbox: list[Any], form: str) -> None:
    name, event_of = FORMS[form]
    handler = handler_of(name)
    headers, body = notification
    stranger = {"User-Agent": "curl/8", "Content-Type": "application/json"}
    for forged in (headers, body + b" "), (stranger, b"{}"), (headers | {"Wechatpay-Nonce": "n"}, body):
        answer = handler(event_of(*forged), None)
        assert (answer["statusCode"], json.loads(answer["body"])["code"]) == (401, "FAIL")
        assert answer["headers"] == {"Content-Type": "application/json"}
    assert not inbox


def test_a_header_with_several_values_is_refused(notification: Request, inbox: list[Any]) -> None:
    headers, body = notification
    twice = several(headers) | {"Wechatpay-Serial": [headers["Wechatpay-Serial"], "PUB_KEY_ID_9"]}
    event = aws_1(headers, {"multiValueHeaders": twice, **as_text(body)})
    assert handler_of("aws_lambda")(event, None)["statusCode"] == 401
    assert not inbox


@pytest.mark.parametrize(
    ("event", "told"),
    [
        ({"headers": {}, "body": {"id": "1"}}, "the gateway parsed it.*in Base64"),
        (
            {"headers": {}, "payload": {"id": "1"}, "isBase64Encoded": "false"},
            "parsed it.*balancer parses all JSON",
        ),
        ({"headers": {}, "body": "no Base64", "isBase64Encoded": True}, "said to be in Base64"),
        ({"headers": ["a"], "body": ""}, "no object of names and values"),
        ({"Records": []}, "without the headers of an HTTP request"),
        ({}, "through an HTTP trigger"),
        (b"", "no JSON"),
        (b"\xff", "no JSON"),
        ("[" * 100_000, "no JSON"),
        ("[]", "without the headers"),
        (None, "without the headers"),
    ],
)
def test_an_event_that_holds_no_request_says_what_to_set_up(event: Any, told: str) -> None:
    with pytest.raises(AuthConfigurationError, match=told):
        request_of_event(event)


@pytest.mark.parametrize(
    "event",
    [{"headers": None, "body": None}, {"multiValueHeaders": {}}, {"headers": {}, "body": "", "isBase64Encoded": True}],
)
def test_an_empty_request_is_one_of_a_stranger(receiving: ModuleType, event: dict[str, Any]) -> None:
    assert request_of_event(event) == ([], b"")
    assert handler_of("aws_lambda")(event, None)["statusCode"] == 401
