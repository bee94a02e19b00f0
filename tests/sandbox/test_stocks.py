"""Uploading coupon codes: what is stored, what is reported, and which stocks take none."""

from __future__ import annotations

import time

from tests.sandbox.program import Program, codes_target, example, number, result_of
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
    assert "expired" in response.json()["message"]


def test_an_id_longer_than_forty_characters_is_a_param_error(program: Program) -> None:
    response = program.upload_codes(codes_target("1" * 41, "1"), ["A"])
    assert (response.status_code, response.json()["code"]) == (400, "PARAM_ERROR")
    assert response.json()["detail"]["field"] == "product_coupon_id"
    assert response.json()["detail"]["location"] == "path"
