"""What is not proven is refused, and what is broken says so: each fault on a real answer, through both clients."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.calls import Caller
from tests.requests_of import codes, coupon, image_task
from wechatpay_httpx import ImageUpload, Signer, Verifier, WeChatPayAuth
from wechatpay_httpx.errors import AuthConfigurationError, ImageError, Reason, SignatureVerificationError
from wechatpay_product_coupon import errors
from wechatpay_product_coupon import models as m
from wechatpay_sandbox import Fault, Sandbox

SIGNATURE_HEADERS = ["Wechatpay-Timestamp", "Wechatpay-Nonce", "Wechatpay-Signature", "Wechatpay-Serial"]


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (Fault.TAMPERED_BODY, Reason.WRONG_SIGNATURE),
        (Fault.WRONG_KEY, Reason.WRONG_SIGNATURE),
        (Fault.PROBE_SIGNATURE, Reason.WRONG_SIGNATURE),
        (Fault.UNKNOWN_SERIAL, Reason.UNKNOWN_SERIAL),
        (Fault.clock_off(-300), Reason.STALE),
        (Fault.clock_off(400), Reason.STALE),
        *((Fault.missing_header(name), Reason.MISSING_HEADER) for name in SIGNATURE_HEADERS),
        (Fault.changed_header("Wechatpay-Nonce", "another"), Reason.WRONG_SIGNATURE),
        (Fault.changed_header("Wechatpay-Timestamp", "yesterday"), Reason.MALFORMED_HEADER),
        (Fault.changed_header("Wechatpay-Signature", "bm8="), Reason.WRONG_SIGNATURE),
        (Fault.changed_header("Wechatpay-Signature-Type", "MD5"), Reason.UNKNOWN_SIGNATURE_TYPE),
    ],
    ids=lambda value: value.name if isinstance(value, Fault) else None,
)
def test_an_answer_that_is_not_proven_is_refused(
    call: Caller, wechatpay: Sandbox, fault: Fault, reason: Reason
) -> None:
    _assert_refused(call, wechatpay, fault, reason)


def test_a_timestamp_that_was_changed_to_another_fresh_one_is_refused(call: Caller, wechatpay: Sandbox) -> None:
    fresh = str(int(time.time()) + 3)
    _assert_refused(call, wechatpay, Fault.changed_header("Wechatpay-Timestamp", fresh), Reason.WRONG_SIGNATURE)


def _assert_refused(call: Caller, wechatpay: Sandbox, fault: Fault, reason: Reason) -> None:
    body = coupon()
    wechatpay.inject(fault)
    with pytest.raises(errors.UnverifiedAnswerError) as caught:
        call("product_coupons.create", body=body)
    assert isinstance(caught.value.__cause__, SignatureVerificationError)
    assert caught.value.reason is reason
    assert caught.value.outcome_unknown
    assert caught.value.request_id.endswith("-0")
    assert "same idempotency key" in str(caught.value)
    # It did happen; the same request again finds it.
    again = call("product_coupons.create", body=body)
    made = [made for made in wechatpay.coupons if made.out_request_no == body.out_request_no]
    assert [made.product_coupon_id for made in made] == [again.product_coupon_id]


@pytest.mark.parametrize("fault", [Fault.TRUNCATED_BODY, Fault.CONNECTION_DROPPED], ids=lambda fault: fault.name)
def test_a_connection_cut_short_leaves_the_outcome_unknown(call: Caller, wechatpay: Sandbox, fault: Fault) -> None:
    wechatpay.inject(fault)
    with pytest.raises(errors.NoAnswerError, match="may have taken effect") as caught:
        call("images.submit_generation_task", body=image_task())
    assert caught.value.outcome_unknown
    assert caught.value.operation == "submitImageGenerationTask"


def test_nothing_listening_means_nothing_was_sent(call: Caller) -> None:
    call.url = "http://127.0.0.1:9"
    with pytest.raises(errors.NoAnswerError, match="Nothing was sent") as caught:
        call("images.submit_generation_task", body=image_task())
    assert not caught.value.outcome_unknown


def test_a_gateway_page_is_an_api_error(call: Caller, wechatpay: Sandbox) -> None:
    wechatpay.inject(Fault.HTML_502)
    with pytest.raises(errors.ApiError, match="502 Bad Gateway") as caught:
        call("images.submit_generation_task", body=image_task())
    assert (caught.value.status_code, caught.value.code) == (502, None)
    assert b"<h1>" in caught.value.content
    assert caught.value.retryable


def test_an_empty_error_is_an_api_error(call: Caller, wechatpay: Sandbox) -> None:
    wechatpay.inject(Fault.EMPTY_500)
    with pytest.raises(errors.ApiError, match="empty body") as caught:
        call("images.submit_generation_task", body=image_task())
    assert (caught.value.status_code, caught.value.code, caught.value.content) == (500, None, b"")


@pytest.mark.parametrize(
    ("operation", "body"),
    [
        ("images.submit_generation_task", image_task),
        ("images.upload", lambda: ImageUpload.from_bytes(b"\x89PNG\r\n\x1a\n", "头图.png")),
    ],
    ids=["JSON", "upload"],
)
def test_the_wrong_merchant_key_is_told_by_wechat_pay_and_explained(
    call: Caller, wechatpay: Sandbox, operation: str, body: Callable[[], object]
) -> None:
    stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    merchant = wechatpay.merchant
    verifier = Verifier({merchant.public_key_id: merchant.public_key_pem})
    call.auth = WeChatPayAuth(Signer(merchant.mchid, merchant.serial_no, stranger), verifier)
    with pytest.raises(errors.SignError) as caught:
        call(operation, body=body())
    told = str(caught.value)
    assert "the very message that was signed: the key or the serial number is wrong" in told
    assert "1. serial_no is not the serial number of the certificate" in told
    assert not caught.value.retryable


def test_the_wrong_public_key_of_wechat_pay_proves_nothing(call: Caller, wechatpay: Sandbox) -> None:
    stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048).public_key()
    merchant = wechatpay.merchant
    signer = Signer(merchant.mchid, merchant.serial_no, merchant.private_key_pem)
    call.auth = WeChatPayAuth(signer, Verifier({merchant.public_key_id: stranger}))
    with pytest.raises(errors.UnverifiedAnswerError) as caught:
        call("images.submit_generation_task", body=image_task())
    assert caught.value.reason is Reason.WRONG_SIGNATURE


def test_a_clock_that_runs_wrong_is_refused_by_wechat_pay(call: Caller) -> None:
    with Sandbox.start(clock=lambda: time.time() + 600) as ahead:
        call.auth, call.url = ahead.auth(), ahead.url
        # The refusal is signed by a clock that this machine's own takes for wrong.
        with pytest.raises(errors.UnverifiedAnswerError, match="Synchronise the clock"):
            call("images.submit_generation_task", body=image_task())


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"", "a.png", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(2 << 20), "a.png", "2097152|2 MiB"),
        (b"just some text", "a.png", "PNG"),
        (b"\x89PNG\r\n\x1a\n", "a.gif", "(?i)jpg"),
    ],
    ids=["empty", "oversized", "a text file named .png", "a gif"],
)
def test_a_picture_wechat_pay_would_not_take_is_refused_here(content: bytes, name: str, told: str) -> None:
    with pytest.raises(ImageError, match=told):
        ImageUpload.from_bytes(content, name)


def test_unknown_ids_are_told_by_wechat_pay(call: Caller) -> None:
    with pytest.raises(errors.NotFoundError) as caught:
        call(
            "images.get_generation_task",
            "no_such_task",
            brand_id="120344",
            image_generation_type=m.ImageGenerationType.CUT_OUT,
        )
    assert caught.value.status_code == 404
    with pytest.raises(errors.NotFoundError) as caught:
        call("stocks.upload_codes", "404", "404001", body=codes("a"))
    # One code, two meanings on this operation: the error shows both of the operation's rows.
    assert len(caught.value.rows) == 2
    assert "product_coupon_id" in str(caught.value)
    assert "stock_id" in str(caught.value)


def test_a_stock_of_another_mode_is_told_with_the_rows_of_the_operation(call: Caller) -> None:
    body = coupon()
    body.stock.coupon_code_mode = m.CouponCodeMode.WECHATPAY
    created = call("product_coupons.create", body=body)
    with pytest.raises(errors.InvalidRequestError) as caught:
        call("stocks.upload_codes", created.product_coupon_id, created.stock.stock_id, body=codes("a"))
    assert "coupon_code_mode" in str(caught.value)
    assert not caught.value.retryable


def test_plain_http_to_another_machine_is_not_signed(call: Caller) -> None:
    call.url = "http://api.mch.weixin.qq.com"
    with pytest.raises(errors.AuthError, match="https") as caught:
        call("images.submit_generation_task", body=image_task())
    assert isinstance(caught.value.__cause__, AuthConfigurationError)
    assert not caught.value.outcome_unknown
