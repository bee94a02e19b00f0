"""Stocks (批次): added, shown, ended, and filled with coupon codes (预上传券Code)."""

from __future__ import annotations

from collections import Counter
from typing import Final

from wechatpay_sandbox._operations.finding import (
    coupon_of,
    must_be_live,
    page,
    shown_stock,
    stock_by_itself,
    stock_of,
    stock_state,
    unfit,
)
from wechatpay_sandbox._operations.playing import Call, once, plays
from wechatpay_sandbox._protocol.contract import JSON
from wechatpay_sandbox._protocol.refusals import OF_BUSINESS, Result, fault_in
from wechatpay_sandbox._protocol.wording import chinese
from wechatpay_sandbox._world.calendar import written
from wechatpay_sandbox._world.records import Coupon, Stock
from wechatpay_sandbox._world.state import State
from wechatpay_sandbox.models import CouponCodeMode, ProductCouponState, ProductCouponType, StockState, UsageMode

_OFFERS: Final = tuple(f"{kind.lower()}_coupon" for kind in ProductCouponType)


@plays("uploadCouponCodes")
@once
def upload_coupon_codes(state: State, call: Call) -> JSON:
    """Store codes, each once: a code may not occur twice in the request, nor twice among one brand's codes."""
    stock = _stock_for_codes(state, call)
    times = Counter[str](call.body["code_list"])
    known = state.known_codes.setdefault((call.mchid, stock.brand_id), set())
    existing = [code for code in times if code in known]
    failed = [code for code in times if code in state.options.failing_codes and code not in known]
    stored = [code for code in times if code not in known and code not in state.options.failing_codes]
    known.update(stored)
    state.codes.setdefault(stock.stock_id, []).extend(stored)
    lists = {
        "success_code_list": stored,
        "failed_code_list": [_failed(call, code) for code in failed],
        "already_exist_code_list": existing,
        "duplicate_code_list": [code for code, count in times.items() if count > 1],
    }
    return {"total_count": len(times), **{name: value for name, value in lists.items() if value}}


def _failed(call: Call, code: str) -> JSON:
    error = call.operation.error("SYSTEM_ERROR")
    return {"coupon_code": code, "code": "SYSTEM_ERROR", "message": chinese(error.when) if error else ""}


def _stock_for_codes(state: State, call: Call) -> Stock:
    stock = stock_of(state, call)
    if stock.coupon_code_mode is not CouponCodeMode.UPLOAD:
        issue = f"the stock has coupon_code_mode {stock.coupon_code_mode}"
        raise unfit(call, "stock_id", issue, about="coupon_code_mode")
    must_be_live(call, stock, about="expired")
    return stock


def new_stocks(
    state: State, call: Call, product_coupon_id: str, *described: JSON, stock_bundle_id: str | None = None
) -> tuple[Stock, ...]:
    """Make the next stocks of a coupon, as a body describes them; they are sent from once they are kept."""
    first = len(state.stocks_of.get(product_coupon_id, ())) + 1
    return tuple(
        _new_stock(call, product_coupon_id, f"{product_coupon_id}{number:03}", each, stock_bundle_id)
        for number, each in enumerate(described, first)
    )


def _new_stock(
    call: Call, product_coupon_id: str, stock_id: str, described: JSON, stock_bundle_id: str | None
) -> Stock:
    brand_id = call.body["brand_id"]
    made = {"product_coupon_id": product_coupon_id, "stock_id": stock_id}
    return Stock(
        mchid=call.mchid,
        brand_id=brand_id,
        product_coupon_id=product_coupon_id,
        stock_id=stock_id,
        coupon_code_mode=CouponCodeMode(described["coupon_code_mode"]),
        available_end_time=_available_end_time(described),
        entity={**made, **described, "state": StockState.SENDING, "brand_id": brand_id},
        stock_bundle_id=stock_bundle_id,
    )


def keep_stocks(state: State, *stocks: Stock) -> None:
    """Keep new stocks. Whoever adds them has made the whole answer before: one that fails leaves nothing behind."""
    for stock in stocks:
        state.stocks[stock.stock_id] = stock
        state.stocks_of.setdefault(stock.product_coupon_id, []).append(stock.stock_id)


def must_take_stocks(call: Call, coupon: Coupon, mode: UsageMode) -> None:
    """Refuse another stock, or bundle, of a coupon that is not in effect or is of another mode."""
    for name, wanted in (("state", ProductCouponState.EFFECTIVE), ("usage_mode", mode)):
        if coupon.entity[name] != wanted:
            raise unfit(call, "product_coupon_id", f"{name} of the coupon is {coupon.entity[name]}, not {wanted}")


def must_have_room(state: State, call: Call, coupon: Coupon) -> None:
    """Refuse one more stock where a coupon has as many as it may have that are neither expired nor void."""
    own = (state.stocks[stock_id] for stock_id in state.stocks_of[coupon.product_coupon_id])
    live = sum(stock_state(stock, call.now) in (StockState.SENDING, StockState.PAUSED) for stock in own)
    if live >= call.operation.limits["live_stocks"]:
        raise unfit(call, "product_coupon_id", f"the coupon has {live} stocks that are neither expired nor void")


def _available_end_time(stock: JSON) -> str | None:
    for rule in ("single_usage_rule", "sequential_usage_rule", "progressive_bundle_usage_rule"):
        if rule in stock:
            return str(stock[rule]["coupon_available_period"]["available_end_time"])
    return None


def ended_by(call: Call) -> JSON:
    """Say what answers tell of a coupon or stock that a call made void."""
    return {
        "deactivate_request_no": call.body["out_request_no"],
        "deactivate_time": written(call.now),
        "deactivate_reason": call.body["deactivate_reason"],
    }


@plays("createStock")
@once
def create_stock(state: State, call: Call) -> JSON:
    """Add a stock to a coupon of mode SINGLE that is in effect."""
    coupon = coupon_of(state, call)
    must_take_stocks(call, coupon, UsageMode.SINGLE)
    must_have_room(state, call, coupon)
    _must_fit(coupon, call.body["stock"]["single_usage_rule"])
    (stock,) = new_stocks(state, call, coupon.product_coupon_id, call.body["stock"])
    shown = shown_stock(state, stock, call.now)
    keep_stocks(state, stock)
    return shown


def _must_fit(coupon: Coupon, rule: JSON) -> None:
    """Refuse an offer that does not fit the coupon: it stands in the stock, but of a store-wide coupon in that."""
    fitting = f"{coupon.entity['type'].lower()}_coupon"
    in_coupon = coupon.entity["scope"] != "SINGLE" and fitting in coupon.entity.get("single_usage_info", {})
    wanted = set() if in_coupon else {fitting}
    if wanted == {offer for offer in _OFFERS if offer in rule}:
        return
    issue = f"must have {fitting}, which fits the coupon's type, and no other offer"
    if in_coupon:
        issue = "must have no offer: the coupon has it, in single_usage_info"
    place = "/stock/single_usage_rule"
    raise fault_in("body", place, issue, code="INVALID_REQUEST", about=OF_BUSINESS, result=Result.FIELD_RULE)


@plays("getStock")
def get_stock(state: State, call: Call) -> JSON:
    """Show a stock as it stands now."""
    return shown_stock(state, stock_of(state, call), call.now)


@plays("listStocks")
def list_stocks(state: State, call: Call) -> JSON:
    """List the stocks of a coupon, in the order they were created."""
    own = [state.stocks[stock_id] for stock_id in state.stocks_of[coupon_of(state, call).product_coupon_id]]
    bundle = call.query.get("stock_bundle_id")
    wanted = call.query.get("state")
    return page(
        call,
        own,
        "stock_list",
        lambda stock: shown_stock(state, stock, call.now),
        lambda stock: bundle in (None, stock.stock_bundle_id) and wanted in (None, stock_state(stock, call.now)),
    )


@plays("deactivateStock")
@once
def deactivate_stock(state: State, call: Call) -> JSON:
    """End a stock for good; coupons sent before stay valid."""
    stock = stock_by_itself(state, call)
    must_be_live(call, stock)
    stock.entity.update(ended_by(call), state=StockState.DEACTIVATED)
    return shown_stock(state, stock, call.now)
