"""`doctor`: is this machine set up? One line for each thing that has to be right."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from wechatpay_cli._exits import SET_UP, SetUpError
from wechatpay_cli._say import say

if TYPE_CHECKING:
    from wechatpay_cli._finding import Finding
    from wechatpay_cli._session import Session


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "doctor",
        help=say(
            "Is this machine set up? Looks at the environment, keys, clock, network, a harmless signed call and the "
            "address of notifications. Exit status 4 says that something is wrong."
        ),
        short_help=say("Is this machine set up? Keys, clock, network, a signed call."),
    )(_doctor)


def _doctor(
    ctx: typer.Context,
    *,
    offline: Annotated[
        bool, typer.Option("--offline", help=say("Look at this machine alone, and call nobody."))
    ] = False,
    json: Annotated[bool, typer.Option("--json", help=say("Print a JSON object a line."))] = False,
) -> None:
    from wechatpay_cli import _printing

    is_well = True
    for finding in _findings(ctx.obj, offline=offline):
        is_well &= finding.is_well is not False
        if json:
            _printing.line(finding.to_dict())
        else:
            sys.stdout.write(f"{finding}\n")
            sys.stdout.flush()
    if not is_well:
        raise typer.Exit(SET_UP)


def _findings(session: Session, *, offline: bool) -> Iterator[Finding]:
    from wechatpay_cli import _doctor_calls, _doctor_keys, _doctor_network
    from wechatpay_cli._finding import wrong

    try:
        source = session.source()
    except SetUpError as exc:
        yield wrong("settings", say("Settings"), str(exc))
        return
    keys = _doctor_keys.Keys(source)
    yield from keys.findings()
    if offline:
        return
    network = _doctor_network.Network(source)
    yield from network.findings()
    yield from _doctor_calls.findings(source, keys.auth, network)
