"""Product coupons (商品券): created with their first stock (批次), shown, changed, ended."""

from __future__ import annotations

from typing import Final

from wechatpay_sandbox._operations.finding import coupon_of, shown_stock, stock_state, unfit
from wechatpay_sandbox._operations.playing import Call, once, plays
from wechatpay_sandbox._operations.stocks import add_stock, ended_by
from wechatpay_sandbox._protocol.contract import JSON
from wechatpay_sandbox._protocol.refusals import fault_in
from wechatpay_sandbox._world.records import Coupon
from wechatpay_sandbox._world.state import State
from wechatpay_sandbox.models import ProductCouponState, StockState

_FIRST_ID: Final = 1_000_000_001
_OWN: Final = ("product_coupon_id", "state", "brand_id")  # made here, whatever the caller sends


@plays("createProductCoupon")
@once
def create_product_coupon(state: State, call: Call) -> JSON:
    """Create a coupon and its stock, both in effect at once."""
    body = call.body
    if "stock" not in body:
        issue = f"the sandbox has no stock bundles (批次组): {body['usage_mode']} needs stock here"
        raise fault_in("body", "/usage_mode", issue, code="INVALID_REQUEST", value=body["usage_mode"])
    product_coupon_id = str(_FIRST_ID + len(state.coupons))
    echo = {name: value for name, value in body.items() if name not in (*_OWN, "out_request_no", "stock")}
    entity = {"product_coupon_id": product_coupon_id, **echo, "state": ProductCouponState.EFFECTIVE}
    entity["brand_id"] = body["brand_id"]
    stock = add_stock(state, call, product_coupon_id)
    answer = {**entity, "stock": shown_stock(state, stock, call.now) | {"state": StockState.SENDING}}
    state.coupons[product_coupon_id] = Coupon(
        mchid=call.mchid,
        brand_id=body["brand_id"],
        product_coupon_id=product_coupon_id,
        out_request_no=body["out_request_no"],
        answer=answer,
        entity=entity,
    )
    return answer


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
    coupon.entity["display_info"] = call.body["display_info"]
    return dict(coupon.entity)


@plays("deactivateProductCoupon")
@once
def deactivate_product_coupon(state: State, call: Call) -> JSON:
    """End a coupon and its stocks for good; coupons sent before stay valid."""
    coupon = coupon_of(state, call)
    if coupon.entity["state"] != ProductCouponState.EFFECTIVE:
        issue = f"the coupon is {coupon.entity['state']}, not EFFECTIVE"
        raise unfit(call, "product_coupon_id", issue, about="")
    ended = ended_by(call)
    coupon.entity.update(ended, state=ProductCouponState.DEACTIVATED)
    for stock_id in state.stocks_of[coupon.product_coupon_id]:
        stock = state.stocks[stock_id]
        if stock_state(stock, call.now) in (StockState.SENDING, StockState.PAUSED):
            stock.entity.update(ended, state=StockState.DEACTIVATED)
    return dict(coupon.entity)
