"""The way of every command: language, set-up, command, exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any, Final

from wechatpay_cli._exits import INTERRUPTED, SET_UP, USAGE, complain, reported
from wechatpay_cli._output import ended, prepare
from wechatpay_cli._say import LANGUAGES, choose, say
from wechatpay_cli._session import Session

PROGRAM: Final = "wechatpay-coupon"
_ANYWHERE: Final = ("--profile", "--env-file", "--lang")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Args:
        arguments: Command line without the program's name; `sys.argv` when None.

    Returns:
        Exit status: 0 done, 1 refused or failed, 2 wrong usage, 3 outcome unknown, 4 set-up, 130 interrupted.
    """
    prepare()
    return ended(_main(sys.argv[1:] if arguments is None else arguments))


def _main(arguments: Sequence[str]) -> int:
    given, rest, without_value = _taken(arguments)
    choose(given.get("--lang"), os.environ)
    if given.get("--lang", LANGUAGES[0]) not in LANGUAGES:
        complain(say("{program}: --lang is en or zh.", program=PROGRAM))
        return USAGE
    if without_value:
        told = say("Option {name} requires an argument.", name=without_value)
        complain(f"{PROGRAM}: {told}")
        return USAGE
    if "--profile" in given and "--env-file" in given:
        complain(say("{program}: give --profile or --env-file, not both.", program=PROGRAM))
        return USAGE
    try:
        # Not above: what it says, it says in the language that was just chosen.
        from wechatpay_cli._app import program
    except ModuleNotFoundError as exc:
        needed = 'pip install "wechatpay-product-coupon[cli]"'
        complain(say("{program} needs {module} too: {needed}", program=PROGRAM, module=exc.name, needed=needed))
        return SET_UP
    return _run(program(), rest, Session(given.get("--profile"), given.get("--env-file")))


def _run(program: Any, arguments: list[str], session: Session) -> int:
    """Run the program; return its exit status."""
    from typer.exceptions import TyperException

    from wechatpay_cli._wording import refuse

    try:
        # What ends a command early is the value of `main`; a command itself has none.
        return program.main(args=arguments, prog_name=PROGRAM, obj=session, standalone_mode=False) or 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except SystemExit as exc:
        return exc.code if isinstance(exc.code, int) else 0
    except TyperException as exc:
        return refuse(exc)
    except Exception as exc:
        return reported(exc)


def _taken(arguments: Sequence[str]) -> tuple[dict[str, str], list[str], str]:
    """Take the options out that stand anywhere, before a command or after it, and the name of one without a value."""
    given: dict[str, str] = {}
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            return given, [*rest, argument, *waiting], ""
        name, is_joined, value = argument.partition("=")
        if name not in _ANYWHERE:
            rest.append(argument)
        elif is_joined:
            given[name] = value
        elif (following := next(waiting, None)) is not None:
            given[name] = following
        else:
            return given, rest, name
    return given, rest, ""
