"""`images`: uploads pictures, and has others generated."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from wechatpay_cli._exits import FAILED, WrongUsageError, complain
from wechatpay_cli._options import AsLines, Database
from wechatpay_cli._say import say

if TYPE_CHECKING:
    from wechatpay_jobs import CallsJob
    from wechatpay_product_coupon import Client


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("upload", help=say("Upload pictures (图片上传), and print the address of each."))(_upload)
    app.command(
        "generate",
        help=say("Generate pictures (图片生成任务), a job of tasks. The same command again is the same job."),
    )(_generate)


def _upload(
    ctx: typer.Context,
    *,
    paths: Annotated[list[Path], typer.Argument(help=say("Pictures: .jpg, .bmp or .png of at most 2 MiB."))],
    json: AsLines = False,
) -> None:
    from wechatpay_cli import _printing
    from wechatpay_cli._session import client_of

    _check(paths)
    told: list[dict[str, Any]] = []
    is_table = _printing.form_of(None) == _printing.TABLE and not json
    with client_of(ctx.obj.source()) as client:
        try:
            with _bar(len(paths), is_shown=sys.stderr.isatty() and not json) as move:
                for path in paths:
                    told.append(_one(client, path))
                    move()
                    if not is_table:
                        _printing.line(told[-1])
        except KeyboardInterrupt:
            counts = {"count": len(told), "all": len(paths)}
            complain("\n" + say("Interrupted after {count} of {all}; uploading one again does no harm.", **counts))
            raise
        finally:
            if is_table and told:
                _printing.table(told, all_by="--json")
    if any("error" in each for each in told):
        raise typer.Exit(FAILED)


def _check(paths: list[Path]) -> None:
    """Look at all pictures before the first one is sent.

    Raises:
        WrongUsageError: Some are none, each of which is told.
    """
    from wechatpay_httpx import ImageUpload
    from wechatpay_httpx.errors import ImageError

    problems = []
    for path in paths:
        try:
            ImageUpload.from_path(path)
        except ImageError as exc:
            problems.append(f"{path}: {exc}")
    if problems:
        raise WrongUsageError("\n".join([say("Nothing was uploaded."), *problems]))


def _one(client: Client, path: Path) -> dict[str, Any]:
    """Upload a picture; return its address, or why WeChat Pay does not take this one."""
    from wechatpay_httpx import ImageUpload
    from wechatpay_runtime import to_json
    from wechatpay_runtime.errors import ApiError

    try:
        return {"path": str(path), **to_json(client.images.upload(ImageUpload.from_path(path)))}
    except ApiError as exc:
        if exc.status_code != HTTPStatus.BAD_REQUEST:
            raise  # the next one would fare no better
        return {"path": str(path), "error": f"{exc.code}: {exc.message}", "request_id": exc.request_id}


@contextmanager
def _bar(total: int, *, is_shown: bool) -> Iterator[Any]:
    """Draw a bar on stderr; what is yielded moves it by one."""
    if not is_shown:
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True)) as progress:
        task = progress.add_task(say("pictures"), total=total)
        yield lambda: progress.advance(task)


def _generate(
    ctx: typer.Context,
    *,
    file: Annotated[
        str, typer.Argument(help=say("Tasks: a list as JSON or YAML, or one JSON object a line; - is stdin."))
    ],
    job: Annotated[str, typer.Option(help=say("Name of the job."))],
    wait: Annotated[bool, typer.Option("--wait", help=say("Do it now, and print each picture as it ends."))] = False,
    database: Database = None,
    json: AsLines = False,
) -> None:
    from wechatpay_cli._session import client_of
    from wechatpay_cli._working import database_of, finished, interruptible, named, tell_handed_in
    from wechatpay_jobs import Jobs

    source = ctx.obj.source()
    requests = _tasks(file)
    again = [*ctx.obj.options, "images", "generate", file, "--job", job, "--wait"]
    again += ["--database", database] if database else []
    address = database_of(database, source)
    with interruptible(again), client_of(source) as client, Jobs(address, client if wait else None) as jobs:
        handed = named(lambda: jobs.generate_images(requests, job_id=job, mchid=client.mchid))
        if not wait:
            tell_handed_in(job)
            return
        is_done = finished(handed, as_lines=json)
        _show_results(handed, as_lines=json)
    if not is_done:
        raise typer.Exit(FAILED)


def _show_results(job: CallsJob, *, as_lines: bool) -> None:
    """Print what became of each task."""
    from wechatpay_cli import _printing

    results = sorted((result._asdict() for result in job.results()), key=lambda result: result["number"])
    if _printing.form_of(None) == _printing.TABLE and not as_lines:
        _printing.table(results, all_by="--json")
        return
    for result in results:
        _printing.line({name: value for name, value in result.items() if value != ""})


def _tasks(file: str) -> list[Any]:
    """Return the tasks in a file.

    Raises:
        WrongUsageError: It holds none.
    """
    from wechatpay_cli._bodies import from_json, read, text_of

    if file != "-" and Path(file).suffix in (".jsonl", ".ndjson"):
        found: Any = [from_json(line, file) for line in text_of(file).splitlines() if line.strip()]
    else:
        found = read(file)
    tasks = found if isinstance(found, list) else [found]
    if not tasks or not all(isinstance(task, dict) for task in tasks):
        raise WrongUsageError(say("{file} holds no list of objects.", file=file))
    return tasks
