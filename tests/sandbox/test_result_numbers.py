"""The number at the end of a Request-ID says why the state of a coupon, a stock or a store does not allow a call."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.sandbox.brand import DAY, Brand, refused
from tests.sandbox.bundle_brand import BundleBrand, result
from tests.sandbox.program import PREFIX, Program, result_of
from wechatpay_product_coupon import Client
from wechatpay_product_coupon.errors import ApiError
from wechatpay_sandbox import Sandbox
from wechatpay_sandbox._protocol.contract import load

DAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
Prepare = Callable[[Brand, Sandbox, str], None]


@pytest.fixture
def brand(client: Client) -> Brand:
    return Brand(client)


def confirmed(brand: Brand, _: Sandbox, code: str) -> None:
    brand.act("confirm", code)


def used(brand: Brand, _: Sandbox, code: str) -> None:
    brand.act("confirm", code)
    brand.use(code)


def void(brand: Brand, _: Sandbox, code: str) -> None:
    brand.act("deactivate", code, deactivate_reason="why")


def deleted(brand: Brand, own: Sandbox, code: str) -> None:
    brand.act("confirm", code)
    own.delete_coupon(brand.stock, code)


def expired(_: Brand, own: Sandbox, __: str) -> None:
    own.advance(2 * DAY)


def sent(_: Brand, __: Sandbox, ___: str) -> None: ...


STATES: dict[Prepare, str] = {
    void: "COUPON_STATE",
    deleted: "COUPON_DELETED",
    expired: "COUPON_EXPIRED",
}


@pytest.mark.parametrize(
    ("prepare", "action", "name"),
    [
        *(
            (prepare, action, name)
            for prepare, name in STATES.items()
            for action in ("use", "confirm", "return_coupon")
        ),
        *((prepare, "deactivate", name) for prepare, name in STATES.items()),
        (sent, "use", "COUPON_STATE"),
        (used, "use", "COUPON_STATE"),
        (used, "deactivate", "COUPON_STATE"),
        (sent, "return_coupon", "COUPON_STATE"),
        (confirmed, "confirm", "COUPON_STATE"),
    ],
)
def test_the_state_of_a_coupon_does_not_allow_it(
    brand: Brand, own: Sandbox, prepare: Prepare, action: str, name: str
) -> None:
    code = brand.send().coupon_code
    prepare(brand, own, code)
    reason = {"deactivate_reason": "why"} if action == "deactivate" else {}
    with pytest.raises(ApiError) as error:
        brand.use(code) if action == "use" else brand.act(action, code, **reason)
    expected = (403, "NOT_ENOUGH") if action == "use" else (400, "INVALID_REQUEST")
    assert (refused(error), result(error)) == (expected, name)


def stopped(own: Sandbox) -> int:
    """Stop the clock, lest midnight passes on the way, and say which day of the week it is in Beijing."""
    now = time.time()
    own.clock = lambda: now
    return time.gmtime(now + 8 * 3600).tm_wday


def with_period(client: Client, **period: Any) -> Brand:
    """A brand whose next coupon may be used at certain times alone."""
    brand = Brand(client)
    shown = client.stocks.get(brand.coupon, brand.stock, **brand.brand).to_dict()
    taken = ("coupon_code_mode", "stock_send_rule", "single_usage_rule", "usage_rule_display_info", "notify_config")
    stock = {name: shown[name] for name in (*taken, "coupon_display_info", "store_scope")}
    stock["single_usage_rule"]["coupon_available_period"] |= period
    body: Any = {"out_request_no": "number-1", "stock": stock, **brand.brand}
    brand.stock = brand.about["stock_id"] = client.stocks.create(brand.coupon, body).stock_id
    return brand


def test_a_coupon_whose_time_has_not_come_is_outside_its_validity(client: Client) -> None:
    brand = with_period(client, wait_days_after_receive=1)
    code = brand.send().coupon_code
    assert brand.act("confirm", code).coupon_state == "PENDING"
    with pytest.raises(ApiError) as error:
        brand.use(code)
    assert (refused(error), result(error)) == ((403, "NOT_ENOUGH"), "OUTSIDE_VALIDITY")
    with pytest.raises(ApiError) as error:
        brand.act("confirm", code)
    assert (refused(error), result(error)) == ((400, "INVALID_REQUEST"), "COUPON_STATE")


def test_a_coupon_is_outside_its_weekly_times(client: Client, own: Sandbox) -> None:
    today = stopped(own)
    weekly = {"day_list": [DAYS[(today + 3) % 7], DAYS[(today + 4) % 7]]}
    brand = with_period(client, weekly_available_period=weekly, available_days=8)
    code = brand.send().coupon_code
    brand.act("confirm", code)
    with pytest.raises(ApiError) as error:
        brand.use(code)
    assert (refused(error), result(error)) == ((403, "NOT_ENOUGH"), "OUTSIDE_CHOSEN_TIMES")
    own.advance(3 * DAY)
    assert brand.use(code).coupon_state == "USED"


def test_a_round_is_outside_its_validity_and_its_weekly_times(client: Client, own: Sandbox) -> None:
    usable = DAYS[(stopped(own) + 2) % 7]
    weekly = {"weekly_available_period": {"day_list": [usable]}}
    bundle = BundleBrand(client, period={"wait_days_after_receive": 1, "available_days": 8, **weekly})
    code = bundle.send().user_product_coupon_list[0].coupon_code
    assert bundle.act("confirm", 0, code).coupon_state == "PENDING"
    for name in ("OUTSIDE_VALIDITY", "OUTSIDE_CHOSEN_TIMES"):
        with pytest.raises(ApiError) as error:
            bundle.use(0, code)
        assert (refused(error), result(error)) == ((403, "NOT_ENOUGH"), name)
        own.advance(DAY)
    assert bundle.use(0, code).coupon_state == "USED"


def test_a_user_has_as_many_as_allowed(client: Client) -> None:
    brand = Brand(client, limits={"max_count_per_user": 1})
    brand.send()
    with pytest.raises(ApiError) as error:
        brand.send()
    assert (refused(error), result(error)) == ((400, "INVALID_REQUEST"), "USER_LIMIT")


def test_a_stock_that_has_ended_sends_nothing(brand: Brand) -> None:
    body: Any = {"out_request_no": "number-1", "deactivate_reason": "why", **brand.brand}
    brand.client.stocks.deactivate(brand.coupon, brand.stock, body)
    with pytest.raises(ApiError) as error:
        brand.send()
    assert (refused(error), result(error)) == ((400, "INVALID_REQUEST"), "STOCK_NOT_SENDING")


@pytest.mark.parametrize(("scope", "name"), [("ALL", "ALL_STORES"), ("NONE", None)])
def test_stores_are_tied_to_a_stock_of_chosen_stores_alone(brand: Brand, scope: str, name: str | None) -> None:
    change: Any = {"out_request_no": "number-1", "store_scope": scope, **brand.brand}
    brand.client.stocks.update(brand.coupon, brand.stock, change)
    stores: Any = {"store_list": [{"store_id": "1"}], **brand.brand}
    with pytest.raises(ApiError) as error:
        brand.client.stocks.associate_stores(brand.coupon, brand.stock, stores)
    assert (refused(error), result(error)) == ((400, "INVALID_REQUEST"), name)


def test_a_coupon_is_not_redeemed_in_a_store_of_another_brand(brand: Brand, own: Sandbox) -> None:
    own.foreign_stores.add("9")
    code = brand.send().coupon_code
    brand.act("confirm", code)
    with pytest.raises(ApiError) as error:
        brand.use(code, store_id="9")
    assert (refused(error), result(error)) == ((400, "INVALID_REQUEST"), "ILLEGAL_STORE")
    assert brand.state(code) == "EFFECTIVE"


def test_a_coupon_of_another_user_is_unknown(brand: Brand) -> None:
    code = brand.send("o-2").coupon_code
    with pytest.raises(ApiError) as error:
        brand.state(code)
    assert (refused(error), result(error)) == ((404, "NOT_FOUND"), "UNKNOWN_OBJECT")


def test_a_token_of_no_page_is_an_illegal_parameter(program: Program) -> None:
    made = program.create().json()
    target = f"{PREFIX}/product-coupons/{made['product_coupon_id']}/stocks"
    response = program.send("GET", f"{target}?brand_id={program.brand_id}&page_token=x")
    assert (response.status_code, response.json()["code"]) == (400, "PARAM_ERROR")
    assert result_of(response) == load().result_codes["ILLEGAL_PARAMETER"]


def test_a_file_that_is_no_picture_breaks_the_rule_of_its_field(program: Program) -> None:
    response = program.upload(b"no picture", "a.png")
    assert (response.status_code, response.json()["code"]) == (400, "PARAM_ERROR")
    assert result_of(response) == load().result_codes["FIELD_RULE"]
