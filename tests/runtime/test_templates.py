"""An answer is the template of the next request: what the server made stays behind."""

from __future__ import annotations

from typing import Any

import pytest

from tests.codegen.contract_document import examples
from tests.requests_of import coupon
from wechatpay_product_coupon import Client, beijing
from wechatpay_product_coupon.errors import ModelError
from wechatpay_product_coupon.models import (
    CreateProductCouponRequest,
    CreateProductCouponResponse,
    CreateStockBundleRequest,
    CreateStockRequest,
    ProductCouponType,
    StockBundleForCreate,
    StockForCreate,
)
from wechatpay_sandbox import Sandbox


@pytest.fixture(scope="module")
def sent() -> CreateProductCouponRequest:
    return coupon()


@pytest.fixture(scope="module")
def answer(sent: CreateProductCouponRequest) -> CreateProductCouponResponse:
    with Sandbox.start() as sandbox, Client(sandbox.auth(), base_url=sandbox.url) as client:
        return client.product_coupons.create(sent)


def test_a_request_like_an_answer_is_the_request_that_was_answered(
    sent: CreateProductCouponRequest, answer: CreateProductCouponResponse
) -> None:
    request = CreateProductCouponRequest.like(answer, out_request_no=sent.out_request_no)
    assert request.to_dict() == sent.to_dict()


def test_what_the_server_made_is_left_out_at_every_depth(answer: CreateProductCouponResponse) -> None:
    assert answer.stock
    text = str(CreateStockRequest.like(answer, out_request_no="stock_0002").to_dict())
    assert answer.product_coupon_id not in text
    for made in ("product_coupon_id", "stock_id", "state", "sent_count_info"):
        assert made in str(answer.to_dict())
        assert made not in text


def test_members_newer_than_the_contract_are_left_out_too(answer: CreateProductCouponResponse) -> None:
    newer = CreateProductCouponResponse.from_dict({**answer.to_dict(), "made_by_the_server": 1})
    assert newer.stock
    newer.stock.stock_send_rule.additional_properties["also_made"] = 2
    request = CreateProductCouponRequest.like(newer, out_request_no="coupon_0002")
    assert "made" not in str(request.to_dict())


def test_a_new_request_shares_nothing_with_its_template(answer: CreateProductCouponResponse) -> None:
    before = answer.to_dict()
    request = CreateProductCouponRequest.like(answer, out_request_no="coupon_0002")
    assert request.stock
    request.display_info.name = "another"
    request.stock.usage_rule_display_info.coupon_usage_method_list.clear()
    assert answer.to_dict() == before


def test_changes_are_given_as_to_the_constructor(answer: CreateProductCouponResponse) -> None:
    assert answer.stock
    assert answer.stock.single_usage_rule
    stock = StockForCreate.like(answer.stock, remark=None)
    assert stock.single_usage_rule
    stock.single_usage_rule.coupon_available_period.available_end_time = beijing(2030, 1, 31, 23, 59, 59)
    request = CreateProductCouponRequest.like(
        answer, out_request_no="coupon_0002", type_=ProductCouponType.NORMAL, single_usage_info=None, stock=stock
    )
    assert request.type_ is ProductCouponType.NORMAL
    assert request.single_usage_info is None
    assert request.stock
    assert request.stock == stock
    assert request.stock is not stock
    assert request.stock.remark is None


@pytest.mark.parametrize(
    ("kind", "worth"),
    [("normal_coupon", "discount_amount"), ("discount_coupon", "percent_off"), ("exchange_coupon", "exchange_price")],
)
def test_a_bundle_that_was_answered_stock_by_stock_is_asked_for_as_a_whole(kind: str, worth: str) -> None:
    sent = examples("createProductCoupon", "request")["progressive_bundle"]
    bundle = sent["stock_bundle"]
    shared = {"coupon_available_period": bundle["progressive_bundle_usage_rule"]["coupon_available_period"]}
    offers = [{"threshold": 100 * number, worth: number} for number in (1, 2, 3)]
    bundle["progressive_bundle_usage_rule"] = {**shared, f"{kind}_list": offers}
    made = {"stock_id": "s1", "state": "SENDING", "sent_count_info": {"total_count": 0, "today_count": 0}}
    stocks = [
        {
            **bundle,
            **made,
            "stock_bundle_info": {"stock_bundle_id": "b1", "stock_bundle_index": number},
            "progressive_bundle_usage_rule": {**shared, kind: offer},
        }
        for number, offer in enumerate(offers)
    ]
    answer = {
        **{name: value for name, value in sent.items() if name != "out_request_no"},
        "product_coupon_id": "p1",
        "state": "EFFECTIVE",
        "stock_bundle": {"stock_bundle_id": "b1", "stock_list": stocks},
    }
    request = CreateProductCouponRequest.like(answer, out_request_no=sent["out_request_no"])
    assert request.to_dict() == sent
    again = CreateStockBundleRequest.like(request, out_request_no="bundle_0002")
    assert again.stock_bundle == request.stock_bundle
    assert StockBundleForCreate.like(answer["stock_bundle"]) == request.stock_bundle


@pytest.mark.parametrize("changes", [{"out_request_nr": "x"}, {"type": "NORMAL"}, {"additional_properties": {}}])
def test_a_change_of_no_member_is_refused(answer: CreateProductCouponResponse, changes: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match=f"CreateProductCouponRequest has no member {next(iter(changes))}"):
        CreateProductCouponRequest.like(answer, out_request_no="coupon_0002", **changes)


def test_what_an_answer_does_not_have_is_asked_for(answer: CreateProductCouponResponse) -> None:
    with pytest.raises(ModelError, match="required member 'out_request_no' is missing"):
        CreateStockRequest.like(answer)


def test_a_dict_is_a_template_too(answer: CreateProductCouponResponse) -> None:
    of_model, of_dict = (
        CreateStockRequest.like(template, out_request_no="stock_0002") for template in (answer, answer.to_dict())
    )
    assert of_model == of_dict
