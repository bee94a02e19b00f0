"""Answers are read without losing anything: newer ones are kept, broken ones are handed over whole."""

from __future__ import annotations

import copy
import json
import logging
import pickle
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from tests.codegen.contract_document import examples
from tests.requests_of import codes, coupon, image_task
from wechatpay_product_coupon import errors
from wechatpay_product_coupon import models as m

CREATE = "product_coupons.create"
BEIJING = timezone(timedelta(hours=8))
Ask = Callable[..., Any]


@pytest.fixture
def answer() -> dict[str, Any]:
    return examples("createProductCoupon", "answer")["official"]


def asked() -> m.CreateProductCouponRequest:
    """Return the request that the contract's example of an answer answers."""
    return m.CreateProductCouponRequest.from_dict(examples("createProductCoupon", "request")["official"])


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
    read = ask(answer, CREATE, body=asked(), client={"on_drift": drifts.append})
    assert read.to_dict() == answer
    assert read.additional_properties == {"saved_amount": {"fen": 1}}
    assert read.stock.stock_send_rule.additional_properties["max_count_per_week"] == 7
    assert {drift.problem.path for drift in drifts} == {"saved_amount", "stock.stock_send_rule.max_count_per_week"}
    assert all(drift.operation == "createProductCoupon" and drift.request_id for drift in drifts)


def test_an_unknown_enum_value_is_an_open_member(ask: Ask, answer: dict[str, Any], drifts: list[errors.Drift]) -> None:
    answer["stock"]["state"] = "FROZEN"
    read = ask(answer, CREATE, body=asked(), client={"on_drift": drifts.append})
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
    body = asked()
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
        ask(answer, CREATE, body=asked())
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
        ask(body, CREATE, body=asked())
    assert caught.value.content == body


def test_a_null_in_place_of_what_may_be_left_out_is_read_as_absent(
    ask: Ask, answer: dict[str, Any], drifts: list[errors.Drift]
) -> None:
    answer["out_product_no"] = None
    answer["stock"]["deactivate_time"] = None
    read = ask(answer, CREATE, body=asked(), client={"on_drift": drifts.append})
    assert read.out_product_no is None
    assert read.stock.deactivate_time is None
    assert {drift.problem.path for drift in drifts} == {"out_product_no", "stock.deactivate_time"}


def test_a_rule_an_answer_does_not_keep_is_drift_not_an_error(
    ask: Ask, answer: dict[str, Any], drifts: list[errors.Drift]
) -> None:
    answer["stock"]["stock_send_rule"]["max_count"] = 300_000_000
    period = answer["stock"]["single_usage_rule"]["coupon_available_period"]
    period["irregular_available_period_list"] = []
    read = ask(answer, CREATE, body=asked(), client={"on_drift": drifts.append})
    assert read.stock.stock_send_rule.max_count == 300_000_000
    assert {drift.problem.because for drift in drifts if drift.problem.because} == {
        "irregular_available_period_list is sent"
    }
    assert {drift.problem.source for drift in drifts} == {"https://pay.weixin.qq.com/doc/v3/partner/4015781289"}
    assert "stock.stock_send_rule.max_count" in {drift.problem.path for drift in drifts}


def test_absent_lists_are_unset_and_read_as_empty(ask: Ask) -> None:
    read = ask({"total_count": 1}, "stocks.upload_codes", "1", "2", body=codes("a"))
    assert read.failed_code_list == []
    assert not read.failed_code_list
    assert list(read.failed_code_list or []) == []


def test_drift_is_logged_once_for_each_operation_and_path(
    ask: Ask, answer: dict[str, Any], caplog: pytest.LogCaptureFixture, platform: Any
) -> None:
    from wechatpay_product_coupon import Client

    answer["brand_new"] = answer["stock"]["brand_new"] = 1
    with caplog.at_level(logging.WARNING, "wechatpay_product_coupon"):
        ask(answer, CREATE, body=asked())
        with Client(auth=None, base_url=platform.url) as client:
            for _ in range(3):
                client.product_coupons.create(body=asked())
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

    assert ask(answer, CREATE, body=asked(), client={"on_drift": fail}).additional_properties == {"brand_new": 1}
    assert "on_drift failed" in caplog.text


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda a: a["display_info"].update(name="another one"), ("display_info.name", '"another one"')),
        (lambda a: a["stock"]["stock_send_rule"].update(max_count=7), ("stock.stock_send_rule.max_count", "7")),
    ],
)
def test_what_an_answer_repeats_otherwise_is_drift(
    ask: Ask, answer: dict[str, Any], drifts: list[errors.Drift], change: Any, told: tuple[str, str]
) -> None:
    change(answer)
    ask(answer, CREATE, body=asked(), client={"on_drift": drifts.append})
    assert [(drift.problem.path, drift.problem.value) for drift in drifts] == [told]
    assert drifts[0].problem.rule == "what the request has"


def test_the_same_in_other_words_is_no_drift(ask: Ask, answer: dict[str, Any], drifts: list[errors.Drift]) -> None:
    period = answer["stock"]["single_usage_rule"]["coupon_available_period"]
    period["available_begin_time"] = "2025-07-31T16:00:00Z"
    del answer["stock"]["remark"]
    ask(answer, CREATE, body=asked(), client={"on_drift": drifts.append})
    assert not drifts


def test_a_model_read_by_hand_says_what_it_lacks() -> None:
    with pytest.raises(errors.ModelError, match=r"StockSendRule: required member 'max_count' is missing"):
        m.StockSendRule.from_dict({})
    with pytest.raises(errors.ModelError, match="TimePeriod"):
        m.TimePeriod.from_dict({"begin_time": "soon", "end_time": "later"})
    with pytest.raises(errors.ModelError, match="StockSendRule"):
        m.StockSendRule.from_dict([])  # type: ignore[arg-type]


@pytest.mark.parametrize("nothing", [None, ""], ids=["null", "empty text"])
def test_nothing_in_place_of_an_optional_member_is_its_absence(
    ask: Ask, answer: dict[str, Any], drifts: list[errors.Drift], nothing: str | None
) -> None:
    answer["stock"]["usage_rule_display_info"]["coupon_available_store_info"] = nothing
    answer["stock"]["coupon_code_count_info"] = nothing
    answer["stock"]["deactivate_time"] = nothing
    read = ask(answer, CREATE, body=asked(), client={"on_drift": drifts.append})
    assert read.stock.usage_rule_display_info.coupon_available_store_info is None
    assert read.stock.coupon_code_count_info is None
    assert read.stock.deactivate_time is None
    assert len({drift.problem.path for drift in drifts}) == 3


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2030-01-31T08:00:00.123+08:00", datetime(2030, 1, 31, 8, 0, 0, 123000, tzinfo=BEIJING)),
        ("2030-01-31 08:00:00+08:00", datetime(2030, 1, 31, 8, tzinfo=BEIJING)),
        ("2030-01-31T08:00+0800", datetime(2030, 1, 31, 8, tzinfo=BEIJING)),
        ("20300131T000000Z", datetime(2030, 1, 31, tzinfo=UTC)),
        ("2030-01-31T08:00:00", datetime(2030, 1, 31, 8)),
    ],
)
def test_a_time_that_can_be_read_is_read(
    ask: Ask, answer: dict[str, Any], drifts: list[errors.Drift], text: str, moment: datetime
) -> None:
    answer["stock"]["single_usage_rule"]["coupon_available_period"]["available_end_time"] = text
    read = ask(answer, CREATE, body=asked(), client={"on_drift": drifts.append})
    assert read.stock.single_usage_rule.coupon_available_period.available_end_time == moment


def test_a_time_that_cannot_be_read_breaks_the_contract(ask: Ask, answer: dict[str, Any]) -> None:
    answer["stock"]["single_usage_rule"]["coupon_available_period"]["available_end_time"] = "next week"
    with pytest.raises(errors.ResponseContractError, match="available_end_time"):
        ask(answer, CREATE, body=asked())


def test_what_no_log_may_hold_is_in_no_repr() -> None:
    report = m.UploadCouponCodesResponse.from_dict(
        {
            "total_count": 3,
            "success_code_list": ["SECRET1"],
            "failed_code_list": [{"coupon_code": "SECRET2", "code": "SYSTEM_ERROR", "message": "x"}],
            "newer": {"openid": "SECRET3"},
        }
    )
    shown = repr([report, codes("SECRET4")])
    assert "SECRET" not in shown
    assert "success_code_list=***" in shown
    assert "{'newer': …}" in shown
    assert "already_exist_code_list=[]" in shown


def test_a_whole_number_with_a_fraction_is_an_integer(ask: Ask, answer: dict[str, Any]) -> None:
    text = json.dumps(answer).replace('"max_count": ', '"max_count": 1e0, "was": ')
    read = ask(text.encode(), CREATE, body=asked())
    assert read.stock.stock_send_rule.max_count == 1
    assert type(read.stock.stock_send_rule.max_count) is int


@pytest.mark.parametrize(
    ("method", "args", "kwargs", "answered"),
    [
        ("images.submit_generation_task", [image_task()], {}, {"task_id": "another_task", "brand_id": "120344"}),
        ("images.submit_generation_task", [image_task()], {}, {"task_id": None, "brand_id": "777777"}),
        (
            "images.get_generation_task",
            ["task_1"],
            {"brand_id": "120344", "image_generation_type": "CUT_OUT"},
            {"task_id": "task_1", "brand_id": "120344", "image_generation_type": "COMBINE_IMAGE"},
        ),
    ],
    ids=["task_id", "brand_id", "image_generation_type"],
)
def test_the_answer_to_another_call_proves_nothing(
    ask: Ask, method: str, args: list[Any], kwargs: dict[str, Any], answered: dict[str, Any]
) -> None:
    if answered["task_id"] is None:
        answered = {**answered, "task_id": args[0].task_id}
    with pytest.raises(errors.UnverifiedAnswerError, match="is not that of the request") as caught:
        ask({"task_state": "PROCESSING", **answered}, method, *args, **kwargs)
    assert caught.value.reason == "another call's answer"
    assert caught.value.outcome_unknown


@pytest.mark.parametrize("place", ["brand_id", "stock.brand_id", "out_product_no"])
def test_one_answer_is_no_result_of_a_hundred_creations(ask: Ask, answer: dict[str, Any], place: str) -> None:
    body = coupon(out_product_no="mine")
    answer |= {"brand_id": body.brand_id, "out_product_no": "mine"}
    answer["stock"]["brand_id"] = body.brand_id
    assert ask(answer, CREATE, body=body)
    holder = answer["stock"] if place.startswith("stock") else answer
    holder[place.rpartition(".")[2]] = "777777"
    with pytest.raises(errors.UnverifiedAnswerError, match=place):
        ask(answer, CREATE, body=body)


@pytest.mark.parametrize(
    ("method", "operation", "other"),
    [
        ("use", "useUserProductCoupon", ("single_usage_detail", "use_request_no")),
        ("return_coupon", "returnUserProductCoupon", ("single_usage_detail", "return_request_no")),
        ("confirm", "confirmSendUserProductCoupon", ("confirm_request_no",)),
        ("deactivate", "deactivateUserProductCoupon", ("deactivate_request_no",)),
        ("send_bundle", "sendUserProductCouponBundle", ("user_product_coupon_list", 0, "send_request_no")),
    ],
)
def test_a_request_number_is_compared_under_any_name(
    ask: Ask, method: str, operation: str, other: tuple[str | int, ...]
) -> None:
    body = copy.deepcopy(next(iter(examples(operation, "request").values())))
    answer = copy.deepcopy(next(iter(examples(operation, "response").values())))
    path = ["o0123456789"] if method == "send_bundle" else ["o0123456789", answer["coupon_code"]]
    holder: Any = answer
    for step in other[:-1]:
        holder = holder[step]
    assert ask(answer, f"user_coupons.{method}", *path, body)
    holder[other[-1]] = "another_number"
    with pytest.raises(errors.UnverifiedAnswerError, match="request_no is not that of the request"):
        ask(answer, f"user_coupons.{method}", *path, body)
