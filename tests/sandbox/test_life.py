"""The life of a user coupon, played by the sandbox and led through the real client."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.sandbox.program import example, number
from tests.sandbox.receiver import Receiver
from wechatpay_product_coupon import Client
from wechatpay_product_coupon.errors import ApiError
from wechatpay_sandbox import Sandbox

DAY = 86_400
OPENID = "o-user-1"
APPID = "wx233544546545989"
PERIOD = {"available_begin_time": "2025-01-01T00:00:00+08:00", "available_end_time": "2099-12-31T23:59:59+08:00"}


class Brand:
    """A brand with one coupon, at a sandbox of its own."""

    def __init__(self, client: Client, mode: str = "WECHATPAY", limits: dict[str, int] | None = None) -> None:
        body: Any = example("createProductCoupon", "official") | {"brand_id": number()}
        body["stock"] |= {
            "coupon_code_mode": mode,
            "stock_send_rule": {"max_count": 10, "max_count_per_user": 5} | (limits or {}),
        }
        body["stock"]["single_usage_rule"]["coupon_available_period"] = PERIOD | {"available_days": 2}
        self.client, self.brand = client, {"brand_id": body["brand_id"]}
        made = client.product_coupons.create(body)
        assert made.stock is not None
        self.coupon, self.stock = made.product_coupon_id, made.stock.stock_id
        self.about: dict[str, Any] = {
            "product_coupon_id": self.coupon,
            "stock_id": self.stock,
            "appid": APPID,
            **self.brand,
        }

    def send(self, openid: str = OPENID, **members: str) -> Any:
        body: Any = {"send_request_no": number(), **self.about, **members}
        return self.client.user_coupons.send(openid, body)

    def act(self, name: str, code: str, **members: Any) -> Any:
        body: Any = {"out_request_no": number(), **self.about, **members}
        return getattr(self.client.user_coupons, name)(OPENID, code, body)

    def use(self, code: str, **members: Any) -> Any:
        order = {"transaction_id": "4200000000000000000000000001"}
        return self.act("use", code, use_time="2026-01-01T00:00:00+08:00", associated_order_info=order, **members)

    def state(self, code: str) -> str:
        return str(self.client.user_coupons.get(OPENID, code, **self.about).coupon_state)


@pytest.fixture
def client(own: Sandbox) -> Iterator[Client]:
    with Client(auth=own.auth(), base_url=own.url) as made:
        yield made


@pytest.fixture
def brand(client: Client) -> Brand:
    return Brand(client)


def refused(error: pytest.ExceptionInfo[ApiError]) -> tuple[int, str]:
    return error.value.status_code, str(error.value.code)


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


def test_a_coupon_that_ends_takes_its_stocks_along(brand: Brand) -> None:
    client = brand.client
    code = brand.send().coupon_code
    body: Any = {"out_request_no": number(), "deactivate_reason": "why", **brand.brand}
    assert client.product_coupons.deactivate(brand.coupon, body).state == "DEACTIVATED"
    assert client.product_coupons.get(brand.coupon, **brand.brand).deactivate_reason == "why"
    (stock,) = client.stocks.list(brand.coupon, **brand.brand).stock_list
    assert stock.state == "DEACTIVATED"
    assert brand.act("confirm", code).coupon_state == "EFFECTIVE"
    with pytest.raises(ApiError) as error:
        brand.send()
    assert refused(error) == (400, "INVALID_REQUEST")


def test_the_address_of_notifications_is_kept(client: Client) -> None:
    with pytest.raises(ApiError) as error:
        client.notify_configs.get()
    assert refused(error) == (404, "NOT_FOUND")
    client.notify_configs.set({"notify_url": "https://www.example.com/notify"})
    assert client.notify_configs.get().notify_url == "https://www.example.com/notify"


def test_a_budget_changes_for_whoever_knows_the_one_in_force(client: Client) -> None:
    brand = Brand(client, limits={"max_count": 2})
    body: Any = {"update_mode": "MAX_COUNT", "current_max_count": 2, "target_max_count": 3, **brand.brand}
    body["out_request_no"] = number()
    raised = client.stocks.update_budget(brand.coupon, brand.stock, body)
    assert raised.stock_send_rule.max_count == 3
    again: Any = body | {"out_request_no": number()}
    with pytest.raises(ApiError, match="business rule") as error:
        client.stocks.update_budget(brand.coupon, brand.stock, again)
    assert refused(error) == (400, "INVALID_REQUEST")
    brand.send()
    brand.send()
    brand.send("o-3")
    low: Any = body | {"current_max_count": 3, "target_max_count": 2, "out_request_no": number()}
    with pytest.raises(ApiError):
        client.stocks.update_budget(brand.coupon, brand.stock, low)


def test_stores_are_tied_listed_and_untied(client: Client) -> None:
    brand = Brand(client)
    two: Any = {"store_list": [{"store_id": "1"}, {"store_id": "2"}, {"store_id": "1"}], **brand.brand}
    with pytest.raises(ApiError, match="store_scope") as error:
        client.stocks.associate_stores(brand.coupon, brand.stock, two)
    assert refused(error) == (400, "INVALID_REQUEST")
    scope: Any = {"out_request_no": number(), "store_scope": "SPECIFIC", **brand.brand}
    client.stocks.update(brand.coupon, brand.stock, scope)
    assert client.stocks.associate_stores(brand.coupon, brand.stock, two).total_count == 2
    one: Any = {"store_list": [{"store_id": "1"}], **brand.brand}
    client.stocks.disassociate_stores(brand.coupon, brand.stock, one)
    listed = client.stocks.list_associated_stores(brand.coupon, brand.stock, **brand.brand)
    assert [store.store_id for store in listed.store_list] == ["2"]
