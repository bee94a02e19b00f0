"""A number at the end of the Request-ID tells the rows of one error code apart."""

from __future__ import annotations

import httpx
import pytest

from wechatpay_product_coupon.client import CONTRACT
from wechatpay_runtime.errors import ApiError


def refusal(number: str, code: str = "INVALID_REQUEST", status: int = 400) -> ApiError:
    request_id = f"08F78BB50610{number}"
    rows = CONTRACT.error_rows("sendUserProductCoupon", status, code, request_id)
    response = httpx.Response(status, headers={"Request-ID": request_id})
    result = CONTRACT.result_of(request_id)
    return ApiError("sendUserProductCoupon", response, code=code, message="", rows=rows, result=result)


def test_the_row_that_is_meant_is_told_alone() -> None:
    assert [row.when for row in refusal("-268577984").rows] == ["The stock is not SENDING (批次不在发放中)."]
    assert [row.when for row in refusal("-272756740").rows] == [
        "The user has reached the limit per user (用户领取数量已达上限)."
    ]
    whens = [row.when for row in refusal("-400").rows]
    assert {
        "The stock is not SENDING (批次不在发放中).",
        "The user has reached the limit per user (用户领取数量已达上限).",
    } < set(whens)


def test_a_number_that_no_row_has_is_told_in_its_own_words_and_rules_the_rows_of_others_out() -> None:
    error = refusal("-268578526")
    assert error.result_code == 268578526
    assert "268578526, at the end of the Request-ID: The OpenID is illegal, it is not of this AppID." in str(error)
    assert error.rows
    assert not any(row.result_codes for row in error.rows)
    assert refusal("-400").result_code == 0
    assert "end of the Request-ID" not in str(refusal("-400"))


@pytest.mark.parametrize(
    ("number", "code", "status", "stops"),
    [
        ("-268577984", "INVALID_REQUEST", 400, True),
        ("-272756740", "INVALID_REQUEST", 400, False),
        ("-400", "INVALID_REQUEST", 400, False),  # which of them is not said
        ("", "INVALID_REQUEST", 400, False),
        ("-403", "NOT_ENOUGH", 403, True),
        ("-404", "NOT_FOUND", 404, True),
        ("-403", "NO_AUTH", 403, True),
        ("-400", "ALREADY_EXISTS", 400, False),
        ("-500", "SYSTEM_ERROR", 500, False),
    ],
)
def test_a_job_is_stopped_by_what_is_sure_to_meet_every_call(
    number: str, code: str, status: int, *, stops: bool
) -> None:
    assert refusal(number, code, status).stops_job is stops
