"""Finding what a call is about, and showing it: what the players of several tags share."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from pydantic import BaseModel, ValidationError

from wechatpay_sandbox._operations.playing import Call
from wechatpay_sandbox._protocol.contract import JSON
from wechatpay_sandbox._protocol.moments import read
from wechatpay_sandbox._protocol.refusals import OF_BUSINESS, RefusedError, Result, fault_in
from wechatpay_sandbox._world.calendar import day_of
from wechatpay_sandbox._world.records import Coupon, Stock, StockBundle
from wechatpay_sandbox._world.state import State
from wechatpay_sandbox.models import CouponCodeMode, StockState

_USUAL_PAGE: Final = 20
_Row = TypeVar("_Row")


def coupon_of(state: State, call: Call) -> Coupon:
    """Find the coupon that the path or the body names, of this merchant and brand."""
    coupon = state.coupons.get(_given(call, "product_coupon_id")[1])
    if coupon is None or (coupon.mchid, coupon.brand_id) != (call.mchid, call.brand_id):
        raise unknown(call, "product_coupon_id")
    return coupon


def stock_of(state: State, call: Call) -> Stock:
    """Find the stock that the path or the body names, of the coupon named beside it."""
    coupon = coupon_of(state, call)
    stock = state.stocks.get(_given(call, "stock_id")[1])
    if stock is None or stock.product_coupon_id != coupon.product_coupon_id:
        raise unknown(call, "stock_id")
    return stock


def stock_by_itself(state: State, call: Call) -> Stock:
    """Find the stock that the path or the body names; one of a bundle is sent and changed with its bundle alone."""
    stock = stock_of(state, call)
    if stock.stock_bundle_id:
        raise unfit(call, "stock_id", f"the stock is one round of bundle {stock.stock_bundle_id}")
    return stock


def named(call: Call) -> str:
    """Say which member of a call names what it is about: a bundle, or else a stock."""
    return "stock_bundle_id" if "stock_bundle_id" in call.path | call.body else "stock_id"


def bundle_of(state: State, call: Call) -> StockBundle:
    """Find the bundle that the path or the body names, of the coupon named beside it."""
    coupon = coupon_of(state, call)
    bundle = state.stock_bundles.get(_given(call, "stock_bundle_id")[1])
    if bundle is None or bundle.product_coupon_id != coupon.product_coupon_id:
        raise unknown(call, "stock_bundle_id")
    return bundle


def unknown(call: Call, field: str) -> RefusedError:
    """Refuse an object that is not there for this caller."""
    location, value = _given(call, field)
    return fault_in(
        location,
        f"/{field}" if location == "body" else field,
        "unknown, or not of this merchant, brand and coupon",
        value=value,
        code="NOT_FOUND",
        about=field,
        result=Result.UNKNOWN_OBJECT,
    )


def unfit(
    call: Call,
    field: str,
    issue: str,
    about: str = OF_BUSINESS,
    *,
    code: str = "INVALID_REQUEST",
    result: Result | None = None,
) -> RefusedError:
    """Refuse what the state of an object does not allow; `about` are words of the row's text."""
    location, value = _given(call, field)
    pointer = f"/{field}" if location == "body" else field
    return fault_in(location, pointer, issue, value=value, code=code, about=about, result=result)


def _given(call: Call, field: str) -> tuple[str, str]:
    """Say where a value stands, and what it is; the path before the body before the query."""
    for location, values in (("path", call.path), ("body", call.body), ("query", call.query)):
        if field in values:
            return location, str(values[field])
    return "body", ""


def stock_state(stock: Stock, now: float) -> StockState:
    """Tell the state of a stock at Unix time `now`: its end stops it."""
    state = StockState(stock.entity["state"])
    over = stock.available_end_time is not None and read(stock.available_end_time) < now
    return StockState.STOPPED if over and state in (StockState.SENDING, StockState.PAUSED) else state


def must_be_live(call: Call, *stocks: Stock, about: str = OF_BUSINESS) -> None:
    """Refuse stocks of which one is over; `about` are words of the row about one that is expired."""
    for stock in stocks:
        stands = stock_state(stock, call.now)
        if stands not in (StockState.SENDING, StockState.PAUSED):
            issue = f"stock {stock.stock_id} is {stands}, not SENDING or PAUSED"
            words = about if stands is StockState.STOPPED else OF_BUSINESS
            raise unfit(call, named(call), issue, words, result=Result.STOCK_NOT_SENDING)


def shown_stock(state: State, stock: Stock, now: float) -> JSON:
    """Show a stock as it stands at Unix time `now`, with its counts."""
    sent = state.user_coupons.sent
    total = sent(stock.stock_id)
    counts: JSON = {}
    if stock.coupon_code_mode is CouponCodeMode.UPLOAD:
        uploaded = len(state.codes.get(stock.stock_id, ()))
        counts = {"coupon_code_count_info": {"total_count": uploaded, "available_count": uploaded - total}}
    today = sent(stock.stock_id, f"day {day_of(now)}")
    sent_info = {"sent_count_info": {"total_count": total, "today_count": today}}
    return {**stock.entity, **counts, **sent_info, "state": stock_state(stock, now)}


def shown_bundle(state: State, bundle: StockBundle, now: float) -> JSON:
    """Show a bundle as it stands at Unix time `now`: its stocks, in the order of the rounds."""
    stocks = [shown_stock(state, stock, now) for stock in bundle.stocks]
    return {"stock_bundle_id": bundle.stock_bundle_id, "stock_list": stocks}


def page(
    call: Call,
    rows: Sequence[_Row],
    name: str,
    show: Callable[[_Row], JSON],
    is_wanted: Callable[[_Row], bool] = lambda _: True,
) -> JSON:
    """Answer with one page of those rows that are wanted.

    The token is where among all rows the last one shown stands: a row that is wanted no more once a page was read, as a
    coupon that is confirmed, moves no other one across the pages.
    """
    token = call.query.get("page_token") or "0"
    if not re.fullmatch("[0-9]{1,18}", token):
        raise fault_in(
            "query", "page_token", "not a token of an answer before", value=token, result=Result.ILLEGAL_PARAMETER
        )
    places = [place for place in range(int(token), len(rows)) if is_wanted(rows[place])]
    shown = places[: _page_size(call)]
    counted = {} if call.query.get("page_token") else {"total_count": len(places)}
    more = {"next_page_token": str(shown[-1] + 1)} if len(shown) < len(places) else {}
    return {**counted, name: [show(rows[place]) for place in shown], **more}


def _page_size(call: Call) -> int:
    """Tell how many rows are asked for, at most as many as the contract says that a page has."""
    size: int = call.query.get("page_size", _USUAL_PAGE)
    if size < 1:
        raise fault_in("query", "page_size", "at least 1 is needed", value=size, result=Result.OUT_OF_RANGE)
    rules = call.operation.query_parameters["properties"]["page_size"].get("x-soft-rules", ())
    most: list[int] = [rule["schema"]["maximum"] for rule in rules]
    return min([size, *most])


def must_be_showable(call: Call, field: str, model: type[BaseModel], data: JSON) -> None:
    """Refuse a value that no request's schema forbids, but that of the answer with it: such as a limit below 1."""
    try:
        model.model_validate(data)
    except ValidationError as exc:
        raise unfit(call, field, f"an answer could not show it: {exc.errors()[0]['msg']}") from exc
