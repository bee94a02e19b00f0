"""What changes of a stock (批次): its display, and its budget."""

from __future__ import annotations

from wechatpay_sandbox._operations.finding import shown_stock, stock_of, stock_state, unfit
from wechatpay_sandbox._operations.playing import Call, once, plays
from wechatpay_sandbox._protocol.contract import JSON
from wechatpay_sandbox._world.state import State
from wechatpay_sandbox.models import StockState

_CHANGEABLE = ("remark", "usage_rule_display_info", "coupon_display_info", "notify_config", "store_scope")


@plays("updateStock")
@once
def update_stock(state: State, call: Call) -> JSON:
    """Replace what is displayed of a stock; a member that is left out stays as it was."""
    stock = stock_of(state, call)
    stands = stock_state(stock, call.now)
    if stands not in (StockState.SENDING, StockState.PAUSED):
        raise unfit(call, "stock_id", f"the stock is {stands}, not SENDING or PAUSED")
    stock.entity.update({name: call.body[name] for name in _CHANGEABLE if name in call.body})
    return shown_stock(state, stock, call.now)


@plays("updateStockBudget")
@once
def update_stock_budget(state: State, call: Call) -> JSON:
    """Change one limit of a stock, if the caller knows the one in force."""
    stock = stock_of(state, call)
    stands = stock_state(stock, call.now)
    if stands in (StockState.STOPPED, StockState.DEACTIVATED):
        about = "expired" if stands is StockState.STOPPED else "business rule"
        raise unfit(call, "stock_id", f"the stock is {stands}", about=about)
    limit = str(call.body["update_mode"]).lower()
    rule: JSON = stock.entity["stock_send_rule"]
    current, target = call.body[f"current_{limit}"], call.body[f"target_{limit}"]
    if rule.get(limit) != current:
        raise unfit(call, f"current_{limit}", f"{limit} of the stock is {rule.get(limit, 'not set')}")
    sent = state.user_coupons.sent(stock.stock_id)
    if limit == "max_count" and target < sent:
        raise unfit(call, f"target_{limit}", f"{sent} were sent already")
    stock.entity["stock_send_rule"] = {**rule, limit: target}
    return shown_stock(state, stock, call.now)
