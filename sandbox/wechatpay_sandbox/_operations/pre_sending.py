"""Coupons that a user takes by a token in the receive component (领券组件): given out, and taken."""

from __future__ import annotations

import secrets
from typing import Final

from wechatpay_sandbox._operations.finding import bundle_of, named, stock_by_itself
from wechatpay_sandbox._operations.playing import Call, digest, used_before
from wechatpay_sandbox._operations.sending import must_be_sendable, receive, sent_before
from wechatpay_sandbox._protocol.contract import Contract
from wechatpay_sandbox._protocol.refusals import RefusedError
from wechatpay_sandbox._world.records import Event, PreSending, Stock
from wechatpay_sandbox._world.state import State
from wechatpay_sandbox.models import UserProductCouponSendChannel

_TOKEN_BYTES: Final = 192


def pre_sent(state: State, call: Call, *scope: str) -> str:
    """Keep what a user may take, and return another token for it.

    Args:
        state: What the sandbox remembers.
        call: The pre-sending; its data are what is taken.
        scope: What `send_request_no` is counted within, beside merchant and user.

    Raises:
        RefusedError: The number was used for other data.
    """
    number = call.body["send_request_no"]
    key = (call.operation.operation_id, call.mchid, call.path["openid"], *scope, number)
    data, _ = state.answers.setdefault(key, (digest(call), {}))
    if data != digest(call):
        raise used_before(call, identical=False, key="send_request_no")
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    state.pre_sendings[token] = PreSending(
        mchid=call.mchid,
        operation_id=call.operation.operation_id,
        path=call.path,
        body=call.body,
        due=call.now + call.operation.limits["token_seconds"],
    )
    return token


def take(state: State, contract: Contract, token: str, now: float) -> tuple[str, list[Event]]:
    """Let a user take what a token is for, and return the code and what the merchant shall be told.

    What was taken already, by whatever token, is what is taken again; of that nobody is told anew.

    Raises:
        LookupError: No such token was given out.
        ValueError: It has expired, or the stock does not allow it any more.
    """
    found = state.pre_sendings.get(token)
    if found is None:
        raise LookupError("no such token was given out (预发券token)")
    call = Call(contract.operations[found.operation_id], found.mchid, found.path, {}, found.body, now)
    stocks = _stocks_of(state, call)
    known = sent_before(state, call, stocks[0])
    if known:
        return known.coupon_code, []
    if now >= found.due:
        raise ValueError(f"the token has expired: it is valid for {call.operation.limits['token_seconds']} s")
    try:
        must_be_sendable(state, call, *stocks)
    except RefusedError as exc:
        raise ValueError(f"the user cannot take it any more: {exc} {exc.about}".rstrip()) from exc
    given = {**call.body, **call.path, "send_channel": UserProductCouponSendChannel.RECEIVE_COMPONENT}
    coupon, event = receive(state, stocks[0], now, given)
    return coupon.coupon_code, [event]


def _stocks_of(state: State, call: Call) -> tuple[Stock, ...]:
    return bundle_of(state, call).stocks if named(call) == "stock_bundle_id" else (stock_by_itself(state, call),)
