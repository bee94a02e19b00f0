"""A coupon reaches a user, by whatever channel: what is kept of it, and what is told."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any, Final

from wechatpay_sandbox._operations.finding import shown_stock
from wechatpay_sandbox._protocol.contract import JSON
from wechatpay_sandbox._world.calendar import day_of, read, validity, written
from wechatpay_sandbox._world.records import Coupon, Stock
from wechatpay_sandbox._world.state import State
from wechatpay_sandbox._world.user_coupons import UserCoupon
from wechatpay_sandbox.models import CouponCodeMode, ProductCouponSent, UserProductCouponSendChannel

SENT: Final = "PRODUCT_COUPON_SP.SEND"
_LIFE_SECONDS: Final = 30 * 86_400  # of a coupon whose stock has no end
_APPID: Final = "wx0000000000000000"


def sent_coupon(state: State, stock_id: str, members: dict[str, str], now: float) -> JSON:
    """Send a coupon of a stock to a user, and say who got it, as the notification's data.

    Args:
        state: What the sandbox remembers; the caller holds its lock.
        stock_id: The stock (批次).
        members: Members of the data that shall be so, and no other way.
        now: When, Unix time in seconds.

    Raises:
        LookupError: There is no such stock, or it has no code left.
        ValueError: A member breaks the contract.
    """
    stock = state.stocks.get(stock_id)
    if stock is None:
        raise LookupError(f"no stock {stock_id}; there are: {', '.join(state.stocks) or 'none'}")
    made = {"openid": f"o{secrets.token_urlsafe(20)}", "send_request_no": secrets.token_hex(10), **members}
    if "coupon_code" not in made:
        made["coupon_code"] = _next_code(state, stock)
    data = {**event_data(state, _user_coupon(state, stock, now, made)), **members}
    ProductCouponSent.model_validate(data)
    receive(state, stock, now, made)
    return data


def receive(state: State, stock: Stock, now: float, given: JSON) -> UserCoupon:
    """Give a user a coupon, with the code in `given` or the stock's next one.

    Raises:
        LookupError: The stock has no code left.
    """
    code = given.get("coupon_code") or _next_code(state, stock)
    coupon = _user_coupon(state, stock, now, {**given, "coupon_code": code})
    state.user_coupons.add(coupon, day_of(now))
    state.known_codes.setdefault((stock.mchid, stock.brand_id), set()).add(code)
    return coupon


def _user_coupon(state: State, stock: Stock, now: float, given: JSON) -> UserCoupon:
    begins, ends = _validity(stock, now)
    return UserCoupon(
        mchid=stock.mchid,
        brand_id=stock.brand_id,
        product_coupon_id=stock.product_coupon_id,
        stock_id=stock.stock_id,
        coupon_code=given["coupon_code"],
        openid=given["openid"],
        appid=given.get("appid", _APPID),
        send_request_no=given["send_request_no"],
        send_channel=UserProductCouponSendChannel.API,
        receive_time=now,
        valid_begin_time=begins,
        valid_end_time=ends,
        display_info=state.coupons[stock.product_coupon_id].entity["display_info"],
        extras={name: given[name] for name in ("attach", "coupon_tag_info") if name in given},
    )


def _validity(stock: Stock, now: float) -> tuple[float, float]:
    period: dict[str, Any] = stock.entity.get("single_usage_rule", {}).get("coupon_available_period", {})
    if period:
        return validity(period, now)
    return now, read(stock.available_end_time) if stock.available_end_time else now + _LIFE_SECONDS


def _next_code(state: State, stock: Stock) -> str:
    if stock.coupon_code_mode is not CouponCodeMode.UPLOAD:
        return str(10**15 + secrets.randbelow(9 * 10**15))
    codes = state.codes.get(stock.stock_id, [])
    place = state.next_code.get(stock.stock_id, 0)
    while place < len(codes) and (stock.stock_id, codes[place]) in state.user_coupons.by_code:
        place += 1
    state.next_code[stock.stock_id] = place
    if place == len(codes):
        raise LookupError(f"stock {stock.stock_id} has no coupon code left; upload some")
    return codes[place]


def event_data(state: State, coupon: UserCoupon) -> JSON:
    """Say who got a coupon, as the SEND event does, under the AppID that the stock names for notifications."""
    notify = state.stocks[coupon.stock_id].entity.get("notify_config", {})
    attach = {"attach": coupon.extras["attach"]} if "attach" in coupon.extras else {}
    return {
        "brand_id": coupon.brand_id,
        "coupon_code": coupon.coupon_code,
        "product_coupon_id": coupon.product_coupon_id,
        "stock_id": coupon.stock_id,
        "appid": notify.get("notify_appid", _APPID),
        "openid": coupon.openid,
        "unionid": f"u{hashlib.sha256(coupon.openid.encode()).hexdigest()[:27]}",
        "receive_time": written(coupon.receive_time),
        "send_request_no": coupon.send_request_no,
        "send_channel": coupon.send_channel,
        "valid_begin_time": written(coupon.valid_begin_time),
        "valid_end_time": written(coupon.valid_end_time),
        **attach,
    }


def shown_user_coupon(state: State, coupon: UserCoupon, now: float) -> JSON:
    """Show a user's coupon as it stands at Unix time `now`."""
    product: Coupon = state.coupons[coupon.product_coupon_id]
    return {
        "coupon_code": coupon.coupon_code,
        "coupon_state": coupon.state_at(now),
        "valid_begin_time": written(coupon.valid_begin_time),
        "valid_end_time": written(coupon.valid_end_time),
        "receive_time": written(coupon.receive_time),
        "send_request_no": coupon.send_request_no,
        "send_channel": coupon.send_channel,
        **coupon.confirmation,
        **coupon.deactivation,
        "single_usage_detail": dict(coupon.usage),
        "product_coupon": {**product.entity, "display_info": coupon.display_info},
        "stock": shown_stock(state, state.stocks[coupon.stock_id], now),
        **coupon.extras,
        "brand_id": coupon.brand_id,
    }
