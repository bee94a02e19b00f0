"""Sending a coupon to a user (向用户发放商品券), for the notification that tells of it."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta, timezone
from typing import Final

from wechatpay_sandbox._protocol.contract import JSON
from wechatpay_sandbox._world.records import Coupon, Stock
from wechatpay_sandbox._world.state import State
from wechatpay_sandbox.models import CouponCodeMode, ProductCouponSent, UserProductCouponSendChannel

SENT: Final = "PRODUCT_COUPON_SP.SEND"
_BEIJING: Final = timezone(timedelta(hours=8))
_LIFE: Final = timedelta(days=30)  # of a coupon whose stock has no end
_APPID: Final = "wx0000000000000000"


def sent_coupon(state: State, stock_id: str, members: dict[str, str], now: float) -> JSON:
    """Take a coupon code of a stock, and say who got it, as the notification's data.

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
    received = datetime.fromtimestamp(now, _BEIJING)
    ends = datetime.fromisoformat(stock.available_end_time) if stock.available_end_time else received + _LIFE
    data: JSON = {
        "brand_id": stock.brand_id,
        "coupon_code": members.get("coupon_code") or _next_code(state, stock),
        "product_coupon_id": stock.product_coupon_id,
        "stock_id": stock.stock_id,
        "appid": _appid(state.coupons[stock.product_coupon_id]),
        "openid": f"o{secrets.token_urlsafe(20)}",
        "receive_time": received.isoformat(timespec="seconds"),
        "send_request_no": secrets.token_hex(10),
        "send_channel": UserProductCouponSendChannel.API,
        "valid_begin_time": received.isoformat(timespec="seconds"),
        "valid_end_time": ends.isoformat(timespec="seconds"),
        **members,
    }
    ProductCouponSent.model_validate(data)
    state.sent_codes.add((stock_id, data["coupon_code"]))
    return data


def _next_code(state: State, stock: Stock) -> str:
    if stock.coupon_code_mode is not CouponCodeMode.UPLOAD:
        return str(10**15 + secrets.randbelow(9 * 10**15))
    for code in state.codes.get(stock.stock_id, []):
        if (stock.stock_id, code) not in state.sent_codes:
            return code
    raise LookupError(f"stock {stock.stock_id} has no coupon code left; upload some")


def _appid(coupon: Coupon) -> str:
    return str(coupon.answer["stock"].get("notify_config", {}).get("notify_appid", _APPID))
