"""Notifications as they arrive, read by hand."""

from __future__ import annotations

import time
from datetime import datetime

import httpx
import pytest
from cryptography import x509

from tests.sandbox.program import TASKS, Program, number, picture
from tests.sandbox.receiver import Receiver, decrypted, is_signed
from wechatpay_sandbox import Sandbox, Trick


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


def test_without_an_address_nothing_is_sent(program: Program) -> None:
    program.submit()
    assert program.sandbox.send_coupon(program.stock_with("vCode_1")) is None
    assert program.sandbox.wait_for_notifications() == ()
    with pytest.raises(LookupError, match="no notification was sent"):
        program.sandbox.notify_again(Trick.DUPLICATE)


def test_a_notification_that_is_not_taken_comes_again_less_and_less_often(mine: Program, own: Sandbox) -> None:
    own.notify_intervals = (0.05, 0.1, 0.2)
    with Receiver(500, 401, 302) as reluctant:
        own.notify_url = reluctant.url
        own.send_coupon(mine.stock_with("vCode_1"))
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
        own.send_coupon(mine.stock_with("vCode_1"))
        assert [d.status for d in own.wait_for_notifications()] == [503, 503, 503]
    own.send_coupon(mine.stock_with("vCode_2"))
    assert [d.status for d in own.wait_for_notifications()][3:] == [None, None, None]


@pytest.mark.parametrize("trick", Trick)
def test_tricks_on_request(mine: Program, own: Sandbox, receiver: Receiver, trick: Trick) -> None:
    sent = own.send_coupon(mine.stock_with("vCode_1"))
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
    own.send_coupon(mine.stock_with("vCode_2"))
    own.wait_for_notifications()
    assert own.notify_again(Trick.DUPLICATE, sent).notification_id == sent
    with pytest.raises(LookupError, match="no notification nobody"):
        own.notify_again(trick, "nobody")


def test_in_certificate_mode_a_certificate_signs(mine: Program, own: Sandbox, receiver: Receiver) -> None:
    own.certificate_mode = True
    own.send_coupon(mine.stock_with("vCode_1"))
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
