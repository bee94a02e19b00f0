"""Where a request has a float in an integer's place: in lists too, and in a schema that contains itself."""

from __future__ import annotations

from typing import Any

import pytest

from wechatpay_runtime._checks.json_values import holds_float, integers_in
from wechatpay_runtime._checks.schema import Schemas

NODE = {
    "properties": {
        "count": {"type": "integer"},
        "share": {"type": "number"},
        "name": {"type": "string"},
        "next": {"$ref": "#/$defs/Node"},
        "parts": {"type": "array", "items": {"$ref": "#/$defs/Node"}},
        "counts": {"type": "array", "items": {"type": "integer"}},
    }
}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"count": 1, "share": 1.0, "name": "1.0", "other": 1.0}, False),
        ({"count": 1.0}, True),
        ({"counts": [1, 2]}, False),
        ({"counts": [1, 2.0]}, True),
        ({"parts": [{"count": 1}, {"count": 1.0}]}, True),
        ({"next": {"next": {"parts": [{"next": {"count": 1.0}}]}}}, True),
        ({"next": {"next": {"parts": [{"next": {"share": 1.0}}]}}}, False),
        ({"next": 1.0, "parts": 1.0, "counts": 1.0}, False),  # of another type, which is told as such
    ],
    ids=repr,
)
def test_a_float_is_found_where_an_integer_belongs(value: dict[str, Any], expected: bool) -> None:
    integers = integers_in(Schemas({"Node": NODE}), {"properties": {"body": {"$ref": "#/$defs/Node"}}})
    assert holds_float({"body": value}, integers) is expected
