from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from codegen.lint import lint
from tests.codegen.contract_document import contract, contract_copy, operation, schema

Change = Callable[[dict[str, Any]], object]


def body(document: dict[str, Any], operation_id: str) -> dict[str, Any]:
    (media,) = operation(document, operation_id)["requestBody"]["content"].values()
    return media


def field(document: dict[str, Any], name: str, member: str) -> dict[str, Any]:
    return schema(document, name)["properties"][member]


def rule(document: dict[str, Any], name: str, index: int = 0) -> dict[str, Any]:
    return schema(document, name)["allOf"][index]


def soft(document: dict[str, Any], name: str) -> dict[str, Any]:
    return schema(document, name)["x-soft-rules"][0]


def cross(document: dict[str, Any], name: str) -> dict[str, Any]:
    return schema(document, name)["x-cross-rules"][0]


def envelope(document: dict[str, Any]) -> dict[str, Any]:
    (media,) = document["components"]["requestBodies"]["Notification"]["content"].values()
    return media["examples"]["envelope"]["value"]


def event(document: dict[str, Any], name: str) -> dict[str, Any]:
    return document["webhooks"][f"PRODUCT_COUPON_SP.{name}"]["post"]


# What is done to the real contract, and what is then found: the end of the pointer, and a part of the message.
BREACHES: list[tuple[str, Change, str, str]] = [
    (
        "an operation without an id",
        lambda d: operation(d, "uploadImage").pop("operationId"),
        "~1upload-image/post",
        "operationId",
    ),
    (
        "an operation of an unknown tag",
        lambda d: operation(d, "uploadImage").update(tags=["pictures"]),
        "~1upload-image/post",
        "exactly one tag, of those in /tags (images, product_coupons)",
    ),
    (
        "an operation of two tags",
        lambda d: operation(d, "uploadImage")["tags"].append("product_coupons"),
        "~1upload-image/post",
        "exactly one tag",
    ),
    (
        "a summary without Chinese",
        lambda d: operation(d, "uploadImage").update(summary="Upload an image"),
        "~1upload-image/post",
        "official Chinese name",
    ),
    (
        "an operation without a description",
        lambda d: operation(d, "uploadImage").pop("description"),
        "~1upload-image/post",
        "no description",
    ),
    (
        "an optional request body",
        lambda d: operation(d, "uploadImage")["requestBody"].pop("required"),
        "~1upload-image/post/requestBody",
        "`required: true`",
    ),
    (
        "an answer that is not JSON",
        lambda d: operation(d, "uploadImage")["responses"]["200"].pop("content"),
        "~1upload-image/post/responses",
        "no answer 200",
    ),
    (
        "an operation without errors",
        lambda d: operation(d, "uploadImage").update({"x-errors": []}),
        "~1upload-image/post",
        "x-errors is missing or empty",
    ),
    (
        "an operation without an idempotency key",
        lambda d: operation(d, "uploadImage").pop("x-idempotency-key"),
        "~1upload-image/post",
        "x-idempotency-key is missing",
    ),
    (
        "an idempotency key that is no field",
        lambda d: operation(d, "createProductCoupon").update({"x-idempotency-key": "request_no"}),
        "~1product-coupons/post/x-idempotency-key",
        "request_no is neither a body field nor a path parameter",
    ),
    (
        "an idempotency key without a reason",
        lambda d: operation(d, "uploadImage").update({"x-idempotency-key": {"repeat": True}}),
        "~1upload-image/post/x-idempotency-key",
        "'none' is a required property",
    ),
    (
        "a property without a description",
        lambda d: field(d, "ImageMeta", "sha256").pop("description"),
        "/ImageMeta/properties/sha256",
        "official name",
    ),
    (
        "a property without a Chinese name",
        lambda d: field(d, "ImageMeta", "sha256").update(description="Digest of the file (SHA-256)."),
        "/ImageMeta/properties/sha256",
        "official name",
    ),
    (
        "a property whose first brackets hold something else",
        lambda d: field(d, "ImageMeta", "sha256").update(description="Digest (SHA-256) of the file (图片文件摘要)."),
        "/ImageMeta/properties/sha256",
        "official name",
    ),
    (
        "a referring property without words of its own",
        lambda d: field(d, "StockForCreate", "stock_send_rule").pop("description"),
        "/StockForCreate/properties/stock_send_rule",
        "official name",
    ),
    (
        "a parameter without a Chinese name",
        lambda d: operation(d, "uploadCouponCodes")["parameters"][1].update(description="Stock id."),
        "~1upload-coupon-codes/post/parameters/1",
        "official name",
    ),
    (
        "a schema without a description",
        lambda d: schema(d, "CutOut").pop("description"),
        "/CutOut",
        "no description",
    ),
    (
        "an enum value without a meaning",
        lambda d: schema(d, "WeekEnum")["x-enum-descriptions"].pop("SUNDAY"),
        "/WeekEnum",
        "the value SUNDAY has no entry",
    ),
    (
        "a meaning without an enum value",
        lambda d: schema(d, "WeekEnum")["enum"].remove("SUNDAY"),
        "/WeekEnum",
        "speaks of SUNDAY",
    ),
    (
        "an object without a name",
        lambda d: field(d, "ComboPackage", "choice_list").update(items={"type": "object"}),
        "/ComboPackage/properties/choice_list/items",
        "without a name",
    ),
    (
        "an enum without a name",
        lambda d: field(d, "ComboPackage", "name").update(enum=["超值套餐"]),
        "/ComboPackage/properties/name",
        "without a name",
    ),
    (
        "a body without a name",
        lambda d: body(d, "uploadCouponCodes").update(schema=schema(d, "UploadCouponCodesRequest")),
        "/content/application~1json/schema",
        "without a name",
    ),
    (
        "a schema that nobody uses",
        lambda d: d["components"]["schemas"].update(Left={"type": "string", "description": "Left over (剩余)."}),
        "/components/schemas/Left",
        "no operation uses this schema",
    ),
    (
        "an integer of no width",
        lambda d: field(d, "StockSendRule", "max_count").pop("format"),
        "/StockSendRule/properties/max_count",
        "`format: int64`",
    ),
    (
        "a pattern without words",
        lambda d: field(d, "ImageMeta", "sha256").pop("x-pattern-words"),
        "/ImageMeta/properties/sha256",
        "add `x-pattern-words`",
    ),
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
        lambda d: operation(d, "getImageGenerationTask")["parameters"].append(
            {"name": "options", "in": "query", "description": "Something (某物).", "schema": {"type": "string"}}
        ),
        "/get",
        "an argument 'options' already",
    ),
    (
        "a header parameter",
        lambda d: operation(d, "getImageGenerationTask")["parameters"].append(
            {"name": "X-A", "in": "header", "description": "Something (某物).", "schema": {"type": "string"}}
        ),
        "/get",
        "no code for header parameters",
    ),
    (
        "a default",
        lambda d: field(d, "SequentialUsageInfo", "interval_days").update(default=0),
        "/SequentialUsageInfo/properties/interval_days",
        "remove `default`",
    ),
    (
        "a closed object",
        lambda d: schema(d, "CutOut").update(additionalProperties=False),
        "/CutOut",
        "remove `additionalProperties: false`",
    ),
    (
        "an example without a required field",
        lambda d: body(d, "uploadCouponCodes")["examples"]["seed"]["value"].pop("brand_id"),
        "/requestBody/content/application~1json/examples/seed",
        "'brand_id' is a required property",
    ),
    (
        "an example that breaks a conditional rule",
        lambda d: body(d, "submitImageGenerationTask")["examples"]["cut_out"]["value"].pop("cut_out"),
        "/requestBody/content/application~1json/examples/cut_out",
        "'cut_out' is a required property",
    ),
    (
        "an example with a time that is none",
        lambda d: body(d, "createProductCoupon")["examples"]["exchange"]["value"]["stock"]["single_usage_rule"][
            "coupon_available_period"
        ].update(available_end_time="2025-08-31"),
        "/requestBody/content/application~1json/examples/exchange",
        "'2025-08-31' is not a 'date-time'",
    ),
    (
        "an example answer of the wrong type",
        lambda d: operation(d, "uploadCouponCodes")["responses"]["200"]["content"]["application/json"]["examples"][
            "seed"
        ]["value"].update(total_count="1"),
        "/responses/200/content/application~1json/examples/seed",
        "at total_count: '1' is not of type 'integer'",
    ),
    (
        "an example of a parameter that does not match",
        lambda d: operation(d, "getImageGenerationTask")["parameters"][0]["examples"]["seed"].update(value="task"),
        "/get/parameters/0/examples/seed",
        "'task' does not match",
    ),
    (
        "an example of a schema that does not match",
        lambda d: schema(d, "Error")["examples"][0].pop("code"),
        "/components/schemas/Error/examples/0",
        "'code' is a required property",
    ),
    (
        "an example without a name",
        lambda d: body(d, "uploadCouponCodes").update(example={"brand_id": "120344"}),
        "/requestBody/content/application~1json/example",
        "move it to `examples`",
    ),
    (
        "a condition beside properties",
        lambda d: schema(d, "CutOut").update(oneOf=[{"required": ["image_url"]}]),
        "/CutOut",
        "put it in `allOf`",
    ),
    (
        "a rule without a number",
        lambda d: rule(d, "CombineImage").pop("$comment"),
        "/CombineImage/allOf/0",
        "its number as $comment",
    ),
    (
        "a rule without a sentence",
        lambda d: rule(d, "CombineImage").pop("description"),
        "/CombineImage/allOf/0",
        "its sentence as description",
    ),
    (
        "a rule without a demand",
        lambda d: rule(d, "CombineImage").pop("then"),
        "/CombineImage/allOf/0",
        "a rule is if and then",
    ),
    (
        "a rule with properties of its own",
        lambda d: rule(d, "CombineImage").update(properties={"scope": {"const": "ALL"}}),
        "/CombineImage/allOf/0",
        "a rule is if and then",
    ),
    (
        "a condition that cannot be read aloud",
        lambda d: rule(d, "CombineImage").update({"if": {"not": {"required": ["type"]}}}),
        "/CombineImage/allOf/0/if",
        "cannot read this condition",
    ),
    (
        "a test that cannot be read aloud",
        lambda d: rule(d, "CombineImage")["if"]["properties"].update(type={"pattern": "^N"}),
        "/CombineImage/allOf/0/if",
        "cannot read this condition",
    ),
    (
        "a demand that cannot be read aloud",
        lambda d: rule(d, "CombineImage").update(then={"properties": {"scope": {"not": {"const": "ALL"}}}}),
        "/CombineImage/allOf/0/then",
        "cannot read this demand",
    ),
    (
        "a required field that does not exist",
        lambda d: schema(d, "CutOut")["required"].append("picture_url"),
        "/CutOut",
        "no field picture_url",
    ),
    (
        "a condition on a field that does not exist",
        lambda d: rule(d, "UsageRuleDisplayInfo", 1)["if"]["properties"].update(app_jump_typo={"const": "H5"}),
        "/UsageRuleDisplayInfo/allOf/1/if/properties/app_jump_typo",
        "no field app_jump_typo",
    ),
    (
        "a demand for a nested field that does not exist",
        lambda d: rule(d, "CreateProductCouponRequest", -1)["then"]["properties"]["display_info"]["anyOf"][0].update(
            required=["price"]
        ),
        "/then/properties/display_info/anyOf/0",
        "no field price",
    ),
    (
        "a dependency on a field that does not exist",
        lambda d: rule(d, "CouponAvailableStoreInfo").update(dependentRequired={"mini_program_appid": ["path"]}),
        "/CouponAvailableStoreInfo/allOf/0",
        "no field path",
    ),
    (
        "a soft rule about a field that does not exist",
        lambda d: soft(d, "NotifyConfig").update(schema={"required": ["appid"]}),
        "/NotifyConfig/x-soft-rules/0",
        "no field appid",
    ),
    (
        "a soft rule about a part that does not exist",
        lambda d: soft(d, "SequentialUsageInfo").update(schema={"properties": {"counts": {"minimum": 3}}}),
        "/SequentialUsageInfo/x-soft-rules/0/properties/counts",
        "no field counts",
    ),
    (
        "a soft rule that is no JSON Schema",
        lambda d: soft(d, "SequentialUsageInfo").update(schema={"properties": {"count": {"minimum": "3"}}}),
        "/SequentialUsageInfo/x-soft-rules/0/schema",
        "not a JSON Schema",
    ),
    (
        "a soft rule without a sentence",
        lambda d: soft(d, "NotifyConfig").pop("description"),
        "/NotifyConfig/x-soft-rules/0",
        "'description' is a required property",
    ),
    (
        "a cross rule of an unknown kind",
        lambda d: cross(d, "TimePeriod").update(kind="sorted"),
        "/TimePeriod/x-cross-rules/0/kind",
        "'sorted' is not one of ['ordered'",
    ),
    (
        "a cross rule with a key that its kind does not have",
        lambda d: cross(d, "TimePeriod").update(days=3),
        "/TimePeriod/x-cross-rules/0",
        "'days' was unexpected",
    ),
    (
        "a cross rule without what its kind needs",
        lambda d: cross(d, "UploadImageRequest").pop("of"),
        "/UploadImageRequest/x-cross-rules/0",
        "'of' is a required property",
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
    (
        "an error without advice",
        lambda d: operation(d, "uploadImage")["x-errors"][0].pop("action"),
        "~1upload-image/post/x-errors/0",
        "'action' is a required property",
    ),
    (
        "a shared error of a status that is none",
        lambda d: d["components"]["x-errors"][0].update(status=200),
        "/components/x-errors/0/status",
        "200 is less than the minimum of 400",
    ),
    (
        "a rate limit of nothing",
        lambda d: operation(d, "createProductCoupon")["x-rate-limit"].update(requests=0),
        "~1product-coupons/post/x-rate-limit/requests",
        "0 is less than the minimum of 1",
    ),
    (
        "an unknown extension",
        lambda d: operation(d, "uploadImage").update({"x-rate-limits": {}}),
        "~1upload-image/post/x-rate-limits",
        "use one that tools read here (x-errors, x-idempotency-key, x-rate-limit)",
    ),
    (
        "an unknown extension of an event",
        lambda d: event(d, "SEND").update({"x-errors": []}),
        "/webhooks/PRODUCT_COUPON_SP.SEND/post/x-errors",
        "use one that tools read here (x-event-data, x-idempotency-key, x-also-sent-as)",
    ),
    (
        "an event that is no POST",
        lambda d: d["webhooks"]["PRODUCT_COUPON_SP.SEND"].update(
            put=d["webhooks"]["PRODUCT_COUPON_SP.SEND"].pop("post")
        ),
        "SEND/put",
        "a notification is a POST",
    ),
    (
        "an event without its Chinese name",
        lambda d: event(d, "SEND").update(summary="Coupon sent"),
        "SEND/post",
        "`English (中文)`",
    ),
    ("an event without data", lambda d: event(d, "SEND").pop("x-event-data"), "SEND/post", "x-event-data is missing"),
    (
        "an event whose key is no member of its data",
        lambda d: event(d, "SEND").update({"x-idempotency-key": "task_id"}),
        "SEND/post",
        "no member of the data",
    ),
    (
        "an event under an event type that does not exist",
        lambda d: event(d, "IMAGE_GENERATION")["x-also-sent-as"][0].update(event_type="PRODUCT_COUPON_SP.SENT"),
        "/x-also-sent-as/0/event_type",
        "there is no event PRODUCT_COUPON_SP.SENT",
    ),
    (
        "an event told by a field that does not exist",
        lambda d: event(d, "IMAGE_GENERATION")["x-also-sent-as"][0]["when"].update(required=["taskid"]),
        "/x-also-sent-as/0/when",
        "there is no field taskid",
    ),
    (
        "an example of a notification that breaks its schema",
        lambda d: envelope(d).pop("id"),
        "/examples/envelope",
        "'id' is a required property",
    ),
    (
        "an example of an event that breaks its schema",
        lambda d: schema(d, "ProductCouponSent")["examples"][0].update(receive_time="yesterday"),
        "/examples/0",
        "'yesterday' is not a 'date-time'",
    ),
    (
        "a known extension in a wrong place",
        lambda d: d["info"].update({"x-errors": []}),
        "/info/x-errors",
        "an unknown extension here",
    ),
]


def test_the_contract_is_clean() -> None:
    assert lint(contract()) == []


@pytest.mark.parametrize(
    ("change", "pointer", "message"),
    [pytest.param(*breach[1:], id=breach[0]) for breach in BREACHES],
)
def test_a_breach_is_found_where_it_is(change: Change, pointer: str, message: str) -> None:
    document = contract_copy()
    change(document)
    found = lint(document)
    assert any(finding.pointer.endswith(pointer) and message in finding.message for finding in found), found


def test_malformed_extensions_are_told_before_anything_reads_them() -> None:
    document = contract_copy()
    schema(document, "NotifyConfig")["x-soft-rules"] = "the AppID should be given"
    schema(document, "CutOut").pop("description")
    assert [finding.pointer for finding in lint(document)] == ["/components/schemas/NotifyConfig/x-soft-rules"]


def test_conditions_of_every_readable_form_are_accepted() -> None:
    document = contract_copy()
    schema(document, "CombineImage")["allOf"].append(
        {
            "$comment": "R199",
            "description": "Every readable form at once.",
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
