"""What costs money when it goes wrong is told before it is sent, and after it was refused."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

import pytest

from tests.calls import AT_ONCE, Caller
from tests.codegen.contract_document import examples
from tests.requests_of import number
from wechatpay_product_coupon import errors
from wechatpay_runtime._checks.contract import Contract

STOCK, BUNDLE, USER = ("1000000013", "1000000013001"), ("1000000014", "712315129419284901"), ("openid", "Code_123456")
LISTS = {"normal_coupon_list": "discount_amount", "discount_coupon_list": "percent_off"}


def bundle(name: str, field: str, *values: int) -> dict[str, Any]:
    """Return a bundle with these offers."""
    body = examples("createStockBundle", "request")["official"] | {"out_request_no": number()}
    rule = body["stock_bundle"]["progressive_bundle_usage_rule"]
    del rule["discount_coupon_list"]
    rule[name] = [{"threshold": 0, field: value} for value in values]
    return body


def advice(call: Caller, operation: str, *args: Any, **kwargs: Any) -> dict[str, errors.Problem]:
    told: list[errors.Problem] = []
    # The objects that it is about are not there.
    with contextlib.suppress(errors.ApiError):
        call(operation, *args, **kwargs, client={"on_soft_rule": told.append})
    return {problem.path: problem for problem in told}


@pytest.mark.parametrize(("operation", "where"), [("stocks.update", STOCK), ("stock_bundles.update", BUNDLE)])
def test_a_change_that_may_untie_all_stores_is_told(call: Caller, operation: str, where: tuple[str, str]) -> None:
    body = {"out_request_no": number(), "brand_id": "120344", "remark": "新备注"}
    (problem,) = advice(call, operation, *where, body=body).values()
    assert problem.path == "store_scope"
    assert problem.rule.endswith("it is set to NONE, which unties all stores")
    assert advice(call, operation, *where, body=body | {"store_scope": "SPECIFIC"}) == {}


@pytest.mark.parametrize(
    ("url", "known"),
    [
        ("https://wxpaylogo.qpic.cn/wxpaylogo/a/b", True),
        ("https://qpic.cn/xxx", True),
        ("http://wxpaylogo.qpic.cn/wxpaylogo/a/b", False),
        ("https://cdn.example.com/a.png", False),
        ("https://wxpaylogo.qpic.cn.example.com/a.png", False),
    ],
)
def test_a_picture_that_was_not_uploaded_is_told(call: Caller, url: str, known: bool) -> None:
    body = examples("updateProductCoupon", "request")["official"] | {"out_request_no": number()}
    body["display_info"]["image_url"] = url
    told = advice(call, "product_coupons.update", "1000000013", body=body)
    assert set(told) == (set() if known else {"display_info.image_url"})


def test_a_page_of_too_many_rows_is_told_and_sent(call: Caller) -> None:
    told = advice(call, "stocks.list", "1000000013", brand_id="120344", page_size=51)
    assert str(told["page_size"]).startswith("query parameter page_size (分页大小): at most 50; got 51")
    assert advice(call, "stocks.list_associated_stores", *STOCK, brand_id="120344", page_size=51) == {}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("values", [(20, 30, 40, 50, 60), (20, 20, 20, 20, 20), (40, 30, 40, 50, 60)])
def test_offers_that_never_get_weaker_are_sent(call: Caller, name: str, values: tuple[int, ...]) -> None:
    # It got there, and through the sandbox's own checks: what is missing is the coupon.
    with pytest.raises(errors.NotFoundError):
        call("stock_bundles.create", "9999999999", bundle(name, LISTS[name], *values))


@pytest.mark.parametrize(
    ("name", "values", "weaker"),
    [
        *((name, (40, 30, 20, 30, 30), 2) for name in LISTS),
        *((name, (20, 30, 40, 30, 60), 3) for name in LISTS),
        ("exchange_coupon_list", (990, 0, 990), 2),
    ],
)
def test_an_offer_weaker_than_the_one_before_is_refused(
    call: Caller, name: str, values: tuple[int, ...], weaker: int
) -> None:
    field = LISTS.get(name, "exchange_price")
    body = bundle(name, field, *values)
    with pytest.raises(errors.RequestValidationError) as caught:
        call("stock_bundles.create", "1000000014", body)
    (problem,) = caught.value.problems
    assert problem.path == f"stock_bundle.progressive_bundle_usage_rule.{name}[{weaker}].{field}"
    assert problem.rule.startswith("From the second use on, the ")
    # The sandbox, which reads the contract with other engines, refuses it as well.
    with pytest.raises(errors.InvalidRequestError):
        call("stock_bundles.create", "1000000014", body, client={"validate": False})


def test_a_bundle_of_fewer_offers_than_uses_is_told() -> None:
    body = examples("createProductCoupon", "request")["progressive_bundle"]
    check = Contract("wechatpay_product_coupon").request_check("createProductCoupon")
    assert check.check({}, {}, body) == []
    body["progressive_bundle_usage_info"]["count"] = 4
    (problem,) = check.check({}, {}, body)
    assert problem.path == "stock_bundle.progressive_bundle_usage_rule.discount_coupon_list"
    assert problem.rule == "A bundle should have as many percent-off rules as the coupon has uses"
    assert problem.value == "a list of 3"


@pytest.mark.parametrize(("status", "code"), [(400, "INVALID_REQUEST"), (403, "NOT_ENOUGH")])
def test_a_refused_replay_of_a_redemption_says_to_read_the_coupon(
    ask: Callable[..., Any], platform: Any, status: int, code: str
) -> None:
    refusal = b'{"code":"%s","message":"used"}' % code.encode(), status
    lost = b'{"code":"SYSTEM_ERROR","message":"wait"}', 500
    answers = [lost, refusal, refusal]
    body = examples("useUserProductCoupon", "request")["official"]

    def refused(_: Any) -> Any:
        return platform.signed(*answers.pop(0))

    def redeem() -> str:
        with pytest.raises(errors.ApiError) as caught:
            ask(
                lambda _: platform.signed(*answers.pop(0)),
                "user_coupons.use",
                *USER,
                body=body,
                client={"retry": AT_ONCE},
            )
        return str(caught.value)

    assert "Read the coupon and compare" in (repeated := redeem())
    assert "do not try a fresh number before" in repeated
    assert "do not try a fresh number before" not in redeem()
