"""A refusal carries its operation's own row, or its own words, and the number that the contract has for its reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.sandbox.brand import APPID, DAY, OPENID, Brand
from tests.sandbox.bundle_brand import BundleBrand, result
from tests.sandbox.program import Program, dump, example, number, result_of
from wechatpay_product_coupon import Client
from wechatpay_product_coupon.errors import ApiError
from wechatpay_sandbox import Sandbox
from wechatpay_sandbox._protocol.contract import Operation, load
from wechatpay_sandbox._protocol.wording import chinese

OPERATIONS = load().operations
IDS = ("product_coupon_id", "stock_id", "stock_bundle_id", "coupon_code", "user_coupon_bundle_id")


def named_in(operation: Operation) -> list[str]:
    """Names of the objects that a request must name."""
    path, query = operation.path_parameters, operation.query_parameters
    required = [*path["required"], *query["required"], *load().resolve(operation.body or {}).get("required", ())]
    return [name for name in IDS if name in required]


@pytest.mark.parametrize(
    ("operation_id", "unknown"), [(each, name) for each in OPERATIONS for name in named_in(OPERATIONS[each])]
)
def test_what_is_unknown_is_named_by_its_own_row(program: Program, operation_id: str, unknown: str) -> None:
    operation = OPERATIONS[operation_id]
    bundle = program.create(name="progressive_bundle").json()["stock_bundle"]
    stock = bundle["stock_list"][0]
    known = {"product_coupon_id": stock["product_coupon_id"], "stock_id": stock["stock_id"]}
    ids = dict.fromkeys(IDS, "404") | known | {"stock_bundle_id": bundle["stock_bundle_id"], unknown: "404"}
    given = {"brand_id": program.brand_id, "appid": APPID, **ids}
    target = operation.path.format(openid=OPENID, **ids)
    if operation.body is None:
        query = {name: given[name] for name in operation.query_parameters["required"]}
        response = program.send(operation.method, f"{target}?{urlencode(query)}")
    else:
        body = example(operation_id)
        body |= {name: value for name, value in given.items() if name in body}
        response = program.send(operation.method, target, dump(body))
    answer = response.json()
    assert (response.status_code, answer["code"]) == (404, "NOT_FOUND")
    assert answer["detail"]["field"].strip("/") == unknown
    assert answer["message"] in [chinese(row.when) for row in operation.errors if unknown in row.when]
    assert result_of(response) == load().result_codes["UNKNOWN_OBJECT"]


def test_what_is_wrong_with_a_request_is_not_laid_to_its_stock(program: Program) -> None:
    target = program.stock_for_codes().rpartition("/")[0]
    body = {"out_request_no": number(), "update_mode": "MAX_COUNT", "current_max_count": 1}
    response = program.post(f"{target}/update-budget", body | {"brand_id": program.brand_id})
    assert (response.status_code, response.json()["code"]) == (400, "INVALID_REQUEST")
    assert response.json()["message"] == "传入参数不符合业务规则"


def test_where_no_row_is_about_it_a_refusal_speaks_for_itself(brand: Brand) -> None:
    client, body = brand.client, {"deactivate_reason": "why", **brand.brand}

    def end(**members: str) -> Any:
        ending: Any = body | {"out_request_no": number()} | members
        return client.product_coupons.deactivate(brand.coupon, ending)

    end(out_request_no="number-1")
    with pytest.raises(ApiError) as error:
        end()
    assert error.value.message == "券的状态是 DEACTIVATED，不是 EFFECTIVE"
    with pytest.raises(ApiError) as error:
        end(out_request_no="number-1", deactivate_reason="another")
    assert error.value.message == "out_request_no 已经用过，而且内容不同"
    assert result(error) == "OTHER_DATA"
    stores: Any = {"store_list": [{"store_id": "1"}], **brand.brand}
    with pytest.raises(ApiError) as error:
        client.stocks.associate_stores(brand.coupon, brand.stock, stores)
    assert error.value.message == f"批次 {brand.stock} 的状态是 DEACTIVATED，不是 SENDING 或 PAUSED"
    assert result(error) == "STOCK_NOT_SENDING"


CHANGES: dict[str, Callable[[Brand], Any]] = {
    "send": lambda brand: brand.send("o-2"),
    "update": lambda brand: change(brand, "update", store_scope="NONE"),
    "update_budget": lambda brand: change(
        brand, "update_budget", update_mode="MAX_COUNT", current_max_count=10, target_max_count=20
    ),
    "deactivate": lambda brand: change(brand, "deactivate", deactivate_reason="why"),
}


def change(brand: Brand, name: str, **members: Any) -> Any:
    body: Any = {"out_request_no": number(), **members, **brand.brand}
    return getattr(brand.client.stocks, name)(brand.coupon, brand.stock, body)


@pytest.mark.parametrize("name", CHANGES)
def test_a_stock_that_is_over_is_refused_with_its_number(brand: Brand, name: str) -> None:
    change(brand, "deactivate", deactivate_reason="why")
    with pytest.raises(ApiError) as error:
        CHANGES[name](brand)
    assert (error.value.code, result(error)) == ("INVALID_REQUEST", "STOCK_NOT_SENDING")


def test_of_a_bundle_that_is_over_the_row_says_that_it_has_expired(client: Client, own: Sandbox) -> None:
    end = datetime.now(UTC) + timedelta(days=1)
    bundle = BundleBrand(client, period={"available_end_time": end.isoformat(timespec="seconds")})
    own.advance(2 * DAY)
    assert {stock.state for stock in bundle.listed()} == {"STOPPED"}
    numbered: Any = {"out_request_no": number(), **bundle.brand}
    budget = numbered | {"update_mode": "MAX_COUNT", "current_max_count": 10, "target_max_count": 20}
    stores: Any = {"store_list": [{"store_id": "1"}], **bundle.brand}
    stocks = client.stock_bundles
    for operation, body, words in (
        (stocks.update_budget, budget, "已过期的批次组不可调整预算"),
        (stocks.associate_stores, stores, "已过期的批次组"),
        (stocks.disassociate_stores, stores, "已过期的批次组"),
        (stocks.update, numbered | {"store_scope": "NONE"}, "传入参数不符合业务规则"),
    ):
        call: Callable[..., Any] = operation
        with pytest.raises(ApiError) as error:
            call(bundle.coupon, bundle.bundle, body)
        assert words in error.value.message
        assert result(error) == "STOCK_NOT_SENDING"
    with pytest.raises(ApiError) as error:
        bundle.send()
    assert (error.value.code, result(error)) == ("INVALID_REQUEST", "STOCK_NOT_SENDING")
