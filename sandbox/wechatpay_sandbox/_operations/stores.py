"""Stores (门店) tied to a stock (批次) of `store_scope` SPECIFIC; any is the brand's but those in `foreign_stores`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from wechatpay_sandbox._operations.finding import must_be_live, named, page, stock_by_itself, stock_of, unfit
from wechatpay_sandbox._operations.playing import Call, plays
from wechatpay_sandbox._protocol.contract import JSON
from wechatpay_sandbox._protocol.refusals import Result
from wechatpay_sandbox._world.records import Stock
from wechatpay_sandbox._world.state import State

_NOT_OF_THE_BRAND: Final = "门店ID非法或不属于当前品牌"


@plays("associateStores")
def associate_stores(state: State, call: Call) -> JSON:
    """Tie stores to a stock; one named twice counts once."""
    return tie(state, call, stock_by_itself(state, call))


@plays("disassociateStores")
def disassociate_stores(state: State, call: Call) -> JSON:
    """Untie stores from a stock; one that is not tied is untied already."""
    return untie(state, call, stock_by_itself(state, call))


def tie(state: State, call: Call, *stocks: Stock) -> JSON:
    """Tie the stores of a call that are the brand's to each of some stocks, and say what became of each store."""
    _must_have_stores(call, *stocks)
    own, answer = _stores(state, call)
    for stock in stocks:
        stock.stores.update(own)
    return answer


def untie(state: State, call: Call, *stocks: Stock) -> JSON:
    """Untie the stores of a call that are the brand's from each of some stocks, and say what became of each store."""
    _must_have_stores(call, *stocks)
    own, answer = _stores(state, call)
    for stock in stocks:
        stock.stores.update({store_id: False for store_id in own if store_id in stock.stores})
    return answer


def _stores(state: State, call: Call) -> tuple[dict[str, bool], JSON]:
    """Return the stores of a call that are the brand's, and what is answered of all of them."""
    ids = dict.fromkeys(store["store_id"] for store in call.body["store_list"])
    failed = [store_id for store_id in ids if store_id in state.options.foreign_stores]
    own = {store_id: True for store_id in ids if store_id not in state.options.foreign_stores}
    lists = {
        "success_store_list": _shown(own),
        "failed_store_list": [
            {"store_id": store_id, "code": "INVALID_REQUEST", "message": _NOT_OF_THE_BRAND} for store_id in failed
        ],
    }
    return own, {"total_count": len(ids), **{name: stores for name, stores in lists.items() if stores}}


def must_be_allowed(state: State, call: Call, stock: Stock) -> None:
    """Refuse a redemption in a store that is not the brand's, or that its stock does not name."""
    store_id = call.body.get("store_id")
    if store_id is None:
        return
    if store_id in state.options.foreign_stores:
        raise unfit(call, "store_id", _NOT_OF_THE_BRAND, result=Result.ILLEGAL_STORE)
    if stock.entity.get("store_scope") == "SPECIFIC" and store_id not in stock.tied_stores:
        issue = "the store is not tied to the stock, whose store_scope is SPECIFIC"
        raise unfit(call, "store_id", issue, result=Result.ILLEGAL_STORE)


@plays("listAssociatedStores")
def list_associated_stores(state: State, call: Call) -> JSON:
    """List the stores of a stock, in the order they were tied."""
    stock = stock_of(state, call)
    _must_have_stores(call, stock)
    tied = stock.tied_stores
    return page(call, list(stock.stores), "store_list", lambda store_id: {"store_id": store_id}, tied.__contains__)


def _must_have_stores(call: Call, *stocks: Stock) -> None:
    must_be_live(call, *stocks, about="expired")
    for stock in stocks:
        scope = stock.entity.get("store_scope")
        if scope != "SPECIFIC":
            issue = f"store_scope of the stock is {scope}, not SPECIFIC"
            result = Result.ALL_STORES if scope == "ALL" else None
            raise unfit(call, named(call), issue, about="store_scope", result=result)


def _shown(ids: Iterable[str]) -> list[JSON]:
    return [{"store_id": store_id} for store_id in ids]
