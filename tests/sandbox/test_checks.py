"""Cross rules, what JSON Schema has no word for: every kind, kept and broken."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from wechatpay_sandbox._protocol.checks import RULES, Checks
from wechatpay_sandbox._protocol.contract import Contract, Operation, load
from wechatpay_sandbox._protocol.refusals import RefusedError

DAY = "2026-08-01T00:00:00+08:00"
YEAR_LATER = "2027-08-01T00:00:00+08:00"
SECOND_MORE = "2027-07-31T16:00:01Z"
PAIR = {"fields": ["a", "b"]}
NOT_ABOVE = {"kind": "not-above", **PAIR, "unless-zero": "b"}
SPAN = {"kind": "span-at-most", **PAIR, "days": 365}
SHA = {"kind": "sha256-of", "digest": "meta.sha256", "of": "file"}
FALLS = {"kind": "never-falls", "field": "a", "from": 2}
MANY = {"kind": "as-many-as", "list": "a.b", "count": "c.d"}
DIGEST = hashlib.sha256(b"x").hexdigest()


def kinds(node: Any) -> set[str]:
    """Kinds of the `x-cross-rules` in a contract, soft ones included."""
    if isinstance(node, list):
        return set().union(*map(kinds, node))
    if not isinstance(node, dict):
        return set()
    own = {rule["kind"] for rule in node.get("x-cross-rules", [])}
    return own.union(*map(kinds, node.values()))


def refusal(rule: dict[str, Any], body: Any) -> RefusedError | None:
    """Check a body against a contract of one operation, whose body has one rule."""
    schema = {"x-cross-rules": [{"description": "The rule in words.", **rule}]}
    operation = Operation("x", "POST", "/x", {}, {}, "application/json", schema, None, (), (), None, ())
    try:
        Checks(Contract(schemas={}, operations={"x": operation}, events={})).body(operation, body)
    except RefusedError as exc:
        return exc
    return None


def test_every_kind_of_the_contract_is_known() -> None:
    found = kinds(load().schemas)
    assert len(found) > 3
    assert found <= set(RULES)


@pytest.mark.parametrize(
    ("rule", "kept", "broken"),
    [
        ({"kind": "ordered", **PAIR}, {"a": 1, "b": 2}, {"a": 2, "b": 2}),
        ({"kind": "ordered", **PAIR}, {"a": DAY, "b": YEAR_LATER}, {"a": DAY, "b": "2026-07-31T16:00:00Z"}),
        (SPAN, {"a": DAY, "b": YEAR_LATER}, {"a": DAY, "b": SECOND_MORE}),
        (SPAN, {"a": YEAR_LATER, "b": DAY}, {"a": DAY, "b": "2030-01-01T00:00:00Z"}),
        (NOT_ABOVE, {"a": 100, "b": 100}, {"a": 101, "b": 100}),
        (NOT_ABOVE, {"a": 101, "b": 0}, {"a": 1, "b": -1}),
        ({"kind": "disjoint", **PAIR}, [{"a": 3, "b": 4}, {"a": 1, "b": 3}], [{"a": 3, "b": 5}, {"a": 4, "b": 9}]),
        (FALLS, [{"a": 9}, {"a": 2}, {"a": 2}, {"a": 3}], [{"a": 1}, {"a": 3}, {"a": 2}]),
        ({**FALLS, "kind": "never-rises"}, [{"a": 0}, {"a": 3}, {"a": 1}], [{"a": 9}, {"a": 1}, {"a": 2}]),
        (MANY, {"a": {"b": [1, 2]}, "c": {"d": 2}}, {"a": {"b": [1, 2]}, "c": {"d": 3}}),
        (SHA, {"meta": {"sha256": DIGEST.upper()}, "file": b"x"}, {"meta": {"sha256": DIGEST}, "file": b"y"}),
    ],
)
def test_a_rule_takes_what_keeps_it_and_refuses_the_rest(rule: dict[str, Any], kept: Any, broken: Any) -> None:
    assert refusal(rule, kept) is None
    refused = refusal(rule, broken)
    assert refused
    assert (refused.code, str(refused)) == ("INVALID_REQUEST", "INVALID_REQUEST The rule in words.")
    assert refusal({**rule, "soft": True}, broken) is None


@pytest.mark.parametrize("rule", [SPAN, NOT_ABOVE, FALLS, MANY, {"kind": "ordered", **PAIR}])
@pytest.mark.parametrize("body", [{}, {"a": 5}, {"b": 0}, {"a": "soon", "b": 1}, {"a": [], "b": {}}, [], "text", None])
def test_what_cannot_be_compared_is_for_other_rules_to_report(rule: dict[str, Any], body: Any) -> None:
    assert refusal(rule, body) is None
