"""Where a request has a float in an integer's place: in lists too, and in a schema that contains itself."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from wechatpay_runtime._checks.request import RequestCheck
from wechatpay_runtime._checks.schema import Schemas
from wechatpay_runtime.errors import RequestValidationError

INTEGERS = {"type": "integer", "x-soft-rules": [{"description": "above 0", "schema": {"exclusiveMinimum": 0}}]}
NODE = {
    "type": "object",
    "properties": {
        "count": INTEGERS,
        "share": {"type": "number"},
        "name": {"type": "string"},
        "next": {"$ref": "#/$defs/Node"},
        "parts": {"type": "array", "items": {"$ref": "#/$defs/Node"}},
        "counts": {"type": "array", "items": {"type": "integer"}},
    },
}
CONTRACT = {
    "page": "https://pay.weixin.qq.com/doc/v3/partner/4017327735",
    "path_parameters": {},
    "query_parameters": {"properties": {"limit": {"type": "integer"}}},
    "body": {"media_type": "application/json", "schema": {"$ref": "#/$defs/Node"}},
}
CHECK = RequestCheck("op", CONTRACT, Schemas({"Node": NODE}))


@pytest.mark.parametrize(
    "body",
    [
        {"count": 1, "share": 1.0, "name": "1.0"},
        {"counts": [1, 2]},
        {"next": {"next": {"parts": [{"next": {"share": 1.0}}]}}},
    ],
    ids=repr,
)
def test_a_float_passes_where_a_number_belongs(body: dict[str, Any]) -> None:
    assert CHECK.check({}, {"limit": 1}, body) == []


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"count": 1.0}, "count"),
        ({"counts": [1, 2.0]}, "counts[1]"),
        ({"parts": [{"count": 1}, {"count": 1.0}]}, "parts[1].count"),
        ({"next": {"next": {"parts": [{"next": {"count": -1.0}}]}}}, "next.next.parts[0].next.count"),
        ({"count": 1e22}, "count"),
        ({"count": 1e300}, "count"),
        ({"count": Decimal("5.0")}, "count"),
        ({"counts": [Decimal("1E1")]}, "counts[0]"),
    ],
    ids=repr,
)
def test_a_float_is_refused_where_an_integer_belongs(body: dict[str, Any], path: str) -> None:
    with pytest.raises(RequestValidationError) as caught:
        CHECK.check({}, {}, body)
    (problem,) = caught.value.problems
    assert (problem.path, problem.rule) == (path, "an integer, without a fraction")


@pytest.mark.parametrize("limit", [1.0, Decimal("1.0")])
def test_a_float_is_refused_in_the_query(limit: object) -> None:
    with pytest.raises(RequestValidationError, match=r"limit.*an integer, without a fraction"):
        CHECK.check({}, {"limit": limit}, {})


@pytest.mark.parametrize("value", [1.5, "1.0", [1.0]])
def test_what_is_no_integer_at_all_is_told_once(value: object) -> None:
    with pytest.raises(RequestValidationError) as caught:
        CHECK.check({}, {}, {"count": value})
    assert [problem.rule for problem in caught.value.problems] == ["an integer"]


@pytest.mark.parametrize("name", ["next", "parts", "counts"])
def test_a_float_in_place_of_an_object_or_a_list_is_told_as_what_it_is(name: str) -> None:
    with pytest.raises(RequestValidationError) as caught:
        CHECK.check({}, {}, {name: 1.0})
    assert "fraction" not in str(caught.value)


def test_a_soft_rule_of_an_integer_is_still_told() -> None:
    (problem,) = CHECK.check({}, {}, {"count": -1})
    assert (problem.path, problem.rule) == ("count", "above 0")
