"""Every example of the contract, the official ones among them, comes back from its model as it went in."""

from __future__ import annotations

from typing import Any, Final

import pytest

from tests.codegen.contract_document import contract, examples
from wechatpay_product_coupon import models
from wechatpay_runtime import File
from wechatpay_runtime._checks.contract import Contract

_CONTRACT: Final = Contract("wechatpay_product_coupon")
_OPERATIONS: Final = {
    operation["operationId"]: operation for item in contract()["paths"].values() for operation in item.values()
}


def _cases(part: str) -> list[Any]:
    return [
        pytest.param(operation_id, _schema(operation, part), value, id=f"{operation_id}-{name}")
        for operation_id, operation in _OPERATIONS.items()
        if part == "answer" or "requestBody" in operation
        for name, value in examples(operation_id, part).items()
    ]


def _schema(operation: dict[str, Any], part: str) -> str:
    holder = operation["requestBody"] if part == "request" else operation["responses"]["200"]
    (media,) = holder["content"].values()
    return str(media["schema"]["$ref"].rpartition("/")[2])


def _parameters(operation_id: str) -> dict[str, dict[str, Any]]:
    """Return the examples of an operation's parameters, by place and name."""
    found: dict[str, dict[str, Any]] = {"path": {}, "query": {}}
    shared = contract()["components"].get("parameters", {})
    for given in _OPERATIONS[operation_id].get("parameters", []):
        parameter = shared[given["$ref"].rpartition("/")[2]] if "$ref" in given else given
        example, *_ = parameter["examples"].values()
        found[parameter["in"]][parameter["name"]] = example["value"]
    return found


@pytest.mark.parametrize(("operation_id", "schema", "example"), _cases("request"))
def test_a_request_goes_out_as_it_was_given(operation_id: str, schema: str, example: dict[str, Any]) -> None:
    if isinstance(example.get("file"), str):
        example["file"] = File(example["file"].encode(), "header.jpg", "image/jpeg")
    body = getattr(models, schema).from_dict(example).to_dict()
    assert body == example
    _CONTRACT.request_check(operation_id).check(**_parameters(operation_id), body=body)


@pytest.mark.parametrize("operation_id", [name for name, found in _OPERATIONS.items() if "requestBody" not in found])
def test_the_parameters_of_a_reading_are_kept(operation_id: str) -> None:
    assert _CONTRACT.request_check(operation_id).check(**_parameters(operation_id), body=None) == []


@pytest.mark.parametrize(("operation_id", "schema", "example"), _cases("answer"))
def test_an_answer_is_read_without_loss(operation_id: str, schema: str, example: dict[str, Any]) -> None:
    assert getattr(models, schema).from_dict(example).to_dict() == example
    assert list(_CONTRACT.answer_check(operation_id).findings(example)) == []
