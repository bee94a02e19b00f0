"""`sends`: sends a coupon, or a bundle, to each user of a file, and tells what became of each."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from wechatpay_cli._codes import report
from wechatpay_cli._exits import FAILED, WrongUsageError
from wechatpay_cli._options import AsLines, Database
from wechatpay_cli._say import say


def about() -> str:
    """Return what the group is for."""
    return say("Sending (发放) a coupon, or a bundle, to many users, exactly accounted.")


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(
        "start",
        help=say(
            "Send a coupon of a stock, or a bundle, to each user of a file. The same command again goes on where it "
            "was interrupted, and sends nobody a second one."
        ),
        short_help=say("Send a coupon, or a bundle, to each user of a file."),
    )(_start)
    app.command("report", help=say("What became of the users of a job; --outcomes writes a row for each."))(report)


def _start(
    ctx: typer.Context,
    *,
    file: Annotated[
        Path, typer.Argument(help=say("A file with one openid a line; or .csv or .parquet with a column openid."))
    ],
    brand_id: Annotated[str, typer.Option(help=say("Brand id (品牌ID)."))],
    product_coupon_id: Annotated[str, typer.Option(help=say("Product coupon id (商品券ID)."))],
    appid: Annotated[str, typer.Option(help=say("AppID (公众账号ID) that the openids belong to."))],
    stock_id: Annotated[str | None, typer.Option(help=say("Stock id (批次ID)."))] = None,
    stock_bundle_id: Annotated[
        str | None, typer.Option(help=say("Stock bundle id (批次组ID), in place of a stock."))
    ] = None,
    confirm_after: Annotated[
        float | None,
        typer.Option(
            metavar="SECONDS", min=0, help=say("Confirm each coupon (确认发放), so many seconds after it was sent.")
        ),
    ] = None,
    job: Annotated[str | None, typer.Option(help=say("Name of the job; default: made of stock and file."))] = None,
    hand_in: Annotated[bool, typer.Option("--hand-in", help=say("Hand it in for a worker, and do not wait."))] = False,
    database: Database = None,
    json: AsLines = False,
) -> None:
    from wechatpay_cli._session import client_of
    from wechatpay_cli._working import (
        database_of,
        default_name,
        finished,
        interruptible,
        must_be_there,
        named,
        options,
        tell_handed_in,
    )
    from wechatpay_jobs import Jobs

    must_be_there(file)
    of = {"stock_id": stock_id, "stock_bundle_id": stock_bundle_id}
    chosen = {name: value for name, value in of.items() if value}
    if len(chosen) != 1:
        raise WrongUsageError(say("Give --stock-id or --stock-bundle-id, one of them."))
    source = ctx.obj.source()
    name = job or default_name("sends", *chosen.values(), file.name)
    told: dict[str, Any] = {"brand_id": brand_id, "product_coupon_id": product_coupon_id, "appid": appid, **chosen}
    more = {"confirm_after": confirm_after, "job": name, "database": database}
    again = [*ctx.obj.options, "sends", "start", str(file), *options({**told, **more})]
    address = database_of(database, source)
    with interruptible(again), client_of(source) as client, Jobs(address, None if hand_in else client) as jobs:
        send: Any = jobs.send_coupons if stock_id else jobs.send_coupon_bundles
        handed = named(lambda: send(str(file), job_id=name, confirm_after=confirm_after, mchid=client.mchid, **told))
        if hand_in:
            tell_handed_in(name)
        elif not finished(handed, as_lines=json):
            raise typer.Exit(FAILED)
