"""`completion`: teaches a shell the commands, options and values."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from wechatpay_cli._exits import WrongUsageError
from wechatpay_cli._say import say

SHELLS: Final = ("bash", "zsh", "fish", "powershell", "pwsh")
_VARIABLE: Final = "_WECHATPAY_COUPON_COMPLETE"
# zsh runs the file at the first Tab, which would define what completes and complete nothing.
_FIRST_TAB: Final = 'if [[ $funcstack[1] == _wechatpay-coupon ]]; then _wechatpay_coupon_completion "$@"; fi'


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    _of_typer().completion_init()  # what answers the shells' questions
    app.command("completion", help=say("Print the completion script of a shell, or install it."))(_completion)


def _shells(incomplete: str) -> list[str]:
    return [shell for shell in SHELLS if shell.startswith(incomplete)]


def _completion(
    ctx: typer.Context,
    *,
    shell: Annotated[
        str | None,
        typer.Argument(
            help=say("bash, zsh, fish, powershell or pwsh; default: the user's shell."), autocompletion=_shells
        ),
    ] = None,
    install: Annotated[
        bool, typer.Option("--install", help=say("Put it where the shell finds it when it starts."))
    ] = False,
) -> None:
    chosen = shell or _current()
    if chosen not in SHELLS:
        raise WrongUsageError(
            say("Name the shell, one of {names}, not {given}.", names=", ".join(SHELLS), given=chosen)
        )
    name = str(ctx.find_root().info_name)
    if install:
        path = _installed(chosen, name)
        typer.echo(say("{path} has it; the next {shell} that is started knows it.", path=path, shell=chosen))
    else:
        typer.echo(_script(chosen, name))


def _script(shell: str, name: str) -> str:
    script: str = _of_typer().get_completion_script(prog_name=name, complete_var=_VARIABLE, shell=shell)
    return f"{script}\n{_FIRST_TAB}" if shell == "zsh" else script


def _installed(shell: str, name: str) -> Path:
    """Put the script where the shell finds it; return its path."""
    if shell == "fish" and (home := os.environ.get("XDG_CONFIG_HOME")):
        path = Path(home, "fish/completions", f"{name}.fish")  # typer knows ~/.config alone
        path.parent.mkdir(parents=True, exist_ok=True)
    else:
        path = Path(_of_typer().install(shell, name, _VARIABLE)[1])
        if shell != "zsh":
            return path
    path.write_text(_script(shell, name) + "\n", encoding="utf-8")
    return path


def _of_typer() -> Any:
    """Return what typer's own options of completion are made of; it does not declare them."""
    from typer import completion

    return completion


def _current() -> str:
    """Return the user's shell."""
    return Path(os.environ.get("SHELL", "")).name or say("none")
