from __future__ import annotations

from typing import Any

from codegen.lint import lint
from tests.codegen.contract_document import schema
from tests.codegen.lint.breaches import Change, assert_found, breaches, cross, field, soft
from tests.codegen.small_contract import small_copy


def _rule(document: dict[str, Any], name: str, index: int = 0) -> dict[str, Any]:
    return schema(document, name)["allOf"][index]


@breaches(
    (
        "a condition beside properties",
        lambda d: schema(d, "CutOut").update({"not": {"required": ["image_url"]}}),
        "/CutOut/not",
        "as an entry of `allOf`",
    ),
    (
        "a rule without a sentence",
        lambda d: _rule(d, "CombineImage").pop("description"),
        "/CombineImage/allOf/0",
        "add its sentence as description",
    ),
    (
        "a rule without a demand",
        lambda d: _rule(d, "CombineImage").pop("then"),
        "/CombineImage/allOf/0",
        "a rule is if and then",
    ),
    (
        "a rule with a comment, which nobody is told",
        lambda d: _rule(d, "CombineImage").update({"$comment": "as the page says"}),
        "/CombineImage/allOf/0/$comment",
        "nobody is told it",
    ),
    (
        "a rule with properties of its own",
        lambda d: _rule(d, "CombineImage").update(properties={"scope": {"const": "ALL"}}),
        "/CombineImage/allOf/0/properties",
        "`allOf` holds rules alone",
    ),
    (
        "a condition that cannot be read aloud",
        lambda d: _rule(d, "CombineImage").update({"if": {"not": {"required": ["type"]}}}),
        "/CombineImage/allOf/0/if/not",
        "a condition has no `not`",
    ),
    (
        "a test that cannot be read aloud",
        lambda d: _rule(d, "CombineImage")["if"]["properties"].update(type={"pattern": "^N"}),
        "/CombineImage/allOf/0/if/properties/type/pattern",
        "a condition has no `pattern`",
    ),
    (
        "a demand that cannot be read aloud",
        lambda d: _rule(d, "CombineImage").update(then={"properties": {"scope": {"not": {"const": "ALL"}}}}),
        "/CombineImage/allOf/0/then/properties/scope/not",
        "a demand has no `not`",
    ),
    (
        "a required field that does not exist",
        lambda d: schema(d, "CutOut")["required"].append("picture_url"),
        "/CutOut",
        "no field picture_url",
    ),
    (
        "a condition on a field that does not exist",
        lambda d: _rule(d, "UsageRuleDisplayInfo", 1)["if"]["properties"].update(app_jump_typo={"const": "H5"}),
        "/UsageRuleDisplayInfo/allOf/1/if/properties/app_jump_typo",
        "no field app_jump_typo",
    ),
    (
        "a demand for a nested field that does not exist",
        lambda d: _rule(d, "CreateProductCouponRequest", 4)["then"]["properties"]["display_info"]["anyOf"][0].update(
            required=["price"]
        ),
        "/then/properties/display_info/anyOf/0",
        "no field price",
    ),
    (
        "a dependency on a field that does not exist",
        lambda d: _rule(d, "CouponAvailableStoreInfo").update(dependentRequired={"mini_program_appid": ["path"]}),
        "/CouponAvailableStoreInfo/allOf/0",
        "no field path",
    ),
    (
        "a soft rule about a field that does not exist",
        lambda d: soft(d, "NotifyConfig").update(schema={"required": ["appid"]}),
        "/NotifyConfig/x-soft-rules/0/schema",
        "no field appid",
    ),
    (
        "a soft rule about a part that does not exist",
        lambda d: soft(d, "SequentialUsageInfo").update(schema={"properties": {"counts": {"minimum": 3}}}),
        "/SequentialUsageInfo/x-soft-rules/0/schema/properties/counts",
        "no field counts",
    ),
    (
        "a cross rule about a field that does not exist",
        lambda d: cross(d, "TimePeriod").update(fields=["begin_time", "finish_time"]),
        "/TimePeriod/x-cross-rules/0",
        "no field finish_time",
    ),
    (
        "a cross rule about a nested field that does not exist",
        lambda d: cross(d, "UploadImageRequest").update(digest="meta.md5"),
        "/UploadImageRequest/x-cross-rules/0",
        "no field meta.md5",
    ),
    (
        "a cross rule of a list about a field that its elements lack",
        lambda d: field(d, "FixedWeekPeriod", "day_period_list")["x-cross-rules"][0].update(
            fields=["begin", "end_time"]
        ),
        "/FixedWeekPeriod/properties/day_period_list/x-cross-rules/0",
        "no field begin",
    ),
)
def test_a_breach_is_found_where_it_is(change: Change, pointer: str, message: str) -> None:
    assert_found(change, pointer, message)


def test_conditions_of_every_readable_form_are_accepted() -> None:
    document = small_copy()
    schema(document, "CombineImage")["allOf"].append(
        {
            "description": "Every readable form at once.",
            "x-source": "https://pay.weixin.qq.com/doc/v3/partner/4015781289",
            "if": {
                "required": ["type"],
                "properties": {
                    "type": {"enum": ["NORMAL", "DISCOUNT"]},
                    "normal_coupon": {"properties": {"threshold": {"const": 0}}},
                },
            },
            "then": {"properties": {"exchange_coupon": False, "normal_coupon": {"required": ["threshold"]}}},
            "else": {"oneOf": [{"required": ["exchange_coupon"]}, {"properties": {"scope": {"const": "SINGLE"}}}]},
        }
    )
    assert [finding for finding in lint(document) if "allOf" in finding.pointer] == []
