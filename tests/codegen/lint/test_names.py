from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from codegen.lint import lint
from codegen.lint.names import unfit_methods
from codegen.lint.places import Places
from codegen.spec import SpecError, load
from tests.codegen.contract_document import CONTRACT, contract, operation, schema
from tests.codegen.lint.breaches import Change, assert_found, breaches
from tests.codegen.small_contract import small_copy


def _parameter(name: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": "Something (某物).", "schema": {"type": "string"}}


def _rename_tag(document: dict[str, Any], old: str, new: str) -> None:
    for tag in document["tags"]:
        tag["name"] = new if tag["name"] == old else tag["name"]
    for item in document["paths"].values():
        for found in item.values():
            found["tags"] = [new if tag == old else tag for tag in found["tags"]]


@breaches(
    (
        "a property that generated models have already",
        lambda d: schema(d, "StockSendRule")["properties"].update(
            to_dict={"type": "boolean", "description": "Something (某物)."}
        ),
        "/StockSendRule/properties/to_dict",
        "a member of this name already",
    ),
    (
        "a parameter that generated methods have already",
        lambda d: operation(d, "getImageGenerationTask")["parameters"].append(_parameter("Timeout")),
        "/get",
        "generated methods have an argument 'timeout' already; rename 'Timeout'",
    ),
    (
        "two parameters that become one argument",
        lambda d: operation(d, "getImageGenerationTask")["parameters"].append(_parameter("taskId")),
        "/get",
        "the parameters task_id and taskId would all be the argument 'task_id'",
    ),
    (
        "a tag that every client has already",
        lambda d: _rename_tag(d, "stocks", "send"),
        "/tags/3/name",
        "`client.send` is there already, for every client; rename the tag",
    ),
    (
        "a tag that only the other client has",
        lambda d: _rename_tag(d, "stocks", "aclose"),
        "/tags/3/name",
        "`client.aclose` is there already",
    ),
    (
        "a tag that becomes a member of the client",
        lambda d: _rename_tag(d, "stocks", "baseUrl"),
        "/tags/3/name",
        "`client.base_url` is there already",
    ),
    (
        "a tag that is a keyword",
        lambda d: _rename_tag(d, "stocks", "Import"),
        "/tags/3/name",
        "`client.import` would not be Python",
    ),
    (
        "two tags that become one group",
        lambda d: d["tags"].append({"name": "Stocks", "description": "Stocks."}),
        "/tags/4/name",
        "the tags stocks and Stocks would all be `client.stocks`; rename all but one",
    ),
    (
        "two operations that become one module",
        lambda d: operation(d, "submitImageGenerationTask").update(operationId="upload_image"),
        "~1upload-image/post/operationId",
        "upload_image and uploadImage would all be the module 'upload_image'",
    ),
    (
        "an operation whose module could not be imported",
        lambda d: operation(d, "uploadImage").update(operationId="import"),
        "~1upload-image/post/operationId",
        "a module 'import' could not be imported; rename the operationId",
    ),
    (
        "an error that would be the failure of a wait",
        lambda d: operation(d, "uploadImage")["x-errors"][0].update(code="IMAGE_GENERATION_TASK_FAILED"),
        "~1upload-image/post/x-errors/0/code",
        "the failure of a wait for ImageGenerationTask and IMAGE_GENERATION_TASK_FAILED would both be the class",
    ),
    (
        "an operation without a method",
        lambda d: operation(d, "uploadImage").pop("x-method"),
        "~1upload-image/post",
        "x-method is missing; it names the method of `client.images`, such as `create`",
    ),
    (
        "a method that is a keyword",
        lambda d: operation(d, "uploadImage").update({"x-method": "return"}),
        "~1upload-image/post/x-method",
        "`return` is a keyword of Python; take another name, such as `return_coupon`",
    ),
    (
        "a method that its tag has already",
        lambda d: operation(d, "uploadImage").update({"x-method": "get_generation_task"}),
        "~1upload-image/post/x-method",
        "`client.images.get_generation_task` is getImageGenerationTask already",
    ),
)
def test_a_breach_is_found_where_it_is(change: Change, pointer: str, message: str) -> None:
    assert_found(change, pointer, message)


def test_a_method_that_every_group_has_already_is_found() -> None:
    spec = Places(contract())
    assert list(unfit_methods(spec, ["__init__"])) == []
    (found,) = unfit_methods(spec, ["upload"])
    assert found.pointer.endswith("~1upload-image/post/x-method")
    assert found.message == "`client.images.upload` is there already, for every tag; take another name"


def test_one_method_may_stand_in_several_tags() -> None:
    document = small_copy()
    operation(document, "uploadCouponCodes")["x-method"] = operation(document, "uploadImage")["x-method"]
    assert lint(document) == []


def test_the_line_and_the_reason_are_told(tmp_path: Path) -> None:
    text = CONTRACT.read_text(encoding="utf-8")
    line = text[: text.index("x-method: upload\n")].count("\n") + 1
    (tmp_path / "openapi.yaml").write_text(text.replace("x-method: upload\n", "x-method: class\n"), "utf-8")
    with pytest.raises(SpecError) as caught:
        load(tmp_path / "openapi.yaml")
    told = str(caught.value)
    assert told.startswith(f"openapi.yaml:{line}:7: /paths/~1v3~1")
    assert told.endswith("x-method: `class` is a keyword of Python; take another name, such as `class_coupon`")
