"""Every rule that the contract enforces: what it accepts, what it refuses, and what it must not refuse."""

from __future__ import annotations

from typing import Any, Final

import pytest
from jsonschema import ValidationError

from codegen.lint.places import Places, at
from tests.codegen.contract_document import contract, contract_copy, examples
from tests.codegen.contract_rules import accepted, life, refused_by_limits, refused_by_rules
from tests.codegen.contract_rules.bases import ABSENT, BASES, Changes, changed

ACCEPTED: Final = [*accepted.ACCEPTED, *life.ACCEPTED]
REFUSED_BY_LIMITS: Final = [*refused_by_limits.REFUSED_BY_LIMITS, *life.REFUSED_BY_LIMITS]
REFUSED_BY_RULES: Final = [*refused_by_rules.REFUSED_BY_RULES, *life.REFUSED_BY_RULES]

_SPEC: Final = Places(contract())
_TASK: Final = examples("getImageGenerationTask", "answer")["official"]
_COUPON: Final = examples("createProductCoupon", "answer")["official"]
# The conditional rules: the name of the schema, and which entry of its allOf.
_RULES: Final = [
    (name, index) for name, schema in _SPEC.named.items() for index, _ in enumerate(schema.get("allOf", []))
]


def _errors(spec: Places, schema: str, instance: Any) -> list[ValidationError]:
    return list(spec.validator(at("/components/schemas", schema)).iter_errors(instance))


def _breaches(schema: str, instance: Any) -> set[str]:
    """Return path and keyword of each breach; of a conditional rule the path of its object, and its words."""
    return {_breach(error, schema) for error in _errors(_SPEC, schema, instance)}


def _breach(error: ValidationError, schema: str) -> str:
    if rule := _rule_of(error, schema):
        name, index, path = rule
        words: str = _SPEC.named[name]["allOf"][index]["description"]
        return f"{path}: {words}" if path else words
    missing = [error.message.split("'")[1]] if error.validator == "required" else []
    return f"{'.'.join([*map(str, error.absolute_path), *missing])} {error.validator}"


def _rule_of(error: ValidationError, schema: str) -> tuple[str, int, str] | None:
    """Return the conditional rule that an error breaks: its schema, which entry it is, and the path of its object."""
    place = list(error.absolute_path)
    node: Any = _SPEC.named[schema]
    steps = iter(error.absolute_schema_path)
    depth = 0
    for step in steps:
        while "$ref" in node:
            schema = node["$ref"].rpartition("/")[2]
            node = _SPEC.named[schema]
        if step == "allOf":
            return schema, int(next(steps)), ".".join(map(str, place[:depth]))
        node = node[step][next(steps)] if step == "properties" else node[step]
        depth += step in ("properties", "items")
    return None


@pytest.mark.parametrize(("base", "changes"), [pytest.param(*case[1:], id=f"{case[0]}-{case[1]}") for case in ACCEPTED])
def test_the_contract_accepts(base: str, changes: Changes) -> None:
    schema, instance = BASES[base]
    assert _breaches(schema, changed(instance, changes)) == set()


@pytest.mark.parametrize(
    ("base", "changes", "expected"),
    [
        *(pytest.param(*case[1:], id=f"{case[0]}-{case[3]}") for case in REFUSED_BY_LIMITS),
        *(pytest.param(*case, id=f"{case[0]}-{case[2]}") for case in REFUSED_BY_RULES),
    ],
)
def test_the_contract_refuses(base: str, changes: Changes, expected: str) -> None:
    schema, instance = BASES[base]
    assert " ".join(sorted(_breaches(schema, changed(instance, changes)))) == expected


@pytest.mark.parametrize(("name", "index"), _RULES)
def test_every_conditional_rule_has_an_accepted_case_to_which_it_applies(name: str, index: int) -> None:
    """A rule applies to a case that is refused once the rule can no longer be kept."""
    document = contract_copy()
    rule = document["components"]["schemas"][name]["allOf"][index]
    for key in ("then", "else"):
        if key in rule:
            rule[key] = False
    if given := rule.pop("dependentRequired", None):
        rule["properties"] = dict.fromkeys(given, False)
    spec = Places(document)
    bases = ((*BASES[base], changes) for _, base, changes in ACCEPTED)
    assert any(_errors(spec, schema, changed(instance, changes)) for schema, instance, changes in bases)


def test_every_conditional_rule_has_a_refused_case() -> None:
    refused = [(BASES[base][0], changed(BASES[base][1], changes)) for base, changes, _ in REFUSED_BY_RULES]
    found = [_rule_of(error, schema) for schema, instance in refused for error in _errors(_SPEC, schema, instance)]
    assert set(_RULES) - {rule[:2] for rule in found if rule} == set()


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
    """Pictures before SUCCESS, lists, echoes that do not apply."""
    assert _breaches(schema, answer) == set()
