from __future__ import annotations

from tests.codegen.contract_document import operation, schema
from tests.codegen.lint.breaches import Change, assert_found, breaches, cross, event, field, soft


@breaches(
    (
        "an idempotency key without a reason",
        lambda d: operation(d, "uploadImage").update({"x-idempotency-key": {"repeat": True}}),
        "~1upload-image/post/x-idempotency-key",
        "'none' is a required property",
    ),
    (
        "a soft rule that is no JSON Schema",
        lambda d: soft(d, "SequentialUsageInfo").update(schema={"properties": {"count": {"minimum": "3"}}}),
        "/SequentialUsageInfo/x-soft-rules/0/schema/properties/count/minimum",
        "in place of a number",
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
        "an error that is said not to stop a job",
        lambda d: operation(d, "uploadImage")["x-errors"][0].update({"x-stops-job": False}),
        "~1upload-image/post/x-errors/0/x-stops-job",
        "True was expected",
    ),
    (
        "a rule with a source that is no official page",
        lambda d: schema(d, "CombineImage")["allOf"][0].update({"x-source": "the guide"}),
        "/CombineImage/allOf/0/x-source",
        "'the guide' does not match",
    ),
    (
        "a soft rule with a source that is no official page",
        lambda d: soft(d, "SequentialUsageInfo").update({"x-source": "https://example.com/"}),
        "/SequentialUsageInfo/x-soft-rules/0/x-source",
        "'https://example.com/' does not match",
    ),
    (
        "a cross rule with a source that is no official page",
        lambda d: cross(d, "TimePeriod").update({"x-source": 4015781289}),
        "/TimePeriod/x-cross-rules/0/x-source",
        "4015781289 is not of type 'string'",
    ),
    (
        "a source of something that is no rule",
        lambda d: schema(d, "CombineImage").update({"x-source": "https://pay.weixin.qq.com/doc/v3/partner/1"}),
        "/CombineImage/x-source",
        "an unknown extension here",
    ),
    (
        "a method of an underscore",
        lambda d: operation(d, "uploadImage").update({"x-method": "_client"}),
        "~1upload-image/post/x-method",
        "'_client' does not match",
    ),
    (
        "an absence that means something",
        lambda d: field(d, "UploadCouponCodesResponse", "success_code_list").update({"x-absent": ["all"]}),
        "/UploadCouponCodesResponse/properties/success_code_list/x-absent",
        "x-absent is not well formed",
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
        lambda d: operation(d, "createProductCoupon")["x-rate-limit"][0].update(requests=0),
        "~1product-coupons/post/x-rate-limit/0/requests",
        "0 is less than the minimum of 1",
    ),
    (
        "an unknown extension",
        lambda d: operation(d, "uploadImage").update({"x-rate-limits": {}}),
        "~1upload-image/post/x-rate-limits",
        "do you mean `x-rate-limit`?",
    ),
    (
        "an unknown extension of an event",
        lambda d: event(d, "SEND").update({"x-errors": []}),
        "/webhooks/PRODUCT_COUPON_SP.SEND/post/x-errors",
        "there are x-event-data, x-idempotency-key, x-repeats-after, x-also-sent-as",
    ),
    (
        "a known extension in a wrong place",
        lambda d: d["info"].update({"x-errors": []}),
        "/info/x-errors",
        "an unknown extension here",
    ),
)
def test_a_breach_is_found_where_it_is(change: Change, pointer: str, message: str) -> None:
    assert_found(change, pointer, message)
