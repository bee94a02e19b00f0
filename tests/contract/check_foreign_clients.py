"""Clients of others at the sandbox, with all that they can do of it: calls, an upload, certificates, notifications.

They are not told of a sandbox: each is given keys and, where it knows one host alone, another way to send.
"""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
from wechatpayv3 import WeChatPay, WeChatPayType
from wechatpayv3.core import Core
from wechatpayv3.type import RequestType

from tests.contract.tools import HERE
from tests.sandbox.program import TASKS, UPLOAD, example, number, picture
from tests.sandbox.receiver import Receiver
from wechatpay_sandbox import Sandbox, Trick

PNG: Final = picture("PNG")


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as running:
        yield running


@pytest.fixture
def sandbox(receiver: Receiver) -> Iterator[Sandbox]:
    with Sandbox.start(image_task_seconds=0, notify_url=receiver.url) as running:
        yield running


def task() -> dict[str, Any]:
    return example("submitImageGenerationTask", "combine_image") | {"task_id": f"task_{number()}"}


def notifications(sandbox: Sandbox, receiver: Receiver) -> list[dict[str, Any]]:
    """Have the sandbox send a true notification and a forged one; return what arrived."""
    with httpx.Client(auth=sandbox.auth(), base_url=sandbox.url) as client:
        client.post(TASKS, json=task()).raise_for_status()
    sandbox.wait_for_notifications()
    sandbox.notify_again(Trick.FORGED)
    return [{"headers": spelled(each.headers), "body": each.body.decode()} for each in receiver.received[-2:]]


def spelled(headers: dict[str, str]) -> dict[str, str]:
    return {"-".join(word.capitalize() for word in name.split("-")): value for name, value in headers.items()}


def ran(program: str, sandbox: Sandbox, receiver: Receiver) -> Any:
    """Run a program of Node; return what it found."""
    merchant = sandbox.merchant
    given = {
        "url": sandbox.url,
        "mchid": merchant.mchid,
        "serial": merchant.serial_no,
        "privateKey": merchant.private_key_pem.decode(),
        "certificate": merchant.certificate_pem.decode(),
        "publicKeyId": merchant.public_key_id,
        "publicKey": merchant.public_key_pem.decode(),
        "apiv3Key": merchant.apiv3_key,
        "task": task(),
        "picture": base64.b64encode(PNG).decode(),
        "sha256": hashlib.sha256(PNG).hexdigest(),
        "notifications": notifications(sandbox, receiver),
    }
    done = subprocess.run(
        ["node", HERE / program], input=json.dumps(given), capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def test_wechatpay_axios_plugin(sandbox: Sandbox, receiver: Receiver) -> None:
    found = ran("foreign_axios.mjs", sandbox, receiver)
    assert found["submitted"]["task_id"] == found["fetched"]["task_id"] == sandbox.tasks[-1].task_id
    assert found["fetched"]["task_state"] == "SUCCESS"
    assert found["uploaded"]["image_url"] == sandbox.images[-1].url
    assert sandbox.images[-1].content == PNG
    assert all(pem.startswith("-----BEGIN CERTIFICATE-----") for pem in found["certificates"])
    assert [is_true for is_true, _ in found["notified"]] == [True, False]
    assert found["notified"][0][1]["task_state"] == "SUCCESS"
    assert (found["unknown"]["status"], found["unknown"]["code"]) == (404, "NOT_FOUND")
    assert "EV3_RES_HEADER_PLATFORM_SERIAL" in str(found["strange"])


def test_wechatpay_node_v3(sandbox: Sandbox, receiver: Receiver) -> None:
    """It knows platform certificates and no public key. Its one upload, of payments, has an address of its own."""
    sandbox.certificate_mode = True
    found = ran("foreign_node_v3.mjs", sandbox, receiver)
    assert found["serial"].upper() == sandbox.merchant.serial_no
    for name, status in (("submitted", 200), ("fetched", 200), ("unknown", 404)):
        assert found[name][:2] == [status, True]
    assert found["fetched"][2]["task_state"] == "SUCCESS"
    (certificate,) = found["certificates"]
    assert certificate[1].startswith("-----BEGIN PUBLIC KEY-----")
    assert [is_true for is_true, _ in found["notified"]] == [True, False]
    assert found["notified"][0][1]["task_state"] == "SUCCESS"


@pytest.mark.parametrize("mode", ["public key", "certificate"])
def test_wechatpayv3(
    sandbox: Sandbox, receiver: Receiver, mode: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sandbox.certificate_mode = mode == "certificate"
    merchant = sandbox.merchant
    keys: dict[str, Any] = {"cert_dir": str(tmp_path)}
    if mode == "public key":
        keys = {"public_key": merchant.public_key_pem.decode(), "public_key_id": merchant.public_key_id}
    # Its address is no setting, and is used before the constructor ends.
    monkeypatch.setattr(Core, "_gate_way", property(lambda _: sandbox.url, lambda *_: None), raising=False)
    wxpay = WeChatPay(
        wechatpay_type=WeChatPayType.NATIVE,
        mchid=merchant.mchid,
        private_key=merchant.private_key_pem.decode(),
        cert_serial_no=merchant.serial_no,
        appid="wx1",
        apiv3_key=merchant.apiv3_key,
        notify_url="https://www.example.com/notify",
        **keys,
    )
    core = wxpay._core
    asked = task()
    status, answer = core.request(TASKS, method=RequestType.POST, data=asked)
    assert (status, json.loads(answer)["task_id"]) == (200, asked["task_id"])
    query = f"?brand_id={asked['brand_id']}&image_generation_type={asked['image_generation_type']}"
    status, answer = core.request(f"{TASKS}/{asked['task_id']}{query}")
    assert (status, json.loads(answer)["task_state"]) == (200, "SUCCESS")
    meta = {"filename": "a.png", "sha256": hashlib.sha256(PNG).hexdigest()}
    form = {"file": ("a.png", PNG, "image/png"), "meta": json.dumps(meta)}
    status, answer = core.request(UPLOAD, method=RequestType.POST, data=form, sign_data=json.dumps(meta), files=form)
    # Its form names no boundary in Content-Type, which RFC 7578 asks for, so that nobody can take it apart.
    assert (status, "with a boundary" in answer) == (400, True)
    status, answer = core.request(f"{TASKS}/no_such_task_1{query}")
    assert (status, json.loads(answer)["code"]) == (404, "NOT_FOUND")
    true, forged = notifications(sandbox, receiver)
    assert wxpay.callback(true["headers"], true["body"])["resource"]
    assert not wxpay.callback(forged["headers"], forged["body"])
