"""Creating coupons: what is made, what a repeat gets, and what is refused."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from tests.sandbox.brand import Brand, refused
from tests.sandbox.program import COUPONS, Program, example, number, result_of
from wechatpay_product_coupon.errors import ApiError
from wechatpay_sandbox import Sandbox

TIME = "2026-08-01T00:00:00+08:00"
LATER = "2026-08-31T23:59:59+08:00"


def with_period(period: dict[str, Any], name: str = "official", rule: str = "single_usage_rule") -> dict[str, Any]:
    body = example("createProductCoupon", name)
    body["stock"][rule]["coupon_available_period"] = {
        "available_begin_time": TIME,
        "available_end_time": LATER,
    } | period
    return body


def test_a_coupon_comes_with_its_ids_its_state_and_its_stock(program: Program, sandbox: Sandbox) -> None:
    body = example("createProductCoupon", "official") | {"brand_id": program.brand_id}
    answer = program.post(COUPONS, body).json()
    stock = answer["stock"]
    assert answer["state"] == "EFFECTIVE"
    assert stock["state"] == "SENDING"
    assert stock["stock_id"] == answer["product_coupon_id"] + "001"
    assert stock["product_coupon_id"] == answer["product_coupon_id"]
    assert stock["coupon_code_count_info"] == {"total_count": 0, "available_count": 0}
    assert stock["sent_count_info"] == {"total_count": 0, "today_count": 0}
    assert stock["brand_id"] == answer["brand_id"] == program.brand_id
    assert "out_request_no" not in answer
    for name in ("scope", "type", "usage_mode", "single_usage_info", "display_info", "out_product_no"):
        assert answer[name] == body[name]
    for name, value in body["stock"].items():
        assert stock[name] == value
    (coupon,) = [coupon for coupon in sandbox.coupons if coupon.brand_id == program.brand_id]
    assert coupon.out_request_no == body["out_request_no"]
    assert coupon.product_coupon_id == answer["product_coupon_id"]
    assert [each.stock_id for each in sandbox.stocks if each.brand_id == program.brand_id] == [stock["stock_id"]]


def test_two_numbers_make_two_coupons(program: Program) -> None:
    first, second = program.create().json(), program.create().json()
    assert first["product_coupon_id"] != second["product_coupon_id"]


def test_counts_of_codes_come_with_uploaded_codes_only(program: Program) -> None:
    assert "coupon_code_count_info" not in program.create(name="exchange").json()["stock"]


@pytest.mark.parametrize("name", ["official", "exchange", "sequential", "progressive_bundle"])
def test_every_example_of_the_contract_is_accepted(program: Program, name: str) -> None:
    assert program.create(name=name).status_code == 200


def test_members_newer_than_the_contract_pass(program: Program) -> None:
    answer = program.create({"made_up_member": {"a": 1}}).json()
    assert answer["made_up_member"] == {"a": 1}


def test_an_identical_repeat_gets_the_same_answer(program: Program, sandbox: Sandbox) -> None:
    body = example("createProductCoupon", "official") | {"brand_id": program.brand_id}
    first = program.post(COUPONS, body)
    again = program.post(COUPONS, dict(reversed(body.items())))
    assert again.status_code == 200
    assert again.json() == first.json()
    assert again.headers["Request-ID"] != first.headers["Request-ID"]
    assert len([coupon for coupon in sandbox.coupons if coupon.brand_id == program.brand_id]) == 1


def test_a_used_number_with_other_data_already_exists(program: Program) -> None:
    body = example("createProductCoupon", "official")
    program.post(COUPONS, body)
    response = program.post(COUPONS, body | {"out_product_no": "another"})
    assert (response.status_code, response.json()["code"]) == (400, "ALREADY_EXISTS")
    assert response.json()["detail"]["field"] == "/out_request_no"
    assert result_of(response) == 268578927


def test_a_number_counts_for_one_brand(program: Program) -> None:
    no = number()
    assert program.create({"out_request_no": no}).status_code == 200
    assert program.create({"out_request_no": no, "brand_id": number()}).status_code == 200


def test_identical_repeats_can_be_refused_as_well(program: Program, sandbox: Sandbox) -> None:
    sandbox.already_exists_on_repeat = True
    body = example("createProductCoupon", "official")
    assert program.post(COUPONS, body).status_code == 200
    assert program.post(COUPONS, body).json()["code"] == "ALREADY_EXISTS"


def test_a_refused_number_is_free_again(program: Program) -> None:
    no = number()
    assert program.create({"out_request_no": no, "brand_id": ""}).status_code == 400
    assert program.create({"out_request_no": no}).status_code == 200


def test_simultaneous_repeats_make_one_coupon(program: Program, sandbox: Sandbox) -> None:
    body = example("createProductCoupon", "official") | {"brand_id": program.brand_id}
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(program.post(COUPONS, body))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json()["product_coupon_id"] for answer in answers}) == 1
    assert len([coupon for coupon in sandbox.coupons if coupon.brand_id == program.brand_id]) == 1


@pytest.mark.parametrize(
    ("changes", "field", "number_of_result"),
    [
        ({"out_request_no": "short"}, "/out_request_no", 268578224),
        ({"out_request_no": "number_1\n"}, "/out_request_no", 268578224),
        ({"out_request_no": 123456}, "/out_request_no", 268578101),
        ({"brand_id": ""}, "/brand_id", 268578224),
        ({"scope": "NOTHING"}, "/scope", 268435461),
        ({"display_info": {}}, "/display_info/name", 268578101),
        ({"display_info": []}, "/display_info", 268578101),
        ({"display_info": {"name": "n", "image_url": "no url", "background_url": "http://a"}},
         "/display_info/image_url", 268578224),
        ({"out_product_no": None}, "/out_product_no", 268578224),
        ({"out_product_no": "P" * 41}, "/out_product_no", 268578224),
        ({"single_usage_info": {"discount_coupon": {"threshold": -1, "percent_off": 20}}},
         "/single_usage_info/discount_coupon/threshold", 268435464),
        ({"single_usage_info": {"discount_coupon": {"threshold": 1, "percent_off": 101}}},
         "/single_usage_info/discount_coupon/percent_off", 268435464),
        ({"single_usage_info": {"discount_coupon": {"threshold": 1, "percent_off": 9.5}}},
         "/single_usage_info/discount_coupon/percent_off", 268578101),
    ],
)  # fmt: skip
def test_a_wrong_value_is_a_param_error_that_names_it(
    program: Program, changes: dict[str, Any], field: str, number_of_result: int
) -> None:
    response = program.create(changes)
    assert (response.status_code, response.json()["code"]) == (400, "PARAM_ERROR")
    assert response.json()["detail"]["field"] == field
    assert response.json()["detail"]["location"] == "body"
    assert response.json()["detail"]["issue"]
    assert result_of(response) == number_of_result
    assert program.is_verified(response)


def test_a_plain_wrong_value_is_shown(program: Program) -> None:
    assert program.create({"scope": "NOTHING"}).json()["detail"]["value"] == "NOTHING"
    assert "value" not in program.create({"display_info": []}).json()["detail"]


def test_a_name_counts_in_characters_not_bytes(program: Program) -> None:
    info = example("createProductCoupon", "official")["display_info"]
    assert program.create({"display_info": info | {"name": "满" * 14 + "🎁"}}).status_code == 200
    assert program.create({"display_info": info | {"name": "满" * 15 + "🎁"}}).json()["code"] == "PARAM_ERROR"


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b'"text"', b'{"brand_id": NaN}', b"\xff\xfe", b'["\\ud800"]', b"[" * 100_000]
)
def test_a_body_that_is_no_json_object_is_a_param_error(program: Program, body: bytes) -> None:
    response = program.send("POST", COUPONS, body, headers={"Content-Type": "application/json"})
    assert (response.status_code, response.json()["code"]) == (400, "PARAM_ERROR")
    assert result_of(response) == 268578101


@pytest.mark.parametrize(
    ("name", "changes", "issue"),
    [
        ("official", {"type": "EXCHANGE"}, "EXCHANGE|store-wide"),
        ("official", {"single_usage_info": {}}, "discount_coupon"),
        ("official", {"sequential_usage_info": {"type": "EQUAL", "count": 3, "available_days": 30}}, "SEQUENTIAL"),
        ("exchange", {"scope": "ALL"}, "store-wide"),
        ("sequential", {"type": "DISCOUNT"}, "discount_coupon_list"),
    ],
)
def test_values_that_do_not_go_together_are_an_invalid_request(
    program: Program, name: str, changes: dict[str, Any], issue: str
) -> None:
    response = program.create(changes, name=name)
    assert (response.status_code, response.json()["code"]) == (400, "INVALID_REQUEST")
    assert any(word in response.json()["detail"]["issue"] for word in issue.split("|"))


def test_the_stock_must_have_what_the_mode_needs(program: Program) -> None:
    body = example("createProductCoupon", "official")
    del body["stock"]["single_usage_rule"]
    response = program.post(COUPONS, body)
    assert response.json()["code"] == "INVALID_REQUEST"
    assert response.json()["detail"]["field"] == "/stock/single_usage_rule"
    assert "single_usage_rule" in response.json()["detail"]["issue"]


@pytest.mark.parametrize(
    "period",
    [
        {"available_end_time": TIME},
        {"available_end_time": "2026-07-31T16:00:00Z"},
        {"irregular_available_period_list": [{"begin_time": LATER, "end_time": TIME}]},
        {"irregular_available_period_list": [{"begin_time": TIME, "end_time": LATER}] * 2},
        {"weekly_available_period": {"day_period_list": [{"begin_time": 3600, "end_time": 3600}]}},
        {"weekly_available_period": {"day_period_list": [{"begin_time": n, "end_time": n + 9} for n in (5, 0)]}},
        {"irregular_available_period_list": [{"begin_time": TIME, "end_time": LATER}], "available_days": 3},
        {"wait_days_after_receive": 1},
    ],
)  # fmt: skip
def test_periods_are_in_order_and_apart(program: Program, period: dict[str, Any]) -> None:
    response = program.post(COUPONS, with_period(period))
    assert (response.status_code, response.json()["code"]) == (400, "INVALID_REQUEST")
    assert "/stock/single_usage_rule/coupon_available_period" in response.json()["detail"]["field"]


def test_periods_may_touch(program: Program) -> None:
    periods = [{"begin_time": 3600, "end_time": 7200}, {"begin_time": 0, "end_time": 3600}]
    body = with_period({"weekly_available_period": {"day_list": ["MONDAY"], "day_period_list": periods}})
    assert program.post(COUPONS, body).status_code == 200


@pytest.mark.parametrize(
    "time", ["2026-08-31", "2026-08-31 23:59:59+08:00", "2026-08-31T23:59+08:00", "2026-08-31T23:59:59", 1788134399]
)
def test_a_time_is_rfc_3339_with_an_offset(program: Program, time: Any) -> None:
    response = program.post(COUPONS, with_period({"available_end_time": time}))
    assert response.json()["code"] == "PARAM_ERROR"
    assert response.json()["detail"]["field"].endswith("/available_end_time")


def test_a_brand_without_authorisation_is_refused(program: Program, sandbox: Sandbox) -> None:
    sandbox.unauthorized_brands.add(program.brand_id)
    response = program.create()
    assert (response.status_code, response.json()["code"]) == (403, "NO_AUTH")
    assert result_of(response) == 268579803


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
