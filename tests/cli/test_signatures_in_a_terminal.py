"""Saved callbacks and signatures of any request, for people who debug."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from tests.cli.conftest import BRAND
from tests.cli.terminal import Shop
from tests.sandbox.receiver import Received, Receiver
from wechatpay_product_coupon import Client
from wechatpay_sandbox import Sandbox

VERIFY = ("notify", "verify", "--headers", "headers.txt", "--body", "body.json")


@pytest.fixture
def received(sandbox: Sandbox) -> Iterator[Received]:
    """The notification that an image task has ended."""
    rule: Any = {"scope": "ALL", "type": "NORMAL", "usage_mode": "SINGLE"}
    rule["normal_coupon"] = {"threshold": 0, "discount_amount": 100}
    task: Any = {"brand_id": BRAND, "task_id": "cup_0001", "image_generation_type": "COMBINE_IMAGE"}
    task["combine_image"] = rule
    with Receiver() as receiver, Client(sandbox.auth(), base_url=sandbox.url) as client:
        sandbox.notify_url = receiver.url
        client.images.submit_generation_task(task)
        sandbox.wait_for_notifications()
        yield receiver.received[0]


def _saved(shop: Shop, headers: dict[str, str], body: bytes) -> None:
    dump = "POST /wechatpay/notify HTTP/1.1\n" + "".join(f"{name}: {value}\n" for name, value in headers.items())
    Path(shop.folder, "headers.txt").write_text(dump)
    Path(shop.folder, "body.json").write_bytes(body)


def test_a_saved_callback_is_opened(shop: Shop, received: Received) -> None:
    _saved(shop, received.headers, received.body)
    ran = shop.run(*VERIFY)
    assert ran.status == 0, ran.err
    told = json.loads(ran.out)
    assert told["event_type"] == "PRODUCT_COUPON_SP.IMAGE_GENERATION"
    assert told["data"]["task_id"] == "cup_0001"
    assert ran.err.splitlines() == [
        "✓ signed by WeChat Pay",
        "✓ decrypted",
        "✓ an event of the kind ImageGenerationTask",
    ]
    Path(shop.folder, "headers.txt").write_text(json.dumps(received.headers))
    assert shop.run("verify", *VERIFY[2:]).out == "✓ signed by WeChat Pay\n"


def test_the_step_that_fails_is_named(shop: Shop, sandbox: Sandbox, received: Received) -> None:
    headers, body = received.headers, received.body
    old = {**headers, "Wechatpay-Timestamp": str(int(headers["Wechatpay-Timestamp"]) - 3600)}
    without = {name: value for name, value in headers.items() if name != "Wechatpay-Nonce"}
    for given, content, step, more in (
        (headers, body + b" ", "✗ signature: ", ()),
        (old, body, "✗ age: ", ("--now",)),
        (without, body, "✗ headers: ", ()),
        ({**headers, "Wechatpay-Serial": "PUB_KEY_ID_0000"}, body, "✗ key of Wechatpay-Serial: ", ()),
    ):
        _saved(shop, given, content)
        ran = shop.run(*VERIFY, *more)
        assert (ran.status, ran.out) == (1, "")
        assert step in ran.err
    _saved(shop, headers, body)
    other = shop.run(*VERIFY, WECHATPAY_APIV3_KEY=sandbox.add_merchant().apiv3_key)
    assert other.status == 1
    assert "✓ signed by WeChat Pay" in other.err
    assert "✗ decryption: " in other.err
    assert "would refuse it by now" in _aged(shop, old, body)


def _aged(shop: Shop, headers: dict[str, str], body: bytes) -> str:
    _saved(shop, headers, body)
    return shop.run(*VERIFY).err


def test_a_request_is_signed_byte_for_byte(shop: Shop, sandbox: Sandbox) -> None:
    Path(shop.folder, "body.json").write_bytes('{"名":1}'.encode())
    url = "https://api.mch.weixin.qq.com/v3/x/%E5%95%86?a=1&b=%20"
    command = ("sign", "POST", url, "--body", "body.json", "--timestamp", "1700000000", "--nonce", "abc")
    signed = json.loads(shop.run(*command).out)
    message = "\n".join(["POST", "/v3/x/%E5%95%86?a=1&b=%20", "1700000000", "abc", '{"名":1}', ""])
    assert signed["message"] == message
    assert signed["message_bytes"] == len(message.encode())
    signature = signed["Authorization"].partition('signature="')[2].removesuffix('"')
    key: Any = load_pem_private_key(sandbox.merchant.private_key_pem, None)
    key.public_key().verify(base64.b64decode(signature), message.encode(), padding.PKCS1v15(), hashes.SHA256())
