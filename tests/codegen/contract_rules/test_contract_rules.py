"""Every rule that the contract enforces: what it accepts, what it refuses, and what it must not refuse."""

from __future__ import annotations

from typing import Any, Final

import pytest
from jsonschema import ValidationError

from codegen.lint.places import Places, at
from tests.codegen.contract_document import contract, examples
from tests.codegen.contract_rules.accepted import ACCEPTED
from tests.codegen.contract_rules.bases import ABSENT, BASES, Changes, changed
from tests.codegen.contract_rules.refused import REFUSED

_SPEC: Final = Places(contract())
_TASK: Final = examples("getImageGenerationTask", "answer")["seed"]
_COUPON: Final = examples("createProductCoupon", "answer")["seed"]


def _breaches(schema: str, instance: Any) -> set[str]:
    """Return the number of each conditional rule that is broken, and the path and keyword of each other breach."""
    pointer = at("/components/schemas", schema)
    return {_breach(error, _SPEC.named[schema]) for error in _SPEC.validator(pointer).iter_errors(instance)}


def _breach(error: ValidationError, schema: Any) -> str:
    for step in error.absolute_schema_path:
        schema = _SPEC.resolve(schema)[step]
        if isinstance(schema, dict) and "$comment" in schema:
            return str(schema["$comment"])
    missing = [error.message.split("'")[1]] if error.validator == "required" else []
    return f"{'.'.join([*map(str, error.absolute_path), *missing])} {error.validator}"


@pytest.mark.parametrize(("base", "changes"), [pytest.param(*case[1:], id=f"{case[0]}-{case[1]}") for case in ACCEPTED])
def test_the_contract_accepts(base: str, changes: Changes) -> None:
    schema, instance = BASES[base]
    assert _breaches(schema, changed(instance, changes)) == set()


@pytest.mark.parametrize(
    ("base", "changes", "expected"), [pytest.param(*case[1:], id=f"{case[0]}-{case[3]}") for case in REFUSED]
)
def test_the_contract_refuses(base: str, changes: Changes, expected: str) -> None:
    schema, instance = BASES[base]
    found = _breaches(schema, changed(instance, changes))
    assert " ".join(sorted(found)) == expected


def test_every_conditional_rule_of_the_contract_has_an_accepted_and_a_refused_case() -> None:
    rules = {entry["$comment"] for _, schema in _SPEC.schemas for entry in schema.get("allOf", [])}
    assert rules - {case[0].split()[0] for case in ACCEPTED} == set()
    assert rules - {found for case in REFUSED for found in case[3].split()} == set()


@pytest.mark.parametrize(
    ("operation", "name", "value", "accepted"),
    [
        ("getImageGenerationTask", "task_id", "task_1", True),
        ("getImageGenerationTask", "task_id", "task/1", False),
        ("getImageGenerationTask", "brand_id", "", False),
        ("getImageGenerationTask", "image_generation_type", "CUT_OUT", True),
        ("getImageGenerationTask", "image_generation_type", "PAINT", False),
        ("uploadCouponCodes", "product_coupon_id", "1" * 40, True),
        ("uploadCouponCodes", "product_coupon_id", "1" * 41, False),
        ("uploadCouponCodes", "stock_id", "", False),
    ],
)
def test_parameters_are_checked(operation: str, name: str, value: str, accepted: bool) -> None:
    (owner,) = [pointer for pointer, found in _SPEC.operations if found["operationId"] == operation]
    (place,) = [p for p, found in _SPEC.parameters if p.startswith(f"{owner}/") and found["name"] == name]
    assert _SPEC.validator(at(place, "schema")).is_valid(value) is accepted


@pytest.mark.parametrize(
    ("schema", "answer"),
    [
        ("ImageGenerationTask", changed(_TASK, {"combine_image_result": {}})),
        ("ImageGenerationTask", changed(_TASK, {"cut_out_result": {"image_url": ""}})),
        ("UploadCouponCodesResponse", {"total_count": 0}),
        ("CreateProductCouponResponse", changed(_COUPON, {"single_usage_info": ABSENT, "newer": 1})),
    ],
)
def test_answers_may_lack_what_is_optional(schema: str, answer: Any) -> None:
    """R202 pictures before SUCCESS, R503 absent lists, echoes that do not apply."""
    assert _breaches(schema, answer) == set()
