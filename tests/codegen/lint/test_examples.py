from __future__ import annotations

from typing import Any

from tests.codegen.contract_document import operation, schema
from tests.codegen.lint.breaches import Change, assert_found, body, breaches


def _envelope(document: dict[str, Any]) -> dict[str, Any]:
    (media,) = document["components"]["requestBodies"]["Notification"]["content"].values()
    return media["examples"]["envelope"]["value"]


def _answer(document: dict[str, Any], operation_id: str) -> Any:
    return operation(document, operation_id)["responses"]["200"]["content"]["application/json"]["examples"]


@breaches(
    (
        "an example without a required field",
        lambda d: body(d, "uploadCouponCodes")["examples"]["official"]["value"].pop("brand_id"),
        "/requestBody/content/application~1json/examples/official",
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
            "official"
        ]["value"].update(total_count="1"),
        "/responses/200/content/application~1json/examples/official",
        "at total_count: '1' is not of type 'integer'",
    ),
    (
        "an example of a parameter that does not match",
        lambda d: operation(d, "getImageGenerationTask")["parameters"][0]["examples"]["official"].update(value="task"),
        "/get/parameters/0/examples/official",
        "'task' does not match",
    ),
    (
        "an example of a schema that does not match",
        lambda d: schema(d, "ProductCouponSent")["examples"][0].pop("openid"),
        "/components/schemas/ProductCouponSent/examples/0",
        "'openid' is a required property",
    ),
    (
        "an example of an error that does not match",
        lambda d: d["components"]["responses"]["Failed"]["content"]["application/json"]["examples"]["system"][
            "value"
        ].pop("code"),
        "/components/responses/Failed/content/application~1json/examples/system",
        "'code' is a required property",
    ),
    (
        "two examples under one request number",
        lambda d: body(d, "uploadCouponCodes")["examples"]["several"]["value"].update(
            out_request_no="34657_20250101_123456"
        ),
        "~1upload-coupon-codes/post",
        "the examples official and several send other bodies under one out_request_no",
    ),
    (
        "an answer about another object than the address",
        lambda d: _answer(d, "getImageGenerationTask")["official"]["value"].update(task_id="image_generation_task_3"),
        "~1image-generation-tasks~1{task_id}/get",
        "has image_generation_task_3 at $response.body#/task_id, which no example of the request has at $request.path",
    ),
    (
        "an answer about another object than the body",
        lambda d: _answer(d, "submitImageGenerationTask")["official"]["value"].update(task_id="task_of_another"),
        "~1image-generation-tasks/post",
        "has task_of_another at $response.body#/task_id, which no example of the request has at $request.body#/task_id",
    ),
    (
        "an item about another object than the address",
        lambda d: d["components"]["parameters"]["ProductCouponId"]["examples"].pop("several_uses"),
        "~1stocks/get",
        "the answer several_uses has 1000000014 at $response.body#/stock_list/0/product_coupon_id",
    ),
    (
        "an example without a name",
        lambda d: body(d, "uploadCouponCodes").update(example={"brand_id": "120344"}),
        "/requestBody/content/application~1json/example",
        "move it to `examples`",
    ),
    (
        "an example of a notification that breaks its schema",
        lambda d: _envelope(d).pop("id"),
        "/examples/envelope",
        "'id' is a required property",
    ),
    (
        "an example of an event that breaks its schema",
        lambda d: schema(d, "ProductCouponSent")["examples"][0].update(receive_time="yesterday"),
        "/examples/0",
        "'yesterday' is not a 'date-time'",
    ),
)
def test_a_breach_is_found_where_it_is(change: Change, pointer: str, message: str) -> None:
    assert_found(change, pointer, message)
