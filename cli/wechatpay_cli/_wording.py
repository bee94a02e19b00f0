"""What typer says, in the language that was chosen: headings and rows of help, and usage errors.

It says them in English alone. They are patterns here, and sentences of the catalogue like all others.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, cast

from typer.core import TyperCommand
from typer.exceptions import TyperException

from wechatpay_cli._exits import complain
from wechatpay_cli._say import recognised, say

# The longest that fits comes first.
SENTENCES: Final = (
    "Missing argument {name}.",
    "Missing option {name}.",
    "Missing command.",
    "No such option: {name} (Possible options: {names})",
    "No such option: {name}",
    "No such command {name}. Did you mean {names}?",
    "No such command {name}.",
    "Got unexpected extra argument(s) ({names})",
    "Option {name} does not take a value.",
    "Option {name} requires an argument.",
    "Invalid value for {name}: {value} is not a valid int.",
    "Invalid value for {name}: {value} is not a valid float.",
    "Invalid value for {name}: {value} is not a valid boolean. Recognized values: {names}",
    "Invalid value for {name}: {value} is not in the range {range}.",
    "Invalid value for {name}: {value}",
)
WORDS: Final = (
    "Arguments",
    "Commands",
    "Options",
    "Show this message and exit.",
)
NOTES: Final = ("[required]", "[default: {value}; required]", "[default: {value}]")


def refuse(error: TyperException) -> int:
    """Tell what is wrong with a command line; return the exit status."""
    context: Any = getattr(error, "ctx", None)
    text = error.format_message()
    if context is None:
        complain(say("Error: {text}", text=recognised(text, SENTENCES)))
    elif text == context.get_help():
        complain(text)  # a group without a command tells what there is
    else:
        hint = say("Try '{command} --help' for help.", command=context.command_path)
        complain(f"{context.get_usage()}\n{hint}\n\n{say('Error: {text}', text=recognised(text, SENTENCES))}")
    return error.exit_code


def speak() -> None:
    """Let help be written in the language that was chosen."""
    # All contexts take the class from the one that they are of; typer makes them in many places.
    context = cast("Any", TyperCommand.context_class)
    if not issubclass(context.formatter_class, _Translated):
        context.formatter_class = type("Formatter", (_Translated, context.formatter_class), {})


class _Translated:
    """Goes before a formatter of help, and hands it translated words."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        formatter: Any = super()
        formatter.write_usage(prog, args, say("Usage: ") if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        formatter: Any = super()
        formatter.write_heading(recognised(heading, WORDS))

    def write_dl(self, rows: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        formatter: Any = super()
        formatter.write_dl([(name, _row(text)) for name, text in rows], *args, **kwargs)


def _row(text: str) -> str:
    told, mark, note = text.rpartition("[")
    if mark and (translated_note := recognised(mark + note, NOTES)) != mark + note:
        return told + translated_note
    return recognised(text, WORDS)
