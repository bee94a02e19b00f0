"""Generated models in pydantic and FastAPI: bodies, answers, and the document that an application shows of itself."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import Annotated, Any

import pytest
from fastapi import Body, FastAPI
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from pydantic import BaseModel, TypeAdapter, ValidationError

from tests.codegen.contract_document import contract, examples, schema
from tests.requests_of import codes, coupon
from wechatpay_product_coupon import models as m


class Order(BaseModel):
    note: str
    stocks: list[m.CreateStockRequest] = []
    coupon: m.CreateProductCouponRequest | None = None


app = FastAPI()


@app.post("/coupons")
def create(body: Annotated[m.CreateProductCouponRequest, Body()]) -> m.CreateProductCouponRequest:
    return body


@app.post("/either")
def either(body: Annotated[m.CreateStockRequest | m.CreateStockBundleRequest, Body()]) -> str:
    return type(body).__name__


@app.post("/codes")
def upload(
    codes: Annotated[m.UploadCouponCodesRequest, Body()], stock: Annotated[m.StockEntity | None, Body()] = None
) -> m.StockEntity | None:
    return stock


@app.post("/orders", response_model=list[m.CreateStockRequest])
def order(order: Order) -> Any:
    return order.stocks


@app.get("/broken", response_model=m.UploadCouponCodesResponse)
def broken() -> Any:
    return {"success_code_list": "SECRET-1"}


@pytest.fixture(scope="module")
def http() -> Iterator[TestClient]:
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def test_a_body_becomes_its_model_and_goes_back_as_it_came(http: TestClient) -> None:
    sent = coupon().to_dict()
    answered = http.post("/coupons", json=sent)
    assert answered.status_code == 200
    assert answered.json() == sent


def test_every_mistake_is_told_at_its_place(http: TestClient) -> None:
    wrong = coupon().to_dict()
    wrong["out_request_no"] = "x"
    wrong["stock"]["stock_send_rule"]["max_count"] = 0
    wrong["stock"]["usage_rule_display_info"]["coupon_usage_method_list"][1] = "TELEPATHY"
    del wrong["single_usage_info"]
    answered = http.post("/coupons", json=wrong)
    assert answered.status_code == 422
    told = {tuple(error["loc"]): error["msg"] for error in answered.json()["detail"]}
    assert told.keys() == {
        ("body", "out_request_no"),
        ("body", "single_usage_info"),
        ("body", "stock", "stock_send_rule", "max_count"),
        ("body", "stock", "usage_rule_display_info", "coupon_usage_method_list", 1),
    }
    assert "because usage_mode is SINGLE and scope is ALL" in told["body", "single_usage_info"]


def test_a_place_in_lists_and_other_models_is_told_whole(http: TestClient) -> None:
    body = {"note": "n", "stocks": [{}, {"brand_id": 7}], "coupon": {"scope": "ALL"}}
    places = {tuple(error["loc"]) for error in http.post("/orders", json=body).json()["detail"]}
    assert {
        ("body", "stocks", 0, "stock"),
        ("body", "stocks", 1, "brand_id"),
        ("body", "coupon", "out_request_no"),
    } <= places


def test_what_nobody_may_see_is_masked(http: TestClient) -> None:
    body = codes("SECRET-1").to_dict() | {"code_list": ["SECRET-1", {"SECRET-2": "SECRET-3"}, "SECRET 4" * 9]}
    answered = http.post("/codes", json={"codes": body})
    assert answered.status_code == 422
    assert {error["loc"][3] for error in answered.json()["detail"]} == {1, 2}
    assert "SECRET" not in answered.text
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(m.UploadCouponCodesRequest).validate_python(body)
    assert "SECRET" not in f"{caught.value} {caught.value!r} {caught.value.errors()} {caught.value.json()}"


@pytest.mark.parametrize("body", [[1], "SECRET", 7, None, True])
def test_what_is_no_object_is_refused_and_not_repeated(http: TestClient, body: Any) -> None:
    answered = http.post("/coupons", json=body)
    assert answered.status_code == 422
    assert answered.json()["detail"][0]["loc"] == ["body"]
    assert "SECRET" not in answered.text


def test_of_several_models_the_one_that_fits_is_made(http: TestClient) -> None:
    for operation, name in (("createStock", "CreateStockRequest"), ("createStockBundle", "CreateStockBundleRequest")):
        for example in examples(operation, "request").values():
            assert http.post("/either", json=example).json() == name
    nested = TypeAdapter(list[m.NotifyConfig | m.FixedWeekPeriod])
    either_of = [m.FixedWeekPeriod(day_list=[m.WeekEnum.MONDAY]), m.NotifyConfig(notify_appid="wx1")]
    assert nested.validate_python(either_of) == either_of


def test_an_answer_newer_than_the_contract_is_read_as_in_a_call() -> None:
    stock = examples("getStock", "answer")["official"] | {"state": "RESTING", "newer": 1}
    read = TypeAdapter(m.StockEntity).validate_json(TypeAdapter(dict[str, Any]).dump_json(stock))
    assert not read.state.is_known
    assert read.additional_properties == {"newer": 1}
    assert TypeAdapter(m.StockEntity).dump_python(read) == read.to_dict()
    with pytest.raises(ValidationError, match="stock_id"):
        TypeAdapter(m.StockEntity).validate_python({**stock, "stock_id": None})


def test_a_dict_may_hold_what_a_call_takes() -> None:
    """Models, enum members and times, as in a dict of `params`."""
    model = coupon()
    assert TypeAdapter(m.CreateProductCouponRequest).validate_python(model) is model
    given = {**model.to_dict(), "stock": model.stock, "scope": m.ProductCouponScope.ALL, "stock_bundle": None}
    assert TypeAdapter(m.CreateProductCouponRequest).validate_python(given) == model


def test_an_answer_that_is_not_its_model_is_the_programs_fault(http: TestClient) -> None:
    answered = http.get("/broken")
    assert answered.status_code == 500
    assert "SECRET" not in answered.text


def test_the_application_describes_the_models_by_the_contract(http: TestClient) -> None:
    document = http.get("/openapi.json").json()
    validate(document)
    schemas = document["components"]["schemas"]
    stock = schemas["CreateStockRequest"]["properties"]["stock"]
    assert stock["$ref"] == "#/components/schemas/StockForCreate"
    number = schemas["CreateProductCouponRequest"]["properties"]["out_request_no"]
    assert number["pattern"] == "^[0-9A-Za-z_-]{6,40}$"
    assert "x-" not in {key[:2] for schema in schemas.values() for key in schema}
    assert schemas["StockEntity"]["required"] == schema(contract(), "StockEntity")["required"]


@pytest.mark.parametrize("name", sorted(set(m.__all__)))
def test_the_schema_of_every_model_is_whole(name: str) -> None:
    kind = getattr(m, name)
    for mode in ("validation", "serialization"):
        told = TypeAdapter(kind).json_schema(mode=mode)
        Draft202012Validator.check_schema(told)
        for reference in references(told):
            assert reference.removeprefix("#/$defs/") in told["$defs"]


def test_the_schema_says_of_an_example_what_the_contract_says() -> None:
    told = Draft202012Validator(TypeAdapter(m.CreateProductCouponRequest).json_schema())
    for example in examples("createProductCoupon", "request").values():
        assert told.is_valid(example)
        assert not told.is_valid({**example, "usage_mode": "SINGLE", "scope": "ALL", "single_usage_info": 1})


def test_a_program_without_pydantic_does_not_meet_it() -> None:
    program = """
import sys
sys.modules["pydantic"] = sys.modules["pydantic_core"] = None
from wechatpay_product_coupon.models import NotifyConfig
NotifyConfig.like(NotifyConfig.from_dict({"notify_appid": "wx1"}))
"""
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


def references(node: Any) -> Iterator[str]:
    """Yield every reference in a schema."""
    if isinstance(node, list):
        for item in node:
            yield from references(item)
    elif isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for value in node.values():
            yield from references(value)
