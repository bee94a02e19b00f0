"""Who plays an operation, and what an operation that nobody plays is answered with."""

from __future__ import annotations

import copy
import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import httpx
import pytest

from tests.sandbox.program import Program, example, number, picture
from wechatpay_sandbox import Sandbox
from wechatpay_sandbox._operations.playing import _PLAYERS, plays
from wechatpay_sandbox._protocol.contract import Operation, load

ANSWER: dict[str, Any] = {
    "product_coupon_id": "200000001",
    "brand_id": "120344",
    "state": "EFFECTIVE",
    "type": "DISCOUNT",
    "remark": "of the example",
    "total_count": 1,
    "stock_list": [
        {"stock_id": "123456789", "product_coupon_id": "200000001", "brand_id": "120344", "remark": None},
        {"stock_id": "987654321", "sequential_usage_info": {"type": "EQUAL"}, "total_count": "1"},
    ],
}
PATH = "/v3/marketing/partner/product-coupon/product-coupons/{product_coupon_id}/eat"


def eaten(**changes: Any) -> Operation:
    """An operation that the contract does not have: a coupon is eaten."""
    return replace(
        load().operations["createProductCoupon"],
        operation_id="eatProductCoupon",
        path=PATH,
        path_parameters={"properties": {"product_coupon_id": {"type": "string"}}},
        query_parameters={"properties": {"total_count": {"type": "string"}}},
        example=ANSWER,
        **changes,
    )


@pytest.fixture
def unplayed(http: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    """The program of a sandbox whose contract has one more operation."""
    monkeypatch.setitem(load().operations, "eatProductCoupon", eaten())
    with Sandbox.start() as sandbox:
        yield Program(sandbox, sandbox.merchant, http)


def eat(program: Program, coupon: str = "4711", query: str = "", **changes: Any) -> httpx.Response:
    body = example("createProductCoupon", "official") | {"brand_id": program.brand_id} | changes
    return program.post(PATH.format(product_coupon_id=coupon) + query, body)


def test_it_is_answered_with_the_example_about_the_callers_own_objects(unplayed: Program) -> None:
    before = copy.deepcopy(ANSWER)
    response = eat(unplayed)
    assert response.status_code == 200
    assert unplayed.is_verified(response)
    brand = unplayed.brand_id
    first, second = ANSWER["stock_list"]
    assert response.json() == ANSWER | {
        "product_coupon_id": "4711",
        "brand_id": brand,
        "stock_list": [first | {"product_coupon_id": "4711", "brand_id": brand}, second],
    }
    assert before == ANSWER


def test_a_text_in_the_query_counts_and_a_number_of_the_answer_stays_one(unplayed: Program) -> None:
    answer = eat(unplayed, query="?total_count=5").json()
    assert answer["total_count"] == 1
    assert answer["stock_list"][1]["total_count"] == "5"


def test_the_path_says_what_it_is_about_whatever_the_body_says(unplayed: Program) -> None:
    assert eat(unplayed, product_coupon_id="another").json()["product_coupon_id"] == "4711"


def test_a_member_that_the_contract_does_not_know_replaces_nothing(unplayed: Program) -> None:
    answer = eat(unplayed, stock_id="mine", remark="mine").json()
    assert (answer["stock_list"][0]["stock_id"], answer["remark"]) == ("123456789", "of the example")


def test_a_value_of_an_enum_is_no_identifier(unplayed: Program) -> None:
    answer = eat(unplayed, type="NORMAL", single_usage_info={"normal_coupon": {"threshold": 9, "discount_amount": 1}})
    assert answer.status_code == 200
    assert answer.json()["type"] == "DISCOUNT"
    assert answer.json()["stock_list"][1]["sequential_usage_info"] == {"type": "EQUAL"}


def test_it_is_written_down_as_answered_from_the_example(unplayed: Program, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "wechatpay_sandbox")
    eat(unplayed)
    unplayed.create()
    eat(unplayed, brand_id="")
    assert [exchange.from_example for exchange in unplayed.sandbox.requests] == [True, False, False]
    assert ["the contract's example" in line for line in caplog.messages] == [True, False, False]


def test_it_is_checked_and_refused_like_any_other(unplayed: Program) -> None:
    assert eat(unplayed, brand_id="").json()["code"] == "PARAM_ERROR"
    assert eat(unplayed, usage_mode="SEQUENTIAL").json()["code"] == "INVALID_REQUEST"
    unplayed.sandbox.unauthorized_brands.add(unplayed.brand_id)
    assert eat(unplayed).json()["code"] == "NO_AUTH"


def test_without_an_example_the_sandbox_says_so(http: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(load().operations, "eatProductCoupon", replace(eaten(), example=None))
    with Sandbox.start() as sandbox:
        program = Program(sandbox, sandbox.merchant, http)
        response = eat(program)
        assert (response.status_code, response.json()["code"]) == (404, "NOT_FOUND")
        assert "does not play eatProductCoupon yet" in response.json()["message"]
        assert program.is_verified(response)
        assert not sandbox.requests[-1].from_example


def test_a_player_for_no_operation_of_the_contract_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(load().operations, "uploadImage")
    with pytest.raises(LookupError, match=r"images\.upload_image plays uploadImage, .* there are .*uploadCouponCodes"):
        Sandbox.start()


def test_an_operation_has_one_player() -> None:
    with pytest.raises(ValueError, match=r"plays uploadImage, and so does .*images\.upload_image"):
        plays("uploadImage")(lambda state, call: {})


def test_every_operation_of_the_contract_has_a_player() -> None:
    assert set(_PLAYERS) == set(load().operations)


def test_the_operations_with_a_player_are_played(program: Program, sandbox: Sandbox) -> None:
    """One that lost its player would be answered with an example, and nobody would notice."""
    answers = [
        program.create(),
        program.upload_codes(program.stock_for_codes(), [number()]),
        program.upload(picture("PNG"), "a.png"),
        submitted := program.submit(),
        program.task(submitted.json()["task_id"]),
    ]
    assert {answer.status_code for answer in answers} == {200}
    assert not any(exchange.from_example for exchange in sandbox.requests[-len(answers) :])
