"""The command line of `wechatpay-sandbox`, and the file that may stand for it: made of the list of options."""

from __future__ import annotations

import argparse
import inspect
import re
import tomllib
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, get_type_hints

from wechatpay_sandbox._protocol.settings import texts_of
from wechatpay_sandbox._world.options import Options

MODES: Final = ("public-key", "certificate", "both")
_DISTRIBUTION: Final = "wechatpay-product-coupon"
_NOT_OPTIONS: Final = ("config", "version", "help")


def arguments(given: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line; what it leaves out, the file that `--config` names.

    Args:
        given: Command line without the program's name; `sys.argv` when None.

    Raises:
        SystemExit: They cannot be read, or help or version were asked for.
    """
    parser = _parser()
    first, _ = parser.parse_known_args(given)
    if first.config:
        parser.set_defaults(**_configured(parser, first.config))
    return parser.parse_args(given)


def options_of(parsed: argparse.Namespace) -> dict[str, Any]:
    """Return the options of a sandbox that were given or are usual."""
    kinds = get_type_hints(Options)
    found = {name: getattr(parsed, name) for name in kinds}
    found = {name: texts_of(value) if kinds[name] == set[str] else value for name, value in found.items()}
    if parsed.mode != "public-key":
        found["certificate_mode"] = True
    return found


def _configured(parser: argparse.ArgumentParser, path: str) -> dict[str, Any]:
    try:
        found = tomllib.loads(Path(path).read_text("utf-8"))
    except (OSError, ValueError) as exc:
        parser.error(f"--config {path}: {exc}")
    named = {name.replace("-", "_"): value for name, value in found.items()}
    known = {action.dest for action in parser._actions} - set(_NOT_OPTIONS)
    if strange := sorted(named.keys() - known):
        parser.error(f"--config {path}: no option {', '.join(strange)}; there are {', '.join(sorted(known))}")
    for action in parser._actions:
        value = named.get(action.dest)
        if value is not None and action.choices is not None and value not in action.choices:
            parser.error(f"--config {path}: {action.dest} is {value}; one of {', '.join(action.choices)} is needed")
    return named


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="wechatpay-sandbox",
        description="A local WeChat Pay for product coupons (微信支付商品券). "
        "While it runs it takes commands, one a line; 'help' lists them.",
    )
    parser.add_argument("--version", action="version", version=f"wechatpay-sandbox {version(_DISTRIBUTION)}")
    parser.add_argument("--config", metavar="FILE", help="TOML with these options by name, such as port = 8080")
    parser.add_argument("--port", type=int, default=0, help="TCP port (default: a free one)")
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        help="address to listen on (default: %(default)s); 0.0.0.0 lets other machines and containers in",
    )
    parser.add_argument(
        "--credentials",
        metavar="DIR",
        help="where keys are kept and written as files, with sandbox.env (default: a temporary folder)",
    )
    parser.add_argument("--state", metavar="FILE", help="where everything else is remembered across restarts (SQLite)")
    parser.add_argument("--json", action="store_true", help="say and log everything as JSON, one object a line")
    parser.add_argument(
        "--mode",
        choices=MODES,
        default="public-key",
        help="what the merchant verifies answers with (default: %(default)s); both is that of the migration",
    )
    parser.add_argument("--merchants", type=int, default=1, metavar="N", help="how many merchants there are")
    parser.add_argument(
        "--brands", nargs="+", default=[], metavar="ID", help="brands that call by themselves, with keys of their own"
    )
    _add_options(parser)
    return parser


def _add_options(parser: argparse.ArgumentParser) -> None:
    usual, explained = Options(), _explained()
    for name, kind in get_type_hints(Options).items():
        flag, default, text = f"--{name.replace('_', '-')}", getattr(usual, name), explained[name]
        if kind is bool and default:
            flag = f"--{name.replace('has_', 'no_').replace('_', '-')}"
            parser.add_argument(flag, dest=name, action="store_false", help=f"not: {text}")
        elif kind is bool:
            parser.add_argument(flag, action="store_true", help=text)
        elif kind is float:
            parser.add_argument(flag, type=float, default=default, metavar="N", help=f"{text} (default: %(default)s)")
        elif kind == set[str]:
            parser.add_argument(flag, nargs="+", default=[], metavar="TEXT", help=text)
        elif kind == Sequence[float]:
            parser.add_argument(flag, nargs="*", type=float, default=default, metavar="N", help=text)
        else:
            parser.add_argument(flag, default=default, metavar="TEXT", help=text)


def _explained() -> dict[str, str]:
    """Read what the options mean where `Options` says it."""
    attributes = (inspect.getdoc(Options) or "").partition("Attributes:\n")[2].partition("\nRaises:")[0]
    entries = re.findall(r"^ {4}(\w+): (.*(?:\n {8}.*)*)", attributes, re.MULTILINE)
    return {name: " ".join(text.split()).replace("%", "%%") for name, text in entries}
