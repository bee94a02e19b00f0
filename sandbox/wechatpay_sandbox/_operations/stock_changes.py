"""What changes of a stock (批次): its display, and its budget."""

from __future__ import annotations

from typing import Final

from wechatpay_sandbox._operations.finding import must_be_live, must_be_showable, shown_stock, stock_by_itself, unfit
from wechatpay_sandbox._operations.playing import Call, once, plays
from wechatpay_sandbox._protocol.contract import JSON
from wechatpay_sandbox._world.records import Stock
from wechatpay_sandbox._world.state import State
from wechatpay_sandbox.models import StockSendRule

_CHANGEABLE: Final = ("remark", "usage_rule_display_info", "coupon_display_info", "notify_config")


@plays("updateStock")
@once
def update_stock(state: State, call: Call) -> JSON:
    """Replace what is displayed of a stock; a member that is left out stays as it was, but `store_scope`."""
    stock = stock_by_itself(state, call)
    change_display(call, stock)
    return shown_stock(state, stock, call.now)


def change_display(call: Call, *stocks: Stock) -> None:
    """Replace what a body gives anew. Without `store_scope` it is NONE, to the letter of the official page."""
    must_be_live(call, *stocks)
    scope = call.body.get("store_scope", "NONE")
    changes: JSON = {name: call.body[name] for name in _CHANGEABLE if name in call.body}
    for stock in stocks:
        stock.entity.update(changes, store_scope=scope)
        if scope != "SPECIFIC":
            stock.stores.clear()


@plays("updateStockBudget")
@once
def update_stock_budget(state: State, call: Call) -> JSON:
    """Change one limit of a stock, if the caller knows the one in force."""
    stock = stock_by_itself(state, call)
    change_budget(state, call, stock)
    return shown_stock(state, stock, call.now)


def change_budget(state: State, call: Call, first: Stock, *others: Stock) -> None:
    """Change one limit of a stock, or of a bundle's first stock and of the others that have it, too."""
    must_be_live(call, first, *others, about="expired")
    limit = str(call.body["update_mode"]).lower()
    rule: JSON = first.entity["stock_send_rule"]
    current, target = call.body[f"current_{limit}"], call.body[f"target_{limit}"]
    if rule.get(limit) != current:
        raise unfit(call, f"current_{limit}", f"{limit} of the stock is {rule.get(limit, 'not set')}")
    sent = state.user_coupons.sent(first.stock_id)
    if limit == "max_count" and target < sent:
        raise unfit(call, f"target_{limit}", f"{sent} were sent already")
    must_be_showable(call, f"target_{limit}", StockSendRule, {**rule, limit: target})
    for stock in (first, *others):
        if limit in stock.entity["stock_send_rule"]:
            stock.entity["stock_send_rule"] = {**stock.entity["stock_send_rule"], limit: target}
