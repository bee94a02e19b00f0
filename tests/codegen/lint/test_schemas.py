from __future__ import annotations

from tests.codegen.contract_document import operation, schema
from tests.codegen.lint.breaches import Change, assert_found, body, breaches, field


@breaches(
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
        lambda d: schema(d, "WeekEnum")["x-enum-descriptions"].pop(),
        "/WeekEnum",
        "7 values in enum, 6 texts in x-enum-descriptions",
    ),
    (
        "a meaning without an enum value",
        lambda d: schema(d, "WeekEnum")["enum"].remove("SUNDAY"),
        "/WeekEnum",
        "6 values in enum, 7 texts in x-enum-descriptions",
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
        "a default",
        lambda d: field(d, "SequentialUsageInfo", "interval_days").update(default=0),
        "/SequentialUsageInfo/properties/interval_days/default",
        "remove `default`",
    ),
    (
        "a closed object",
        lambda d: schema(d, "CutOut").update(additionalProperties=False),
        "/CutOut",
        "remove `additionalProperties: false`",
    ),
    (
        "a required list that reads as empty",
        lambda d: schema(d, "UploadCouponCodesResponse")["required"].append("success_code_list"),
        "/UploadCouponCodesResponse/properties/success_code_list/x-absent",
        "a required list is never absent; remove x-absent, or `required`",
    ),
    (
        "a text that reads as an empty list",
        lambda d: field(d, "UploadImageResponse", "image_url").update({"x-absent": []}),
        "/UploadImageResponse/properties/image_url/x-absent",
        "only a list that is a member of an object reads as empty",
    ),
    (
        "a bundle gathered from what no object has",
        lambda d: schema(d, "StockBundleForCreate").update({"x-each-of": "stock_lst"}),
        "/StockBundleForCreate/x-each-of",
        "no object has a member stock_lst; do you mean `stock_list`?",
    ),
    (
        "a text gathered from a list",
        lambda d: field(d, "StockBundleForCreate", "remark").update({"x-each": "remark"}),
        "/StockBundleForCreate/properties/remark/x-each",
        "it says how an array is gathered; remove it here",
    ),
)
def test_a_breach_is_found_where_it_is(change: Change, pointer: str, message: str) -> None:
    assert_found(change, pointer, message)
