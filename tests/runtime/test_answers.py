"""Answers are read without losing anything: newer ones are kept, broken ones are handed over whole."""

from __future__ import annotations

import copy
import json
import logging
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from tests.codegen.contract_document import examples
from tests.requests_of import codes, coupon
from wechatpay_product_coupon import UNSET, errors
from wechatpay_product_coupon import models as m

CREATE = "product_coupons.create_product_coupon"
Ask = Callable[..., Any]


@pytest.fixture
def answer() -> dict[str, Any]:
    return examples("createProductCoupon", "answer")["seed"]


@pytest.fixture
def drifts() -> list[errors.Drift]:
    return []


def test_every_example_of_the_contract_survives_a_round_trip() -> None:
    for operation, part, model in [
        ("createProductCoupon", "request", m.CreateProductCouponRequest),
        ("createProductCoupon", "answer", m.CreateProductCouponResponse),
        ("submitImageGenerationTask", "request", m.SubmitImageGenerationTaskRequest),
        ("submitImageGenerationTask", "answer", m.SubmitImageGenerationTaskResponse),
        ("getImageGenerationTask", "answer", m.ImageGenerationTask),
        ("uploadImage", "answer", m.UploadImageResponse),
        ("uploadCouponCodes", "request", m.UploadCouponCodesRequest),
        ("uploadCouponCodes", "answer", m.UploadCouponCodesResponse),
    ]:
        for example in examples(operation, part).values():
            read = model.from_dict(example)
            assert read.to_dict() == example
            assert pickle.loads(pickle.dumps(read)) == copy.deepcopy(read) == read


def test_unknown_fields_are_kept_and_reported(ask: Ask, answer: dict[str, Any], drifts: list[errors.Drift]) -> None:
    answer["saved_amount"] = {"fen": 1}
    answer["stock"]["stock_send_rule"]["max_count_per_week"] = 7
    read = ask(answer, CREATE, body=coupon(), client={"on_drift": drifts.append})
    assert read.to_dict() == answer
    assert read.additional_properties == {"saved_amount": {"fen": 1}}
    assert read.stock.stock_send_rule.additional_properties["max_count_per_week"] == 7
    assert {drift.problem.path for drift in drifts} == {"saved_amount", "stock.stock_send_rule.max_count_per_week"}
    assert all(drift.operation == "createProductCoupon" and drift.request_id for drift in drifts)


def test_an_unknown_enum_value_is_an_open_member(ask: Ask, answer: dict[str, Any], drifts: list[errors.Drift]) -> None:
    answer["stock"]["state"] = "FROZEN"
    read = ask(answer, CREATE, body=coupon(), client={"on_drift": drifts.append})
    state = read.stock.state
    assert isinstance(state, m.StockState)
    assert state == "FROZEN"
    assert f"{state}" == str(state) == "FROZEN"
    assert repr(state) == "StockState('FROZEN')"
    assert not state.is_known
    assert m.StockState.SENDING.is_known
    assert {state: 1}["FROZEN"] == 1
    assert read.to_dict() == answer
    match state:
        case m.StockState.SENDING:
            pytest.fail("an unknown value must not match a known one")
        case m.StockState():
            pass
    (drift,) = drifts
    assert (drift.problem.path, drift.problem.value) == ("stock.state", '"FROZEN"')


def test_an_open_member_can_be_sent_again(ask: Ask, answer: dict[str, Any], platform: Any) -> None:
    body = coupon()
    body.stock.store_scope = m.StockStoreScope("NEARBY")
    ask(answer, CREATE, body=body, client={"validate": False, "on_drift": lambda drift: None})
    assert json.loads(platform.received[-1].body)["stock"]["store_scope"] == "NEARBY"


def test_enum_members_hash_as_their_strings() -> None:
    assert {"ALL": 1}[m.ProductCouponScope.ALL] == 1
    assert pickle.loads(pickle.dumps(m.StockState("FROZEN"))) == "FROZEN"
    assert m.StockState("SENDING") is m.StockState.SENDING
    with pytest.raises(ValueError, match="7"):
        m.StockState(7)


@pytest.mark.parametrize(
    ("spoil", "path", "problem"),
    [
        (lambda a: a.pop("product_coupon_id"), "product_coupon_id", "missing"),
        (lambda a: a["stock"].pop("stock_id"), "stock.stock_id", "missing"),
        (lambda a: a.update(product_coupon_id=7), "product_coupon_id", "a string; got 7"),
        (lambda a: a["stock"]["sent_count_info"].update(today_count=""), "stock.sent_count_info.today_count", "an int"),
        (lambda a: a["display_info"].update(detail_image_url_list="x"), "display_info.detail_image_url_list", "a list"),
        (lambda a: a["stock"].update(stock_send_rule=[]), "stock.stock_send_rule", "an object"),
        (lambda a: a["stock"].update(stock_id=None), "stock.stock_id", "a string; got null"),
        (lambda a: a["stock"].update(deactivate_time="soon"), "stock.deactivate_time", "a time such as"),
    ],
)  # fmt: skip
def test_an_answer_no_model_can_hold_is_handed_over_whole(
    ask: Ask, answer: dict[str, Any], spoil: Callable[[Any], object], path: str, problem: str
) -> None:
    spoil(answer)
    with pytest.raises(errors.ResponseContractError) as caught:
        ask(answer, CREATE, body=coupon())
    error = caught.value
    assert (error.operation, error.path) == ("createProductCoupon", path)
    assert problem in error.problem
    assert json.loads(error.content) == answer
    assert error.request_id
    assert error.request_id in str(error)
    assert "took effect" in str(error)


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"null", b"\xff", b'{"a":'], ids=repr)
def test_a_verified_answer_that_is_no_object_of_ours_is_handed_over_too(ask: Ask, body: bytes) -> None:
    with pytest.raises(errors.ResponseContractError) as caught:
        ask(body, CREATE, body=coupon())
    assert caught.value.content == body


def test_a_null_in_place_of_what_may_be_left_out_is_read_as_absent(
    ask: Ask, answer: dict[str, Any], drifts: list[errors.Drift]
) -> None:
    answer["out_product_no"] = None
    answer["stock"]["deactivate_time"] = None
    read = ask(answer, CREATE, body=coupon(), client={"on_drift": drifts.append})
    assert read.out_product_no is UNSET
    assert read.stock.deactivate_time is UNSET
    assert {drift.problem.path for drift in drifts} == {"out_product_no", "stock.deactivate_time"}


def test_a_rule_an_answer_does_not_keep_is_drift_not_an_error(
    ask: Ask, answer: dict[str, Any], drifts: list[errors.Drift]
) -> None:
    answer["stock"]["stock_send_rule"]["max_count"] = 300_000_000
    period = answer["stock"]["single_usage_rule"]["coupon_available_period"]
    period["irregular_available_period_list"] = []
    read = ask(answer, CREATE, body=coupon(), client={"on_drift": drifts.append})
    assert read.stock.stock_send_rule.max_count == 300_000_000
    assert {drift.problem.source for drift in drifts if drift.problem.because} == {"R424"}
    assert "stock.stock_send_rule.max_count" in {drift.problem.path for drift in drifts}


def test_absent_lists_are_unset_and_read_as_empty(ask: Ask) -> None:
    read = ask({"total_count": 1}, "product_coupons.upload_coupon_codes", "1", "2", body=codes("a"))
    assert read.failed_code_list is UNSET
    assert not read.failed_code_list
    assert list(read.failed_code_list or []) == []


def test_drift_is_logged_once_for_each_operation_and_path(
    ask: Ask, answer: dict[str, Any], caplog: pytest.LogCaptureFixture, platform: Any
) -> None:
    from wechatpay_product_coupon import Client

    answer["brand_new"] = answer["stock"]["brand_new"] = 1
    with caplog.at_level(logging.WARNING, "wechatpay_product_coupon"):
        ask(answer, CREATE, body=coupon())
        with Client(auth=None, base_url=platform.url) as client:
            for _ in range(3):
                client.product_coupons.create_product_coupon(body=coupon())
    told = [record.getMessage() for record in caplog.records if "differs from the contract" in record.getMessage()]
    assert len(told) == 2 * 2
    assert "createProductCoupon" in told[0]
    assert "brand_new" in told[0]


def test_a_listener_that_fails_does_not_cost_the_result(
    ask: Ask, answer: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    answer["brand_new"] = 1

    def fail(drift: errors.Drift) -> None:
        raise RuntimeError("listener")

    assert ask(answer, CREATE, body=coupon(), client={"on_drift": fail}).additional_properties == {"brand_new": 1}
    assert "on_drift failed" in caplog.text


def test_a_model_read_by_hand_says_what_it_lacks() -> None:
    with pytest.raises(errors.ModelError, match=r"StockSendRule: required member 'max_count' is missing"):
        m.StockSendRule.from_dict({})
    with pytest.raises(errors.ModelError, match="TimePeriod"):
        m.TimePeriod.from_dict({"begin_time": "soon", "end_time": "later"})
    with pytest.raises(errors.ModelError, match="StockSendRule"):
        m.StockSendRule.from_dict([])  # type: ignore[arg-type]
