"""Product coupons, stocks, bundles of stocks and codes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from wechatpay_sandbox._console.actions import action
from wechatpay_sandbox._console.desk import Asked, Cell, Desk, Page, paged, pretty
from wechatpay_sandbox._console.machines import COUPON, STOCK
from wechatpay_sandbox._console.pictures import shown_at
from wechatpay_sandbox._console.sheets import Table, link, listing, sheet
from wechatpay_sandbox._console.words import text
from wechatpay_sandbox._operations.finding import shown_bundle, shown_stock, stock_state
from wechatpay_sandbox._world.records import Coupon, Stock, StockBundle
from wechatpay_sandbox.models import CouponCodeMode

_MANY: Final = 200


def coupons(desk: Desk, asked: Asked) -> Page:
    """List product coupons."""
    ids, pager = desk.newest("coupons", desk.state.coupons, asked)
    columns = (text("Coupon"), text("Name"), text("Type"), text("Mode"), text("State"), text("Brand"), text("Merchant"))
    return listing(text("Coupons"), Table(columns, [_coupon_row(desk.state.coupons[one]) for one in ids]), pager)


def _coupon_row(coupon: Coupon) -> list[Cell]:
    entity = coupon.entity
    return [
        Cell(coupon.product_coupon_id, link("coupons", coupon.product_coupon_id)),
        Cell(_name(coupon)),
        Cell(entity.get("type", "")),
        Cell(entity.get("usage_mode", "")),
        Cell(entity["state"], look="state"),
        Cell(coupon.brand_id),
        Cell(coupon.mchid, link("accounts", coupon.mchid)),
    ]


def _name(coupon: Coupon) -> str:
    return str(coupon.entity.get("display_info", {}).get("name", ""))


def coupon(desk: Desk, asked: Asked) -> Page:
    """Show a product coupon."""
    found = desk.state.coupons[asked.path["id"]]
    stocks = [desk.state.stocks[one] for one in desk.state.stocks_of.get(found.product_coupon_id, ())[-_MANY:]]
    display = found.entity.get("display_info", {})
    facts = {
        text("Name"): Cell(_name(found)),
        text("Brand"): Cell(found.brand_id),
        text("Merchant"): Cell(found.mchid, link("accounts", found.mchid)),
        text("Request number"): Cell(found.out_request_no, look="code"),
    }
    return sheet(
        text("Coupon"),
        found.product_coupon_id,
        facts,
        machine=COUPON,
        state=str(found.entity["state"]),
        tables=[_stock_table(desk, stocks)],
        documents={text("As answers show it"): pretty(found.entity)},
        pictures=[at for name in ("image_url", "background_url") if (at := shown_at(desk, display.get(name)))],
    )


def _stock_table(desk: Desk, stocks: Iterable[Stock]) -> Table:
    columns = (text("Stock"), text("Codes by"), text("State"), text("Sent"), text("Uploaded codes"), text("Coupon"))
    return Table((*columns, text("Bundle")), [_stock_row(desk, stock) for stock in stocks], text("Stocks"))


def _stock_row(desk: Desk, stock: Stock) -> list[Cell]:
    codes = len(desk.state.codes.get(stock.stock_id, ()))
    bundle = stock.stock_bundle_id
    return [
        Cell(stock.stock_id, link("stocks", stock.stock_id)),
        Cell(stock.coupon_code_mode.value),
        Cell(stock_state(stock, desk.holder._world_now()).value, look="state"),
        Cell(desk.state.user_coupons.sent(stock.stock_id)),
        Cell(codes, link("codes", stock.stock_id)) if stock.coupon_code_mode is CouponCodeMode.UPLOAD else Cell("–"),
        Cell(stock.product_coupon_id, link("coupons", stock.product_coupon_id)),
        Cell(f"{bundle} · {stock.round + 1}", link("bundles", bundle)) if bundle else Cell("–"),
    ]


def stocks(desk: Desk, asked: Asked) -> Page:
    """List stocks."""
    ids, pager = desk.newest("stocks", desk.state.stocks, asked)
    return listing(text("Stocks"), _stock_table(desk, [desk.state.stocks[one] for one in ids]), pager)


def stock(desk: Desk, asked: Asked) -> Page:
    """Show a stock."""
    found, now = desk.state.stocks[asked.path["id"]], desk.holder._world_now()
    bundle = found.stock_bundle_id
    facts = {
        text("Coupon"): Cell(found.product_coupon_id, link("coupons", found.product_coupon_id)),
        text("Bundle"): Cell(bundle, link("bundles", bundle)) if bundle else Cell("–"),
        text("Codes by"): Cell(found.coupon_code_mode.value),
        text("Uploaded codes"): Cell(len(desk.state.codes.get(found.stock_id, ())), link("codes", found.stock_id)),
        text("User coupons"): Cell(
            desk.state.user_coupons.sent(found.stock_id), link("user-coupons") + f"?stock_id={found.stock_id}"
        ),
        text("Ends"): Cell(found.available_end_time or "–"),
        text("Stores"): Cell(f"{found.entity.get('store_scope', '–')} · {len(found.tied_stores)}"),
        text("Brand"): Cell(found.brand_id),
        text("Merchant"): Cell(found.mchid, link("accounts", found.mchid)),
    }
    return sheet(
        text("Stock"),
        found.stock_id,
        facts,
        machine=STOCK,
        state=stock_state(found, now).value,
        documents={text("As answers show it"): pretty(shown_stock(desk.state, found, now))},
        actions=[] if found.round else [action(desk, "send_coupon", stock_id=found.stock_id)],
    )


def bundles(desk: Desk, asked: Asked) -> Page:
    """List bundles of stocks."""
    ids, pager = desk.newest("bundles", desk.state.stock_bundles, asked)
    rows = [_bundle_row(desk.state.stock_bundles[one]) for one in ids]
    return listing(text("Bundles"), Table((text("Bundle"), text("Coupon"), text("Rounds")), rows), pager)


def _bundle_row(bundle: StockBundle) -> list[Cell]:
    return [
        Cell(bundle.stock_bundle_id, link("bundles", bundle.stock_bundle_id)),
        Cell(bundle.product_coupon_id, link("coupons", bundle.product_coupon_id)),
        Cell(len(bundle.stocks)),
    ]


def bundle(desk: Desk, asked: Asked) -> Page:
    """Show a bundle of stocks."""
    found, now = desk.state.stock_bundles[asked.path["id"]], desk.holder._world_now()
    first = found.stocks[0]
    return sheet(
        text("Bundle"),
        found.stock_bundle_id,
        {text("Coupon"): Cell(found.product_coupon_id, link("coupons", found.product_coupon_id))},
        machine=STOCK,
        state=stock_state(first, now).value,
        tables=[_stock_table(desk, found.stocks)],
        documents={text("As answers show it"): pretty(shown_bundle(desk.state, found, now))},
        actions=[action(desk, "send_coupon", stock_id=first.stock_id)],
    )


def all_codes(desk: Desk, asked: Asked) -> Page:
    """List the stocks that codes were uploaded to."""
    ids, pager = desk.newest("codes", desk.state.codes, asked)
    rows = [
        [Cell(one, link("codes", one)), Cell(len(desk.state.codes[one])), Cell(desk.state.user_coupons.sent(one))]
        for one in ids
    ]
    return listing(text("Codes"), Table((text("Stock"), text("Uploaded codes"), text("Sent")), rows), pager)


def codes(desk: Desk, asked: Asked) -> Page:
    """List the codes of a stock in the order they came, or find one of them."""
    held = desk.state.stocks[asked.path["id"]]
    uploaded = desk.state.codes.get(held.stock_id, [])
    wanted = asked.query.get("code", "").strip()
    found, pager = paged(uploaded, asked)
    note = ""
    if wanted:
        known = desk.state.known_codes.get((held.mchid, held.brand_id), ())
        sent = (held.stock_id, wanted) in desk.state.user_coupons.by_code
        found, note = [wanted] if sent else [], _of_code(known=wanted in known, sent=sent)
    rows = [_code_row(desk, held.stock_id, code) for code in found]
    table = Table((text("Code"), text("Sent"), text("State")), rows, note=note)
    return listing(text("Codes of stock"), table, None if wanted else pager, name=held.stock_id, find=wanted)


def _of_code(*, known: bool, sent: bool) -> str:
    if sent:
        return text("A user has this coupon.")
    return text("The brand has this code; nobody was sent it.") if known else text("The brand has no such code.")


def _code_row(desk: Desk, stock_id: str, code: str) -> list[Cell]:
    sent = desk.state.user_coupons.by_code.get((stock_id, code))
    if sent is None:
        return [Cell(code, look="code"), Cell("–"), Cell("–")]
    state: Any = sent.state_at(desk.holder._world_now())
    return [
        Cell(code, link("user-coupons", stock_id, code), "code"),
        Cell(sent.openid),
        Cell(state.value, look="state"),
    ]
