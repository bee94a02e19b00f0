"""Client and sandbox read one contract through different generators and engines; here they are held against each other.

Bodies are made of the schemas: mostly valid ones, with now and then a member left out, a limit overstepped by one, an
enum value or a type that is wrong. Whatever one side takes, the other must take.
"""

from __future__ import annotations

import copy
import datetime
import json
import string
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.codegen.contract_document import contract, examples
from wechatpay_product_coupon import Client, errors
from wechatpay_product_coupon import models as m
from wechatpay_sandbox import models as sandbox_models
from wechatpay_sandbox._protocol.checks import Checks
from wechatpay_sandbox._protocol.contract import load
from wechatpay_sandbox._protocol.refusals import RefusedError

SCHEMAS = contract()["components"]["schemas"]
OPERATIONS = {
    "createProductCoupon": m.CreateProductCouponRequest,
    "submitImageGenerationTask": m.SubmitImageGenerationTaskRequest,
    "uploadCouponCodes": m.UploadCouponCodesRequest,
}
CODE_CHARACTERS = string.ascii_letters + string.digits + "_-"
# A copy each time: a later draw may put members into an object that an earlier one chose.
WRONG = st.sampled_from([None, "", 0, -1, True, [], {}, "券", 10**20, 1.5]).map(copy.deepcopy)


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        schema = SCHEMAS[schema["$ref"].rpartition("/")[2]]
    return schema


def values(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Return a strategy for JSON values of a schema, or just beside it."""
    schema = resolved(schema)
    right = _right(schema)
    return st.integers(0, 59).flatmap(lambda dice: WRONG if dice == 0 else right)


def _right(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    match schema.get("type"):
        case "object":
            return _objects(schema)
        case "array":
            most = min(schema.get("maxItems", 3), 3)
            return st.lists(values(schema["items"]), min_size=schema.get("minItems", 0), max_size=most)
        case "integer":
            low, high = schema.get("minimum", -5), schema.get("maximum", schema.get("minimum", 0) + 10**6)
            return st.sampled_from([low, high, low + 1]) | st.integers(low - 1, high + 1)
        case "boolean":
            return st.booleans()
        case "string":
            return _texts(schema)
    return st.none()


def _objects(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    required = set(schema.get("required", ()))
    members = {name: values(member) for name, member in schema["properties"].items()}
    whole = st.fixed_dictionaries(
        {name: member for name, member in members.items() if name in required},
        optional={name: member for name, member in members.items() if name not in required},
    )
    # Once in a while a member is missing, and once in a while there is one that nobody knows.
    return st.tuples(whole, st.integers(0, 39)).map(_with_accidents)


def _with_accidents(drawn: tuple[dict[str, Any], int]) -> dict[str, Any]:
    value, dice = drawn
    if dice == 0 and value:
        value.pop(min(value))
    elif dice == 1:
        value["newer_than_the_contract"] = {"a": [1]}
    return value


def _texts(schema: dict[str, Any]) -> st.SearchStrategy[str]:
    if schema.get("format") == "date-time":
        zones = st.sampled_from([datetime.UTC, datetime.timezone(datetime.timedelta(hours=8)), None])
        return st.datetimes(datetime.datetime(2025, 1, 1), datetime.datetime(2027, 1, 1), timezones=zones).map(
            lambda moment: moment.isoformat(timespec="seconds")
        )
    if schema.get("format") == "uri":
        return st.sampled_from(["https://wxpaylogo.qpic.cn/wxpaylogo/a.png", "https://qpic.cn/a"])
    low, high = schema.get("minLength", 0), schema.get("maxLength", 40)
    if "pattern" in schema:
        return st.text(CODE_CHARACTERS, min_size=5, max_size=41) | st.sampled_from(["#ff5733", "Color010"])
    # No blanks: in an id the client refuses them, as a slip that cannot be seen; it is no rule of WeChat Pay's.
    return st.text("a券😀·", min_size=max(low - 1, 0), max_size=min(high + 1, 1001))


def bodies(operation: str) -> st.SearchStrategy[Any]:
    """Return a strategy for bodies: made of the schema, or an example of the contract with a few members made anew."""
    schema = {"$ref": f"#/components/schemas/{OPERATIONS[operation].__name__}"}
    return values(schema) | _changed(operation, schema) | _changed(operation, schema)


@st.composite
def _changed(draw: st.DrawFn, operation: str, schema: dict[str, Any]) -> Any:
    body = copy.deepcopy(draw(st.sampled_from(list(examples(operation, "request").values()))))
    for _ in range(draw(st.integers(0, 4))):
        holder, properties = body, resolved(schema)["properties"]
        name = draw(st.sampled_from(sorted(properties)))
        while isinstance(holder.get(name), dict) and draw(st.integers(0, 4)):
            below = resolved(properties[name]).get("properties")
            if not below:
                break
            holder, properties = holder[name], below
            name = draw(st.sampled_from(sorted(properties)))
        if draw(st.integers(0, 4)):
            holder[name] = draw(values(properties[name]))
        else:
            holder.pop(name, None)
    return body


CHECKS = Checks(load())
CONTRACT = Client(auth=None)._contract


def client_accepts(operation: str, body: Any) -> bool:
    path = {"product_coupon_id": "1", "stock_id": "1"} if operation == "uploadCouponCodes" else {}
    try:
        CONTRACT.request_check(operation).check(path, {}, body)
    except errors.RequestValidationError:
        return False
    return True


def sandbox_accepts(operation: str, body: Any) -> bool:
    try:
        CHECKS.body(load().operations[operation], body)
    except RefusedError:
        return False
    return True


@pytest.mark.parametrize("operation", OPERATIONS)
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_one_side_accepts_the_other_accepts(operation: str, data: st.DataObject) -> None:
    body = data.draw(bodies(operation))
    client, sandbox = client_accepts(operation, body), sandbox_accepts(operation, body)
    assert client == sandbox, f"client {client}, sandbox {sandbox}: {json.dumps(body, ensure_ascii=False)}"


@pytest.mark.parametrize("operation", OPERATIONS)
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_the_client_can_express_comes_through_its_models_unchanged(operation: str, data: st.DataObject) -> None:
    model = OPERATIONS[operation]
    body = data.draw(bodies(operation))
    structural = getattr(sandbox_models, model.__name__)
    if client_accepts(operation, body):
        assert model.from_dict(body).to_dict() == body
        structural.model_validate(body)
