"""Notifications as they arrive, read by hand."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

import httpx
import pytest
from cryptography import x509

from tests.sandbox.program import TASKS, Program, number, picture
from tests.sandbox.receiver import Receiver, decrypted, is_signed
from wechatpay_sandbox import Sandbox, Trick


def eventually(holds: Callable[[], bool]) -> None:
    limit = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < limit
        time.sleep(0.01)


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


def test_time_let_pass_brings_what_is_told_of_a_task(mine: Program, own: Sandbox, receiver: Receiver) -> None:
    own.image_task_seconds = 3600
    mine.submit()
    own.advance(3601)
    own.wait_for_notifications(10)
    assert receiver.received[0].data(own.merchant.apiv3_key)["task_state"] == "SUCCESS"
    assert own.tasks[0].task_state == "SUCCESS"


def test_a_clock_set_on_brings_it_too_and_one_set_back_puts_it_off(
    mine: Program, own: Sandbox, receiver: Receiver
) -> None:
    own.image_task_seconds = 3600
    mine.submit()
    own.set_clock(time.time() - 7200)
    own.advance(3601)
    with pytest.raises(TimeoutError):
        own.wait_for_notifications(0.1)
    own.set_clock(time.time() + 60)
    own.wait_for_notifications(10)
    assert len(receiver.received) == 1
    own.advance(0)
    own.wait_for_notifications(10)
    assert len(receiver.received) == 1


def test_a_reset_takes_what_is_under_way_with_it(mine: Program, own: Sandbox, receiver: Receiver) -> None:
    receiver.hold.clear()
    own.send_coupon(mine.stock_with("vCode_1"))
    eventually(lambda: bool(receiver.received))
    own.reset()
    receiver.hold.set()
    for thread in threading.enumerate():
        if isinstance(thread, threading.Timer):
            thread.join(10)
    assert (own.deliveries, own.repeats, own.notifications) == ((), (), ())
    assert len(receiver.received) == 1


class Odd:
    """A receiver that answers each notification by sending the same bytes, with a pause after each piece."""

    def __init__(self, *pieces: bytes, pause: float = 0) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}/notify"
        self._pieces, self._pause = pieces, pause
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            with connection, suppress(OSError):
                connection.recv(65_536)
                for piece in self._pieces:
                    connection.sendall(piece)
                    time.sleep(self._pause)

    def __enter__(self) -> Odd:
        self._thread.start()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join(10)


def test_five_seconds_are_for_the_whole_answer(mine: Program, own: Sandbox) -> None:
    """A second between the pieces would satisfy whoever waits for the next one only."""
    own.notify_intervals = ()
    head = [b"HTTP/1.1 200 OK\r\n", *(b"X-%d: x\r\n" % n for n in range(4)), b"Content-Length: 4\r\n\r\n"]
    with Odd(*head, b"{", b" ", b" ", b"}", pause=1) as slow:
        own.notify_url = slow.url
        own.send_coupon(mine.stock_with("vCode_1"))
        (delivery,) = own.wait_for_notifications(20)
    assert (delivery.status, delivery.accepted) == (None, False)
    assert 4.9 < delivery.seconds < 8


def test_of_a_long_answer_the_beginning_is_read(mine: Program, own: Sandbox) -> None:
    with Odd(b"HTTP/1.1 200 OK\r\n\r\n", *["券".encode() * 500_000] * 40) as long:
        own.notify_url = long.url
        own.send_coupon(mine.stock_with("vCode_1"))
        (delivery,) = own.wait_for_notifications(20)
    assert (delivery.status, delivery.answer) == (200, "券" * 1000)


def test_an_answer_in_no_encoding_of_texts_is_an_answer(mine: Program, own: Sandbox) -> None:
    with Odd(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=base64\r\nContent-Length: 3\r\n\r\n", b"\xff{}"
    ) as odd:
        own.notify_url = odd.url
        own.send_coupon(mine.stock_with("vCode_1"))
        (delivery,) = own.wait_for_notifications(20)
    assert (delivery.status, delivery.answer) == (200, "\ufffd{}")


def test_an_answer_that_is_none_is_recorded_and_asked_for_again(mine: Program, own: Sandbox) -> None:
    own.notify_intervals = (0.01,)
    with Odd(b"\x00\x01 what?\r\n\r\n") as odd:
        own.notify_url = odd.url
        own.send_coupon(mine.stock_with("vCode_1"))
        assert [each.status for each in own.wait_for_notifications(20)] == [None, None]
