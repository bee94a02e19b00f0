from __future__ import annotations

from typing import Any

from tests.codegen.contract_document import operation, schema
from tests.codegen.lint.breaches import Change, assert_found, body, breaches


def _envelope(document: dict[str, Any]) -> dict[str, Any]:
    (media,) = document["components"]["requestBodies"]["Notification"]["content"].values()
    return media["examples"]["envelope"]["value"]


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
