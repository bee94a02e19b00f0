"""Bundles of stocks (批次组): the rounds of a coupon of several uses, added, changed, tied to stores at once."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

from wechatpay_sandbox._operations.finding import bundle_of, coupon_of, shown_bundle
from wechatpay_sandbox._operations.playing import Call, once, plays
from wechatpay_sandbox._operations.stock_changes import change_budget, change_display
from wechatpay_sandbox._operations.stocks import keep_stocks, must_take_stocks, new_stocks
from wechatpay_sandbox._operations.stores import tie, untie
from wechatpay_sandbox._protocol.contract import JSON
from wechatpay_sandbox._protocol.refusals import OF_BUSINESS, Result, fault_in
from wechatpay_sandbox._world.records import StockBundle
from wechatpay_sandbox._world.state import State
from wechatpay_sandbox.models import UsageMode


def new_bundle(state: State, call: Call, product_coupon_id: str, kind: str) -> StockBundle:
    """Make the bundle that a body describes, for a coupon of a type: a stock for each offer of its list.

    Raises:
        RefusedError: The list is that of another type.
    """
    stock_bundle_id = str(7 * 10**17 + secrets.randbelow(10**17))
    rounds = _rounds(call.body["stock_bundle"], stock_bundle_id, f"{kind.lower()}_coupon")
    stocks = new_stocks(state, call, product_coupon_id, *rounds, stock_bundle_id=stock_bundle_id)
    return StockBundle(product_coupon_id, stock_bundle_id, stocks)


def keep_bundle(state: State, bundle: StockBundle) -> None:
    """Keep a new bundle and its stocks."""
    keep_stocks(state, *bundle.stocks)
    state.stock_bundles[bundle.stock_bundle_id] = bundle


def _rounds(described: JSON, stock_bundle_id: str, offer: str) -> Iterator[JSON]:
    """Describe the stock of each round; the limit per day is the first one's alone."""
    rule, limits = described["progressive_bundle_usage_rule"], described["stock_send_rule"]
    if f"{offer}_list" not in rule:
        place = "/stock_bundle/progressive_bundle_usage_rule"
        issue = f"must have {offer}_list, which fits the coupon's type"
        raise fault_in("body", place, issue, code="INVALID_REQUEST", about=OF_BUSINESS, result=Result.FIELD_RULE)
    for index, each in enumerate(rule[f"{offer}_list"]):
        yield {
            **described,
            "stock_send_rule": {
                name: limit for name, limit in limits.items() if index == 0 or name != "max_count_per_day"
            },
            "progressive_bundle_usage_rule": {
                "coupon_available_period": rule["coupon_available_period"],
                offer: each,
            },
            "stock_bundle_info": {"stock_bundle_id": stock_bundle_id, "stock_bundle_index": index},
        }


@plays("createStockBundle")
@once
def create_stock_bundle(state: State, call: Call) -> JSON:
    """Add a bundle to a coupon of mode PROGRESSIVE_BUNDLE that is in effect."""
    coupon = coupon_of(state, call)
    must_take_stocks(call, coupon, UsageMode.PROGRESSIVE_BUNDLE)
    bundle = new_bundle(state, call, coupon.product_coupon_id, coupon.entity["type"])
    shown = shown_bundle(state, bundle, call.now)
    keep_bundle(state, bundle)
    return shown


@plays("updateStockBundle")
@once
def update_stock_bundle(state: State, call: Call) -> JSON:
    """Replace what is displayed of all stocks of a bundle, as for a stock by itself."""
    bundle = bundle_of(state, call)
    change_display(call, *bundle.stocks)
    return shown_bundle(state, bundle, call.now)


@plays("updateStockBundleBudget")
@once
def update_stock_bundle_budget(state: State, call: Call) -> JSON:
    """Change one limit of a bundle: the total of all its stocks, or the first one's per day."""
    bundle = bundle_of(state, call)
    change_budget(state, call, *bundle.stocks)
    return shown_bundle(state, bundle, call.now)


@plays("associateStoresForStockBundle")
def associate_stores_for_stock_bundle(state: State, call: Call) -> JSON:
    """Tie stores to all stocks of a bundle."""
    return tie(state, call, *bundle_of(state, call).stocks)


@plays("disassociateStoresForStockBundle")
def disassociate_stores_for_stock_bundle(state: State, call: Call) -> JSON:
    """Untie stores from all stocks of a bundle."""
    return untie(state, call, *bundle_of(state, call).stocks)
