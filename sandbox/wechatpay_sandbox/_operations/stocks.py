"""Uploading coupon codes (预上传券Code) into a stock."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from wechatpay_sandbox._operations.playing import Call, once, plays
from wechatpay_sandbox._protocol.contract import JSON
from wechatpay_sandbox._protocol.refusals import RefusedError, Result, fault_in
from wechatpay_sandbox._world.records import Stock
from wechatpay_sandbox._world.state import State
from wechatpay_sandbox.models import CouponCodeMode


@plays("uploadCouponCodes")
@once("brand_id")
def upload_coupon_codes(state: State, call: Call) -> JSON:
    """Store codes, each once: a code may not occur twice in the request, nor twice among one brand's codes."""
    stock = _stock_for(state, call)
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
    return {"coupon_code": code, "code": "SYSTEM_ERROR", "message": error.when if error else ""}


def _stock_for(state: State, call: Call) -> Stock:
    coupon = state.coupons.get(call.path["product_coupon_id"])
    if coupon is None or (coupon.mchid, coupon.brand_id) != (call.mchid, call.body["brand_id"]):
        raise _unknown(call, "product_coupon_id")
    stock = state.stocks.get(call.path["stock_id"])
    if stock is None or stock.product_coupon_id != coupon.product_coupon_id:
        raise _unknown(call, "stock_id")
    if stock.coupon_code_mode is not CouponCodeMode.UPLOAD:
        raise _unfit(stock, "coupon_code_mode", f"the stock has coupon_code_mode {stock.coupon_code_mode}")
    end = stock.available_end_time
    if end and datetime.fromisoformat(end).timestamp() < call.now:
        raise _unfit(stock, "expired", f"the stock expired at {end}")
    return stock


def _unknown(call: Call, field: str) -> RefusedError:
    return fault_in(
        "path",
        field,
        "unknown, or not of this merchant, brand and coupon",
        value=call.path[field],
        code="NOT_FOUND",
        about=field,
        result=Result.UNKNOWN_OBJECT,
    )


def _unfit(stock: Stock, about: str, issue: str) -> RefusedError:
    return fault_in("path", "stock_id", issue, value=stock.stock_id, code="INVALID_REQUEST", about=about)
