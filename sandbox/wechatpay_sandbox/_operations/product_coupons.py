"""Creating product coupons (创建商品券) with their first stock (批次)."""

from __future__ import annotations

from typing import Final

from wechatpay_sandbox._operations.playing import Call, once, plays
from wechatpay_sandbox._protocol.contract import JSON
from wechatpay_sandbox._protocol.refusals import fault_in
from wechatpay_sandbox._world.records import Coupon, Stock
from wechatpay_sandbox._world.state import State
from wechatpay_sandbox.models import CouponCodeMode, ProductCouponState, StockState

_FIRST_ID: Final = 1_000_000_001


@plays("createProductCoupon")
@once("brand_id")
def create_product_coupon(state: State, call: Call) -> JSON:
    """Create a coupon and its stock, both in effect at once."""
    body = call.body
    if "stock" not in body:
        issue = f"the sandbox has no stock bundles (批次组): {body['usage_mode']} needs stock here"
        raise fault_in("body", "/usage_mode", issue, code="INVALID_REQUEST", value=body["usage_mode"])
    product_coupon_id = str(_FIRST_ID + len(state.coupons))
    stock = _stock(body["stock"], product_coupon_id, body["brand_id"])
    echo = {name: value for name, value in body.items() if name not in ("out_request_no", "stock", "brand_id")}
    answer = {
        "product_coupon_id": product_coupon_id,
        **echo,
        "state": ProductCouponState.EFFECTIVE,
        "stock": stock,
        "brand_id": body["brand_id"],
    }
    state.coupons[product_coupon_id] = Coupon(
        mchid=call.mchid,
        brand_id=body["brand_id"],
        product_coupon_id=product_coupon_id,
        out_request_no=body["out_request_no"],
        answer=answer,
    )
    state.stocks[stock["stock_id"]] = Stock(
        mchid=call.mchid,
        brand_id=body["brand_id"],
        product_coupon_id=product_coupon_id,
        stock_id=stock["stock_id"],
        coupon_code_mode=CouponCodeMode(stock["coupon_code_mode"]),
        available_end_time=_available_end_time(stock),
    )
    return answer


def _stock(sent: JSON, product_coupon_id: str, brand_id: str) -> JSON:
    counts = {"coupon_code_count_info": {"total_count": 0, "available_count": 0}}
    return {
        "product_coupon_id": product_coupon_id,
        "stock_id": f"{product_coupon_id}001",
        **sent,
        **(counts if sent["coupon_code_mode"] == CouponCodeMode.UPLOAD else {}),
        "sent_count_info": {"total_count": 0, "today_count": 0},
        "state": StockState.SENDING,
        "brand_id": brand_id,
    }


def _available_end_time(stock: JSON) -> str | None:
    for rule in ("single_usage_rule", "sequential_usage_rule"):
        if rule in stock:
            return str(stock[rule]["coupon_available_period"]["available_end_time"])
    return None
