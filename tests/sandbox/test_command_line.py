"""The sandbox as a command: what it prints, what it logs, what it takes, and that it ends when told."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.sandbox.program import COUPONS, Program
from tests.sandbox.receiver import Receiver
from wechatpay_sandbox import Sandbox
from wechatpay_sandbox._commands import run


@contextmanager
def command(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], dict[str, str]]]:
    """Run the command; yield the process and the variables it exports."""
    process = subprocess.Popen(
        [sys.executable, "-m", "wechatpay_sandbox", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout
    try:
        heading = process.stdout.readline()
        assert heading.startswith("# WeChat Pay sandbox on http://127.0.0.1:"), process.communicate()
        exports = [process.stdout.readline().strip() for _ in range(7)]
        assert all(line.startswith("export WECHATPAY_") for line in exports)
        yield process, dict(line.removeprefix("export ").split("=", 1) for line in exports)
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_until_a_signal_and_leaves_no_key_behind(number: signal.Signals) -> None:
    with command() as (process, variables):
        key = Path(variables["WECHATPAY_PRIVATE_KEY_PATH"])
        assert key.read_text().startswith("-----BEGIN PRIVATE KEY-----")
        response = httpx.post(variables["WECHATPAY_BASE_URL"] + COUPONS, json={})
        assert response.status_code == 401
        process.send_signal(number)
        _, log = process.communicate(timeout=20)
        assert process.returncode == 0
        assert not key.exists()
    lines = log.splitlines()
    assert len(lines) == 1
    assert f"POST {COUPONS} 401 {response.headers['Request-ID']} SIGN_ERROR Authorization" in lines[0]


def test_it_keeps_credentials_where_it_is_told(tmp_path: Path) -> None:
    with command("--credentials", str(tmp_path / "keys"), "--rate-limits", "--image-task-seconds", "0") as (process, _):
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)
    files = sorted(path.name for path in (tmp_path / "keys").iterdir())
    assert files == ["apiclient_cert.pem", "apiclient_key.pem", "sandbox.env", "wxp_pub.pem"]


def test_a_port_that_is_taken_is_said_in_one_line() -> None:
    with command() as (_, variables):
        port = str(httpx.URL(variables["WECHATPAY_BASE_URL"]).port)
        second = subprocess.run(
            [sys.executable, "-m", "wechatpay_sandbox", "--port", port], capture_output=True, text=True, check=False
        )
    assert second.returncode == 1
    assert second.stderr.startswith(f"wechatpay-sandbox: cannot listen on port {port}:")
    assert len(second.stderr.splitlines()) == 1


def test_the_running_command_takes_commands(receiver: Receiver, http: httpx.Client) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "wechatpay_sandbox", "--notify-url", receiver.url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    stdin, stdout = process.stdin, process.stdout
    assert stdin
    assert stdout

    def say(line: str) -> str:
        stdin.write(line + "\n")
        stdin.flush()
        return stdout.readline()

    try:
        assert stdout.readline().startswith("# WeChat Pay sandbox")
        exports = dict(stdout.readline().removeprefix("export ").strip().split("=", 1) for _ in range(7))
        assert len(exports["WECHATPAY_APIV3_KEY"]) == 32
        assert say("send-coupon 7") == "# send-coupon: no stock 7; there are: none\n"
        assert say("send-coupon") == "# usage: send-coupon STOCK_ID [MEMBER=VALUE ...]: send a coupon to a user.\n"
        assert say("send-coupon 7 openid").startswith("# usage: send-coupon")
        assert say("dance") == "# no command dance; there are send-coupon, notify-again, rotate-certificate, help\n"
        assert say("notify-again probe") == "# notify-again: no notification was sent\n"
        assert say("notify-again gently").startswith("# notify-again: 'gently' is not a valid Trick")
        assert say("'").startswith("# No closing quotation")
        assert say("rotate-certificate").startswith("# platform certificate ")
        assert say("help").startswith("# send-coupon STOCK_ID")
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)
        assert process.returncode == 0
    finally:
        process.kill()
        process.communicate()


def test_the_command_sends_a_coupon(receiver: Receiver, http: httpx.Client) -> None:
    with Sandbox.start(notify_url=receiver.url) as sandbox:
        stock = Program(sandbox, sandbox.merchant, http).stock_with("vCode_1")
        assert run(sandbox, f"send-coupon {stock} openid=o1 'attach=a b'").startswith("sent, notification ")
        sandbox.wait_for_notifications()
        assert receiver.received[0].data(sandbox.merchant.apiv3_key)["attach"] == "a b"
        said = run(sandbox, "notify-again duplicate")
        assert said.endswith("was answered with 200")
        assert len(receiver.received) == 2
