"""Coupons that a test gives to users, by no call of the API: they keep what every coupon keeps."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.brand import PERIOD, Brand
from tests.sandbox.program import example, number
from wechatpay_product_coupon import Client
from wechatpay_sandbox import Sandbox


@pytest.fixture
def uploaded(client: Client) -> Brand:
    brand = Brand(client, "UPLOAD")
    codes: Any = {"out_request_no": number(), "code_list": ["u1", "u2"], **brand.brand}
    client.stocks.upload_codes(brand.coupon, brand.stock, codes)
    return brand


def counts(brand: Brand) -> tuple[int, int]:
    """How many codes of its stock are left, and how many were sent."""
    shown = brand.client.stocks.get(brand.coupon, brand.stock, **brand.brand)
    assert shown.coupon_code_count_info is not None
    assert shown.sent_count_info is not None
    return shown.coupon_code_count_info.available_count, shown.sent_count_info.total_count


def test_a_code_of_the_stock_is_given_once(uploaded: Brand, own: Sandbox) -> None:
    own.send_coupon(uploaded.stock, coupon_code="u2")
    with pytest.raises(ValueError, match="coupon_code was used before"):
        own.send_coupon(uploaded.stock, coupon_code="u2", openid="o-2")
    assert counts(uploaded) == (1, 1)
    own.send_coupon(uploaded.stock)
    assert [coupon.coupon_code for coupon in own.user_coupons] == ["u2", "u1"]
    assert counts(uploaded) == (0, 2)


@pytest.mark.parametrize("mode", ["API_ASSIGN", "WECHATPAY"])
def test_a_code_of_one_s_own_is_given_once_by_a_brand(client: Client, own: Sandbox, mode: str) -> None:
    brand = Brand(client, mode)
    own.send_coupon(brand.stock, coupon_code="own_1")
    with pytest.raises(ValueError, match="coupon_code was used before"):
        own.send_coupon(brand.stock, coupon_code="own_1")
    assert len(own.user_coupons) == 1


def test_a_user_s_number_of_a_sending_stands_for_one_coupon(brand: Brand, own: Sandbox) -> None:
    sent = brand.send("o-1", send_request_no="number-1")
    with pytest.raises(ValueError, match="send_request_no was used before"):
        own.send_coupon(brand.stock, openid="o-1", send_request_no="number-1")
    own.send_coupon(brand.stock, openid="o-2", send_request_no="number-1")
    assert brand.send("o-1", send_request_no="number-1").coupon_code == sent.coupon_code


def test_a_stock_that_has_ended_gives_nothing(brand: Brand, own: Sandbox) -> None:
    about: Any = {"out_request_no": number(), "deactivate_reason": "why", **brand.brand}
    brand.client.stocks.deactivate(brand.coupon, brand.stock, about)
    with pytest.raises(ValueError, match="is DEACTIVATED, not SENDING"):
        own.send_coupon(brand.stock)
    assert own.user_coupons == ()


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("openid", ""),
        ("coupon_code", "not a code"),
        ("coupon_code", ""),
        ("send_request_no", "x"),
        ("send_channel", "MAIL"),
        ("attach", "x" * 151),
        ("receive_time", "yesterday"),
    ],
)
def test_a_member_that_breaks_the_contract_is_named(brand: Brand, own: Sandbox, member: str, value: str) -> None:
    with pytest.raises(ValueError, match=member) as error:
        own.send_coupon(brand.stock, **{member: value})
    assert not value or value not in str(error.value)
    assert own.user_coupons == ()


def test_limits_are_for_calls_alone(client: Client, own: Sandbox) -> None:
    brand = Brand(client, limits={"max_count": 1, "max_count_per_user": 1})
    for _ in range(3):
        own.send_coupon(brand.stock, openid="o-1")
    assert len(own.user_coupons) == 3


def test_a_code_given_is_given_no_more_by_the_stock(uploaded: Brand, own: Sandbox) -> None:
    own.send_coupon(uploaded.stock, coupon_code="u1")
    assert uploaded.send().coupon_code == "u2"


def test_a_code_that_was_not_uploaded_counts_as_uploaded_with_its_coupon(uploaded: Brand, own: Sandbox) -> None:
    own.send_coupon(uploaded.stock, coupon_code="u3")
    assert counts(uploaded) == (2, 1)
    assert own.codes(uploaded.stock) == ("u1", "u2", "u3")
    assert [uploaded.send().coupon_code for _ in range(2)] == ["u1", "u2"]
    assert counts(uploaded) == (0, 3)


def test_a_code_of_another_stock_of_the_brand_is_not_given(uploaded: Brand, own: Sandbox) -> None:
    stock: Any = example("createStock", "official")["stock"] | {"coupon_code_mode": "UPLOAD"}
    stock["single_usage_rule"]["coupon_available_period"] = PERIOD
    added = uploaded.client.stocks.create(
        uploaded.coupon, {"out_request_no": number(), "stock": stock, **uploaded.brand}
    )
    with pytest.raises(ValueError, match="coupon_code was used before"):
        own.send_coupon(added.stock_id, coupon_code="u1")
