"""Notifications as they arrive, read by hand."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime

import httpx
import pytest
from cryptography import x509

from tests.sandbox.program import TASKS, Program, number, picture
from tests.sandbox.receiver import Receiver, decrypted, is_signed
from wechatpay_sandbox import Sandbox, Trick
from wechatpay_sandbox._console import run


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as running:
        yield running


@pytest.fixture
def own(receiver: Receiver) -> Iterator[Sandbox]:
    with Sandbox.start(image_task_seconds=0.05, notify_url=receiver.url) as sandbox:
        yield sandbox


@pytest.fixture
def mine(own: Sandbox, http: httpx.Client) -> Program:
    return Program(own, own.merchant, http)


def stock_id(program: Program, *codes: str) -> str:
    target = program.stock_for_codes()
    if codes:
        assert program.upload_codes(target, list(codes)).status_code == 200
    return target.split("/")[-2]


def test_the_end_of_an_image_task_is_told_signed_and_encrypted(mine: Program, own: Sandbox, receiver: Receiver) -> None:
    task_id = mine.submit().json()["task_id"]
    (delivery,) = own.wait_for_notifications()
    (received,) = receiver.received
    assert (delivery.attempt, delivery.status, delivery.trick, delivery.accepted) == (1, 200, None, True)
    assert is_signed(received.headers, received.body, own.merchant.public_key)
    assert received.headers["Wechatpay-Serial"] == own.merchant.public_key_id
    envelope = received.envelope
    assert envelope["id"] == delivery.notification_id
    assert len(envelope["id"]) == 36
    assert abs(datetime.fromisoformat(envelope["create_time"]).timestamp() - time.time()) < 30
    assert envelope["event_type"] == delivery.event_type == "PRODUCT_COUPON_SP.IMAGE_GENERATION"
    assert (envelope["resource_type"], envelope["summary"]) == ("encrypt-resource", "商品券图片生成结果通知")
    assert envelope["resource"]["associated_data"] == "product_coupon_sp"
    assert received.data(own.merchant.apiv3_key) == mine.task(task_id).json()


def test_a_task_that_fails_is_told_as_well_and_not_before_its_end(
    mine: Program, own: Sandbox, receiver: Receiver
) -> None:
    own.image_task_seconds = 0.3
    own.fail_next_image_task()
    submitted = time.time()
    mine.submit()
    own.wait_for_notifications()
    (received,) = receiver.received
    assert received.at - submitted >= 0.29
    data = received.data(own.merchant.apiv3_key)
    assert data["task_state"] == "FAIL"
    assert "combine_image_result" not in data


def test_a_repeated_submit_is_told_once(mine: Program, own: Sandbox, receiver: Receiver) -> None:
    url = mine.upload(picture("PNG"), "a.png").json()["image_url"]
    body = {"brand_id": mine.brand_id, "task_id": number(), "image_generation_type": "CUT_OUT"}
    for _ in range(2):
        assert mine.post(TASKS, body | {"cut_out": {"image_url": url}}).status_code == 200
    own.wait_for_notifications()
    assert len(receiver.received) == 1
    assert receiver.received[0].data(own.merchant.apiv3_key)["cut_out_result"]["image_url"]


def test_a_coupon_sent_takes_the_next_code_and_is_told(mine: Program, own: Sandbox, receiver: Receiver) -> None:
    stock = stock_id(mine, "vCode_1", "vCode_2")
    ids = [own.send_coupon(stock), own.send_coupon(stock, openid="o1", attach="券", phone_number="13812345678")]
    own.wait_for_notifications()
    assert sorted(filter(None, ids)) == sorted(received.envelope["id"] for received in receiver.received)
    data = {r.envelope["id"]: r.data(own.merchant.apiv3_key) for r in receiver.received}
    first, second = (data[found] for found in ids if found)
    assert (first["coupon_code"], second["coupon_code"]) == ("vCode_1", "vCode_2")
    assert (second["openid"], second["attach"], second["phone_number"]) == ("o1", "券", "13812345678")
    assert first["brand_id"] == mine.brand_id
    assert first["stock_id"] == stock
    assert first["send_channel"] == "API"
    begin, end = (datetime.fromisoformat(first[name]) for name in ("valid_begin_time", "valid_end_time"))
    assert begin < end
    with pytest.raises(LookupError, match="no coupon code left"):
        own.send_coupon(stock)


def test_what_cannot_be_sent_is_refused(mine: Program, own: Sandbox, receiver: Receiver) -> None:
    with pytest.raises(LookupError, match="no stock 7; there are"):
        own.send_coupon("7")
    with pytest.raises(ValueError, match="receive_time"):
        own.send_coupon(stock_id(mine, "vCode_1"), receive_time="yesterday")
    own.notify_url = "http://192.0.2.1/notify"
    with pytest.raises(ValueError, match="not on the loopback interface"):
        own.send_coupon(stock_id(mine, "vCode_2"))
    assert not receiver.received


def test_without_an_address_nothing_is_sent(program: Program) -> None:
    program.submit()
    assert program.sandbox.send_coupon(stock_id(program, "vCode_1")) is None
    assert program.sandbox.wait_for_notifications() == ()
    with pytest.raises(LookupError, match="no notification was sent"):
        program.sandbox.notify_again(Trick.DUPLICATE)


def test_a_notification_that_is_not_taken_comes_again_less_and_less_often(mine: Program, own: Sandbox) -> None:
    own.notify_intervals = (0.05, 0.1, 0.2)
    with Receiver(500, 401, 302) as reluctant:
        own.notify_url = reluctant.url
        own.send_coupon(stock_id(mine, "vCode_1"))
        deliveries = own.wait_for_notifications()
        assert [(d.attempt, d.status) for d in deliveries] == [(1, 500), (2, 401), (3, 302), (4, 200)]
        first, *others = reluctant.received
        gaps = [b.at - a.at for a, b in zip(reluctant.received, others, strict=False)]
        assert all(gap >= least for gap, least in zip(gaps, own.notify_intervals, strict=True))
        for other in others:
            assert other.body == first.body
            assert other.headers["Wechatpay-Nonce"] != first.headers["Wechatpay-Nonce"]
            assert is_signed(other.headers, other.body, own.merchant.public_key)


def test_it_is_given_up_after_the_last_repeat(mine: Program, own: Sandbox) -> None:
    own.notify_intervals = (0.01, 0.02)
    with Receiver(*[503] * 9) as refusing:
        own.notify_url = refusing.url
        own.send_coupon(stock_id(mine, "vCode_1"))
        assert [d.status for d in own.wait_for_notifications()] == [503, 503, 503]
    own.send_coupon(stock_id(mine, "vCode_2"))
    assert [d.status for d in own.wait_for_notifications()][3:] == [None, None, None]


@pytest.mark.parametrize("trick", Trick)
def test_tricks_on_request(mine: Program, own: Sandbox, receiver: Receiver, trick: Trick) -> None:
    sent = own.send_coupon(stock_id(mine, "vCode_1"))
    own.wait_for_notifications()
    delivery = own.notify_again(trick)
    assert (delivery.notification_id, delivery.trick, delivery.status) == (sent, trick.value, 200)
    genuine, tricked = receiver.received
    assert tricked.body == genuine.body
    age = time.time() - int(tricked.headers["Wechatpay-Timestamp"])
    assert (age > 590) == (trick is Trick.STALE)
    signed_truly = trick in (Trick.DUPLICATE, Trick.STALE)
    assert is_signed(tricked.headers, tricked.body, own.merchant.public_key) == signed_truly
    is_probe = tricked.headers["Wechatpay-Signature"].startswith("WECHATPAY/SIGNTEST/")
    assert is_probe == (trick is Trick.PROBE)
    own.send_coupon(stock_id(mine, "vCode_2"))
    own.wait_for_notifications()
    assert own.notify_again(Trick.DUPLICATE, sent).notification_id == sent
    with pytest.raises(LookupError, match="no notification nobody"):
        own.notify_again(trick, "nobody")


def test_in_certificate_mode_a_certificate_signs(mine: Program, own: Sandbox, receiver: Receiver) -> None:
    own.certificate_mode = True
    own.send_coupon(stock_id(mine, "vCode_1"))
    own.wait_for_notifications()
    listing = mine.send("GET", "/v3/certificates").json()
    (entry,) = listing["data"]
    (received,) = receiver.received
    assert received.headers["Wechatpay-Serial"] == entry["serial_no"]
    certificate = x509.load_pem_x509_certificate(decrypted(entry["encrypt_certificate"], own.merchant.apiv3_key))
    assert is_signed(received.headers, received.body, certificate.public_key())


def test_a_stopped_sandbox_gives_up_what_is_planned(receiver: Receiver, http: httpx.Client) -> None:
    with Sandbox.start(image_task_seconds=60, notify_url=receiver.url) as sandbox:
        Program(sandbox, sandbox.merchant, http).submit()
        with pytest.raises(TimeoutError, match="still under way"):
            sandbox.wait_for_notifications(0.05)
    assert not receiver.received


def test_the_running_command_takes_commands(receiver: Receiver, http: httpx.Client) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "wechatpay_sandbox", "--notify-url", receiver.url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdin
    assert process.stdout

    def say(line: str) -> str:
        assert process.stdin
        assert process.stdout
        process.stdin.write(line + "\n")
        process.stdin.flush()
        return process.stdout.readline()

    try:
        assert process.stdout.readline().startswith("# WeChat Pay sandbox")
        exports = dict(process.stdout.readline().removeprefix("export ").strip().split("=", 1) for _ in range(7))
        assert len(exports["WECHATPAY_APIV3_KEY"]) == 32
        assert say("send-coupon 7") == "# send-coupon: no stock 7; there are: none\n"
        assert say("send-coupon") == "# usage: send-coupon STOCK_ID [MEMBER=VALUE ...]: send a coupon to a user.\n"
        assert say("send-coupon 7 openid").startswith("# usage: send-coupon")
        assert say("dance") == "# no command dance; there are send-coupon, notify-again, rotate-certificate, help\n"
        assert say("notify-again probe") == "# notify-again: no notification was sent\n"
        assert say("notify-again gently").startswith("# notify-again: 'gently' is not a valid Trick")
        assert say("'").startswith("# No closing quotation")
        assert say("rotate-certificate").startswith("# platform certificate ")
        assert say("help").startswith("# send-coupon STOCK_ID")
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)
        assert process.returncode == 0
    finally:
        process.kill()
        process.communicate()


def test_the_command_sends_a_coupon(receiver: Receiver, http: httpx.Client) -> None:
    with Sandbox.start(notify_url=receiver.url) as sandbox:
        stock = stock_id(Program(sandbox, sandbox.merchant, http), "vCode_1")
        assert run(sandbox, f"send-coupon {stock} openid=o1 'attach=a b'").startswith("sent, notification ")
        sandbox.wait_for_notifications()
        assert receiver.received[0].data(sandbox.merchant.apiv3_key)["attach"] == "a b"
        said = run(sandbox, "notify-again duplicate")
        assert said.endswith("was answered with 200")
        assert len(receiver.received) == 2
