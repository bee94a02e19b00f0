from __future__ import annotations

from typing import Any

import pytest

from codegen.lint import lint
from codegen.lint.cross_rules import MEANT
from codegen.lint.extensions import CROSS_RULES
from tests.codegen.contract_document import schema
from tests.codegen.small_contract import small_copy


def _told(rule: dict[str, Any]) -> list[str]:
    """Return what is told of a rule of an object that has members of all kinds."""
    document = small_copy()
    owner = schema(document, "CutOut")
    inner = {"type": "object", "description": "Inner (内).", "properties": {"begin": _member("string", "date-time")}}
    document["components"]["schemas"] |= {"CutOutInner": inner}
    owner["properties"] |= {
        "begin": _member("string", "date-time"),
        "end": _member("string", "date-time"),
        "low": _member("integer", "int64"),
        "high": _member("number"),
        "text": _member("string"),
        "inner": {"$ref": "#/components/schemas/CutOutInner", "description": "Inner (内)."},
        "rows": {"type": "array", "items": {"$ref": "#/components/schemas/CutOutInner"}, "description": "Rows (行)."},
    }
    of = owner["properties"]["rows"] if rule.pop("of_rows", False) else owner
    of["x-cross-rules"] = [{"description": "A rule.", **rule}]
    return [finding.message for finding in lint(document)]


def _member(kind: str, form: str = "") -> dict[str, Any]:
    return {"type": kind, "description": "A member (成员).", **({"format": form} if form else {})}


def test_every_kind_of_rule_has_its_place() -> None:
    assert MEANT.keys() == CROSS_RULES.keys()


@pytest.mark.parametrize(
    "rule",
    [
        {"kind": "ordered", "fields": ["begin", "end"]},
        {"kind": "ordered", "fields": ["low", "high"]},
        {"kind": "span-at-most", "fields": ["begin", "end"], "days": 366},
        {"kind": "not-above", "fields": ["low", "high"], "unless-zero": "high"},
        {"kind": "as-many-as", "list": "rows", "count": "low"},
    ],
)
def test_a_rule_that_can_be_applied_is_taken(rule: dict[str, Any]) -> None:
    assert _told(rule) == []


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        (
            {"kind": "ordered", "fields": ["inner.begin", "end"]},
            "there is no field inner.begin; name a member of the obj",
        ),
        ({"kind": "ordered", "fields": ["rows.begin", "end"]}, "there is no field rows.begin"),
        ({"kind": "ordered", "fields": ["low", "begin"]}, "low and begin cannot be compared"),
        (
            {"kind": "ordered", "fields": ["text", "begin"]},
            "text is of type string, and fields of ordered takes integer",
        ),
        ({"kind": "ordered", "fields": ["low", "low"]}, "has non-unique elements"),
        ({"kind": "ordered", "fields": ["begin", "begin"], "of_rows": True}, "has non-unique elements"),
        ({"kind": "ordered", "fields": ["begin", "end"], "of_rows": True}, "is about the members of an object"),
        ({"kind": "disjoint", "fields": ["begin", "end"]}, "is about the elements of a list"),
        ({"kind": "disjoint", "fields": ["begin", "end"], "of_rows": True}, "there is no field end"),
        ({"kind": "never-falls", "field": "low", "from": 2}, "is about the elements of a list"),
        ({"kind": "span-at-most", "fields": ["low", "high"], "days": 3}, "fields of span-at-most takes date-time"),
        ({"kind": "span-at-most", "fields": ["begin", "end"], "days": 99_999_999_999}, "is greater than the maximum"),
        (
            {"kind": "not-above", "fields": ["low", "high"], "unless-zero": "text"},
            "unless-zero of not-above takes integer",
        ),
        ({"kind": "sha256-of", "digest": "text", "of": "low"}, "of of sha256-of takes binary"),
        ({"kind": "as-many-as", "list": "text", "count": "low"}, "list of as-many-as takes array"),
        ({"kind": "as-many-as", "list": "rows", "count": "text"}, "count of as-many-as takes integer"),
        ({"kind": "as-many-as", "list": "rows.begin", "count": "low"}, "there is no field rows.begin"),
    ],
)
def test_a_rule_that_would_never_be_applied_is_refused(rule: dict[str, Any], message: str) -> None:
    told = _told(rule)
    assert any(message in found for found in told), told
