"""A coupon given to a user by no call of the API: what channels of WeChat Pay's own do."""

from __future__ import annotations

import secrets
from typing import Any

from pydantic import BaseModel, ValidationError

from wechatpay_sandbox._operations.finding import stock_state
from wechatpay_sandbox._operations.sending import event_data, keep, user_coupon
from wechatpay_sandbox._protocol.contract import JSON
from wechatpay_sandbox._world.records import Stock
from wechatpay_sandbox._world.state import State
from wechatpay_sandbox.models import (
    CouponCodeMode,
    ProductCouponSent,
    SendUserProductCouponRequest,
    StockState,
    UserProductCouponSendChannel,
)


def sent_coupon(state: State, stock_id: str, members: dict[str, str], now: float) -> JSON:
    """Send a coupon of a stock to a user, and say who got it, as the notification's data.

    Args:
        state: What the sandbox remembers; the caller holds its lock.
        stock_id: The stock (批次).
        members: Members of the data that shall be so, and no other way.
        now: When, Unix time in seconds.

    Raises:
        LookupError: There is no such stock, or it has no code left.
        ValueError: A member breaks the contract or was used before, or the stock is not sent from.
    """
    stock = stock_named(state, stock_id)
    if stock.round:
        raise ValueError(
            f"stock {stock_id} is sent from once the round before is redeemed; send the bundle's first one"
        )
    stands = stock_state(stock, now)
    if stands is not StockState.SENDING:
        raise ValueError(f"stock {stock_id} is {stands}, not SENDING")
    made = {"openid": f"o{secrets.token_urlsafe(20)}", "send_request_no": secrets.token_hex(10), **members}
    if not made["openid"]:
        raise ValueError("openid is empty; the id of a user is needed")
    if made.get("send_channel", "API") not in set(UserProductCouponSendChannel):
        raise ValueError(f"send_channel is none of {', '.join(UserProductCouponSendChannel)}")
    _must_be_new(state, stock, made)
    coupon = user_coupon(state, stock, now, made)
    data = {**event_data(state, coupon), **members}
    _must_follow(ProductCouponSent, data)
    _must_follow(SendUserProductCouponRequest, data)
    codes = state.codes.setdefault(stock_id, []) if stock.coupon_code_mode is CouponCodeMode.UPLOAD else None
    if codes is not None and coupon.coupon_code not in codes:
        codes.append(coupon.coupon_code)
    keep(state, coupon)
    return data


def _must_be_new(state: State, stock: Stock, made: JSON) -> None:
    """Refuse a code, or a user's number of a sending, that stands for another coupon already."""
    if (stock.stock_id, made["openid"], made["send_request_no"]) in state.user_coupons.by_number:
        raise ValueError("send_request_no was used before for a coupon of this stock and user")
    code = made.get("coupon_code")
    if code is None:
        return
    was_sent = (stock.stock_id, code) in state.user_coupons.by_code
    is_known = code in state.known_codes.get((stock.mchid, stock.brand_id), ())
    if was_sent or (is_known and code not in state.codes.get(stock.stock_id, ())):
        raise ValueError("coupon_code was used before; one that the brand has not used is needed")


def _must_follow(model: type[BaseModel], data: Any) -> None:
    """Refuse what breaks the contract, without repeating it: codes and openids are nobody else's business."""
    try:
        model.model_validate(data)
    except ValidationError as exc:
        error = exc.errors(include_url=False, include_input=False)[0]
        raise ValueError(f"{'.'.join(map(str, error['loc']))}: {error['msg']}") from None


def stock_named(state: State, stock_id: str) -> Stock:
    """Find a stock by its id alone.

    Raises:
        LookupError: There is no such stock.
    """
    if stock_id not in state.stocks:
        raise LookupError(f"no stock {stock_id}; there are: {', '.join(state.stocks) or 'none'}")
    return state.stocks[stock_id]
