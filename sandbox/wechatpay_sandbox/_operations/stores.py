"""Stores (门店) tied to a stock (批次) of `store_scope` SPECIFIC; any store is taken for one of the brand."""

from __future__ import annotations

from wechatpay_sandbox._operations.finding import page, stock_of, stock_state, unfit
from wechatpay_sandbox._operations.playing import Call, plays
from wechatpay_sandbox._protocol.contract import JSON
from wechatpay_sandbox._world.records import Stock
from wechatpay_sandbox._world.state import State
from wechatpay_sandbox.models import StockState


@plays("associateStores")
def associate_stores(state: State, call: Call) -> JSON:
    """Tie stores to a stock; one named twice counts once."""
    stock = _stock_with_stores(state, call)
    ids = _ids(call)
    stock.stores.update(ids)
    return {"total_count": len(ids), "success_store_list": _shown(ids)}


@plays("disassociateStores")
def disassociate_stores(state: State, call: Call) -> JSON:
    """Untie stores from a stock; one that is not tied is untied already."""
    stock = _stock_with_stores(state, call)
    ids = _ids(call)
    for store_id in ids:
        stock.stores.pop(store_id, None)
    return {"total_count": len(ids), "success_store_list": _shown(ids)}


@plays("listAssociatedStores")
def list_associated_stores(state: State, call: Call) -> JSON:
    """List the stores of a stock, in the order they were tied."""
    return page(call, _shown(_stock_with_stores(state, call).stores), "store_list")


def _stock_with_stores(state: State, call: Call) -> Stock:
    stock = stock_of(state, call)
    if stock_state(stock, call.now) in (StockState.STOPPED, StockState.DEACTIVATED):
        raise unfit(call, "stock_id", f"the stock is {stock_state(stock, call.now)}", about="expired")
    if stock.entity.get("store_scope") != "SPECIFIC":
        issue = f"store_scope of the stock is {stock.entity.get('store_scope')}, not SPECIFIC"
        raise unfit(call, "stock_id", issue, about="store_scope")
    return stock


def _ids(call: Call) -> dict[str, None]:
    return dict.fromkeys(store["store_id"] for store in call.body["store_list"])


def _shown(ids: dict[str, None]) -> list[JSON]:
    return [{"store_id": store_id} for store_id in ids]
