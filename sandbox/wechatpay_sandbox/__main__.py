"""The sandbox on the command line: `wechatpay-sandbox`."""

from __future__ import annotations

import argparse
import logging
import shlex
import signal
import sys
import threading
from collections.abc import Sequence
from types import FrameType

from wechatpay_sandbox import Sandbox, SandboxSettingError
from wechatpay_sandbox._commands import run_until


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a sandbox until Ctrl-C or SIGTERM.

    Args:
        arguments: Command line without the program's name; `sys.argv` when None.

    Returns:
        Exit status.
    """
    options = _parser().parse_args(arguments)
    logging.basicConfig(format="%(asctime)s %(message)s")
    logging.getLogger("wechatpay_sandbox").setLevel(logging.INFO)
    over = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        over.set()

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    try:
        sandbox = Sandbox.start(
            port=options.port,
            rate_limits=options.rate_limits,
            already_exists_on_repeat=options.already_exists_on_repeat,
            image_task_seconds=options.image_task_seconds,
            notify_url=options.notify_url,
        )
    except OSError as exc:
        sys.stderr.write(f"wechatpay-sandbox: cannot listen on port {options.port}: {exc.strerror}\n")
        return 1
    except SandboxSettingError as exc:
        sys.stderr.write(f"wechatpay-sandbox: {exc}\n")
        return 1
    with sandbox:
        variables = sandbox.write_credentials(options.credentials) if options.credentials else sandbox.environment
        sys.stdout.write(f"# WeChat Pay sandbox on {sandbox.url}, Ctrl-C ends it\n")
        sys.stdout.writelines(f"export {name}={shlex.quote(value)}\n" for name, value in variables.items())
        sys.stdout.flush()
        run_until(over, sandbox)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="wechatpay-sandbox",
        description="A local WeChat Pay for product coupons (微信支付商品券). "
        "While it runs it takes commands, one a line; 'help' lists them.",
    )
    parser.add_argument("--port", type=int, default=0, help="TCP port on 127.0.0.1 (default: a free one)")
    parser.add_argument(
        "--credentials", metavar="DIR", help="where to write keys and sandbox.env (default: a temporary folder)"
    )
    parser.add_argument("--rate-limits", action="store_true", help="answer 429 beyond the contract's rate limits")
    parser.add_argument(
        "--already-exists-on-repeat",
        action="store_true",
        help="answer ALREADY_EXISTS to identical repeats of a creation",
    )
    parser.add_argument(
        "--image-task-seconds",
        type=float,
        default=0.2,
        metavar="N",
        help="how long an image task is PROCESSING (default: %(default)s)",
    )
    parser.add_argument(
        "--notify-url", metavar="URL", help="where to send notifications, on the loopback interface (default: nowhere)"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
