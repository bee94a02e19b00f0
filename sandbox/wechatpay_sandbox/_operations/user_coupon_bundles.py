"""Groups of a user's coupons (用户券组): a bundle sent or pre-sent round by round, and made void at once."""

from __future__ import annotations

from wechatpay_sandbox._operations.finding import bundle_of, unfit, unknown
from wechatpay_sandbox._operations.playing import Call, once, plays
from wechatpay_sandbox._operations.pre_sending import pre_sent
from wechatpay_sandbox._operations.sending import (
    must_be_of_appid,
    must_be_sendable,
    receive,
    sent_before,
    shown_group,
)
from wechatpay_sandbox._operations.stocks import ended_by
from wechatpay_sandbox._operations.user_coupons import CAN_END, why_not
from wechatpay_sandbox._protocol.contract import JSON
from wechatpay_sandbox._world.state import State


@plays("sendUserProductCouponBundle")
@once
def send_user_product_coupon_bundle(state: State, call: Call) -> JSON:
    """Send the first coupon of a bundle; each later one follows by itself when the one before is redeemed."""
    stocks = bundle_of(state, call).stocks
    coupon = sent_before(state, call, stocks[0])
    if coupon is None:
        must_be_sendable(state, call, *stocks)
        coupon, event = receive(state, stocks[0], call.now, {**call.body, **call.path})
        call.events.append(event)
    return shown_group(state, str(coupon.user_coupon_bundle_id), call.now)


@plays("preSendUserProductCouponBundle")
def pre_send_user_product_coupon_bundle(state: State, call: Call) -> JSON:
    """Give out a token with which the user takes a bundle; every call gives another one."""
    stocks = bundle_of(state, call).stocks
    if not sent_before(state, call, stocks[0]):
        must_be_sendable(state, call, *stocks)
    return {"token": pre_sent(state, call, call.body["stock_bundle_id"])}


@plays("deactivateUserProductCouponBundle")
@once
def deactivate_user_product_coupon_bundle(state: State, call: Call) -> JSON:
    """Make the coupons of a group void, those of later rounds that were not sent yet among them.

    One that is used, deleted or expired stays what it is; a group that has no other has nothing to be made void.
    """
    stocks = bundle_of(state, call).stocks
    user_coupon_bundle_id = call.path["user_coupon_bundle_id"]
    group = state.user_coupons.bundles.get(user_coupon_bundle_id)
    if not group or (group[0].openid, group[0].stock_id) != (call.path["openid"], stocks[0].stock_id):
        raise unknown(call, "user_coupon_bundle_id")
    must_be_of_appid(call, group[0])
    alive = [coupon for coupon in group if coupon.state_at(call.now) in CAN_END]
    if not alive:
        stands = group[-1].state_at(call.now)
        issue = f"the last coupon of the group is {stands}, and no other can be made void"
        raise unfit(call, "user_coupon_bundle_id", issue, result=why_not(stands))
    for coupon in alive:
        coupon.deactivation = ended_by(call)
    return shown_group(state, user_coupon_bundle_id, call.now)
