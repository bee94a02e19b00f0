"""`worker`: does the jobs that are handed in."""

from __future__ import annotations

import signal
import threading
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated, Final

import typer

from wechatpay_cli._exits import complain
from wechatpay_cli._options import Database
from wechatpay_cli._say import say

if TYPE_CHECKING:
    from wechatpay_jobs import Jobs

_LOOK_SECONDS: Final = 1.0


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

    stopped = say("Stopped; what is left over goes on when a worker runs again.")
    sources = [profile(name) for name in profiles] if profiles else [ctx.obj.source()]
    with ExitStack() as opened:
        clients = [opened.enter_context(client_of(source)) for source in sources]
        jobs = opened.enter_context(Jobs(database_of(database, sources[0]), clients))
        merchants = ", ".join(client.mchid for client in clients)
        complain(say("Works for {merchants} until Ctrl-C.", merchants=merchants))
        _work(jobs, stopped)
    complain(stopped)


def _work(jobs: Jobs, stopped: str) -> None:
    """Work until SIGTERM or Ctrl-C, and then say that calls under way are waited for; the next Ctrl-C does not wait."""
    from wechatpay_cli._working import end_at_once_on_ctrl_c, tell_of_the_end

    stop = threading.Event()

    def end(*_: object) -> None:
        end_at_once_on_ctrl_c(stopped)
        tell_of_the_end()
        stop.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    # On a thread, as `work` would take the signals for itself, and is silent while it ends.
    with ThreadPoolExecutor(1) as pool:
        working = pool.submit(jobs.work, stop=stop)
        while not wait([working], _LOOK_SECONDS).done:  # in steps, as Windows lets no signal in amid one
            pass
        working.result()
