"""The commands of the operations, each made of the contract when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, Final

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from wechatpay_cli._facts import Operation, Parameter
from wechatpay_cli._say import say, term

_LIMIT: Final = 70  # of what a list of commands says of each


class Operations(TyperGroup):
    """A group of operations, and of commands that are written by hand, which go first.

    Args:
        name: Name of the group.
        about: What it is about.
        operations: By the names of their commands.
        commands: The ones written by hand.
    """

    def __init__(
        self,
        *,
        name: str,
        about: str,
        operations: Mapping[str, Operation],
        commands: dict[str, Any],
    ) -> None:
        super().__init__(name=name, help=about, commands=commands, rich_markup_mode=None, no_args_is_help=True)
        self._operations = operations
        # What a misspelt name is compared with; `get_command` makes the commands.
        made_when_asked_for: Any = dict.fromkeys(operations)
        self.commands = {**made_when_asked_for, **commands}

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command, made at this moment where it is an operation's."""
        command = self.commands.get(cmd_name)
        if command is None and cmd_name in self._operations:
            return _Command(cmd_name, self._operations[cmd_name], ctx)
        return command


class _Command(TyperCommand):
    """The command of one operation."""

    def __init__(self, name: str, operation: Operation, ctx: Any) -> None:
        super().__init__(
            name,
            params=list(_parameters(operation)),
            callback=partial(_run, operation, ctx),
            help=term(operation.summary),
            short_help=term(operation.summary)[:_LIMIT],
            rich_markup_mode=None,
        )
        self._operation = operation

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Tell of the options, and then of all that the contract says."""
        from wechatpay_cli._members import write

        super().format_options(ctx, formatter)
        write(self._operation, formatter)


def _run(operation: Operation, ctx: Any, **values: Any) -> None:
    from wechatpay_cli._calling import run

    run(operation, ctx.obj, values)


def _parameters(operation: Operation) -> Iterator[Any]:
    for parameter in operation.path_parameters:
        yield TyperArgument(
            param_decls=[parameter.destination],
            required=True,
            type=str,
            metavar=parameter.name.upper(),
            help=term(parameter.description),
            shell_complete=partial(_completed, parameter),
        )
    for parameter in operation.query_parameters:
        yield TyperOption(
            param_decls=[parameter.option, parameter.destination],
            required=parameter.is_required,
            multiple=parameter.is_list,
            type={"integer": int, "number": float, "boolean": bool}.get(parameter.type, str),
            metavar="|".join(parameter.values) if parameter.values else None,
            help=term(parameter.description),
            shell_complete=partial(_completed, parameter),
        )
    if operation.body:
        yield from _body_options(operation)
    yield from _following_options(operation)
    yield from _ways()


def _completed(parameter: Parameter, _ctx: Any, _param: Any, incomplete: str) -> list[str]:
    return [value for value in parameter.values if value.startswith(incomplete)]


def _body_options(operation: Operation) -> Iterator[TyperOption]:
    if operation.body == "form":
        yield TyperOption(
            param_decls=["--body", "body"],
            type=str,
            metavar="PICTURE",
            required=True,
            help=say("The picture, a .jpg, .bmp or .png of at most 2 MiB."),
        )
        return
    yield TyperOption(
        param_decls=["--body", "body"],
        type=str,
        metavar="FILE",
        help=say("The body, as JSON or YAML; - reads it from stdin."),
    )
    yield TyperOption(
        param_decls=["--set", "assignments"],
        type=str,
        multiple=True,
        metavar="PATH=VALUE",
        help=say("Set a member of the body, such as stock.remark=summer or list[0].id=7; may be repeated."),
    )
    yield TyperOption(
        param_decls=["--example"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=partial(_example, operation),
        help=say("Print a body to start from, and send nothing."),
    )


def _example(operation: Operation, ctx: Any, param: Any, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from wechatpay_cli._facts import details
        from wechatpay_cli._printing import as_json

        typer.echo(as_json(details(operation.id)["example"]))
        raise typer.Exit


def _following_options(operation: Operation) -> Iterator[TyperOption]:
    if operation.has_pages:
        yield TyperOption(
            param_decls=["--all", "all_pages"],
            is_flag=True,
            help=say("Read all pages, and print every item; piped, one JSON object a line."),
        )
    if operation.asked:
        yield TyperOption(
            param_decls=["--wait"], is_flag=True, help=say("Wait for the end of what it starts, and print that.")
        )
        yield TyperOption(
            param_decls=["--wait-seconds", "wait_seconds"],
            type=float,
            default=300.0,
            show_default=True,
            metavar="SECONDS",
            help=say("How long to wait at most."),
        )


def _ways() -> Iterator[TyperOption]:
    yield TyperOption(
        param_decls=["--dry-run", "dry_run"],
        is_flag=True,
        help=say("Check and sign the request and show it, and send nothing."),
    )
    yield TyperOption(param_decls=["--curl"], is_flag=True, help=say("Show it as a curl command, and send nothing."))
    yield TyperOption(
        param_decls=["--show-secrets", "show_secrets"],
        is_flag=True,
        help=say("Leave the signature, codes and openids in what --dry-run and --curl show."),
    )
    yield TyperOption(
        param_decls=["--output"],
        type=str,
        metavar="json|table",
        help=say("How to print; default: a table on a terminal, JSON otherwise."),
    )
