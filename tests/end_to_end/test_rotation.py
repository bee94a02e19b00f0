"""Plugin, client and sandbox together, while keys and certificates change under them."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.calls import Caller
from tests.requests_of import coupon, image_task, number
from tests.sandbox.receiver import Receiver
from wechatpay_httpx import (
    CertificateStore,
    NotificationParser,
    PlatformCertificates,
    SeenInMemory,
    Signer,
    Verifier,
    WeChatPayAuth,
)
from wechatpay_httpx.errors import (
    APIv3KeyError,
    CertificateError,
    StaleNotificationError,
    UnprovenNotificationError,
)
from wechatpay_product_coupon import AsyncClient, Client, RetryPolicy, errors, events
from wechatpay_product_coupon.models import ImageGenerationTask
from wechatpay_sandbox import Fault, Merchant, Sandbox, Trick

LISTING = "/v3/certificates"


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox.start(image_task_seconds=0) as running:
        yield running


def signer(merchant: Merchant) -> Signer:
    return Signer(merchant.mchid, merchant.serial_no, merchant.private_key)


def certificate_auth(sandbox: Sandbox, **options: Any) -> WeChatPayAuth:
    return WeChatPayAuth(signer(sandbox.merchant), Verifier(CertificateStore(sandbox.merchant.apiv3_key, **options)))


def downloads(sandbox: Sandbox) -> int:
    return sum(request.target == LISTING for request in sandbox.requests)


@pytest.mark.parametrize("mode", ["sync", "async"])
def test_calls_go_on_through_a_rotation_of_the_platform_certificate(sandbox: Sandbox, mode: str) -> None:
    call = Caller(mode, certificate_auth(sandbox), sandbox.url)
    for expected in 1, 1, 2, 2:
        if expected == 2 and downloads(sandbox) == 1:
            sandbox.rotate_certificate()
        task = image_task()
        assert call("images.submit_generation_task", body=task).task_id == task.task_id
        assert downloads(sandbox) == expected
    # Nothing was repeated: each call is there once.
    assert len(sandbox.requests) == 6


@pytest.mark.parametrize("mode", ["sync", "async"])
def test_a_lost_download_is_no_concern_of_the_call(sandbox: Sandbox, mode: str, tmp_path: Path) -> None:
    now = 0.0
    auth = certificate_auth(sandbox, cache_dir=tmp_path / "certificates", timer=lambda: now)
    call = Caller(mode, auth, sandbox.url)
    call("images.submit_generation_task", body=image_task())
    now = 7 * 3600
    sandbox.inject(Fault.CONNECTION_DROPPED)
    call("images.submit_generation_task", body=image_task())
    assert [(r.target == LISTING, r.fault) for r in sandbox.requests][2:] == [
        (True, "connection dropped"),
        (False, None),
    ]


def test_an_answer_under_a_new_certificate_that_cannot_be_had_is_an_unknown_outcome(sandbox: Sandbox) -> None:
    auth = certificate_auth(sandbox)
    with Client(auth, base_url=sandbox.url, retry=RetryPolicy(max_attempts=1)) as client:
        client.images.submit_generation_task(body=image_task())
        sandbox.rotate_certificate()
        sandbox.inject(Fault.missing_header("Nothing"))
        sandbox.inject(Fault.CONNECTION_DROPPED)
        with pytest.raises(errors.UnverifiedAnswerError, match="unknown serial") as caught:
            client.images.submit_generation_task(body=image_task())
        assert caught.value.outcome_unknown
    assert len(sandbox.tasks) == 2


def test_many_calls_at_once_make_one_download(sandbox: Sandbox) -> None:
    async def many(auth: WeChatPayAuth) -> None:
        async with AsyncClient(auth, base_url=sandbox.url, rate_limits=None) as client:
            await asyncio.gather(*(client.images.submit_generation_task(body=image_task()) for _ in range(20)))

    auth = certificate_auth(sandbox)
    asyncio.run(many(auth))
    assert downloads(sandbox) == 1
    sandbox.rotate_certificate()
    asyncio.run(many(auth))
    assert downloads(sandbox) == 2


def test_a_wrong_apiv3_key_and_a_merchant_without_certificates_are_told_apart(sandbox: Sandbox) -> None:
    wrong = WeChatPayAuth(signer(sandbox.merchant), Verifier(CertificateStore("0" * 32)))
    with Client(wrong, base_url=sandbox.url) as client, pytest.raises(errors.AuthError, match="APIv3密钥") as caught:
        client.images.submit_generation_task(body=image_task())
    assert isinstance(caught.value.__cause__, APIv3KeyError)
    sandbox.has_certificates = False
    none = certificate_auth(sandbox)
    with Client(none, base_url=sandbox.url) as client, pytest.raises(errors.AuthError, match="public key") as caught:
        client.images.submit_generation_task(body=image_task())
    assert isinstance(caught.value.__cause__, CertificateError)
    assert sandbox.tasks == ()


def test_while_a_merchant_migrates_either_kind_is_taken(sandbox: Sandbox) -> None:
    public_key = {sandbox.merchant.public_key_id: sandbox.merchant.public_key}
    store = CertificateStore(sandbox.merchant.apiv3_key)
    parsed = []
    with Receiver() as receiver:
        for keys in [public_key, store], [store, public_key]:
            verifier = Verifier(*keys)
            parser = NotificationParser(verifier, sandbox.merchant.apiv3_key)
            with Client(WeChatPayAuth(signer(sandbox.merchant), verifier), base_url=sandbox.url) as client:
                for sandbox.certificate_mode in False, True:
                    sandbox.notify_url = receiver.url
                    client.images.submit_generation_task(body=image_task())
                    sandbox.wait_for_notifications()
                    received = receiver.received[-1]
                    parsed.append(events.read(parser.parse(received.headers, received.body)))
    assert all(isinstance(event, ImageGenerationTask) for event in parsed)
    serials = {received.headers["Wechatpay-Serial"][:11] == "PUB_KEY_ID_" for received in receiver.received}
    assert serials == {True, False}


def test_certificates_from_a_file_verify_until_the_platform_rotates(sandbox: Sandbox, tmp_path: Path) -> None:
    with httpx.Client(auth=certificate_auth(sandbox, cache_dir=tmp_path), base_url=sandbox.url) as http:
        http.get(LISTING)
    (file,) = tmp_path.iterdir()
    auth = WeChatPayAuth(signer(sandbox.merchant), Verifier(PlatformCertificates(file)))
    with Client(auth, base_url=sandbox.url, retry=RetryPolicy(max_attempts=1)) as client:
        client.images.submit_generation_task(body=image_task())
        sandbox.rotate_certificate()
        with pytest.raises(errors.UnverifiedAnswerError, match="unknown serial"):
            client.images.submit_generation_task(body=image_task())


def test_the_merchants_key_is_changed_under_running_calls_and_none_is_lost(sandbox: Sandbox) -> None:
    auth = sandbox.auth()
    over = threading.Event()
    done: list[str] = []
    failed: list[Exception] = []

    def work(client: Client) -> None:
        while not over.is_set():
            try:
                done.append(client.images.submit_generation_task(body=image_task()).task_id)
            except Exception as exc:
                failed.append(exc)
                return

    with Client(auth, base_url=sandbox.url, retry=RetryPolicy(max_attempts=1), rate_limits=None) as client:
        threads = [threading.Thread(target=work, args=(client,)) for _ in range(3)]
        for thread in threads:
            thread.start()
        for round_number in range(1, 5):
            while len(done) < 8 * round_number and not failed:
                over.wait(0.002)
            auth.rotate(signer(sandbox.renew_merchant()))
        over.set()
        for thread in threads:
            thread.join()
    assert failed == []
    assert len(done) == len(set(done)) == len(sandbox.tasks)


def test_a_brand_is_let_in_with_its_own_scheme(sandbox: Sandbox) -> None:
    brand = sandbox.add_brand("120344")
    verifier = Verifier(CertificateStore(brand.apiv3_key))
    auth = WeChatPayAuth(Signer.for_brand(brand.brand_id, brand.serial_no, brand.private_key), verifier)
    with httpx.Client(auth=auth, base_url=sandbox.url) as http:
        assert http.get("/brand/marketing/x").json()["code"] == "NOT_FOUND"  # let in, and nothing there
        assert http.get("/v3/marketing/partner/product-coupon/unknown/1").status_code == 404
        mixed = http.post("/v3/marketing/partner/product-coupon/product-coupons", json={})
    assert (mixed.status_code, mixed.json()["code"]) == (401, "SIGN_ERROR")
    assert [request.mchid for request in sandbox.requests if request.target == LISTING] == ["120344"]


def test_a_genuine_notification_and_the_sandboxs_tricks(sandbox: Sandbox) -> None:
    parser = NotificationParser(sandbox.auth().verifier, sandbox.merchant.apiv3_key)
    seen = SeenInMemory()
    with Receiver() as receiver, Client(sandbox.auth(), base_url=sandbox.url) as client:
        sandbox.notify_url = receiver.url
        made = client.product_coupons.create(body=coupon())
        assert made.stock
        sandbox.send_coupon(made.stock.stock_id, coupon_code=number())
        sandbox.wait_for_notifications()
        for trick in Trick.DUPLICATE, Trick.STALE, Trick.FORGED, Trick.PROBE:
            sandbox.notify_again(trick)
    genuine, duplicate, stale, forged, probe = receiver.received
    results = []
    for received in genuine, duplicate:
        with seen.once(events.key(parser.parse(received.headers, received.body))) as is_new:
            results.append(is_new)
    assert results == [True, False]
    with pytest.raises(StaleNotificationError):
        parser.parse(stale.headers, stale.body)
    for received in forged, probe:
        with pytest.raises(UnprovenNotificationError):
            parser.parse(received.headers, received.body)
