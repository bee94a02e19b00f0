"""All commands: those of the operations come from the contract, the others stand in modules of their own."""

from __future__ import annotations

from typing import Annotated, Any, Final

import typer
from typer.core import TyperGroup
from typer.main import get_command

from wechatpay_cli import _codes, _completion, _doctor, _images, _jobs, _notify, _sends, _signing, _worker
from wechatpay_cli._facts import operations, tags
from wechatpay_cli._operations import Operations
from wechatpay_cli._say import say, term
from wechatpay_cli._wording import speak

CALL: Final = "call"
"""The group that has every operation under its official name."""


def program() -> Any:
    """Return the program."""
    speak()
    root = by_hand()
    _add_operations(root)
    return root


def by_hand() -> TyperGroup:
    """Return the program without the commands of the operations, whose groups take the names that are left."""
    app = typer.Typer(
        rich_markup_mode=None,  # plain help needs a third of the time
        no_args_is_help=True,
        add_completion=False,  # its options print the script of the current shell alone
        help=say("WeChat Pay product coupons (微信支付商品券) in a terminal: the operations, the jobs and a doctor."),
        epilog=say(
            "Exit status: 0 done, 1 refused or failed, 2 wrong usage, 3 outcome unknown (repeat the same command), "
            "4 set-up, 130 Ctrl-C."
        ),
    )
    app.callback()(_everywhere)
    for module in (_doctor, _signing, _worker, _completion):
        module.add_to(app)
    for name, module in (("codes", _codes), ("sends", _sends), ("jobs", _jobs), ("notify", _notify)):
        group = typer.Typer(rich_markup_mode=None, no_args_is_help=True, help=module.about())
        module.add_to(group)
        app.add_typer(group, name=name)
    root = get_command(app)
    assert isinstance(root, TyperGroup)
    return root


def _add_operations(root: TyperGroup) -> None:
    """Add a group for each tag, and one with every operation under its official name."""
    known = operations()
    images = typer.Typer(rich_markup_mode=None)
    images.callback()(lambda: None)
    _images.add_to(images)
    by_hand = get_command(images)
    assert isinstance(by_hand, TyperGroup)
    for tag, description in tags().items():
        of_tag = {operation.command: operation for operation in known.values() if operation.tag == tag}
        more = by_hand.commands if tag == "images" else {}
        name = tag.replace("_", "-")
        root.add_command(Operations(name=name, about=term(description), operations=of_tag, commands=dict(more)))
    about = say("Call an operation by its official name, such as createProductCoupon.")
    root.add_command(Operations(name=CALL, about=about, operations=dict(known), commands={}))


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"wechatpay-coupon {version('wechatpay-product-coupon')}")
        raise typer.Exit


def _everywhere(
    profile: Annotated[
        str | None,
        typer.Option(help=say("Settings of this profile, in ~/.config/wechatpay-coupon/config.toml.")),
    ] = None,
    env_file: Annotated[
        str | None, typer.Option(metavar="FILE", help=say("Settings of a file with NAME=value lines."))
    ] = None,
    lang: Annotated[
        str | None, typer.Option(metavar="en|zh", help=say("Language; default: that of the locale."))
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_version, help=say("Print the version."))
    ] = False,
) -> None:
    """Take the options that stand before a command or after it; `_main` has read all but the last."""
