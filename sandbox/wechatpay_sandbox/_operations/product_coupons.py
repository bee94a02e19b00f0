"""Product coupons (商品券): created with their first stock (批次) or bundle (批次组), shown, changed, ended."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from wechatpay_sandbox._operations.finding import coupon_of, shown_bundle, shown_stock, stock_state, unfit
from wechatpay_sandbox._operations.playing import Call, once, plays
from wechatpay_sandbox._operations.stock_bundles import keep_bundle, new_bundle
from wechatpay_sandbox._operations.stocks import ended_by, keep_stocks, new_stocks
from wechatpay_sandbox._protocol.contract import JSON
from wechatpay_sandbox._protocol.refusals import OF_BUSINESS, Result, fault_in
from wechatpay_sandbox._world.records import Coupon
from wechatpay_sandbox._world.state import State
from wechatpay_sandbox.models import ProductCouponState, StockState

_FIRST_ID: Final = 1_000_000_001
_NOT_SHOWN: Final = ("out_request_no", "stock", "stock_bundle", "brand_id")


@plays("createProductCoupon")
@once
def create_product_coupon(state: State, call: Call) -> JSON:
    """Create a coupon and its stock or bundle, all in effect at once."""
    body = call.body
    product_coupon_id = str(_FIRST_ID + len(state.coupons))
    echo = {name: value for name, value in body.items() if name not in _NOT_SHOWN}
    entity = {"product_coupon_id": product_coupon_id, **echo, "state": ProductCouponState.EFFECTIVE}
    entity["brand_id"] = body["brand_id"]
    first, keep = _first(state, call, product_coupon_id)
    answer = {**entity, **first}
    state.coupons[product_coupon_id] = Coupon(
        mchid=call.mchid,
        brand_id=body["brand_id"],
        product_coupon_id=product_coupon_id,
        out_request_no=body["out_request_no"],
        answer=answer,
        entity=entity,
    )
    keep()
    return answer


def _first(state: State, call: Call, product_coupon_id: str) -> tuple[JSON, Callable[[], None]]:
    """Make the first stock or bundle of a coupon: shown as it is created, also where its time is over, and kept."""
    if "stock_bundle" in call.body:
        bundle = new_bundle(state, call, product_coupon_id, call.body["type"])
        shown = shown_bundle(state, bundle, call.now)
        stocks = [stock | {"state": StockState.SENDING} for stock in shown["stock_list"]]
        return {"stock_bundle": shown | {"stock_list": stocks}}, partial(keep_bundle, state, bundle)
    (stock,) = new_stocks(state, call, product_coupon_id, call.body["stock"])
    created = shown_stock(state, stock, call.now) | {"state": StockState.SENDING}
    return {"stock": created}, partial(keep_stocks, state, stock)


@plays("getProductCoupon")
def get_product_coupon(state: State, call: Call) -> JSON:
    """Show a coupon as it stands now."""
    return dict(coupon_of(state, call).entity)


@plays("updateProductCoupon")
@once
def update_product_coupon(state: State, call: Call) -> JSON:
    """Replace what is displayed, for coupons sent from now on."""
    coupon = coupon_of(state, call)
    if coupon.entity["state"] != ProductCouponState.EFFECTIVE:
        raise unfit(call, "product_coupon_id", f"the coupon is {coupon.entity['state']}, not EFFECTIVE")
    if coupon.entity["scope"] == "SINGLE" and "combo_package_list" not in call.body["display_info"]:
        issue = "must have combo_package_list, which a coupon of scope SINGLE needs"
        place = "/display_info"
        raise fault_in("body", place, issue, code="INVALID_REQUEST", about=OF_BUSINESS, result=Result.FIELD_RULE)
    coupon.entity["display_info"] = call.body["display_info"]
    return dict(coupon.entity)


@plays("deactivateProductCoupon")
@once
def deactivate_product_coupon(state: State, call: Call) -> JSON:
    """End a coupon and its stocks for good; coupons sent before stay valid."""
    coupon = coupon_of(state, call)
    if coupon.entity["state"] != ProductCouponState.EFFECTIVE:
        issue = f"the coupon is {coupon.entity['state']}, not EFFECTIVE"
        raise unfit(call, "product_coupon_id", issue)
    ended = ended_by(call)
    coupon.entity.update(ended, state=ProductCouponState.DEACTIVATED)
    for stock_id in state.stocks_of[coupon.product_coupon_id]:
        stock = state.stocks[stock_id]
        if stock_state(stock, call.now) in (StockState.SENDING, StockState.PAUSED):
            stock.entity.update(ended, state=StockState.DEACTIVATED)
    return dict(coupon.entity)
