"""`jobs`: what there is, how it goes, and how it goes on. Only `resume --wait` launches the engine."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from wechatpay_cli._exits import FAILED
from wechatpay_cli._options import AsLines, Database, JobName
from wechatpay_cli._say import say


def about() -> str:
    """Return what the group is for."""
    return say("Jobs: look at them, cancel them, let them go on.")


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("list", help=say("All jobs and how they stand."))(_list)
    app.command("show", help=say("How a job stands."))(_show)
    app.command("cancel", help=say("Begin no more calls of a job; `resume` lets it go on."))(_cancel)
    app.command("resume", help=say("Let a job go on that was cancelled or stopped; a worker does it, or --wait."))(
        _resume
    )


def _list(ctx: typer.Context, database: Database = None, json: AsLines = False) -> None:
    from wechatpay_cli import _printing
    from wechatpay_cli._working import facts_of

    with _opened(ctx, database) as jobs:
        reports = [facts_of(job.report()) for job in jobs]
    if json or _printing.form_of(None) == _printing.JSON:
        for report in reports:
            _printing.line(report)
    else:
        rows = [{"job_id": r["job_id"], "state": r["state"], **_counts(r)} for r in reports]
        _printing.table(rows, all_by="--json")


def _counts(report: dict[str, Any]) -> dict[str, Any]:
    """Return what jobs of all kinds have in common."""
    done = sum(report.get(name, 0) for name in ("done", "stored", "already_existed", "sent"))
    total = report["calls"] if "calls" in report else report["lines"]
    return {"total": total, "done": done, "failed": report["failed"], "waiting": report["waiting"]}


def _show(ctx: typer.Context, job: JobName, database: Database = None, json: AsLines = False) -> None:
    from wechatpay_cli._working import show

    with _opened(ctx, database) as jobs:
        show(jobs.job(job).report(), as_lines=json)


def _cancel(ctx: typer.Context, job: JobName, database: Database = None) -> None:
    with _opened(ctx, database) as jobs:
        found = jobs.job(job)
        if found.state == "done":
            typer.echo(say("Job {job} is done already.", job=job))
            return
        found.cancel()
    typer.echo(say("Job {job} is cancelled; calls under way end.", job=job))


def _resume(
    ctx: typer.Context,
    *,
    job: JobName,
    wait: Annotated[bool, typer.Option("--wait", help=say("Do it here and now, until it is done."))] = False,
    database: Database = None,
    json: AsLines = False,
) -> None:
    if not wait:
        with _opened(ctx, database) as jobs:
            found = jobs.job(job)
            if found.state == "done":
                typer.echo(say("Job {job} is done already.", job=job))
                return
            found.resume()
        typer.echo(say("Job {job} goes on as soon as a worker runs: `wechatpay-coupon worker`.", job=job))
        return
    from wechatpay_cli._session import client_of
    from wechatpay_cli._working import database_of, finished, interruptible
    from wechatpay_jobs import Jobs

    source = ctx.obj.source()
    again = [*ctx.obj.options, "jobs", "resume", job, "--wait", *(["--database", database] if database else [])]
    with interruptible(again), client_of(source) as client, Jobs(database_of(database, source), client) as jobs:
        found = jobs.job(job)
        if found.state != "running":
            found.resume()
        if not finished(found, as_lines=json):
            raise typer.Exit(FAILED)


def _opened(ctx: typer.Context, database: str | None) -> Any:
    from wechatpay_cli._working import database_of
    from wechatpay_jobs import Jobs

    return Jobs(database_of(database, ctx.obj.source()))
