"""Stocks: the codes uploaded to them, their limits, what changes of them, and their stores."""

from __future__ import annotations

import time
from typing import Any

import pytest

from tests.sandbox.brand import Brand, refused
from tests.sandbox.program import COUPONS, Program, codes_target, example, number, result_of
from wechatpay_product_coupon import Client
from wechatpay_product_coupon.errors import ApiError
from wechatpay_sandbox import Sandbox


def stock_of(target: str) -> str:
    return target.split("/")[-2]


def test_every_code_is_reported_where_it_belongs(program: Program, sandbox: Sandbox) -> None:
    target = program.stock_for_codes()
    sandbox.failing_codes.add("bad")
    program.upload_codes(target, ["old"])
    response = program.upload_codes(target, ["new", "bad", "old", "new", "bad", "other"])
    error = {"coupon_code": "bad", "code": "SYSTEM_ERROR", "message": response.json()["failed_code_list"][0]["message"]}
    assert response.status_code == 200
    assert error["message"]
    assert response.json() == {
        "total_count": 4,
        "success_code_list": ["new", "other"],
        "failed_code_list": [error],
        "already_exist_code_list": ["old"],
        "duplicate_code_list": ["new", "bad"],
    }
    assert sandbox.codes(stock_of(target)) == ("old", "new", "other")


def test_empty_lists_are_left_out(program: Program) -> None:
    answer = program.upload_codes(program.stock_for_codes(), ["A", "B"]).json()
    assert answer == {"total_count": 2, "success_code_list": ["A", "B"]}


def test_a_code_that_failed_can_be_sent_again_under_a_new_number(program: Program, sandbox: Sandbox) -> None:
    target = program.stock_for_codes()
    sandbox.failing_codes.add("bad")
    assert "success_code_list" not in program.upload_codes(target, ["bad"]).json()
    sandbox.failing_codes.clear()
    assert program.upload_codes(target, ["bad"]).json()["success_code_list"] == ["bad"]


def test_a_code_of_another_stock_of_the_brand_exists_already(program: Program) -> None:
    program.upload_codes(program.stock_for_codes(), ["shared"])
    answer = program.upload_codes(program.stock_for_codes(), ["shared"]).json()
    assert answer["already_exist_code_list"] == ["shared"]


def test_an_identical_repeat_gets_the_same_answer(program: Program, sandbox: Sandbox) -> None:
    target, no = program.stock_for_codes(), number()
    first = program.upload_codes(target, ["A", "B"], out_request_no=no)
    again = program.upload_codes(target, ["A", "B"], out_request_no=no)
    assert again.json() == first.json()
    assert sandbox.codes(stock_of(target)) == ("A", "B")


def test_a_used_number_with_other_data_is_refused(program: Program) -> None:
    target, no = program.stock_for_codes(), number()
    program.upload_codes(target, ["A"], out_request_no=no)
    for other in (
        program.upload_codes(target, ["B"], out_request_no=no),
        program.upload_codes(program.stock_for_codes(), ["A"], out_request_no=no),
    ):
        assert (other.status_code, other.json()["code"]) == (400, "INVALID_REQUEST")
        assert result_of(other) == 268578927


def test_two_hundred_codes_are_taken_and_not_one_more(program: Program, sandbox: Sandbox) -> None:
    target = program.stock_for_codes()
    codes = [f"code_{n}" for n in range(201)]
    assert program.upload_codes(target, codes[:200]).json()["total_count"] == 200
    refused = program.upload_codes(target, codes)
    assert refused.json()["code"] == "PARAM_ERROR"
    assert refused.json()["detail"]["field"] == "/code_list"
    assert len(sandbox.codes(stock_of(target))) == 200


def test_a_wrong_code_is_named_by_its_place(program: Program) -> None:
    response = program.upload_codes(program.stock_for_codes(), ["good", "not good"])
    assert response.json()["code"] == "PARAM_ERROR"
    assert response.json()["detail"]["field"] == "/code_list/1"
    assert response.json()["detail"]["value"] == "not good"


def test_no_codes_at_all_is_a_param_error(program: Program) -> None:
    assert program.upload_codes(program.stock_for_codes(), []).json()["detail"]["field"] == "/code_list"


def test_an_unknown_coupon_and_an_unknown_stock_are_told_apart(program: Program) -> None:
    target = program.stock_for_codes()
    coupon_id, stock_id = target.split("/")[-4], stock_of(target)
    for place, word in (
        (codes_target("404", stock_id), "product_coupon_id"),
        (codes_target(coupon_id, "404"), "stock_id"),
        (codes_target(coupon_id, stock_of(program.stock_for_codes())), "stock_id"),
    ):
        response = program.upload_codes(place, ["A"])
        assert (response.status_code, response.json()["code"]) == (404, "NOT_FOUND")
        assert word in response.json()["message"]
        assert response.json()["detail"]["field"] == word
        assert result_of(response) == 268578608


def test_a_coupon_of_another_brand_is_unknown(program: Program) -> None:
    response = program.upload_codes(program.stock_for_codes(), ["A"], brand_id="another")
    assert response.json()["code"] == "NOT_FOUND"


def test_a_stock_in_another_mode_takes_no_codes(program: Program) -> None:
    made = program.create(name="exchange").json()
    response = program.upload_codes(codes_target(made["product_coupon_id"], made["stock"]["stock_id"]), ["A"])
    assert (response.status_code, response.json()["code"]) == (400, "INVALID_REQUEST")
    assert "coupon_code_mode" in response.json()["message"]


def test_an_expired_stock_takes_no_codes(program: Program) -> None:
    body = example("createProductCoupon", "official")
    assert body["stock"]["single_usage_rule"]["coupon_available_period"]["available_end_time"] < time.strftime("%Y")
    made = program.create().json()
    response = program.upload_codes(codes_target(made["product_coupon_id"], made["stock"]["stock_id"]), ["A"])
    assert (response.status_code, response.json()["code"]) == (400, "INVALID_REQUEST")
    assert "已过期" in response.json()["message"]


def test_a_stock_made_void_takes_no_codes(client: Client, own: Sandbox) -> None:
    brand = Brand(client, "UPLOAD")
    client.stocks.deactivate(
        brand.coupon, brand.stock, {"out_request_no": number(), "deactivate_reason": "why", **brand.brand}
    )
    codes: Any = {"out_request_no": number(), "code_list": ["code_1"], **brand.brand}
    with pytest.raises(ApiError, match="DEACTIVATED, not SENDING") as error:
        client.stocks.upload_codes(brand.coupon, brand.stock, codes)
    assert refused(error) == (400, "INVALID_REQUEST")
    assert own.codes(brand.stock) == ()


def test_an_id_longer_than_forty_characters_is_a_param_error(program: Program) -> None:
    response = program.upload_codes(codes_target("1" * 41, "1"), ["A"])
    assert (response.status_code, response.json()["code"]) == (400, "PARAM_ERROR")
    assert response.json()["detail"]["field"] == "product_coupon_id"
    assert response.json()["detail"]["location"] == "path"


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


def with_stores(client: Client, *store_ids: str) -> Brand:
    """A brand whose stock is tied to these stores."""
    brand = Brand(client)
    scope: Any = {"out_request_no": number(), "store_scope": "SPECIFIC", **brand.brand}
    client.stocks.update(brand.coupon, brand.stock, scope)
    client.stocks.associate_stores(brand.coupon, brand.stock, stores(brand, *store_ids))
    return brand


def stores(brand: Brand, *store_ids: str) -> Any:
    return {"store_list": [{"store_id": store_id} for store_id in store_ids], **brand.brand}


def test_a_change_without_a_scope_unties_all_stores(client: Client) -> None:
    brand = with_stores(client, "1", "2")
    change: Any = {"store_scope": "SPECIFIC", "remark": "new", **brand.brand}
    kept = client.stocks.update(brand.coupon, brand.stock, change | {"out_request_no": number()})
    assert (kept.store_scope, kept.remark) == ("SPECIFIC", "new")
    listed = client.stocks.list_associated_stores(brand.coupon, brand.stock, **brand.brand)
    assert listed.total_count == 2
    del change["store_scope"]
    assert client.stocks.update(brand.coupon, brand.stock, change | {"out_request_no": number()}).store_scope == "NONE"
    with pytest.raises(ApiError, match="store_scope"):
        client.stocks.list_associated_stores(brand.coupon, brand.stock, **brand.brand)


def test_a_store_of_another_brand_fails_by_itself(client: Client, own: Sandbox) -> None:
    brand = with_stores(client, "1")
    own.foreign_stores.add("12")
    for change in (client.stocks.associate_stores, client.stocks.disassociate_stores):
        became = change(brand.coupon, brand.stock, stores(brand, "2", "12"))
        assert became.total_count == 2
        assert [store.store_id for store in became.success_store_list] == ["2"]
        (failed,) = became.failed_store_list
        assert (failed.store_id, failed.code) == ("12", "INVALID_REQUEST")
        assert "不属于当前品牌" in failed.message
    listed = client.stocks.list_associated_stores(brand.coupon, brand.stock, **brand.brand)
    assert [store.store_id for store in listed.store_list] == ["1"]


def test_a_coupon_is_redeemed_in_the_stores_of_its_stock(client: Client, own: Sandbox) -> None:
    brand = with_stores(client, "1", "2")
    own.foreign_stores = {"2"}
    code = brand.send().coupon_code
    brand.act("confirm", code)
    for store_id, words in (("3", "not tied to the stock"), ("2", "不属于当前品牌")):
        with pytest.raises(ApiError, match=words) as error:
            brand.use(code, store_id=store_id)
        assert refused(error) == (400, "INVALID_REQUEST")
    assert brand.use(code, store_id="1").coupon_state == "USED"


def test_where_no_stores_are_named_a_coupon_is_redeemed_in_any(brand: Brand) -> None:
    code = brand.send().coupon_code
    brand.act("confirm", code)
    assert brand.use(code, store_id="3").coupon_state == "USED"


def test_untying_the_stores_of_each_page_unties_all(client: Client) -> None:
    brand = with_stores(client, *map(str, range(1, 8)))
    asked: Any = {"page_size": 2, **brand.brand}
    for store in client.stocks.iter_associated_stores(brand.coupon, brand.stock, **asked):
        client.stocks.disassociate_stores(brand.coupon, brand.stock, stores(brand, store.store_id))
    listed = client.stocks.list_associated_stores(brand.coupon, brand.stock, **asked)
    assert (listed.total_count, listed.store_list) == (0, [])
    client.stocks.associate_stores(brand.coupon, brand.stock, stores(brand, "3"))
    listed = client.stocks.list_associated_stores(brand.coupon, brand.stock, **asked)
    assert [store.store_id for store in listed.store_list] == ["3"]


@pytest.mark.parametrize("target", [0, -1, 100_000_001, 10**30])
def test_a_limit_that_no_answer_could_show_is_refused(mine: Program, target: int) -> None:
    coupon = mine.create().json()["product_coupon_id"]
    period = {"available_begin_time": "2025-01-01T00:00:00Z", "available_end_time": "2099-12-31T00:00:00Z"}
    described = example("createStock", "official")["stock"]
    described["single_usage_rule"]["coupon_available_period"] = period
    added = {"out_request_no": number(), "stock": described, "brand_id": mine.brand_id}
    stock = mine.post(f"{COUPONS}/{coupon}/stocks", added).json()["stock_id"]
    count = described["stock_send_rule"]["max_count"]
    body = {"update_mode": "MAX_COUNT", "current_max_count": count, "target_max_count": target}
    place = f"{COUPONS}/{coupon}/stocks/{stock}"
    answer = mine.post(f"{place}/update-budget", {**body, "out_request_no": number(), "brand_id": mine.brand_id})
    assert (answer.status_code, answer.json()["detail"]["field"]) == (400, "/target_max_count")
    shown = mine.send("GET", f"{place}?brand_id={mine.brand_id}").json()
    assert shown["stock_send_rule"]["max_count"] == count


@pytest.mark.parametrize(("size", "rows"), [("-1", None), ("0", None), ("1", 1), ("51", 50), ("1000000", 50)])
def test_a_page_has_as_many_rows_as_the_contract_says(mine: Program, size: str, rows: int | None) -> None:
    target = mine.stock_for_codes().rpartition("/stocks/")[0] + "/stocks"
    stock = example("createStock", "official")["stock"]
    for _ in range(51):
        mine.post(target, {"out_request_no": number(), "stock": stock, "brand_id": mine.brand_id})
    answer = mine.send("GET", f"{target}?brand_id={mine.brand_id}&page_size={size}")
    if rows is None:
        assert (answer.status_code, answer.json()["code"]) == (400, "PARAM_ERROR")
        assert answer.json()["detail"]["field"] == "page_size"
        return
    assert (len(answer.json()["stock_list"]), answer.json()["next_page_token"]) == (rows, str(rows))


def test_a_coupon_has_at_most_two_hundred_live_stocks(mine: Program, own: Sandbox) -> None:
    target = mine.stock_for_codes().rpartition("/stocks/")[0] + "/stocks"
    live, over = (example("createStock", "official")["stock"] for _ in range(2))
    live["single_usage_rule"]["coupon_available_period"]["available_end_time"] = "2099-12-31T23:59:59+08:00"

    def add(stock: Any) -> Any:
        return mine.post(target, {"out_request_no": number(), "stock": stock, "brand_id": mine.brand_id}).json()

    assert add(over)["state"] == "STOPPED"
    assert {add(live)["state"] for _ in range(199)} == {"SENDING"}
    refused = add(live)
    assert refused["code"] == "INVALID_REQUEST"
    assert "200 stocks that are neither expired nor void" in refused["detail"]["issue"]
    end = {"out_request_no": number(), "deactivate_reason": "why", "brand_id": mine.brand_id}
    assert mine.post(f"{target}/{own.stocks[-1].stock_id}/deactivate", end).json()["state"] == "DEACTIVATED"
    assert add(live)["state"] == "SENDING"
    assert add(live)["code"] == "INVALID_REQUEST"
