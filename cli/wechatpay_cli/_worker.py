"""`worker`: does the jobs that are handed in."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Annotated

import typer

from wechatpay_cli._exits import complain
from wechatpay_cli._options import Database
from wechatpay_cli._say import say


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "worker",
        help=say("Do the jobs that are handed in, until Ctrl-C or SIGTERM; what is left over goes on later."),
        short_help=say("Do the jobs that are handed in."),
    )(_worker)


def _worker(
    ctx: typer.Context,
    *,
    profiles: Annotated[
        list[str] | None, typer.Argument(help=say("Profiles to work for, a merchant each; default: the one chosen."))
    ] = None,
    database: Database = None,
) -> None:
    from wechatpay_cli._session import client_of
    from wechatpay_cli._sources import profile
    from wechatpay_cli._working import database_of
    from wechatpay_jobs import Jobs

    sources = [profile(name) for name in profiles] if profiles else [ctx.obj.source()]
    with ExitStack() as opened:
        clients = [opened.enter_context(client_of(source)) for source in sources]
        jobs = opened.enter_context(Jobs(database_of(database, sources[0]), clients))
        merchants = ", ".join(client.mchid for client in clients)
        complain(say("Works for {merchants} until Ctrl-C.", merchants=merchants))
        jobs.work()
    complain(say("Stopped; what is left over goes on when a worker runs again."))
