"""Options that several commands of jobs have."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import typer

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
AsLines: TypeAlias = Annotated[bool, typer.Option("--json", help=say("Print a JSON object a line."))]
