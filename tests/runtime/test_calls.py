"""A call is a value: it can be kept, stored as JSON or pickled, and made later, by whichever client."""

from __future__ import annotations

import asyncio
import base64
import json
import math
import pickle
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.peer import Peer, answers
from tests.requests_of import codes, coupon, image_task
from wechatpay_httpx import ImageUpload
from wechatpay_product_coupon import AsyncClient, Call, CallOptions, Client, File, RetryPolicy, call_from_dict, errors
from wechatpay_product_coupon.api.images import (
    get_image_generation_task,
    submit_image_generation_task,
    upload_image,
)
from wechatpay_product_coupon.api.product_coupons import create_product_coupon
from wechatpay_product_coupon.api.stocks import upload_coupon_codes
from wechatpay_sandbox import Sandbox

KINDS = [
    "a model",
    "a dict",
    "path parameters",
    "a query",
    "a body that lays itself out",
    "a file",
]


def calls(png: bytes) -> dict[str, Call[Any]]:
    return {
        "a model": create_product_coupon.call(coupon()),
        "a dict": create_product_coupon.call(coupon().to_dict()),
        "path parameters": upload_coupon_codes.call("1", stock_id="2", body=codes("a")),
        "a query": get_image_generation_task.call("task_1", brand_id="120344", image_generation_type="CUT_OUT"),
        "a body that lays itself out": upload_image.call(ImageUpload.from_bytes(png, "a.png")),
        "a file": upload_image.call(
            {"meta": {"filename": "a.png", "sha256": "0" * 64}, "file": File(png, "a.png", "image/png")}
        ),
    }


@pytest.fixture
def silent() -> Iterator[Peer]:
    """A server that takes requests and answers none."""
    silent = Peer(answers(b""))
    yield silent
    silent.close()


@pytest.mark.parametrize("kind", KINDS)
def test_a_call_turns_to_json_and_back(png: bytes, kind: str) -> None:
    call = calls(png)[kind]
    stored = call.to_dict()
    text = json.dumps(stored, ensure_ascii=False)
    restored = call_from_dict(json.loads(text))
    assert restored.operation == call.operation
    assert restored.operation.parse is not None
    assert restored.to_dict() == stored


def test_a_stored_call_is_made_by_another_client(wechatpay: Sandbox, png: bytes) -> None:
    first, again = coupon(), submit_image_generation_task.call(image_task())
    text = json.dumps([create_product_coupon.call(first).to_dict(), again.to_dict()])
    create, submit = map(call_from_dict, json.loads(text))
    with Client(wechatpay.auth(), base_url=wechatpay.url) as client:
        made = client.send(create).parsed
        assert made.product_coupon_id == client.product_coupons.create(first).product_coupon_id

    async def send() -> str:
        async with AsyncClient(wechatpay.auth(), base_url=wechatpay.url) as client:
            return str((await client.send(submit)).parsed.task_id)

    assert asyncio.run(send()) == again.body.task_id


def test_a_stored_upload_is_the_same_picture(wechatpay: Sandbox, png: bytes) -> None:
    stored = upload_image.call(ImageUpload.from_bytes(png, "头图.png")).to_dict()
    assert base64.b64decode(stored["body"]["file"]["content_base64"]) == png
    with Client(wechatpay.auth(), base_url=wechatpay.url) as client:
        url = client.send(call_from_dict(stored)).parsed.image_url
    assert next(image.content for image in wechatpay.images if image.url == url) == png


@pytest.mark.parametrize("kind", KINDS)
def test_a_call_can_be_pickled(png: bytes, kind: str) -> None:
    call = calls(png)[kind]
    unpickled = pickle.loads(pickle.dumps(call))
    assert unpickled == call
    assert unpickled.to_dict() == call.to_dict()


def test_operations_are_compared_by_id() -> None:
    operation = upload_image.OPERATION
    another = pickle.loads(pickle.dumps(operation))._replace(repeatable=False)
    assert another is not operation
    assert another == operation
    assert {operation: 1}[another] == 1
    assert operation != create_product_coupon.OPERATION
    assert operation != "uploadImage"


def test_a_call_shows_nothing_of_what_it_is_called_with() -> None:
    assert repr(upload_coupon_codes.call("1", "2", codes("SECRET"))) == "Call(uploadCouponCodes)"


@pytest.mark.parametrize(
    "stored",
    [
        {},
        {"operation": "noSuchOperation", "path": {}, "query": {}, "body": None},
        {"operation": ["uploadImage"], "path": {}, "query": {}, "body": None},
        {"operation": "uploadImage"},
        {"operation": "uploadImage", "path": "x", "query": {}, "body": None},
        {"operation": "uploadImage", "path": {}, "query": {}, "body": {"file": {"content_base64": "§"}}},
    ],
    ids=json.dumps,
)
def test_what_is_no_stored_call_is_told(stored: dict[str, Any]) -> None:
    with pytest.raises(errors.ModelError, match=r"not a call as Call\.to_dict makes it"):
        call_from_dict(stored)


def test_a_time_out_is_given_once() -> None:
    call, options = submit_image_generation_task.call(image_task()), CallOptions(timeout=5)
    with (
        Client(None, base_url="http://127.0.0.1:9") as client,
        pytest.raises(errors.ConfigurationError, match="timeout is given twice"),
    ):
        client.send(call, timeout=3, options=options)


@pytest.mark.parametrize("arguments", [{"timeout": 0.05}, {"options": CallOptions(timeout=0.05)}], ids=["", "options"])
def test_a_time_out_of_one_call_is_that_of_the_call(silent: Peer, arguments: dict[str, Any]) -> None:
    with (
        Client(None, base_url=silent.url, timeout=math.inf, retry=RetryPolicy(max_attempts=1)) as client,
        pytest.raises(errors.NoAnswerError) as caught,
    ):
        client.images.submit_generation_task(image_task(), **arguments)
    assert isinstance(caught.value.__cause__, httpx.ReadTimeout)
