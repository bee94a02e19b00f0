"""The life of a user coupon (用户商品券): sent, confirmed, used, returned, made void, looked up."""

from __future__ import annotations

from wechatpay_sandbox._operations.finding import coupon_of, page, shown_stock, stock_of, unfit, unknown
from wechatpay_sandbox._operations.playing import Call, once, plays
from wechatpay_sandbox._operations.sending import SENT, event_data, receive, shown_user_coupon
from wechatpay_sandbox._protocol.contract import JSON
from wechatpay_sandbox._protocol.refusals import RefusedError
from wechatpay_sandbox._world.calendar import is_usable_at, written
from wechatpay_sandbox._world.records import Event
from wechatpay_sandbox._world.state import State
from wechatpay_sandbox._world.user_coupons import UserCoupon
from wechatpay_sandbox.models import CouponCodeMode, StockState, UserProductCouponState

_ORDERS = ("associated_order_info", "associated_pay_score_order_info", "saved_amount")


@plays("sendUserProductCoupon")
@once
def send_user_product_coupon(state: State, call: Call) -> JSON:
    """Send one coupon of a stock; it waits to be confirmed, and the SEND event tells of it."""
    stock = stock_of(state, call)
    stands = shown_stock(state, stock, call.now)["state"]
    if stands is not StockState.SENDING:
        raise unfit(call, "stock_id", f"the stock is {stands}, not SENDING")
    assigned = stock.coupon_code_mode is CouponCodeMode.API_ASSIGN
    if assigned != ("coupon_code" in call.body):
        issue = f"the stock has coupon_code_mode {stock.coupon_code_mode}: coupon_code goes with API_ASSIGN alone"
        raise unfit(call, "coupon_code", issue)
    _within_limits(state, call, stock.entity["stock_send_rule"])
    coupon = receive(state, stock, call.now, {**call.body, **call.path})
    call.events.append(Event(call.mchid, SENT, event_data(state, coupon), call.now - state.seconds_ahead))
    return shown_user_coupon(state, coupon, call.now)


def _within_limits(state: State, call: Call, rule: JSON) -> None:
    stock, openid = state.stocks[call.body["stock_id"]], call.path["openid"]
    shown = shown_stock(state, stock, call.now)
    sent = shown["sent_count_info"]
    if state.user_coupons.sent(stock.stock_id, f"user {openid}") >= rule.get("max_count_per_user", 100):
        raise unfit(call, "stock_id", f"max_count_per_user is {rule['max_count_per_user']}", about="per user")
    by_day = rule.get("max_count_per_day")
    if sent["total_count"] >= rule["max_count"] or (by_day is not None and sent["today_count"] >= by_day):
        raise RefusedError("NOT_ENOUGH", about="budget")
    if shown.get("coupon_code_count_info", {}).get("available_count") == 0:
        raise RefusedError("NOT_ENOUGH", about="uploaded codes")
    known = state.known_codes.get((call.mchid, stock.brand_id), ())
    if call.body.get("coupon_code") in known:
        raise RefusedError("ALREADY_EXISTS", about="coupon_code")


@plays("confirmSendUserProductCoupon")
@once
def confirm_send_user_product_coupon(state: State, call: Call) -> JSON:
    """Confirm a coupon (确认发放): PENDING until its validity begins, EFFECTIVE from then on."""
    coupon = _found(state, call)
    _must_be(coupon, call, UserProductCouponState.CONFIRMING)
    coupon.confirmation = {"confirm_request_no": call.body["out_request_no"], "confirm_time": written(call.now)}
    return shown_user_coupon(state, coupon, call.now)


@plays("useUserProductCoupon")
@once
def use_user_product_coupon(state: State, call: Call) -> JSON:
    """Redeem a coupon (核销) that is EFFECTIVE, at a time its stock allows."""
    coupon = _found(state, call)
    rule = state.stocks[coupon.stock_id].entity.get("single_usage_rule", {})
    effective = coupon.state_at(call.now) is UserProductCouponState.EFFECTIVE
    if not effective or not is_usable_at(rule.get("coupon_available_period", {}), call.now):
        raise RefusedError("NOT_ENOUGH", about="cannot be used now")
    coupon.used = True
    order = {name: call.body[name] for name in _ORDERS if name in call.body}
    coupon.usage = {"use_request_no": call.body["out_request_no"], "use_time": call.body["use_time"], **order}
    return shown_user_coupon(state, coupon, call.now)


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
    _must_be(
        coupon,
        call,
        UserProductCouponState.CONFIRMING,
        UserProductCouponState.PENDING,
        UserProductCouponState.EFFECTIVE,
    )
    coupon.deactivation = {
        "deactivate_request_no": call.body["out_request_no"],
        "deactivate_time": written(call.now),
        "deactivate_reason": call.body["deactivate_reason"],
    }
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
    wanted = {name: call.query[name] for name in ("product_coupon_id", "stock_id") if name in call.query}
    in_state = call.query.get("coupon_state")
    own = state.user_coupons.by_user.get((call.mchid, str(call.brand_id), call.path["openid"]), [])
    found = [
        coupon
        for coupon in own
        if all(getattr(coupon, name) == value for name, value in wanted.items())
        and in_state in (None, coupon.state_at(call.now))
        and "user_coupon_bundle_id" not in call.query
    ]
    return page(call, [shown_user_coupon(state, coupon, call.now) for coupon in found], "user_coupon_list")


def _found(state: State, call: Call) -> UserCoupon:
    stock = stock_of(state, call)
    coupon = state.user_coupons.by_code.get((stock.stock_id, call.path["coupon_code"]))
    if coupon is None or coupon.openid != call.path["openid"]:
        raise unknown(call, "coupon_code")
    return coupon


def _must_be(coupon: UserCoupon, call: Call, *states: UserProductCouponState) -> None:
    stands = coupon.state_at(call.now)
    if stands not in states:
        raise unfit(call, "coupon_code", f"the coupon is {stands}, not {' or '.join(states)}")
