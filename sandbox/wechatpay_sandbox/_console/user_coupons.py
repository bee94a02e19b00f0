"""Coupons of users."""

from __future__ import annotations

from wechatpay_sandbox._console.actions import Action, action
from wechatpay_sandbox._console.desk import Asked, Cell, Desk, Page, paged, pretty
from wechatpay_sandbox._console.machines import USER_COUPON
from wechatpay_sandbox._console.rendering import moment
from wechatpay_sandbox._console.sheets import Table, link, listing, sheet
from wechatpay_sandbox._console.words import text
from wechatpay_sandbox._operations.sending import shown_user_coupon
from wechatpay_sandbox._world.user_coupons import UserCoupon


def user_coupons(desk: Desk, asked: Asked) -> Page:
    """List coupons of users, all or those of a stock."""
    held, stock_id = desk.state.user_coupons, asked.query.get("stock_id", "")
    of_it = held.of_stock.get(stock_id, []) if stock_id else held.in_order
    found, pager = paged(of_it, asked, newest_first=True)
    return listing(text("User coupons"), _table(desk, found), pager, name=stock_id)


def _table(desk: Desk, found: list[UserCoupon], title: str = "") -> Table:
    columns = (text("Code"), text("State"), text("User"), text("Stock"), text("Received"), text("Valid until"))
    return Table(columns, [_row(desk, one) for one in found], title)


def _row(desk: Desk, coupon: UserCoupon) -> list[Cell]:
    return [
        Cell(coupon.coupon_code, link("user-coupons", coupon.stock_id, coupon.coupon_code), "code"),
        Cell(coupon.state_at(desk.holder._world_now()).value, look="state"),
        Cell(coupon.openid, look="code"),
        Cell(coupon.stock_id, link("stocks", coupon.stock_id)),
        Cell(moment(coupon.receive_time)),
        Cell(moment(coupon.valid_end_time)),
    ]


def user_coupon(desk: Desk, asked: Asked) -> Page:
    """Show a coupon of a user."""
    found = desk.state.user_coupons.by_code[asked.path["stock_id"], asked.path["code"]]
    now = desk.holder._world_now()
    group = desk.state.user_coupons.bundles.get(found.user_coupon_bundle_id or "", [])
    facts = {
        text("User"): Cell(found.openid, look="code"),
        text("Coupon"): Cell(found.product_coupon_id, link("coupons", found.product_coupon_id)),
        text("Stock"): Cell(found.stock_id, link("stocks", found.stock_id)),
        text("Received"): Cell(moment(found.receive_time)),
        text("Valid"): Cell(f"{moment(found.valid_begin_time)} – {moment(found.valid_end_time)}"),
        text("Request number"): Cell(found.send_request_no, look="code"),
        text("Channel"): Cell(found.send_channel.value),
        text("Merchant"): Cell(found.mchid, link("accounts", found.mchid)),
    }
    return sheet(
        text("User coupon"),
        found.coupon_code,
        facts,
        machine=USER_COUPON,
        state=found.state_at(now).value,
        tables=[_table(desk, group, text("Rounds of the same group"))] if group else [],
        documents={text("As answers show it"): pretty(shown_user_coupon(desk.state, found, now))},
        actions=_actions(desk, found),
    )


def _actions(desk: Desk, coupon: UserCoupon) -> list[Action]:
    named = {"stock_id": coupon.stock_id, "coupon_code": coupon.coupon_code}
    doing = ("confirm_coupon", "use_coupon", "return_coupon", "expire_coupon", "delete_coupon")
    return [*(action(desk, name, **named) for name in doing), action(desk, "advance")]
