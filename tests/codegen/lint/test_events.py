from __future__ import annotations

from tests.codegen.contract_document import schema
from tests.codegen.lint.breaches import Change, assert_found, breaches, event


@breaches(
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
    ("an event without a name", lambda d: event(d, "SEND").pop("operationId"), "SEND/post", "no operationId"),
    (
        "an event named like an operation",
        lambda d: event(d, "SEND").update(operationId="uploadImage"),
        "SEND/post/operationId",
        "uploadImage is there already",
    ),
    (
        "two events of one name",
        lambda d: event(d, "SEND").update(operationId="onImageGenerationEnded"),
        "IMAGE_GENERATION/post/operationId",
        "onImageGenerationEnded is there already",
    ),
    ("an event without data", lambda d: event(d, "SEND").pop("x-event-data"), "SEND/post", "x-event-data is missing"),
    (
        "an event whose key is no member of its data",
        lambda d: event(d, "SEND").update({"x-idempotency-key": ["brand_id", "task_id"]}),
        "SEND/post",
        "no member of the data",
    ),
    (
        "an event whose key is a list",
        lambda d: (
            schema(d, "ProductCouponSent")["properties"].update(
                parts={"type": "array", "items": {"type": "string"}, "description": "Parts (部分)."}
            )
            or event(d, "SEND").update({"x-idempotency-key": ["parts"]})
        ),
        "SEND/post/x-idempotency-key",
        "parts is of type array, and what repeats share",
    ),
    (
        "an event under an event type that does not exist",
        lambda d: event(d, "IMAGE_GENERATION")["x-also-sent-as"][0].update(event_type="PRODUCT_COUPON_SP.SENT"),
        "/x-also-sent-as/0/when/properties/coupon_code",
        "there is no field coupon_code",
    ),
    (
        "an event told by a field that does not exist",
        lambda d: event(d, "IMAGE_GENERATION")["x-also-sent-as"][0]["when"].update(required=["taskid"]),
        "/x-also-sent-as/0/when",
        "there is no field taskid",
    ),
)
def test_a_breach_is_found_where_it_is(change: Change, pointer: str, message: str) -> None:
    assert_found(change, pointer, message)
