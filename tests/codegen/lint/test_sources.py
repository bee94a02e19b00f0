from __future__ import annotations

from tests.codegen.contract_document import operation
from tests.codegen.lint.breaches import Change, assert_found, breaches, event


@breaches(
    (
        "an operation without its official page",
        lambda d: operation(d, "uploadImage").pop("externalDocs"),
        "~1upload-image/post",
        "externalDocs is missing; give the official page",
    ),
    (
        "an operation whose page is none of the official ones",
        lambda d: operation(d, "uploadImage")["externalDocs"].update(
            url="https://example.com/doc/v3/partner/4015781275"
        ),
        "~1upload-image/post/externalDocs/url",
        "not a page of WeChat Pay's documents",
    ),
    (
        "an event without its official page",
        lambda d: event(d, "SEND").pop("externalDocs"),
        "/webhooks/PRODUCT_COUPON_SP.SEND/post",
        "externalDocs is missing",
    ),
)
def test_a_breach_is_found_where_it_is(change: Change, pointer: str, message: str) -> None:
    assert_found(change, pointer, message)
