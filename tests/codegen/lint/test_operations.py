from __future__ import annotations

from tests.codegen.contract_document import operation, schema
from tests.codegen.lint.breaches import Change, assert_found, breaches


@breaches(
    (
        "an operation without an id",
        lambda d: operation(d, "uploadImage").pop("operationId"),
        "~1upload-image/post",
        "operationId",
    ),
    (
        "an operation of an unknown tag",
        lambda d: operation(d, "uploadImage").update(tags=["pictures"]),
        "~1upload-image/post/tags",
        "exactly one tag, of those in /tags (images, notify_configs, product_coupons, ",
    ),
    (
        "an operation of two tags",
        lambda d: operation(d, "uploadImage")["tags"].append("product_coupons"),
        "~1upload-image/post/tags",
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
        "an operation whose refusals have no type",
        lambda d: operation(d, "uploadImage")["responses"].pop("4XX"),
        "~1upload-image/post/responses",
        "add 4XX: {$ref: '#/components/responses/Refused'}",
    ),
    (
        "an echo of nothing in the request",
        lambda d: operation(d, "uploadImage").update({"x-echoes": {"$response.body#/image_url": "$request.path.id"}}),
        "~1upload-image/post/x-echoes/$response.body#~1image_url",
        "$request.path.id is nothing that the request has",
    ),
    (
        "an echo of nothing in the answer",
        lambda d: operation(d, "uploadImage").update({"x-echoes": {"$response.body#/a/b": "$request.body#/meta"}}),
        "~1upload-image/post/x-echoes/$response.body#~1a~1b",
        "$response.body#/a/b is nothing that the answer has",
    ),
    (
        "an echo of another type",
        lambda d: (
            schema(d, "UploadImageResponse")["properties"].update(
                image_url={"type": "integer", "format": "int64", "description": "Number (编号)."}
            )
            or operation(d, "uploadImage").update(
                {"x-echoes": {"$response.body#/image_url": "$request.body#/meta/sha256"}}
            )
        ),
        "~1upload-image/post/x-echoes/$response.body#~1image_url",
        "one of the two is of type integer and the other of type string",
    ),
    (
        "a form whose signed part may be left out",
        lambda d: schema(d, "UploadImageRequest")["required"].remove("meta"),
        "/content/multipart~1form-data/schema",
        "give its schema a required member of this name",
    ),
    (
        "an operation without errors",
        lambda d: operation(d, "uploadImage").pop("x-errors"),
        "~1upload-image/post",
        "x-errors is missing",
    ),
    (
        "an operation without an idempotency key",
        lambda d: operation(d, "uploadImage").pop("x-idempotency-key"),
        "~1upload-image/post",
        "x-idempotency-key is missing",
    ),
    (
        "an idempotency key that is no field",
        lambda d: operation(d, "createProductCoupon").update({"x-idempotency-key": ["request_no"]}),
        "~1product-coupons/post/x-idempotency-key",
        "request_no is neither a body field nor a path parameter",
    ),
    (
        "a header parameter",
        lambda d: operation(d, "getImageGenerationTask")["parameters"].append(
            {"name": "X-A", "in": "header", "description": "Something (某物).", "schema": {"type": "string"}}
        ),
        "/get/parameters/3/in",
        "no code for header parameters",
    ),
)
def test_a_breach_is_found_where_it_is(change: Change, pointer: str, message: str) -> None:
    assert_found(change, pointer, message)
