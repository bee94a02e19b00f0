"""The sandbox on the command line: `wechatpay-sandbox`."""

from __future__ import annotations

import argparse
import json
import logging
import signal
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from types import FrameType
from typing import Final

from wechatpay_sandbox import Sandbox, SandboxSettingError, _credentials
from wechatpay_sandbox._arguments import arguments, options_of
from wechatpay_sandbox._commands import run_until
from wechatpay_sandbox._json_log import JsonLines
from wechatpay_sandbox._protocol.settings import instance_of, number_of, wrong

_MOST_MERCHANTS: Final = 1000  # each has a key that takes a tenth of a second to make


def main(given: Sequence[str] | None = None) -> int:
    """Run a sandbox until Ctrl-C or SIGTERM.

    Args:
        given: Command line without the program's name; `sys.argv` when None.

    Returns:
        Exit status.
    """
    parsed = arguments(given)
    _log(as_json=parsed.json)
    over = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        over.set()

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    with ExitStack() as opened:
        try:
            _check(parsed)
            sandbox = opened.enter_context(_started(parsed))
            temporary = tempfile.TemporaryDirectory(prefix="wechatpay-sandbox-")
            folder = parsed.credentials or opened.enter_context(temporary)
            variables = _accounts(parsed, sandbox, Path(folder))
        except OSError as exc:
            what = exc.filename or f"cannot listen on {parsed.host} port {parsed.port}"
            sys.stderr.write(f"wechatpay-sandbox: {what}: {exc.strerror or exc}\n")
            return 1
        except SandboxSettingError as exc:
            sys.stderr.write(f"wechatpay-sandbox: {exc}\n")
            return 1
        _greet(parsed, sandbox, Path(folder).resolve(), variables)
        run_until(over, sandbox, as_json=parsed.json)
    return 0


def _check(parsed: argparse.Namespace) -> None:
    """Check what is not for `Sandbox.start` to check; a file of TOML holds values of any type."""
    number_of("merchants", parsed.merchants, at_least=1, at_most=_MOST_MERCHANTS, whole=True)
    instance_of("json", parsed.json, bool, "true or false")
    if not isinstance(parsed.brands, list):
        raise wrong("brands", parsed.brands, "a list of brand ids")


def _log(*, as_json: bool) -> None:
    logging.basicConfig(format="%(asctime)s %(message)s")
    if as_json:
        for handler in logging.getLogger().handlers:
            handler.setFormatter(JsonLines())
    logging.getLogger("wechatpay_sandbox").setLevel(logging.INFO)


def _started(parsed: argparse.Namespace) -> Sandbox:
    return Sandbox.start(
        port=parsed.port,
        host=parsed.host,
        credentials=parsed.credentials,
        state_file=parsed.state,
        **options_of(parsed),
    )


def _accounts(parsed: argparse.Namespace, sandbox: Sandbox, folder: Path) -> dict[str, str]:
    """Let in whom the command line names, write everybody's keys, and return the variables of the first merchant."""
    while len(sandbox.merchants) < parsed.merchants:
        sandbox.add_merchant()
    for brand_id in parsed.brands:
        sandbox.add_brand(str(brand_id))
    for merchant in sandbox.merchants[1:]:
        _credentials.write(folder / merchant.mchid, sandbox.url, merchant, mode=parsed.mode)
    for brand in sandbox.brands:
        _credentials.write(folder / f"brand-{brand.brand_id}", sandbox.url, brand, mode=parsed.mode)
    token = sandbox.control_token
    return _credentials.write(folder, sandbox.url, sandbox.merchant, mode=parsed.mode, token=token)


def _greet(parsed: argparse.Namespace, sandbox: Sandbox, folder: Path, variables: dict[str, str]) -> None:
    if parsed.json:
        named = {name: getattr(sandbox, name) for name in ("url", "control_url", "console_url")}
        places = {**named, "folder": str(folder)}
        lines = [json.dumps({**places, "environment": variables}, ensure_ascii=False)]
    else:
        lines = [f"# WeChat Pay sandbox on {sandbox.url}, Ctrl-C ends it"]
        lines += [_credentials.posix(name, value) for name, value in variables.items()]
        lines += [
            f"# PowerShell: . '{folder / 'sandbox.ps1'}'",
            f'# cmd: call "{folder / "sandbox.cmd"}"',
            f"# console: {sandbox.console_url}",
            f"# control API: {sandbox.control_url}/openapi.json, with Authorization: Bearer $WECHATPAY_SANDBOX_TOKEN",
        ]
        if parsed.host != "127.0.0.1":
            lines.append(f"# It listens on {parsed.host}: other machines reach it. The control API serves this one.")
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
