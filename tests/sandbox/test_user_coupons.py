"""The life of a user coupon, played by the sandbox and led through the real client."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from tests.sandbox.brand import APPID, DAY, OPENID, Brand, refused
from tests.sandbox.program import Program, example, number
from tests.sandbox.receiver import Receiver
from wechatpay_product_coupon import Client
from wechatpay_product_coupon.errors import ApiError
from wechatpay_sandbox import Fault, Sandbox
from wechatpay_sandbox._protocol.contract import load


def test_a_coupon_sent_takes_the_next_code_and_is_told(mine: Program, own: Sandbox, receiver: Receiver) -> None:
    stock = mine.stock_with("vCode_1", "vCode_2")
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
        own.send_coupon(mine.stock_with("vCode_1"), receive_time="yesterday")
    own.notify_url = "http://192.0.2.1/notify"
    with pytest.raises(ValueError, match="not on the loopback interface"):
        own.send_coupon(mine.stock_with("vCode_2"))
    assert not receiver.received


def test_a_coupon_is_confirmed_used_returned_and_made_void(brand: Brand) -> None:
    sent = brand.send(attach="mine")
    code = sent.coupon_code
    assert (sent.coupon_state, sent.attach) == ("CONFIRMING", "mine")
    with pytest.raises(ApiError) as error:
        brand.use(code)
    assert refused(error) == (403, "NOT_ENOUGH")
    assert brand.act("confirm", code).coupon_state == "EFFECTIVE"
    assert brand.use(code).coupon_state == "USED"
    returned = brand.act("return_coupon", code)
    assert returned.coupon_state == "EFFECTIVE"
    assert returned.single_usage_detail.use_request_no
    assert brand.act("deactivate", code, deactivate_reason="why").coupon_state == "DEACTIVATED"
    with pytest.raises(ApiError) as error:
        brand.act("return_coupon", code)
    assert refused(error) == (400, "INVALID_REQUEST")


def test_a_number_that_has_redeemed_a_coupon_is_refused_and_the_error_says_to_read_it(
    brand: Brand, own: Sandbox
) -> None:
    code = brand.send().coupon_code
    brand.act("confirm", code)
    own.inject(Fault.CONNECTION_DROPPED)
    with pytest.raises(ApiError, match="redeemed a coupon before") as error:
        brand.use(code, out_request_no="redeemed-1")
    assert refused(error) == (400, "INVALID_REQUEST")
    assert "Read the coupon and compare" in str(error.value)
    found = brand.client.user_coupons.get(OPENID, code, **brand.about)
    assert found.single_usage_detail is not None
    assert (found.coupon_state, found.single_usage_detail.use_request_no) == ("USED", "redeemed-1")
    other = brand.send().coupon_code
    brand.act("confirm", other)
    with pytest.raises(ApiError, match="redeemed a coupon before"):
        brand.use(other, out_request_no="redeemed-1")
    brand.act("return_coupon", code)
    assert brand.use(code, out_request_no="redeemed-2").coupon_state == "USED"


def test_it_expires_when_its_days_are_over(brand: Brand, own: Sandbox) -> None:
    code = brand.send().coupon_code
    brand.act("confirm", code)
    assert brand.state(code) == "EFFECTIVE"
    own.advance(2 * DAY)
    assert brand.state(code) == "EXPIRED"


def test_a_send_is_told_once_also_when_it_is_repeated(brand: Brand, own: Sandbox, receiver: Receiver) -> None:
    first = brand.send(send_request_no="number-1")
    assert brand.send(send_request_no="number-1").coupon_code == first.coupon_code
    with pytest.raises(ApiError) as error:
        brand.send(send_request_no="number-1", attach="other")
    assert refused(error) == (400, "ALREADY_EXISTS")
    own.wait_for_notifications()
    (told,) = receiver.received
    data = told.data(own.merchant.apiv3_key)
    assert (data["coupon_code"], data["openid"]) == (first.coupon_code, OPENID)


@pytest.mark.parametrize(
    ("limits", "second", "expected", "words"),
    [
        ({"max_count_per_user": 1}, OPENID, (400, "INVALID_REQUEST"), "per user"),
        ({"max_count": 1}, "o-2", (403, "NOT_ENOUGH"), "budget"),
        ({"max_count_per_day": 1}, "o-2", (403, "NOT_ENOUGH"), "budget"),
    ],
)
def test_a_limit_is_kept(
    client: Client, limits: dict[str, int], second: str, expected: tuple[int, str], words: str
) -> None:
    brand = Brand(client, limits=limits)
    brand.send()
    with pytest.raises(ApiError, match=words) as error:
        brand.send(second)
    assert refused(error) == expected


def test_the_day_s_limit_begins_anew_the_next_day(client: Client, own: Sandbox) -> None:
    brand = Brand(client, limits={"max_count_per_day": 1})
    brand.send()
    own.advance(DAY)
    brand.send()
    shown = client.stocks.get(brand.coupon, brand.stock, **brand.brand)
    assert shown.sent_count_info is not None
    assert (shown.sent_count_info.total_count, shown.sent_count_info.today_count) == (2, 1)


def test_a_code_of_the_caller_s_own_is_taken_once(client: Client) -> None:
    brand = Brand(client, "API_ASSIGN")
    assert brand.send(coupon_code="own_1").coupon_code == "own_1"
    with pytest.raises(ApiError, match="coupon_code is taken") as error:
        brand.send(coupon_code="own_1")
    assert refused(error) == (400, "ALREADY_EXISTS")
    with pytest.raises(ApiError) as error:
        brand.send()
    assert refused(error) == (400, "INVALID_REQUEST")


def test_uploaded_codes_run_out(client: Client) -> None:
    brand = Brand(client, "UPLOAD")
    codes: Any = {"out_request_no": number(), "code_list": ["u1"], **brand.brand}
    client.stocks.upload_codes(brand.coupon, brand.stock, codes)
    assert brand.send().coupon_code == "u1"
    with pytest.raises(ApiError, match="uploaded codes") as error:
        brand.send()
    assert refused(error) == (403, "NOT_ENOUGH")


def test_a_user_s_coupons_come_page_by_page(brand: Brand) -> None:
    codes = [brand.send().coupon_code for _ in range(3)]
    asked: Any = {"appid": APPID, **brand.brand, "page_size": 2}
    first = brand.client.user_coupons.list(OPENID, **asked)
    second = brand.client.user_coupons.list(OPENID, page_token=first.next_page_token, **asked)
    assert [coupon.coupon_code for coupon in first.user_coupon_list + second.user_coupon_list] == codes
    assert (first.total_count, second.total_count, second.next_page_token) == (3, None, None)


def test_an_openid_of_another_appid_is_refused(brand: Brand) -> None:
    code = brand.send().coupon_code
    others: list[Callable[[], object]] = [
        lambda: brand.send(appid="wx0000000000000001"),
        lambda: brand.act("confirm", code, appid="wx0000000000000001"),
        lambda: brand.client.user_coupons.get(OPENID, code, **brand.about | {"appid": "wx0000000000000001"}),
        lambda: brand.client.user_coupons.list(OPENID, appid="wx0000000000000001", **brand.brand),
    ]
    for call in others:
        with pytest.raises(ApiError, match="openid is one of AppID") as error:
            call()
        assert refused(error) == (400, "INVALID_REQUEST")
        assert error.value.result_code == load().result_codes["ILLEGAL_OPENID"]
        assert "The OpenID is illegal, it is not of this AppID." in str(error.value)
        assert "limit per user" not in str(error.value)
    assert brand.act("confirm", code).coupon_state == "EFFECTIVE"
    assert brand.send("o-user-2", appid="wx0000000000000001").coupon_code != code


def test_a_coupon_is_confirmed_under_the_appid_and_openid_of_its_event(
    brand: Brand, own: Sandbox, receiver: Receiver
) -> None:
    """The event names the AppID that the stock has for notifications, which is not the one of the call."""
    brand.send()
    own.wait_for_notifications()
    (told,) = receiver.received
    data = told.data(own.merchant.apiv3_key)
    assert data["appid"] != APPID
    about: Any = {**brand.about, "appid": data["appid"]}
    found = brand.client.user_coupons.get(data["openid"], data["coupon_code"], **about)
    assert found.coupon_state == "CONFIRMING"
    assert len(brand.client.user_coupons.list(OPENID, appid=data["appid"], **brand.brand).user_coupon_list) == 1
    later: Any = {"out_request_no": number(), "notify_config": {"notify_appid": "wx0000000000000009"}, **brand.brand}
    brand.client.stocks.update(brand.coupon, brand.stock, {**later, "store_scope": "NONE"})
    confirmed = brand.act("confirm", data["coupon_code"], appid=data["appid"])
    assert confirmed.coupon_state == "EFFECTIVE"
    assert brand.send(appid=data["appid"]).coupon_code


def test_an_event_of_a_stock_that_names_no_appid_has_that_of_the_call(
    brand: Brand, own: Sandbox, receiver: Receiver
) -> None:
    own._state.stocks[brand.stock].entity["notify_config"] = {}
    brand.send()
    own.wait_for_notifications()
    assert receiver.received[0].data(own.merchant.apiv3_key)["appid"] == APPID


def test_what_is_done_with_each_page_moves_nothing_to_another(brand: Brand) -> None:
    """Confirming takes a coupon out of the list of those that are to be confirmed."""
    codes = {brand.send("o-user-0").coupon_code for _ in range(5)}
    asked: Any = {"appid": APPID, "coupon_state": "CONFIRMING", "page_size": 2, **brand.brand}
    done = []
    for coupon in brand.client.user_coupons.iter("o-user-0", **asked):
        body: Any = {"out_request_no": number(), **brand.about}
        brand.client.user_coupons.confirm("o-user-0", coupon.coupon_code, body)
        done.append(coupon.coupon_code)
    assert set(done) == codes
    assert len(done) == 5
    assert brand.client.user_coupons.list("o-user-0", **asked).total_count == 0


def test_a_coupon_keeps_what_was_displayed_of_its_stock(brand: Brand) -> None:
    before = brand.send()
    shown = example("createStock", "official")["stock"]
    shown["usage_rule_display_info"]["coupon_available_store_info"]["description"] = "new words"
    change: Any = {"out_request_no": number(), **brand.brand, "store_scope": "NONE"}
    for name in ("usage_rule_display_info", "coupon_display_info"):
        change[name] = shown[name]
    brand.client.stocks.update(brand.coupon, brand.stock, change)
    kept = brand.client.user_coupons.get(OPENID, before.coupon_code, **brand.about)
    assert kept.stock is not None
    assert kept.stock.usage_rule_display_info == before.stock.usage_rule_display_info
    assert kept.stock.coupon_display_info == before.stock.coupon_display_info
    after = brand.send().stock.usage_rule_display_info
    assert after.coupon_available_store_info.description == "new words"
    assert after != kept.stock.usage_rule_display_info


def test_an_amount_that_no_answer_could_show_is_refused(brand: Brand) -> None:
    code = brand.send().coupon_code
    brand.act("confirm", code)
    with pytest.raises(ApiError, match="could not show it") as error:
        brand.use(code, saved_amount=-1)
    assert refused(error) == (400, "INVALID_REQUEST")
    assert brand.state(code) == "EFFECTIVE"
    assert brand.use(code, saved_amount=0).single_usage_detail.saved_amount == 0
