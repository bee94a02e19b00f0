"""The sandbox as a command: what it prints, what it logs, what it takes, and that it ends when told."""

from __future__ import annotations

import inspect
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

import wechatpay_httpx
from tests.sandbox.program import COUPONS, TASKS, Program
from tests.sandbox.receiver import Receiver
from wechatpay_httpx import WeChatPayAuth
from wechatpay_sandbox import Sandbox
from wechatpay_sandbox._arguments import arguments, options_of
from wechatpay_sandbox._commands import run
from wechatpay_sandbox._credentials import cmd, powershell
from wechatpay_sandbox._world.options import Options


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
        exports = [process.stdout.readline().strip() for _ in range(8)]
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
    assert files == [
        "apiclient_cert.pem",
        "apiclient_key.pem",
        "sandbox-keys.json",
        "sandbox.cmd",
        "sandbox.env",
        "sandbox.ps1",
        "wxp_pub.pem",
    ]


def test_a_port_that_is_taken_is_said_in_one_line() -> None:
    with command() as (_, variables):
        port = str(httpx.URL(variables["WECHATPAY_BASE_URL"]).port)
        second = subprocess.run(
            [sys.executable, "-m", "wechatpay_sandbox", "--port", port], capture_output=True, text=True, check=False
        )
    assert second.returncode == 1
    assert second.stderr.startswith(f"wechatpay-sandbox: cannot listen on 127.0.0.1 port {port}:")
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
        exports = dict(stdout.readline().removeprefix("export ").strip().split("=", 1) for _ in range(8))
        assert len(exports["WECHATPAY_APIV3_KEY"]) == 32
        for start in ("# PowerShell: ", '# cmd: call "', "# console: http://", "# control API:"):
            assert stdout.readline().startswith(start)
        assert say("send-coupon 7") == "# send-coupon: no stock 7; there are: none\n"
        assert say("send-coupon") == "# usage: send-coupon STOCK_ID [MEMBER=VALUE ...]: send a coupon to a user.\n"
        assert say("send-coupon 7 openid").startswith("# usage: send-coupon")
        assert say("dance").startswith("# no command dance; there are send-coupon, notify-again, rotate-certificate, ")
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


MODES = {
    "public-key": ({"PUBLIC_KEY_ID", "PUBLIC_KEY_PATH"}, "PUB_KEY_ID_"),
    "certificate": ({"CERTIFICATE_DIR"}, ""),
    "both": ({"PUBLIC_KEY_ID", "PUBLIC_KEY_PATH", "CERTIFICATE_DIR"}, ""),
}


@contextmanager
def told(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], dict[str, Any]]]:
    """Run the command with --json; yield the process and what it says first."""
    process = subprocess.Popen(
        [sys.executable, "-m", "wechatpay_sandbox", "--json", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    try:
        first = process.stdout.readline()
        assert first, process.communicate()
        yield process, json.loads(first)
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("mode", MODES)
def test_a_client_made_of_the_environment_works_in_every_mode(mode: str, tmp_path: Path) -> None:
    names, signed_with = MODES[mode]
    with told("--mode", mode, "--credentials", str(tmp_path)) as (_, said):
        environment = said["environment"]
        ours = {"PUBLIC_KEY_ID", "PUBLIC_KEY_PATH", "CERTIFICATE_DIR"}
        assert {name for name in ours if f"WECHATPAY_{name}" in environment} == names
        auth = WeChatPayAuth.from_env(environment)
        with httpx.Client(auth=auth, base_url=said["url"]) as client:
            assert client.get(f"{COUPONS}/1?brand_id=1").status_code == 404
        unasked = httpx.get(f"{said['url']}{COUPONS}/1", headers={"Accept": "application/json"})
        assert unasked.headers["Wechatpay-Serial"].startswith("PUB_KEY_ID_") == bool(signed_with)


def test_certificates_can_be_missing_and_rotated(tmp_path: Path) -> None:
    with told("--no-certificates") as (_, said):
        auth = WeChatPayAuth.from_env(said["environment"])
        with httpx.Client(auth=auth, base_url=said["url"]) as client:
            assert client.get("/v3/certificates").status_code == 404
    with told("--mode", "certificate") as (process, said):
        auth = WeChatPayAuth.from_env(said["environment"])
        with httpx.Client(auth=auth, base_url=said["url"]) as client:
            serials = {client.get(f"{COUPONS}/1?brand_id=1").headers["Wechatpay-Serial"] for _ in range(2)}
            assert process.stdin
            assert process.stdout
            for command in ("rotate-certificate", "renew-merchant", "set certificate_mode true"):
                process.stdin.write(command + "\n")
                process.stdin.flush()
                assert "said" in json.loads(process.stdout.readline())
            serials.add(client.get(f"{COUPONS}/1?brand_id=1").headers["Wechatpay-Serial"])
            assert len(serials) == 2


def test_many_merchants_and_brands_have_keys_of_their_own(tmp_path: Path) -> None:
    with told("--merchants", "3", "--brands", "7", "8", "--credentials", str(tmp_path)) as (_, said):
        folders = [tmp_path, *(tmp_path / name for name in ("1900000002", "1900000003"))]
        for folder in folders:
            variables = dict(line.split("=", 1) for line in (folder / "sandbox.env").read_text().splitlines())
            with httpx.Client(auth=WeChatPayAuth.from_env(variables), base_url=said["url"]) as client:
                assert client.get(f"{COUPONS}/1?brand_id=1").status_code == 404
        for brand in ("7", "8"):
            assert f"WECHATPAY_BRAND_ID={brand}\n" in (tmp_path / f"brand-{brand}" / "sandbox.env").read_text()
    keys = {(folder / "apiclient_key.pem").read_bytes() for folder in folders}
    assert len(keys) == 3
    assert all((folder / "apiclient_key.pem").stat().st_mode & 0o77 == 0 for folder in folders)


def test_it_speaks_and_logs_json(tmp_path: Path) -> None:
    with told() as (process, said):
        assert said["control_url"] == said["url"] + "/_sandbox"
        headers = {"Authorization": f"Bearer {said['environment']['WECHATPAY_SANDBOX_TOKEN']}"}
        assert httpx.get(f"{said['control_url']}/options", headers=headers).status_code == 200
        httpx.post(said["url"] + COUPONS, json={})
        process.send_signal(signal.SIGTERM)
        _, log = process.communicate(timeout=20)
    (line,) = [json.loads(each) for each in log.splitlines()]
    assert (line["method"], line["target"], line["status"], line["level"]) == ("POST", COUPONS, 401, "INFO")


def test_options_stand_in_a_file_too_and_the_command_line_wins(tmp_path: Path) -> None:
    config = tmp_path / "sandbox.toml"
    config.write_text('mode = "both"\nimage-task-seconds = 9.5\nfailing_codes = ["a", "b"]\nmerchants = 2\n')
    parsed = arguments(["--config", str(config), "--merchants", "5"])
    assert (parsed.mode, parsed.merchants) == ("both", 5)
    options = options_of(parsed)
    assert options["failing_codes"] == {"a", "b"}
    assert (options["image_task_seconds"], options["certificate_mode"]) == (9.5, True)
    assert options.keys() == inspect.get_annotations(Options).keys()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("prot = 1", "no option prot; there are"),
        ("a = ", "--config"),
        ('mode = "none"', "public-key, certificate, both"),
    ],
)
def test_a_file_that_cannot_be_used_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, words: str
) -> None:
    config = tmp_path / "sandbox.toml"
    config.write_text(text)
    with pytest.raises(SystemExit):
        arguments(["--config", str(config)])
    assert words in capsys.readouterr().err
    with pytest.raises(SystemExit):
        arguments(["--config", str(tmp_path / "missing.toml")])
    assert "--config" in capsys.readouterr().err


def test_every_option_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        arguments(["--help"])
    said = capsys.readouterr().out
    for name in inspect.get_annotations(Options):
        assert f"--{name.replace('has_', 'no_').replace('_', '-')}" in said
    with pytest.raises(SystemExit):
        arguments(["--version"])
    assert wechatpay_httpx.__version__ in capsys.readouterr().out


def test_a_restart_goes_on(tmp_path: Path, http: httpx.Client) -> None:
    keep = ("--credentials", str(tmp_path / "keys"), "--state", str(tmp_path / "state.db"))
    seen = []
    for _ in range(2):
        with told(*keep) as (process, said):
            auth = WeChatPayAuth.from_env(said["environment"])
            with httpx.Client(auth=auth, base_url=said["url"]) as client:
                seen.append(client.post(TASKS, json=TASK).status_code)
                shown = httpx.get(
                    f"{said['control_url']}/requests",
                    headers={"Authorization": f"Bearer {said['environment']['WECHATPAY_SANDBOX_TOKEN']}"},
                ).json()
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=20)
    assert seen == [200, 200]
    assert shown["total"] == 2


RULE = {"threshold": 0, "discount_amount": 100}
TASK = {
    "brand_id": "120344",
    "task_id": "task_number_1",
    "image_generation_type": "COMBINE_IMAGE",
    "combine_image": {"scope": "ALL", "type": "NORMAL", "usage_mode": "SINGLE", "normal_coupon": RULE},
}


def test_a_set_of_texts_is_set_from_a_list_of_them(own: Sandbox) -> None:
    assert run(own, """set failing_codes '["a", "b"]'""") == 'failing_codes is ["a", "b"]'
    for wrong in ("""set failing_codes '"120"'""", "set failing_codes [1]", "set failing_codes [[1]]"):
        assert "a set of texts" in run(own, wrong)
    assert own.failing_codes == {"a", "b"}


def test_what_powershell_and_cmd_read_is_quoted() -> None:
    value = "C:\\it's 100% here"
    assert powershell("A", value) == "$env:A = 'C:\\it''s 100% here'"
    assert cmd("A", value) == '@set "A=C:\\it\'s 100%% here"'


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("--merchants", "0"), "merchants is 0"),
        (("--brands", ""), "brand_id is"),
        (("--brands", "../elsewhere"), "brand_id is"),
        (("--host", "300.1.1.1"), "cannot listen on 300.1.1.1"),
        (("--config", 'brands = "12"'), "brands is"),
        (("--config", "merchants = [1]"), "merchants is"),
        (("--config", 'unauthorized_brands = "120344"'), "unauthorized_brands is"),
        (("--config", "failing_codes = 3"), "failing_codes is"),
        (("--config", "foreign_stores = [[1]]"), "foreign_stores is"),
        (("--config", 'json = "no"'), "json is"),
        (("--config", 'rate_limits = "no"'), "rate_limits is"),
        (("--credentials", os.devnull), os.devnull),
    ],
)
def test_what_cannot_be_used_is_said_in_one_line(tmp_path: Path, given: tuple[str, str], words: str) -> None:
    option, value = given
    if option == "--config":
        (tmp_path / "sandbox.toml").write_text(value)
        value = str(tmp_path / "sandbox.toml")
    done = subprocess.run(
        [sys.executable, "-m", "wechatpay_sandbox", option, value], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr.count("\n"), words in done.stderr) == (1, 1, True), done.stderr
