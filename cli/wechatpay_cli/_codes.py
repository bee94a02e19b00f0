"""`codes`: uploads the coupon codes of a file, and tells what became of each."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from wechatpay_cli._exits import FAILED, WrongUsageError
from wechatpay_cli._options import AsLines, Database, JobName
from wechatpay_cli._say import say


def about() -> str:
    """Return what the group is for."""
    return say("Coupon codes (券Code): upload files of any size, exactly accounted.")


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(
        "upload",
        help=say("Upload the codes of a file into a stock. The same command again goes on where it was interrupted."),
    )(_upload)
    app.command("report", help=say("What became of the codes of a job; --outcomes writes a row for each."))(report)


def _upload(
    ctx: typer.Context,
    *,
    file: Annotated[Path, typer.Argument(help=say("A file with one code a line, .csv or .parquet; .gz of either."))],
    brand_id: Annotated[str, typer.Option(help=say("Brand id (品牌ID)."))],
    product_coupon_id: Annotated[str, typer.Option(help=say("Product coupon id (商品券ID)."))],
    stock_id: Annotated[str, typer.Option(help=say("Stock id (批次ID)."))],
    job: Annotated[str | None, typer.Option(help=say("Name of the job; default: made of stock and file."))] = None,
    column: Annotated[
        str | None, typer.Option(help=say("The column of a .csv or .parquet that has the codes."))
    ] = None,
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
    from wechatpay_jobs import Jobs, Layout

    must_be_there(file)
    source = ctx.obj.source()
    name = job or default_name("codes", stock_id, file.name)
    told: dict[str, Any] = {"brand_id": brand_id, "product_coupon_id": product_coupon_id, "stock_id": stock_id}
    layout = Layout(column=column) if column else None
    more = {"job": name, "column": column, "database": database}
    again = [*ctx.obj.options, "codes", "upload", str(file), *options({**told, **more})]
    address = database_of(database, source)
    with interruptible(again), client_of(source) as client, Jobs(address, None if hand_in else client) as jobs:
        handed = named(lambda: jobs.upload_codes(str(file), job_id=name, layout=layout, mchid=client.mchid, **told))
        if hand_in:
            tell_handed_in(name)
        elif not finished(handed, as_lines=json):
            raise typer.Exit(FAILED)


def report(
    ctx: typer.Context,
    *,
    job: JobName,
    outcomes: Annotated[
        Path | None, typer.Option(metavar="FILE", help=say("Write what became of every line: .csv or .parquet."))
    ] = None,
    database: Database = None,
    json: AsLines = False,
) -> None:
    """Print what became of a job of codes or sends."""
    from wechatpay_cli._working import database_of, show
    from wechatpay_jobs import CodesJob, Jobs, SendsJob

    with Jobs(database_of(database, ctx.obj.source())) as jobs:
        found = jobs.job(job)
        if outcomes is not None:
            if not isinstance(found, CodesJob | SendsJob) or outcomes.suffix not in (".csv", ".parquet"):
                raise WrongUsageError(say("--outcomes writes the .csv or .parquet of a job of codes or sends."))
            found.write_outcomes(outcomes)
        show(found.report(), as_lines=json)
