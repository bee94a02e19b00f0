"""Coupons that a user takes by a token in the receive component, and coupons that users delete."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.brand import DAY, OPENID, Brand, refused
from tests.sandbox.bundle_brand import BundleBrand, told
from tests.sandbox.program import number
from tests.sandbox.receiver import Receiver
from wechatpay_product_coupon import Client
from wechatpay_product_coupon.errors import ApiError
from wechatpay_sandbox import Sandbox


def test_a_coupon_taken_by_its_token_is_the_user_s_and_is_told(
    client: Client, own: Sandbox, receiver: Receiver
) -> None:
    brand = Brand(client)
    token = brand.pre_send(attach="mine", send_request_no="number-1")
    assert len(token) <= 1024
    assert client.user_coupons.list(OPENID, appid=brand.about["appid"], **brand.brand).total_count == 0
    code = own.receive_coupon(token)
    shown = client.user_coupons.get(OPENID, code, **brand.about)
    assert (shown.coupon_state, shown.send_channel, shown.attach) == ("CONFIRMING", "RECEIVE_COMPONENT", "mine")
    (event,) = told(own, receiver)
    assert (event["coupon_code"], event["send_request_no"]) == (code, "number-1")
    assert (event["send_channel"], event["attach"]) == ("RECEIVE_COMPONENT", "mine")
    assert brand.act("confirm", code).coupon_state == "EFFECTIVE"


def test_every_call_gives_another_token_for_the_same_coupon(client: Client, own: Sandbox, receiver: Receiver) -> None:
    brand = Brand(client)
    first, second = (brand.pre_send(send_request_no="number-1") for _ in range(2))
    assert first != second
    code = own.receive_coupon(first)
    assert own.receive_coupon(second) == own.receive_coupon(first) == code
    assert own.receive_coupon(brand.pre_send(send_request_no="number-1")) == code
    assert brand.send(send_request_no="number-1").coupon_code == code
    assert len(told(own, receiver)) == 1
    assert own.receive_coupon(brand.pre_send()) != code


def test_a_number_stands_for_one_request(client: Client) -> None:
    brand = Brand(client)
    brand.pre_send(send_request_no="number-1")
    with pytest.raises(ApiError, match="send_request_no was used before") as error:
        brand.pre_send(send_request_no="number-1", attach="other")
    assert refused(error) == (400, "ALREADY_EXISTS")
    assert brand.pre_send("o-another", send_request_no="number-1", attach="other")


def test_a_token_is_valid_for_five_minutes(client: Client, own: Sandbox) -> None:
    brand = Brand(client)
    first, second, taken = brand.pre_send(), brand.pre_send(), brand.pre_send()
    own.receive_coupon(taken)
    own.advance(290)
    own.receive_coupon(first)
    own.advance(10)
    with pytest.raises(ValueError, match="expired"):
        own.receive_coupon(second)
    assert own.receive_coupon(taken)
    with pytest.raises(LookupError, match="no such token"):
        own.receive_coupon("made up")


@pytest.mark.parametrize(
    ("limits", "second", "code", "words"),
    [
        ({"max_count_per_user": 1}, OPENID, "INVALID_REQUEST", "per user"),
        ({"max_count": 1}, "o-2", "NOT_ENOUGH", "budget"),
        ({"max_count_per_day": 1}, "o-2", "NOT_ENOUGH", "budget"),
    ],
)
def test_limits_hold_when_the_token_is_asked_for_and_when_it_is_used(
    own: Sandbox, limits: dict[str, int], second: str, code: str, words: str
) -> None:
    with Client(auth=own.auth(), base_url=own.url) as client:
        brand = Brand(client, limits=limits)
        token, late = brand.pre_send(), brand.pre_send(second)
        own.receive_coupon(token)
        with pytest.raises(ValueError, match=words):
            own.receive_coupon(late)
        with pytest.raises(ApiError, match=f"(?s){code}.*{words}"):
            brand.pre_send(second)


def test_nothing_is_taken_of_a_stock_that_has_ended(client: Client, own: Sandbox) -> None:
    brand = Brand(client)
    token = brand.pre_send()
    body: Any = {"out_request_no": number(), "deactivate_reason": "why", **brand.brand}
    client.stocks.deactivate(brand.coupon, brand.stock, body)
    with pytest.raises(ValueError, match="DEACTIVATED, not SENDING"):
        own.receive_coupon(token)
    with pytest.raises(ApiError, match="business rule"):
        brand.pre_send()


def test_a_code_of_the_caller_s_own_is_taken_by_one_user(client: Client, own: Sandbox) -> None:
    brand = Brand(client, "API_ASSIGN")
    first, second = brand.pre_send(coupon_code="own_1"), brand.pre_send("o-2", coupon_code="own_1")
    assert own.receive_coupon(first) == "own_1"
    with pytest.raises(ValueError, match="coupon_code"):
        own.receive_coupon(second)
    with pytest.raises(ApiError, match="coupon_code is taken") as error:
        brand.pre_send("o-3", coupon_code="own_1")
    assert refused(error) == (400, "ALREADY_EXISTS")


def test_the_last_uploaded_code_goes_to_whoever_comes_first(client: Client, own: Sandbox) -> None:
    brand = Brand(client, "UPLOAD")
    codes: Any = {"out_request_no": number(), "code_list": ["u1"], **brand.brand}
    client.stocks.upload_codes(brand.coupon, brand.stock, codes)
    first, second = brand.pre_send(), brand.pre_send("o-2")
    assert own.receive_coupon(second) == "u1"
    with pytest.raises(ValueError, match="uploaded codes"):
        own.receive_coupon(first)


def test_a_bundle_taken_by_its_token_goes_on_like_one_sent(client: Client, own: Sandbox, receiver: Receiver) -> None:
    bundle = BundleBrand(client)
    tokens = [bundle.pre_send(send_request_no="number-1", attach="mine") for _ in range(2)]
    assert tokens[0] != tokens[1]
    code = own.receive_coupon(tokens[0])
    assert own.receive_coupon(tokens[1]) == code
    group = bundle.send(send_request_no="number-1", attach="mine").user_coupon_bundle_id
    bundle.confirm_and_use(0, code)
    rounds = bundle.shown(group)
    assert [(coupon.send_channel, coupon.attach) for coupon in rounds] == [("RECEIVE_COMPONENT", "mine")] * 2
    assert [event["send_channel"] for event in told(own, receiver)] == ["RECEIVE_COMPONENT"] * 2
    late = bundle.pre_send()
    own.advance(301)
    with pytest.raises(ValueError, match="expired"):
        own.receive_coupon(late)


def test_a_deleted_coupon_is_gone_for_good(client: Client, own: Sandbox, receiver: Receiver) -> None:
    brand = Brand(client)
    code = brand.send().coupon_code
    with pytest.raises(ValueError, match="CONFIRMING, not EFFECTIVE"):
        own.delete_coupon(brand.stock, code)
    brand.act("confirm", code)
    own.delete_coupon(brand.stock, code)
    assert brand.state(code) == "DELETED"
    with pytest.raises(ApiError) as error:
        brand.use(code)
    assert refused(error) == (403, "NOT_ENOUGH")
    with pytest.raises(ApiError) as error:
        brand.act("deactivate", code, deactivate_reason="why")
    assert refused(error) == (400, "INVALID_REQUEST")
    own.advance(3 * DAY)
    assert brand.state(code) == "DELETED"
    assert len(told(own, receiver)) == 1
    with pytest.raises(ValueError, match="DELETED"):
        own.delete_coupon(brand.stock, code)
    with pytest.raises(LookupError):
        own.delete_coupon(brand.stock, "made_up")
