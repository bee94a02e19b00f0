"""Bundles of stocks: one stock a round, created, added, changed and tied to stores at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.sandbox.brand import APPID, Brand, refused
from tests.sandbox.bundle_brand import BundleBrand, result
from tests.sandbox.program import COUPONS, PREFIX, Program, example, number, result_of
from wechatpay_product_coupon import Client
from wechatpay_product_coupon.errors import ApiError
from wechatpay_sandbox import Sandbox
from wechatpay_sandbox._protocol.contract import load


@pytest.fixture
def bundle(client: Client) -> BundleBrand:
    return BundleBrand(client)


def test_a_coupon_is_created_with_a_stock_for_each_round(program: Program) -> None:
    body = example("createProductCoupon", "progressive_bundle") | {"brand_id": program.brand_id}
    body["stock_bundle"]["stock_send_rule"] = {"max_count": 9, "max_count_per_day": 3, "max_count_per_user": 2}
    answer = program.post(COUPONS, body).json()
    made, sent = answer["stock_bundle"], body["stock_bundle"]
    assert (answer["state"], "stock" in answer) == ("EFFECTIVE", False)
    assert answer["progressive_bundle_usage_info"] == body["progressive_bundle_usage_info"]
    rule = sent["progressive_bundle_usage_rule"]
    for index, (stock, offer) in enumerate(zip(made["stock_list"], rule["discount_coupon_list"], strict=True)):
        per_day = {"max_count_per_day": 3} if index == 0 else {}
        period = rule["coupon_available_period"]
        assert stock["stock_send_rule"] == {"max_count": 9, "max_count_per_user": 2, **per_day}
        assert stock["progressive_bundle_usage_rule"] == {"coupon_available_period": period, "discount_coupon": offer}
        place = {"stock_bundle_id": made["stock_bundle_id"], "stock_bundle_index": index}
        assert (stock["stock_bundle_info"], stock["state"]) == (place, "SENDING")
        for name in ("coupon_code_mode", "usage_rule_display_info", "coupon_display_info", "notify_config", "remark"):
            assert stock[name] == sent[name]
    assert len({stock["stock_id"] for stock in made["stock_list"]}) == 3


@pytest.mark.parametrize(
    ("kind", "offers"),
    [
        ("NORMAL", [{"threshold": 10000, "discount_amount": amount} for amount in (3000, 1000, 2000)]),
        ("EXCHANGE", [{"threshold": 0, "exchange_price": price} for price in (990, 990, 0)]),
    ],
)
def test_the_offers_are_those_of_the_coupon_s_type(program: Program, kind: str, offers: list[dict[str, int]]) -> None:
    body = example("createProductCoupon", "progressive_bundle") | {"brand_id": program.brand_id, "type": kind}
    if kind == "EXCHANGE":
        body["scope"] = "SINGLE"
        body["display_info"]["combo_package_list"] = example("createProductCoupon", "exchange")["display_info"][
            "combo_package_list"
        ]
    rule = body["stock_bundle"]["progressive_bundle_usage_rule"]
    del rule["discount_coupon_list"]
    rule[f"{kind.lower()}_coupon_list"] = offers
    answer = program.post(COUPONS, body).json()
    stocks = answer["stock_bundle"]["stock_list"]
    assert [stock["progressive_bundle_usage_rule"][f"{kind.lower()}_coupon"] for stock in stocks] == offers


def test_what_the_caller_sends_never_stands_for_what_is_made_here(program: Program) -> None:
    ours = {
        "stock_id": "mine",
        "stock_bundle_id": "mine",
        "product_coupon_id": "mine",
        "stock_bundle_info": {"stock_bundle_id": "mine", "stock_bundle_index": 9},
        "sent_count_info": {"total_count": 9, "today_count": 9},
        "coupon_code_count_info": {"total_count": 9, "available_count": 9},
        "state": "DEACTIVATED",
        "deactivate_reason": "mine",
        "brand_id": "mine",
        "stock_list": [],
    }
    body = example("createProductCoupon", "progressive_bundle") | {"brand_id": program.brand_id, **ours}
    body["brand_id"] = program.brand_id
    body["stock_bundle"] |= ours
    answer = program.post(COUPONS, body).json()
    assert "mine" not in str(answer)
    assert {stock["sent_count_info"]["total_count"] for stock in answer["stock_bundle"]["stock_list"]} == {0}
    single = example("createProductCoupon", "exchange") | {"brand_id": program.brand_id}
    single["stock"] |= ours
    made = program.post(COUPONS, single).json()
    assert "mine" not in str(made)
    assert (made["stock"]["state"], "coupon_code_count_info" in made["stock"]) == ("SENDING", False)


def test_a_bundle_is_added_to_a_coupon_of_its_mode_alone(client: Client, bundle: BundleBrand) -> None:
    def add(coupon: str, brand: dict[str, str], **rule: Any) -> Any:
        described = {**bundle.described}
        if rule:
            period = described["progressive_bundle_usage_rule"]["coupon_available_period"]
            described["progressive_bundle_usage_rule"] = {"coupon_available_period": period, **rule}
        body: Any = {"out_request_no": number(), "stock_bundle": described, **brand}
        return client.stock_bundles.create(coupon, body)

    added = add(bundle.coupon, bundle.brand)
    assert added.stock_bundle_id != bundle.bundle
    assert len(bundle.listed()) == 3
    assert len(client.stocks.list(bundle.coupon, **bundle.brand).stock_list) == 6
    with pytest.raises(ApiError, match="discount_coupon_list") as error:
        add(bundle.coupon, bundle.brand, normal_coupon_list=[{"threshold": 9, "discount_amount": 1}] * 3)
    assert refused(error) == (400, "INVALID_REQUEST")
    single = Brand(client)
    with pytest.raises(ApiError, match="not PROGRESSIVE_BUNDLE") as error:
        add(single.coupon, single.brand)
    assert refused(error) == (400, "INVALID_REQUEST")
    stock: Any = {"out_request_no": number(), "stock": example("createStock", "official")["stock"], **bundle.brand}
    with pytest.raises(ApiError, match="not SINGLE"):
        client.stocks.create(bundle.coupon, stock)
    end: Any = {"out_request_no": number(), "deactivate_reason": "why", **bundle.brand}
    client.product_coupons.deactivate(bundle.coupon, end)
    with pytest.raises(ApiError, match="not EFFECTIVE"):
        add(bundle.coupon, bundle.brand)
    assert {stock.state for stock in bundle.listed()} == {"DEACTIVATED"}


@pytest.mark.parametrize(
    ("kind", "member", "values"),
    [
        ("DISCOUNT", "percent_off", (40, 30, 20, 30, 30)),
        ("DISCOUNT", "percent_off", (20, 30, 40, 30, 60)),
        ("NORMAL", "discount_amount", (3000, 2000, 1000)),
        ("EXCHANGE", "exchange_price", (990, 0, 990)),
    ],
)
def test_a_round_weaker_than_the_one_before_is_refused(
    program: Program, kind: str, member: str, values: tuple[int, ...]
) -> None:
    body = example("createProductCoupon", "progressive_bundle") | {"brand_id": program.brand_id, "type": kind}
    if kind == "EXCHANGE":
        packages = example("createProductCoupon", "exchange")["display_info"]["combo_package_list"]
        body["scope"], body["display_info"]["combo_package_list"] = "SINGLE", packages
    rule = body["stock_bundle"]["progressive_bundle_usage_rule"]
    del rule["discount_coupon_list"]
    rule[f"{kind.lower()}_coupon_list"] = [{"threshold": 10000, member: value} for value in values]
    response = program.post(COUPONS, body)
    assert (response.status_code, response.json()["code"]) == (400, "INVALID_REQUEST")
    assert result_of(response) == load().result_codes["WEAKER_OFFER"]


def test_a_change_reaches_every_stock(client: Client, bundle: BundleBrand) -> None:
    body: Any = {"out_request_no": number(), "remark": "new", "store_scope": "SPECIFIC", **bundle.brand}
    changed = client.stock_bundles.update(bundle.coupon, bundle.bundle, body)
    assert [(stock.remark, stock.store_scope) for stock in changed.stock_list] == [("new", "SPECIFIC")] * 3
    assert [stock.remark for stock in bundle.listed()] == ["new"] * 3


def test_stores_are_tied_to_all_stocks_and_untied(client: Client, own: Sandbox) -> None:
    bundle = BundleBrand(client, store_scope="SPECIFIC")
    own.foreign_stores.add("9")
    stores: Any = {"store_list": [{"store_id": each} for each in ("1", "2", "1", "9")], **bundle.brand}
    tied = client.stock_bundles.associate_stores(bundle.coupon, bundle.bundle, stores)
    assert (tied.total_count, [store.store_id for store in tied.failed_store_list]) == (3, ["9"])
    one: Any = {"store_list": [{"store_id": "1"}], **bundle.brand}
    assert client.stock_bundles.disassociate_stores(bundle.coupon, bundle.bundle, one).total_count == 1
    for stock in bundle.stocks:
        listed = client.stocks.list_associated_stores(bundle.coupon, stock, **bundle.brand).store_list
        assert [store.store_id for store in listed] == ["2"]


@pytest.mark.parametrize(("scope", "expected"), [("ALL", "ALL_STORES"), ("NONE", None)])
def test_a_bundle_that_is_not_for_chosen_stores_has_none(client: Client, scope: str, expected: str | None) -> None:
    bundle = BundleBrand(client, store_scope=scope)
    stores: Any = {"store_list": [{"store_id": "1"}], **bundle.brand}
    with pytest.raises(ApiError, match="store_scope is not SPECIFIC") as error:
        client.stock_bundles.associate_stores(bundle.coupon, bundle.bundle, stores)
    assert (refused(error), result(error)) == ((400, "INVALID_REQUEST"), expected)


def test_the_total_changes_for_all_stocks_and_the_day_s_limit_for_the_first(client: Client) -> None:
    bundle = BundleBrand(client, limits={"max_count": 2, "max_count_per_day": 1})

    def budget(limit: str, current: int, target: int) -> Any:
        pair = {f"current_{limit}": current, f"target_{limit}": target}
        body: Any = {"out_request_no": number(), "update_mode": limit.upper(), **pair, **bundle.brand}
        return client.stock_bundles.update_budget(bundle.coupon, bundle.bundle, body)

    budget("max_count_per_day", 1, 2)
    stocks = budget("max_count", 2, 5).stock_list
    assert [stock.stock_send_rule.max_count for stock in stocks] == [5, 5, 5]
    assert [stock.stock_send_rule.max_count_per_day for stock in stocks] == [2, None, None]
    with pytest.raises(ApiError, match="business rule") as error:
        budget("max_count", 2, 6)
    assert refused(error) == (400, "INVALID_REQUEST")
    bundle.send()
    bundle.send("o-2")
    with pytest.raises(ApiError, match="business rule"):
        budget("max_count", 5, 1)
    assert bundle.listed()[0].stock_send_rule.max_count == 5


def test_a_day_s_limit_that_there_was_none_of_cannot_be_introduced(client: Client, bundle: BundleBrand) -> None:
    pair = {"current_max_count_per_day": 1, "target_max_count_per_day": 2}
    body: Any = {"out_request_no": number(), "update_mode": "MAX_COUNT_PER_DAY", **pair, **bundle.brand}
    with pytest.raises(ApiError, match="business rule"):
        client.stock_bundles.update_budget(bundle.coupon, bundle.bundle, body)


BUDGET = {"update_mode": "MAX_COUNT", "current_max_count": 10, "target_max_count": 11}
STORES = {"store_list": [{"store_id": "1"}]}


@pytest.mark.parametrize(
    "call",
    [
        lambda stocks, *ids, **body: stocks.update(*ids, {"store_scope": "NONE", **body}),
        lambda stocks, *ids, **body: stocks.update_budget(*ids, {**BUDGET, **body}),
        lambda stocks, *ids, **body: stocks.deactivate(*ids, {"deactivate_reason": "why", **body}),
        lambda stocks, *ids, brand_id, **_: stocks.associate_stores(*ids, {**STORES, "brand_id": brand_id}),
        lambda stocks, *ids, brand_id, **_: stocks.disassociate_stores(*ids, {**STORES, "brand_id": brand_id}),
    ],
    ids=["update", "update_budget", "deactivate", "associate_stores", "disassociate_stores"],
)
def test_a_stock_of_a_bundle_is_changed_with_its_bundle_alone(
    client: Client, bundle: BundleBrand, call: Callable[..., Any]
) -> None:
    with pytest.raises(ApiError) as error:
        call(client.stocks, bundle.coupon, bundle.stocks[1], out_request_no=number(), **bundle.brand)
    assert refused(error) == (400, "INVALID_REQUEST")
    assert bundle.bundle in str(error.value.detail)


def test_a_bundle_that_has_ended_is_not_changed(client: Client, bundle: BundleBrand) -> None:
    end: Any = {"out_request_no": number(), "deactivate_reason": "why", **bundle.brand}
    client.product_coupons.deactivate(bundle.coupon, end)
    change: Any = {"out_request_no": number(), "remark": "new", "store_scope": "NONE", **bundle.brand}
    budget: Any = {"out_request_no": number(), **BUDGET, **bundle.brand}
    calls: tuple[tuple[Callable[..., Any], Any], ...] = (
        (client.stock_bundles.update, change),
        (client.stock_bundles.update_budget, budget),
    )
    for call, body in calls:
        with pytest.raises(ApiError, match="business rule") as error:
            call(bundle.coupon, bundle.bundle, body)
        assert refused(error) == (400, "INVALID_REQUEST")


def test_an_unknown_bundle_is_named(program: Program) -> None:
    made = program.create(name="progressive_bundle").json()
    other = program.create(name="progressive_bundle").json()["stock_bundle"]["stock_bundle_id"]
    for unknown in ("404", other):
        target = f"{COUPONS}/{made['product_coupon_id']}/stock-bundles/{unknown}/associate-stores"
        response = program.post(target, STORES | {"brand_id": program.brand_id})
        assert (response.status_code, response.json()["code"]) == (404, "NOT_FOUND")
        assert "stock_bundle_id" in response.json()["message"]
        assert result_of(response) == load().result_codes["UNKNOWN_OBJECT"]
    sending = {"product_coupon_id": made["product_coupon_id"], "stock_bundle_id": "404", "appid": APPID}
    sending |= {"send_request_no": number(), "brand_id": program.brand_id}
    response = program.post(f"{PREFIX}/users/o-1/coupon-bundles", sending)
    assert (response.status_code, response.json()["detail"]["field"]) == (404, "/stock_bundle_id")
