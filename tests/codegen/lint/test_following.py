from __future__ import annotations

from typing import Any

import pytest

from codegen.lint import lint
from tests.codegen.contract_document import operation, schema
from tests.codegen.edits.pages import listed
from tests.codegen.lint.breaches import Change, assert_found, breaches


def _waiter(document: dict[str, Any]) -> dict[str, Any]:
    return operation(document, "submitImageGenerationTask")["x-waiter"]


@breaches(
    (
        "a waiter that asks an operation that does not exist",
        lambda d: _waiter(d).update(operationId="getTask"),
        "~1image-generation-tasks/post/x-waiter/operationId",
        "there is no operation getTask",
    ),
    (
        "a waiter that asks what must not be repeated",
        lambda d: operation(d, "getImageGenerationTask")["x-idempotency-key"].update(repeat=False),
        "/x-waiter/operationId",
        "not safe to repeat",
    ),
    (
        "a waiter that asks with a body",
        lambda d: _waiter(d).update(operationId="uploadImage", parameters={}),
        "/x-waiter/operationId",
        "it takes a body",
    ),
    (
        "a waiter that asks what has a request number",
        lambda d: _waiter(d).update(operationId="submitImageGenerationTask", parameters={}),
        "/x-waiter/operationId",
        "it takes a body",
    ),
    (
        "a waiter without a parameter of the asked operation",
        lambda d: _waiter(d)["parameters"].pop("brand_id"),
        "/x-waiter/parameters",
        "getImageGenerationTask needs brand_id; say where it comes from, such as $request.body#/brand_id",
    ),
    (
        "a waiter with a parameter that nobody asks for",
        lambda d: _waiter(d)["parameters"].update(stock_id="$request.body#/task_id"),
        "/x-waiter/parameters/stock_id",
        "has no parameter stock_id",
    ),
    (
        "a waiter with a parameter that comes from nowhere",
        lambda d: _waiter(d)["parameters"].update(task_id="$response.body#/id"),
        "/x-waiter/parameters/task_id",
        "$response.body#/id is nothing that",
    ),
    (
        "a waiter with a parameter that is no expression",
        lambda d: _waiter(d)["parameters"].update(task_id=3),
        "/x-waiter/parameters/task_id",
        "3 is not of type 'string'",
    ),
    (
        "a waiter with an expression that cannot be read",
        lambda d: _waiter(d)["parameters"].update(task_id="$request.header.task"),
        "/x-waiter/parameters/task_id",
        "x-waiter is not well formed",
    ),
    (
        "a waiter for a state that does not exist",
        lambda d: _waiter(d).update(state="$response.body#/state"),
        "/x-waiter/state",
        "has no enum there",
    ),
    (
        "a waiter for a value that the state does not have",
        lambda d: _waiter(d).update(failed=["FAILED"]),
        "/x-waiter/failed/0",
        "FAILED is no value of the state; it has PROCESSING, FAIL, SUCCESS",
    ),
    (
        "a waiter for a value that ends it well and badly",
        lambda d: _waiter(d).update(done=["SUCCESS", "FAIL"]),
        "/x-waiter/failed/0",
        "FAIL cannot end it well and badly",
    ),
    (
        "a waiter that waits for nothing",
        lambda d: _waiter(d).update(done=[]),
        "/x-waiter/done",
        "x-waiter is not well formed",
    ),
    (
        "a waiter whose method is there already",
        lambda d: operation(d, "uploadImage").update({"x-method": "submit_generation_task_and_wait"}),
        "/x-waiter",
        "`client.images.submit_generation_task_and_wait` is there already",
    ),
)
def test_a_breach_is_found_where_it_is(change: Change, pointer: str, message: str) -> None:
    assert_found(change, pointer, message)


@pytest.mark.parametrize(
    ("change", "pointer", "message"),
    [
        ({"items": "$response.body#/stocks"}, "/x-pagination/items", "has no list there"),
        ({"next": "$response.body#/total_count"}, "/x-pagination/next", "has no plain text there"),
        ({"token": "$request.query.token"}, "/x-pagination/token", "no query parameter token"),
        ({"token": "$request.query.brand_id"}, "/x-pagination/token", "brand_id is required"),
        ({"offset": 1}, "/x-pagination", "x-pagination is not well formed"),
    ],
)
def test_a_breach_in_a_list_is_found_where_it_is(change: dict[str, Any], pointer: str, message: str) -> None:
    document = listed()
    assert lint(document) == []
    operation(document, "listStocks")["x-pagination"].update(change)
    found = lint(document)
    assert any(finding.pointer.endswith(pointer) and message in finding.message for finding in found), found


def test_the_method_that_reads_all_pages_is_free() -> None:
    document = listed()
    operation(document, "uploadCouponCodes")["x-method"] = "iter"
    assert [finding.message for finding in lint(document)] == [
        "`client.stocks.iter` is there already; rename the operation that has it"
    ]


@pytest.mark.parametrize(
    ("change", "pointer", "message"),
    [
        (lambda d: _of_page(d, "stock_list").update(items={}), "/x-pagination/items", "no type that a reader could be"),
        (lambda d: _of_page(d, "next_page_token").update(format="date-time"), "/x-pagination/next", "no plain text"),
        (
            lambda d: _token(d).update(schema={"type": "integer", "format": "int64"}),
            "/x-pagination/token",
            "page_token takes no plain text",
        ),
    ],
)
def test_pages_that_cannot_be_read_on_are_told(change: Change, pointer: str, message: str) -> None:
    document = listed()
    change(document)
    found = lint(document)
    assert any(finding.pointer.endswith(pointer) and message in finding.message for finding in found), found


def test_pages_may_be_null_where_they_are_absent() -> None:
    document = listed()
    _of_page(document, "stock_list")["type"] = ["array", "null"]
    _of_page(document, "next_page_token")["type"] = ["string", "null"]
    assert lint(document) == []


def _of_page(document: dict[str, Any], name: str) -> dict[str, Any]:
    return schema(document, "ListStocksResponse")["properties"][name]


def _token(document: dict[str, Any]) -> dict[str, Any]:
    parameters = operation(document, "listStocks")["parameters"]
    return next(parameter for parameter in parameters if parameter.get("name") == "page_token")
