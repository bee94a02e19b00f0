"""The life of a user coupon (用户商品券): sent, confirmed, used, returned, made void, looked up."""

from __future__ import annotations

from typing import Final

from wechatpay_sandbox._operations.finding import (
    coupon_of,
    must_be_showable,
    page,
    stock_by_itself,
    stock_of,
    unfit,
    unknown,
)
from wechatpay_sandbox._operations.playing import Call, never_again, once, plays
from wechatpay_sandbox._operations.pre_sending import pre_sent
from wechatpay_sandbox._operations.sending import (
    must_be_of_appid,
    must_be_sendable,
    receive,
    send_next_round,
    sent_before,
    shown_user_coupon,
)
from wechatpay_sandbox._operations.stocks import ended_by
from wechatpay_sandbox._operations.stores import must_be_allowed
from wechatpay_sandbox._protocol.contract import JSON
from wechatpay_sandbox._protocol.refusals import Result
from wechatpay_sandbox._world.calendar import is_usable_at, written
from wechatpay_sandbox._world.records import Stock
from wechatpay_sandbox._world.state import State
from wechatpay_sandbox._world.user_coupons import UserCoupon
from wechatpay_sandbox.models import CouponUsageDetail, UserProductCouponState

CAN_END: Final = (
    UserProductCouponState.CONFIRMING,
    UserProductCouponState.PENDING,
    UserProductCouponState.EFFECTIVE,
)
"""The states in which a coupon can be made void."""
_FILTERS: Final = ("product_coupon_id", "stock_id", "user_coupon_bundle_id")
_WRONG: Final = {
    UserProductCouponState.EXPIRED: Result.COUPON_EXPIRED,
    UserProductCouponState.DELETED: Result.COUPON_DELETED,
}
_ORDERS: Final = ("associated_order_info", "associated_pay_score_order_info", "saved_amount")


@plays("sendUserProductCoupon")
@once
def send_user_product_coupon(state: State, call: Call) -> JSON:
    """Send one coupon of a stock; it waits to be confirmed, and the SEND event tells of it."""
    stock = stock_by_itself(state, call)
    coupon = sent_before(state, call, stock)
    if coupon is None:
        must_be_sendable(state, call, stock)
        coupon, event = receive(state, stock, call.now, {**call.body, **call.path})
        call.events.append(event)
    return shown_user_coupon(state, coupon, call.now)


@plays("preSendUserProductCoupon")
def pre_send_user_product_coupon(state: State, call: Call) -> JSON:
    """Give out a token with which the user takes one coupon of a stock; every call gives another one."""
    stock = stock_by_itself(state, call)
    if not sent_before(state, call, stock):
        must_be_sendable(state, call, stock)
    return {"token": pre_sent(state, call, call.body["stock_id"])}


@plays("confirmSendUserProductCoupon")
@once
def confirm_send_user_product_coupon(state: State, call: Call) -> JSON:
    """Confirm a coupon (确认发放): PENDING until its validity begins, EFFECTIVE from then on."""
    coupon = _found(state, call)
    _must_be(coupon, call, UserProductCouponState.CONFIRMING)
    coupon.confirmation = {"confirm_request_no": call.body["out_request_no"], "confirm_time": written(call.now)}
    return shown_user_coupon(state, coupon, call.now)


@plays("useUserProductCoupon")
@never_again("this number has redeemed a coupon before (该单号已核销过券)")
def use_user_product_coupon(state: State, call: Call) -> JSON:
    """Redeem a coupon (核销) that is EFFECTIVE, at a time its stock allows."""
    coupon = _found(state, call)
    stock = state.stocks[coupon.stock_id]
    _must_be_usable(coupon, call, stock)
    must_be_allowed(state, call, stock)
    order: JSON = {name: call.body[name] for name in _ORDERS if name in call.body}
    usage = {"use_request_no": call.body["out_request_no"], "use_time": call.body["use_time"], **order}
    must_be_showable(call, "saved_amount", CouponUsageDetail, usage)
    following = send_next_round(state, coupon, call.now)
    if following:
        call.events.append(following)
    coupon.used, coupon.usage = True, usage
    return shown_user_coupon(state, coupon, call.now)


def _must_be_usable(coupon: UserCoupon, call: Call, stock: Stock) -> None:
    stands, issue, result = coupon.state_at(call.now), "", None
    if stands is UserProductCouponState.PENDING:
        issue, result = f"the coupon is valid from {written(coupon.valid_begin_time)} on", Result.OUTSIDE_VALIDITY
    elif stands is not UserProductCouponState.EFFECTIVE:
        issue, result = f"the coupon is {stands}, not EFFECTIVE", why_not(stands)
    elif not is_usable_at(stock.usage_rule["coupon_available_period"], call.now):
        issue, result = "now is outside the weekly or chosen times of the stock", Result.OUTSIDE_CHOSEN_TIMES
    elif call.now < coupon.rests_until:
        issue = f"the round rests until {written(coupon.rests_until)}, for the interval_days of the coupon"
    if issue:
        raise unfit(call, "coupon_code", issue, "cannot be used now", code="NOT_ENOUGH", result=result)


@plays("returnUserProductCoupon")
@once
def return_user_product_coupon(state: State, call: Call) -> JSON:
    """Take a redemption back (退券): within its validity the coupon is usable again."""
    coupon = _found(state, call)
    _must_be(coupon, call, UserProductCouponState.USED)
    coupon.used = False
    coupon.usage = {
        **coupon.usage,
        "return_request_no": call.body["out_request_no"],
        "return_time": written(call.now),
    }
    return shown_user_coupon(state, coupon, call.now)


@plays("deactivateUserProductCoupon")
@once
def deactivate_user_product_coupon(state: State, call: Call) -> JSON:
    """Make a coupon void (失效); one that is used, deleted or expired stays what it is."""
    coupon = _found(state, call)
    stock_by_itself(state, call)
    _must_be(coupon, call, *CAN_END)
    coupon.deactivation = ended_by(call)
    return shown_user_coupon(state, coupon, call.now)


@plays("getUserProductCoupon")
def get_user_product_coupon(state: State, call: Call) -> JSON:
    """Show a coupon of a user as it stands now."""
    return shown_user_coupon(state, _found(state, call), call.now)


@plays("listUserProductCoupons")
def list_user_product_coupons(state: State, call: Call) -> JSON:
    """List a user's coupons of a brand, in the order they were received."""
    if "product_coupon_id" in call.query:
        coupon_of(state, call)
    stock = state.stocks.get(call.query.get("stock_id", ""))
    if "stock_id" in call.query and (stock is None or (stock.mchid, stock.brand_id) != (call.mchid, call.brand_id)):
        raise unknown(call, "stock_id")
    wanted = {name: call.query[name] for name in _FILTERS if name in call.query}
    in_state = call.query.get("coupon_state")
    own = state.user_coupons.by_user.get((call.mchid, str(call.brand_id), call.path["openid"]), [])
    if own:
        must_be_of_appid(call, own[-1])
    return page(
        call,
        own,
        "user_coupon_list",
        lambda coupon: shown_user_coupon(state, coupon, call.now),
        lambda coupon: (
            all(getattr(coupon, name) == value for name, value in wanted.items())
            and in_state in (None, coupon.state_at(call.now))
        ),
    )


def why_not(stands: UserProductCouponState) -> Result:
    """Say by which result a coupon is refused for its state."""
    return _WRONG.get(stands, Result.COUPON_STATE)


def _found(state: State, call: Call) -> UserCoupon:
    stock = stock_of(state, call)
    coupon = state.user_coupons.by_code.get((stock.stock_id, call.path["coupon_code"]))
    if coupon is None or coupon.openid != call.path["openid"]:
        raise unknown(call, "coupon_code")
    must_be_of_appid(call, coupon)
    return coupon


def _must_be(coupon: UserCoupon, call: Call, *states: UserProductCouponState) -> None:
    stands = coupon.state_at(call.now)
    if stands not in states:
        issue = f"the coupon is {stands}, not {' or '.join(states)}"
        raise unfit(call, "coupon_code", issue, result=why_not(stands))
