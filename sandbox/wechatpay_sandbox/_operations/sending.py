"""A coupon reaches a user, by whatever channel: what is kept of it, and what is told."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import replace
from typing import Final

from wechatpay_sandbox._operations.finding import named, shown_stock, stock_state, unfit
from wechatpay_sandbox._operations.playing import Call
from wechatpay_sandbox._protocol.contract import JSON
from wechatpay_sandbox._protocol.moments import read
from wechatpay_sandbox._protocol.refusals import RefusedError, Result
from wechatpay_sandbox._world.calendar import day_of, midnight, validity, written
from wechatpay_sandbox._world.records import Coupon, Event, Stock
from wechatpay_sandbox._world.state import State
from wechatpay_sandbox._world.user_coupons import UserCoupon
from wechatpay_sandbox.models import CouponCodeMode, StockState, UserProductCouponSendChannel

SENT: Final = "PRODUCT_COUPON_SP.SEND"
_LIFE_SECONDS: Final = 30 * 86_400  # of a coupon whose stock has no end
_APPID: Final = "wx0000000000000000"
_DISPLAYS: Final = ("usage_rule_display_info", "coupon_display_info")  # a coupon keeps those it was sent with
_OF_THE_SENDING: Final = ("openid", "appid", "send_request_no", "send_channel")  # what all rounds of a group share


def sent_before(state: State, call: Call, stock: Stock) -> UserCoupon | None:
    """Return the coupon that this user got of this stock under this `send_request_no`, by whatever channel."""
    return state.user_coupons.by_number.get((stock.stock_id, call.path["openid"], call.body["send_request_no"]))


def must_be_sendable(state: State, call: Call, first: Stock, *later: Stock) -> None:
    """Refuse to send a coupon of a stock, or a bundle: for its state, its mode of codes, its limits.

    A bundle has the limits of its first stock, and needs for each round as many codes as are sent of the first.
    """
    received = state.user_coupons.by_user.get((call.mchid, str(call.brand_id), call.path["openid"]))
    if received:
        must_be_of_appid(call, received[-1])
    for stock in (first, *later):
        stands = stock_state(stock, call.now)
        if stands is not StockState.SENDING:
            issue = f"stock {stock.stock_id} is {stands}, not SENDING"
            raise unfit(call, named(call), issue, "not SENDING", result=Result.STOCK_NOT_SENDING)
    assigned = first.coupon_code_mode is CouponCodeMode.API_ASSIGN
    if assigned != ("coupon_code" in call.body):
        issue = f"the stock has coupon_code_mode {first.coupon_code_mode}: coupon_code goes with API_ASSIGN alone"
        raise unfit(call, "coupon_code", issue)
    _within_limits(state, call, first)
    total = state.user_coupons.sent(first.stock_id)
    if first.coupon_code_mode is CouponCodeMode.UPLOAD:
        for stock in (first, *later):
            if len(state.codes.get(stock.stock_id, ())) <= total:
                raise _not_enough(call, f"stock {stock.stock_id} has no uploaded code left", "uploaded codes")


def must_be_of_appid(call: Call, coupon: UserCoupon) -> None:
    """Refuse an openid (用户OpenID) under another AppID than its coupon was sent under, or its SEND event names."""
    given = call.body.get("appid") or call.query.get("appid")
    if given and given != coupon.told_appid and coupon.appid not in (given, _APPID):
        issue = f"the openid is one of AppID {coupon.appid}, not of {given}"
        raise unfit(call, "openid", issue, result=Result.ILLEGAL_OPENID)


def _within_limits(state: State, call: Call, stock: Stock) -> None:
    rule, sent = stock.entity["stock_send_rule"], state.user_coupons.sent
    per_user, per_day = rule.get("max_count_per_user"), rule.get("max_count_per_day")
    if per_user is not None and sent(stock.stock_id, f"user {call.path['openid']}") >= per_user:
        issue = f"max_count_per_user is {per_user}"
        raise unfit(call, named(call), issue, about="per user", result=Result.USER_LIMIT)
    if sent(stock.stock_id) >= rule["max_count"]:
        raise _not_enough(call, f"max_count is {rule['max_count']}", "budget")
    if per_day is not None and sent(stock.stock_id, f"day {day_of(call.now)}") >= per_day:
        raise _not_enough(call, f"max_count_per_day is {per_day}", "budget")
    if call.body.get("coupon_code") in state.known_codes.get((call.mchid, stock.brand_id), ()):
        raise unfit(call, "coupon_code", "the code was used before", "coupon_code", code="ALREADY_EXISTS")


def _not_enough(call: Call, issue: str, about: str) -> RefusedError:
    return unfit(call, named(call), issue, about, code="NOT_ENOUGH")


def receive(state: State, stock: Stock, now: float, given: JSON) -> tuple[UserCoupon, Event]:
    """Give a user a coupon, with the code in `given` or the stock's next one; of a bundle's first stock, a group.

    Returns:
        The coupon, and what the merchant shall be told of it.

    Raises:
        LookupError: The stock has no code left.
    """
    coupon = user_coupon(state, stock, now, given)
    event = _send_event(state, coupon)
    keep(state, coupon)
    return coupon, event


def send_next_round(state: State, used: UserCoupon, now: float) -> Event | None:
    """Give a user the coupon of the next round, once one of a group is redeemed; return what the merchant is told.

    It is valid as long as the first one, which the group was received with, and rests for the coupon's `interval_days`.
    There is none after the last round, a second time, and of a stock that has ended: its product coupon was made void.
    """
    if not used.user_coupon_bundle_id:
        return None
    group = state.user_coupons.bundles[used.user_coupon_bundle_id]
    stocks = state.stock_bundles[str(state.stocks[used.stock_id].stock_bundle_id)].stocks
    if len(group) == len(stocks) or len(group) > used.round + 1:
        return None
    stock = stocks[len(group)]
    if stock_state(stock, now) is not StockState.SENDING or not _has_code(state, stock):
        return None
    info = state.coupons[used.product_coupon_id].entity["progressive_bundle_usage_info"]
    days = info.get("interval_days", 0)
    given = {**used.extras, **{name: getattr(used, name) for name in _OF_THE_SENDING}}
    coupon = replace(
        user_coupon(state, stock, now, given),
        user_coupon_bundle_id=used.user_coupon_bundle_id,
        valid_begin_time=used.valid_begin_time,
        valid_end_time=used.valid_end_time,
        rests_until=midnight(now, days) if days else 0.0,
    )
    event = _send_event(state, coupon)
    keep(state, coupon)
    return event


def keep(state: State, coupon: UserCoupon) -> None:
    """Keep a new coupon. Whoever sends it has made its event before: one that fails leaves nothing behind."""
    state.user_coupons.add(coupon, day_of(coupon.receive_time))
    state.known_codes.setdefault((coupon.mchid, coupon.brand_id), set()).add(coupon.coupon_code)


def user_coupon(state: State, stock: Stock, now: float, given: JSON) -> UserCoupon:
    """Make a coupon of a stock for a user, with the code in `given` or the stock's next one; it is not kept yet.

    Raises:
        LookupError: The stock has no code left.
    """
    begins, ends = _validity(stock, now)
    appid = given.get("appid", _APPID)
    return UserCoupon(
        mchid=stock.mchid,
        brand_id=stock.brand_id,
        product_coupon_id=stock.product_coupon_id,
        stock_id=stock.stock_id,
        coupon_code=given.get("coupon_code") or _next_code(state, stock),
        openid=given["openid"],
        appid=appid,
        stock_display={name: stock.entity[name] for name in _DISPLAYS if name in stock.entity},
        told_appid=stock.entity.get("notify_config", {}).get("notify_appid", appid),
        send_request_no=given["send_request_no"],
        send_channel=UserProductCouponSendChannel(given.get("send_channel", "API")),
        receive_time=now,
        valid_begin_time=begins,
        valid_end_time=ends,
        display_info=state.coupons[stock.product_coupon_id].entity["display_info"],
        extras={name: given[name] for name in ("attach", "coupon_tag_info") if name in given},
        user_coupon_bundle_id=str(10**21 + secrets.randbelow(9 * 10**21)) if stock.stock_bundle_id else None,
        round=stock.round,
    )


def _validity(stock: Stock, now: float) -> tuple[float, float]:
    if "sequential_usage_rule" not in stock.entity:
        return validity(stock.usage_rule["coupon_available_period"], now)
    return now, read(stock.available_end_time) if stock.available_end_time else now + _LIFE_SECONDS


def _next_code(state: State, stock: Stock) -> str:
    if stock.coupon_code_mode is not CouponCodeMode.UPLOAD:
        return str(10**15 + secrets.randbelow(9 * 10**15))
    if not _has_code(state, stock):
        raise LookupError(f"stock {stock.stock_id} has no coupon code left; upload some")
    return state.codes[stock.stock_id][state.next_code[stock.stock_id]]


def _has_code(state: State, stock: Stock) -> bool:
    """Whether there is a code for one more coupon; of uploaded ones, `next_code` is its place from then on."""
    if stock.coupon_code_mode is not CouponCodeMode.UPLOAD:
        return True
    codes = state.codes.get(stock.stock_id, [])
    place = state.next_code.get(stock.stock_id, 0)
    while place < len(codes) and (stock.stock_id, codes[place]) in state.user_coupons.by_code:
        place += 1
    state.next_code[stock.stock_id] = place
    return place < len(codes)


def event_data(state: State, coupon: UserCoupon) -> JSON:
    """Say who got a coupon, as the SEND event does."""
    stock = state.stocks[coupon.stock_id]
    group = {"stock_bundle_id": stock.stock_bundle_id, "user_coupon_bundle_id": coupon.user_coupon_bundle_id}
    attach = {"attach": coupon.extras["attach"]} if "attach" in coupon.extras else {}
    return {
        "brand_id": coupon.brand_id,
        "coupon_code": coupon.coupon_code,
        "product_coupon_id": coupon.product_coupon_id,
        "stock_id": coupon.stock_id,
        **(group if stock.stock_bundle_id else {}),
        "appid": coupon.told_appid,
        "openid": coupon.openid,
        "unionid": f"u{hashlib.sha256(coupon.openid.encode()).hexdigest()[:27]}",
        "receive_time": written(coupon.receive_time),
        "send_request_no": coupon.send_request_no,
        "send_channel": coupon.send_channel,
        "valid_begin_time": written(coupon.valid_begin_time),
        "valid_end_time": written(coupon.valid_end_time),
        **attach,
    }


def _send_event(state: State, coupon: UserCoupon) -> Event:
    """Tell the merchant at once that a user has got a coupon."""
    return Event(coupon.mchid, SENT, event_data(state, coupon), coupon.receive_time)


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
        **_shown_usage(state, coupon),
        "product_coupon": {**product.entity, "display_info": coupon.display_info},
        "stock": {**shown_stock(state, state.stocks[coupon.stock_id], now), **coupon.stock_display},
        **coupon.extras,
        "brand_id": coupon.brand_id,
    }


def _shown_usage(state: State, coupon: UserCoupon) -> JSON:
    """Show how a coupon was used, and of one round of a group its place in it."""
    if not coupon.user_coupon_bundle_id:
        return {"single_usage_detail": dict(coupon.usage)}
    stock_bundle_id = str(state.stocks[coupon.stock_id].stock_bundle_id)
    group = state.user_coupons.bundles[coupon.user_coupon_bundle_id]
    return {
        "progressive_bundle_usage_detail": dict(coupon.usage),
        "user_product_coupon_bundle_info": {
            "user_coupon_bundle_id": coupon.user_coupon_bundle_id,
            "user_coupon_bundle_index": coupon.round,
            "total_count": len(state.stock_bundles[stock_bundle_id].stocks),
            # A return does not take the progress back, so that each round counts that was redeemed once.
            "used_count": sum(bool(other.usage) for other in group),
        },
    }


def shown_group(state: State, user_coupon_bundle_id: str, now: float) -> JSON:
    """Show the coupons of a group (用户券组) that were sent so far, as they stand at Unix time `now`."""
    group = state.user_coupons.bundles[user_coupon_bundle_id]
    return {
        "user_coupon_bundle_id": user_coupon_bundle_id,
        "user_product_coupon_list": [shown_user_coupon(state, coupon, now) for coupon in group],
    }
