"""A page of the console does as much as it shows, however much there is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeVar

import pytest

from tests.sandbox.brand import Brand
from tests.sandbox.console import Browser
from wechatpay_product_coupon import Client
from wechatpay_sandbox import Sandbox
from wechatpay_sandbox._console.desk import PAGE_SIZE
from wechatpay_sandbox._console.order import Order
from wechatpay_sandbox._console.requests import LOOKED_AT
from wechatpay_sandbox._world.exchanges import Exchange
from wechatpay_sandbox._world.records import Delivery, Notification
from wechatpay_sandbox._world.user_coupons import UserCoupon
from wechatpay_sandbox.models import UserProductCouponSendChannel

MANY = 20_000
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Watched(dict[_Key, _Value]):
    """A dict that counts how many of its items are touched."""

    touched = 0

    def __getitem__(self, key: _Key) -> _Value:
        self.touched += 1
        return super().__getitem__(key)

    def get(self, key: Any, default: Any = None) -> Any:
        self.touched += 1
        return super().get(key, default)

    def _counting(self, items: Any) -> Iterator[Any]:
        for item in items:
            self.touched += 1
            yield item

    def __iter__(self) -> Iterator[_Key]:
        return self._counting(super().__iter__())

    def __reversed__(self) -> Iterator[_Key]:
        return self._counting(super().__reversed__())

    def values(self) -> Any:
        return self._counting(super().values())

    def items(self) -> Any:
        return self._counting(super().items())

    def keys(self) -> Any:
        return self._counting(super().keys())


class WatchedList(list[_Value]):
    """A list that counts how many of its items are touched."""

    touched = 0

    def __getitem__(self, place: Any) -> Any:
        found = super().__getitem__(place)
        self.touched += len(found) if isinstance(place, slice) else 1
        return found

    def __iter__(self) -> Iterator[_Value]:
        for item in super().__iter__():
            self.touched += 1
            yield item


@pytest.fixture
def browser(own: Sandbox) -> Iterator[Browser]:
    with Browser(own) as opened:
        yield opened


def rows(page: str) -> int:
    """How many rows a table of a page has."""
    return page.count("<tr>") + page.count("<tr ") - page.count("<thead>")


def exchange(status: int = 200, operation: str = "getStock") -> Exchange:
    return Exchange("GET", "/v3/x", "1900000001", status, "A1-0", None, None, False, operation=operation)


def test_requests_are_looked_up_by_number_and_a_filter_gives_up_in_time(own: Sandbox, browser: Browser) -> None:
    exchanges = own._state.exchanges
    exchanges.add(exchange(500, "createStock"))
    for _ in range(MANY):
        exchanges.add(exchange())
    watched = exchanges.by_number = Watched(exchanges.by_number)
    for query in ({}, {"before": MANY // 2}, {"before": 40}, {"status": "2xx"}, {"operation": "getStock"}):
        watched.touched = 0
        assert 0 < rows(browser.page("requests", **query)) <= PAGE_SIZE
        assert watched.touched <= 2 * PAGE_SIZE, query
    watched.touched = 0
    page = browser.page("requests", operation="createStock")
    assert watched.touched <= LOOKED_AT + PAGE_SIZE
    hops = 0
    while "createStock</a>" not in page:
        on = re.search(r'href="([^"]*)" rel="next"', page)
        assert on
        page = browser.http.get(on[1].replace("&amp;", "&")).text
        hops += 1
    assert hops == MANY // LOOKED_AT


def test_a_page_of_a_million_codes_takes_its_part_of_the_list(own: Sandbox, client: Client, browser: Browser) -> None:
    stock = Brand(client, mode="UPLOAD").stock
    codes = own._state.codes[stock] = WatchedList(f"code_{number}" for number in range(1_000_000))
    for page in (1, 10_000, 20_000):
        codes.touched = 0
        shown = browser.page(f"codes/{stock}", page=page)
        assert f"code_{(page - 1) * PAGE_SIZE}<" in shown
        assert rows(shown) == PAGE_SIZE
        assert codes.touched <= PAGE_SIZE
    codes.touched = 0
    assert "The brand has no such code." in browser.text(f"codes/{stock}", code="code_77")
    assert browser.text("codes").count("1000000 ") == 1
    assert codes.touched <= 2 * PAGE_SIZE


def user_coupon(brand: Brand, number: int) -> UserCoupon:
    return UserCoupon(
        mchid="1900000001",
        brand_id=brand.brand["brand_id"],
        product_coupon_id=brand.coupon,
        stock_id=brand.stock,
        coupon_code=f"code_{number}",
        openid=f"o-{number % 1000}",
        appid="wx1",
        send_request_no=f"request_{number}",
        send_channel=UserProductCouponSendChannel.API,
        receive_time=1e9,
        valid_begin_time=1e9,
        valid_end_time=4e9,
        display_info={},
    )


def test_user_coupons_of_all_and_of_a_stock_take_their_part(own: Sandbox, client: Client, browser: Browser) -> None:
    brand, held = Brand(client), own._state.user_coupons
    for number in range(MANY):
        held.add(user_coupon(brand, number), "2026-01-31")
    by_code = held.by_code = Watched(held.by_code)
    lists = held.in_order, held.of_stock[brand.stock] = WatchedList(held.in_order), WatchedList(held.in_order)
    for query in ({}, {"page": 200}, {"page": MANY // PAGE_SIZE}, {"stock_id": brand.stock, "page": 300}):
        assert rows(browser.page("user-coupons", **query)) == PAGE_SIZE
        assert by_code.touched + sum(each.touched for each in lists) <= 2 * PAGE_SIZE, query
        by_code.touched = lists[0].touched = lists[1].touched = 0
    held.add(user_coupon(brand, MANY), "2026-01-31")
    assert f"code_{MANY}" in browser.page("user-coupons", stock_id=brand.stock)
    assert rows(browser.page("user-coupons", stock_id="no such stock")) == 1


def test_notifications_and_their_attempts_are_walked_through_once(own: Sandbox, browser: Browser) -> None:
    state = own._state
    for number in range(MANY):
        state.notifications[str(number)] = Notification(
            str(number), "PRODUCT_COUPON_SP.SEND", "http://127.0.0.1", b"{}"
        )
        state.deliveries_of[str(number)] = [Delivery(str(number), "PRODUCT_COUPON_SP.SEND", 1, None, 500, 0.1)]
    told = state.notifications = Watched(state.notifications)
    attempts = state.deliveries_of = Watched(state.deliveries_of)
    browser.page("notifications")
    for page in (1, 200, MANY // PAGE_SIZE):
        told.touched = attempts.touched = 0
        assert rows(browser.page("notifications", page=page)) == PAGE_SIZE
        assert told.touched <= 2 * PAGE_SIZE
        assert attempts.touched <= PAGE_SIZE


@pytest.mark.parametrize("page", ["0", "-1", "99999", "1e3", "x", "9" * 40, "٣"])
def test_a_page_that_is_none_shows_the_nearest(own: Sandbox, browser: Browser, page: str) -> None:
    own.add_merchant()
    assert "1900000002" in browser.page("accounts", page=page)
    assert browser.page("requests", before=page)


def test_an_order_begins_anew_with_another_dict() -> None:
    order = Order[str]()
    held = dict.fromkeys("abc")
    assert order.of(held) == ["a", "b", "c"]
    held["d"] = held["e"] = None
    assert order.of(held) == ["a", "b", "c", "d", "e"]
    assert order.of({"f": None}) == ["f"]
    assert order.of(held) == ["a", "b", "c", "d", "e"]


def test_a_reset_empties_every_page(own: Sandbox, client: Client, browser: Browser) -> None:
    Brand(client).send()
    own.wait_for_notifications()
    pages = ("requests", "coupons", "stocks", "user-coupons", "notifications")
    assert all("Nothing here yet." not in browser.page(page) for page in pages)
    own.reset()
    assert all("Nothing here yet." in browser.page(page) for page in pages)
