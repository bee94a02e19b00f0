"""Members that the contract does not know are sent, and told with the nearest name that it does know."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pytest

from tests.calls import Caller
from tests.requests_of import codes, coupon, image_task
from wechatpay_httpx import ImageUpload
from wechatpay_product_coupon import errors
from wechatpay_product_coupon import models as m
from wechatpay_runtime._checks.request import RequestCheck
from wechatpay_runtime._checks.schema import Schemas
from wechatpay_sandbox import Sandbox

CREATE: Final = "product_coupons.create"
SECRET: Final = "oUpF8uMuAJO"

Change = Callable[[dict[str, Any]], object]
UNKNOWN: dict[str, tuple[Change, str]] = {
    "stock.stock_send_rule.max_count_per_days": (
        lambda body: body["stock"]["stock_send_rule"].update(max_count_per_days=SECRET),
        "max_count_per_day",
    ),
    "stock.remarks": (lambda body: body["stock"].update(remarks=SECRET), "remark"),
    "brandId": (lambda body: body.update(brandId=SECRET), "brand_id"),
    "out-request-no": (lambda body: body.update({"out-request-no": SECRET}), "out_request_no"),
    "stock_send_rule": (lambda body: body.update(stock_send_rule={}), "stock.stock_send_rule"),
    "single_usage_info.discount_coupon.percent_of": (
        lambda body: body["single_usage_info"]["discount_coupon"].update(percent_of=SECRET),
        "percent_off",
    ),
    "qqqq": (lambda body: body.update(qqqq={"a": SECRET}), ""),
    "a\\nb": (lambda body: body.update({"a\nb": SECRET}), ""),
    "x" * 59 + "…": (lambda body: body.update({"x" * 500: SECRET}), ""),
}


@pytest.mark.parametrize("form", [dict, m.CreateProductCouponRequest.from_dict])
@pytest.mark.parametrize("path", UNKNOWN)
def test_an_unknown_member_is_sent_and_told_with_the_name_that_may_be_meant(
    call: Caller, wechatpay: Sandbox, path: str, form: Callable[[dict[str, Any]], Any]
) -> None:
    change, meant = UNKNOWN[path]
    body = coupon().to_dict()
    body["out_request_no"] += f"_{len(wechatpay.coupons)}"
    change(body)
    told: list[errors.Problem] = []
    call(CREATE, body=form(body), client={"on_soft_rule": told.append, "on_drift": lambda _: None})
    (problem,) = [each for each in told if "a member that the contract lists" in each.rule]
    assert problem.path == path
    assert problem.rule.removeprefix("a member that the contract lists") == (
        f"; did you mean {meant}?" if meant else ""
    )
    assert SECRET not in str(told)


def test_in_lists_and_in_models_within_dicts(call: Caller) -> None:
    task = image_task().to_dict()
    task["combine_image"]["normal_coupon"]["treshold"] = 1
    told: list[errors.Problem] = []
    call("images.submit_generation_task", body=task, client={"on_soft_rule": told.append})
    assert [(problem.path, "did you mean threshold?" in problem.rule) for problem in told] == [
        ("combine_image.normal_coupon.treshold", True)
    ]


def test_nothing_is_told_of_what_the_contract_knows(call: Caller, png: bytes) -> None:
    told: list[errors.Problem] = []
    listening = {"on_soft_rule": told.append}
    call(CREATE, body=coupon(), client=listening)
    call("images.submit_generation_task", body=image_task(), client=listening)
    call("images.upload", body=ImageUpload.from_bytes(png, "logo.png"), client=listening)
    assert [problem for problem in told if "a member" in problem.rule] == []


def test_by_default_it_is_logged_once_without_its_value(call: Caller, caplog: pytest.LogCaptureFixture) -> None:
    body = {**coupon().to_dict(), "brandId": SECRET}
    call(CREATE, body=body, client={"on_drift": lambda _: None})
    told = [record.getMessage() for record in caplog.records if "brandId" in record.getMessage()]
    assert len(told) == 1
    assert "did you mean brand_id?" in told[0]
    assert SECRET not in caplog.text


def test_what_a_listener_raises_ends_the_call_before_anything_is_sent(call: Caller, wechatpay: Sandbox) -> None:
    def refuse(problem: errors.Problem) -> None:
        raise ValueError(problem.path)

    before = len(wechatpay.requests)
    with pytest.raises(ValueError, match="brandId"):
        call(CREATE, body={**coupon().to_dict(), "brandId": "1"}, client={"on_soft_rule": refuse})
    assert len(wechatpay.requests) == before


def test_a_missing_member_is_told_with_the_one_that_was_given_in_its_place(call: Caller) -> None:
    body = codes("a").to_dict()
    body["codeList"] = body.pop("code_list")
    with pytest.raises(errors.RequestValidationError, match=r"code_list .*under this name and not as codeList"):
        call("stocks.upload_codes", "1", "2", body=body)


NAMED: dict[str, Any] = {
    "Base": {"type": "object", "properties": {"name": {"type": "string"}}},
    "Small": {"type": "object", "properties": {"size": {"const": 1}}, "required": ["size"]},
    "Large": {"type": "object", "properties": {"width": {}, "height": {}}, "required": ["width"]},
    "Open": {"type": "object"},
    "Said": {"type": "object", "properties": {"a": {}}, "additionalProperties": True},
    "Whole": {
        "type": "object",
        "allOf": [
            {"$ref": "#/$defs/Base"},
            {"if": {"properties": {"name": {"const": "x"}}}, "then": {"properties": {"extra": {}}}},
        ],
        "properties": {
            "either": {"oneOf": [{"$ref": "#/$defs/Small"}, {"$ref": "#/$defs/Large"}]},
            "any": {"anyOf": [{"$ref": "#/$defs/Small"}, {"$ref": "#/$defs/Large"}]},
            "base": {"$ref": "#/$defs/Base"},
            "list": {"type": "array", "items": {"$ref": "#/$defs/Base"}},
            "open": {"$ref": "#/$defs/Open"},
            "said": {"$ref": "#/$defs/Said"},
            "map": {"type": "object", "additionalProperties": {"type": "string"}},
            "here": {"type": "object", "properties": {"inline": {}}},
        },
    },
}
COMPOSED: list[tuple[dict[str, Any], dict[str, str]]] = [
    ({"name": "a", "either": {"size": 1}, "any": {"width": 1, "height": 2}, "base": {"name": "b"}}, {}),
    ({"name": "x", "extra": 1}, {}),
    ({"nome": "a"}, {"nome": "name"}),
    ({"either": {"width": 1, "heigth": 2}}, {"either.heigth": "height"}),
    ({"any": {"size": 1, "sise": 2}}, {"any.sise": "size"}),
    ({"base": {"Name": "b"}}, {"base.Name": "name"}),
    ({"list": [{"name": "a"}, {"naem": "b"}]}, {"list[1].naem": "name"}),
    ({"open": {"what": 1}, "said": {"b": 1}, "map": {"anything": "goes"}}, {}),
    ({"here": {"inlined": 1}}, {"here.inlined": "inline"}),
]


@pytest.mark.parametrize(("body", "meant"), COMPOSED)
def test_a_member_of_any_part_of_an_object_is_known(body: dict[str, Any], meant: dict[str, str]) -> None:
    contract = {
        "page": "",
        "path_parameters": {},
        "query_parameters": {},
        "body": {"media_type": "application/json", "schema": {"$ref": "#/$defs/Whole"}},
    }
    told = RequestCheck("op", contract, Schemas(NAMED)).check({}, {}, body)
    assert {problem.path: problem.rule.partition("did you mean ")[2].rstrip("?") for problem in told} == meant
