"""Where an offer stands: it fits its coupon also in what is added or changed later, where no request has the coupon."""

from __future__ import annotations

from typing import Any, Final

import pytest

from tests.sandbox.program import COUPONS, Program, dump, example, number

RULE: Final = "/stock/single_usage_rule"
OFFERS: Final[dict[str, Any]] = {
    "normal_coupon": {"threshold": 100, "discount_amount": 10},
    "discount_coupon": {"threshold": 100, "percent_off": 30},
    "exchange_coupon": {"threshold": 0, "exchange_price": 990},
}


def coupon_of(program: Program, kind: str) -> str:
    """Create a coupon of scope SINGLE and this type, or where none is named one of scope ALL; return its id."""
    body = example("createProductCoupon", "exchange" if kind else "official")
    if kind:
        rule = body["stock"]["single_usage_rule"]
        body |= {"type": kind, "stock": {**body["stock"], "single_usage_rule": with_offers(rule, f"{kind}_coupon")}}
    made = program.create(body | {"brand_id": program.brand_id})
    assert made.status_code == 200, made.text
    found: str = made.json()["product_coupon_id"]
    return found


def with_offers(rule: dict[str, Any], *offers: str) -> dict[str, Any]:
    bare = {name: value for name, value in rule.items() if name not in OFFERS}
    return bare | {offer.lower(): OFFERS[offer.lower()] for offer in offers}


def add(program: Program, coupon: str, *offers: str) -> Any:
    stock = example("createStock", "official")["stock"]
    stock["single_usage_rule"] = with_offers(stock["single_usage_rule"], *offers)
    body = {"out_request_no": number(), "stock": stock, "brand_id": program.brand_id}
    return program.post(f"{COUPONS}/{coupon}/stocks", body)


@pytest.mark.parametrize(
    ("kind", "fitting"),
    [("NORMAL", "normal_coupon"), ("DISCOUNT", "discount_coupon"), ("EXCHANGE", "exchange_coupon"), ("", None)],
)
def test_a_stock_has_the_offer_of_its_coupon_and_no_other(program: Program, kind: str, fitting: str | None) -> None:
    coupon = coupon_of(program, kind)
    before = len(program.sandbox.stocks)
    for offer in (None, *OFFERS):
        answer = add(program, coupon, *filter(None, [offer]))
        if offer == fitting:
            assert answer.status_code == 200, answer.text
            continue
        found = answer.json()
        assert (answer.status_code, found["code"], found["detail"]["field"]) == (400, "INVALID_REQUEST", RULE)
        assert (fitting or "single_usage_info") in found["detail"]["issue"]
    assert len(program.sandbox.stocks) == before + 1


@pytest.mark.parametrize(("kind", "is_needed"), [("EXCHANGE", True), ("", False)])
def test_a_new_display_of_a_single_item_shows_what_belongs_to_it(program: Program, kind: str, is_needed: bool) -> None:
    coupon = coupon_of(program, kind)
    display = example("createProductCoupon", "exchange")["display_info"]

    def change(shown: dict[str, Any]) -> Any:
        body = {"out_request_no": number(), "display_info": shown, "brand_id": program.brand_id}
        return program.send("PATCH", f"{COUPONS}/{coupon}", dump(body))

    assert change(display).status_code == 200
    bare = {name: value for name, value in display.items() if name != "combo_package_list"}
    answer = change(bare | {"name": "新"})
    assert (answer.status_code == 400) == is_needed, answer.text
    if is_needed:
        assert answer.json()["detail"]["field"] == "/display_info"
        assert "combo_package_list" in answer.json()["detail"]["issue"]
    shown = program.send("GET", f"{COUPONS}/{coupon}?brand_id={program.brand_id}").json()["display_info"]
    assert ("combo_package_list" in shown) == is_needed
