"""Options that several commands of jobs have."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import typer

from wechatpay_cli._exits import WrongUsageError
from wechatpay_cli._say import say

Database: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        help=say(
            "Ledger of the jobs, sqlite:///FILE or postgresql://USER@HOST/NAME; default: WECHATPAY_JOBS_DATABASE."
        ),
    ),
]


def _of_characters(name: str) -> str:
    """Refuse bytes that are no characters, which no job can have in its name.

    Raises:
        WrongUsageError: There are some.
    """
    if not name.isprintable():
        raise WrongUsageError(say("{name!a} is no name of a job.", name=name))
    return name


JobName: TypeAlias = Annotated[str, typer.Argument(help=say("Name of the job."), callback=_of_characters)]
AsLines: TypeAlias = Annotated[bool, typer.Option("--json", help=say("Print a JSON object a line."))]
