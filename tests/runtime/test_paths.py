"""Paths in JSON: every element of a list, what is not there, and the identifiers that an answer repeats."""

from __future__ import annotations

from typing import Any

import pytest

from wechatpay_runtime._checks.answer import AnswerCheck
from wechatpay_runtime._checks.schema import Schemas, instances, member

VALUE = {"a": [{"b": 1}, {}, {"b": 2, "c": [3, 4]}], "d": {"e": 5}, "text": "text"}


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ((), [((), VALUE)]),
        (("d", "e"), [(("d", "e"), 5)]),
        (("d", "x"), []),
        (("text", "x"), []),
        (("a", "*", "b"), [(("a", 0, "b"), 1), (("a", 2, "b"), 2)]),
        (("a", "*", "c", "*"), [(("a", 2, "c", 0), 3), (("a", 2, "c", 1), 4)]),
        (("d", "*"), []),
        (("x", "*", "b"), []),
    ],
)
def test_a_path_leads_to_each_element(path: tuple[str, ...], found: list[Any]) -> None:
    assert list(instances(VALUE, path)) == found


@pytest.mark.parametrize(
    ("path", "found"), [(("a", 2, "c", 1), 4), (("a", 3), None), (("d", 0), None), (("a", "b"), None), (("x",), None)]
)
def test_what_is_not_there_is_none(path: tuple[str | int, ...], found: object) -> None:
    assert member(VALUE, path) == found


@pytest.mark.parametrize(
    ("answer", "request_", "other"),
    [
        ({"id": "1", "list": [{"id": "2"}]}, {"path": {"id": "1"}, "body": {"id": "2"}}, None),
        ({"id": "x"}, {"path": {"id": "1"}, "body": {"id": "2"}}, ["id"]),
        ({"id": "1", "list": [{"id": "x"}]}, {"path": {"id": "1"}, "body": {"id": "2"}}, ["list", 0, "id"]),
        ({"id": "1", "list": [{"id": "x"}]}, {"path": {"id": "1"}, "body": {}}, None),  # it was not asked for one
        ({"list": []}, {"path": {"id": "1"}, "body": None}, None),
        ([], {"path": {"id": "1"}, "body": None}, None),
    ],
)
def test_an_answer_is_another_requests_where_an_identifier_differs(answer: Any, request_: Any, other: Any) -> None:
    echoes = [
        {"answer": ["id"], "request": ["path", "id"]},
        {"answer": ["list", 0, "id"], "request": ["body", "id"]},
    ]
    check = AnswerCheck({"page": "", "echoes": echoes}, {}, Schemas({}))
    assert check.wrong_echo(answer, request_) == other
