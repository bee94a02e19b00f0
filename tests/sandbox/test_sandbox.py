"""The sandbox as a whole: paths, limits, options, credentials, life and death."""

from __future__ import annotations

import asyncio
import logging
import socket
import stat
import subprocess
import time
import tomllib
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization

import wechatpay_sandbox
from tests.sandbox.program import COUPONS, PREFIX, TASKS, Program, example, result_of
from wechatpay_httpx import WeChatPayAuth
from wechatpay_sandbox import Fault, Sandbox
from wechatpay_sandbox._protocol.contract import load
from wechatpay_sandbox._protocol.limits import RateLimits
from wechatpay_sandbox._protocol.refusals import RefusedError, Result


def test_the_public_names_are_those() -> None:
    assert wechatpay_sandbox.__all__ == sorted(wechatpay_sandbox.__all__)
    assert set(wechatpay_sandbox.__all__) <= set(vars(wechatpay_sandbox))


def test_every_result_has_its_number_in_the_contract() -> None:
    assert {result.name for result in Result} <= set(load().result_codes)


@pytest.mark.parametrize("target", ["/", "/v3/certificates/", COUPONS + "/", COUPONS.upper(), f"{PREFIX}/unknown?a=1"])
def test_an_unknown_path_is_not_found(program: Program, target: str) -> None:
    response = program.send("GET", target)
    assert (response.status_code, response.json()["code"]) == (404, "NOT_FOUND")
    assert program.is_verified(response)
    assert result_of(response) == 404
    assert program.sandbox.requests[-1].target == target


def test_a_wrong_method_is_told_the_right_one(program: Program) -> None:
    response = program.send("PUT", COUPONS, b"{}")
    assert (response.status_code, response.json()["code"]) == (405, "INVALID_REQUEST")
    assert response.headers["Allow"] == "POST"
    assert program.is_verified(response)


def test_a_fault_of_the_sandbox_itself_is_a_system_error_and_logged(
    program: Program, caplog: pytest.LogCaptureFixture
) -> None:
    object.__setattr__(program.sandbox._state.options, "image_task_seconds", "soon")
    response = program.submit()
    assert (response.status_code, response.json()["code"]) == (500, "SYSTEM_ERROR")
    assert "TypeError" not in response.text
    assert "TypeError" in caplog.text


def test_rate_limits_are_kept_for_each_merchant_and_operation(program: Program, sandbox: Sandbox) -> None:
    now = time.time()
    sandbox.clock = lambda: now
    sandbox.rate_limits = True
    statuses = [program.submit().status_code for _ in range(12)]
    assert statuses == [200] * 10 + [429] * 2
    refused = program.submit()
    assert refused.json()["code"] == "RATELIMIT_EXCEEDED"
    assert result_of(refused) == 270924289
    assert {program.task("task_number_1").status_code for _ in range(15)} == {404}
    other = Program(sandbox, sandbox.add_merchant(), program.http)
    assert other.submit().status_code == 200
    sandbox.clock = lambda: now + 1
    assert program.submit().status_code == 200


def test_every_limit_of_an_operation_holds(program: Program, sandbox: Sandbox) -> None:
    now = time.time()
    sandbox.clock = lambda: now
    sandbox.rate_limits = True
    assert [program.create().status_code for _ in range(21)] == [200] * 20 + [429]
    limits = RateLimits()
    operation = load().operations["createProductCoupon"]
    for second in range(50):
        for _ in range(20):
            limits.count(operation, "1", now + second)
    with pytest.raises(RefusedError):
        limits.count(operation, "1", now + 51)
    limits.count(operation, "1", now + 60)


def test_forged_requests_use_up_no_quota(program: Program, sandbox: Sandbox) -> None:
    now = time.time()
    sandbox.clock = lambda: now
    sandbox.rate_limits = True
    task = {"brand_id": program.brand_id}
    assert {program.post(TASKS, task, signed=b"").status_code for _ in range(12)} == {401}
    assert program.submit().status_code == 200


def test_requests_are_written_down_as_they_were_answered(program: Program, sandbox: Sandbox) -> None:
    good = program.create()
    bad = program.send("GET", f"{TASKS}/unknown_task?brand_id=%31&image_generation_type=CUT_OUT")
    forged = program.post(COUPONS, {}, signed=b"")
    sandbox.inject(Fault.HTML_502)
    program.create()
    first, second, third, fourth = sandbox.requests[-4:]
    mchid = sandbox.merchant.mchid
    assert (first.method, first.target, first.status, first.mchid) == ("POST", COUPONS, 200, mchid)
    assert (first.request_id, first.code, first.fault) == (good.headers["Request-ID"], None, None)
    assert second.target == f"{TASKS}/unknown_task?brand_id=%31&image_generation_type=CUT_OUT"
    assert (second.request_id, second.code, second.mchid) == (bad.headers["Request-ID"], "NOT_FOUND", mchid)
    assert (third.request_id, third.code, third.mchid) == (forged.headers["Request-ID"], "SIGN_ERROR", None)
    assert (fourth.status, fourth.request_id, fourth.fault) == (502, "", "HTML 502")


def test_each_request_is_one_log_line_that_says_why_it_was_refused(
    program: Program, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "wechatpay_sandbox")
    response = program.post(COUPONS, {}, serial_no="BAD")
    (line,) = caplog.messages
    assert line.startswith(f"POST {COUPONS} 401 {response.headers['Request-ID']} SIGN_ERROR serial_no no certificate")


def test_no_key_shows_in_a_repr(sandbox: Sandbox) -> None:
    shown = repr(sandbox) + repr(sandbox.merchant) + repr(sandbox.requests[-1:])
    assert sandbox.merchant.mchid in shown
    assert "PRIVATE" not in shown
    assert "RSAPrivateKey" not in shown


def test_credentials_are_written_for_the_merchant_alone(sandbox: Sandbox, tmp_path: Path) -> None:
    for _ in range(2):
        variables = sandbox.write_credentials(tmp_path / "keys")
    key = Path(variables["WECHATPAY_PRIVATE_KEY_PATH"])
    assert key == tmp_path / "keys" / "apiclient_key.pem"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "keys/sandbox.env").stat().st_mode) == 0o600
    assert (tmp_path / "keys/sandbox.env").read_text().splitlines() == [f"{n}={v}" for n, v in variables.items()]
    assert variables["WECHATPAY_BASE_URL"] == sandbox.url
    assert Path(variables["WECHATPAY_PUBLIC_KEY_PATH"]).read_bytes() == sandbox.merchant.public_key_pem


def test_the_merchant_certificate_belongs_to_the_key(sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.write_credentials(tmp_path)
    certificate = x509.load_pem_x509_certificate((tmp_path / "apiclient_cert.pem").read_bytes())
    key = serialization.load_pem_private_key((tmp_path / "apiclient_key.pem").read_bytes(), None)
    assert f"{certificate.serial_number:X}" == sandbox.merchant.serial_no
    assert len(sandbox.merchant.serial_no) == 40
    assert certificate.public_key() == key.public_key()


def test_openssl_reads_what_is_written(sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.write_credentials(tmp_path)
    command = ["openssl", "x509", "-in", str(tmp_path / "apiclient_cert.pem"), "-noout", "-serial", "-subject"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert f"serial={sandbox.merchant.serial_no}" in shown
    assert sandbox.merchant.mchid in shown


def test_the_environment_lasts_as_long_as_the_sandbox() -> None:
    with Sandbox.start() as sandbox:
        key = Path(sandbox.environment["WECHATPAY_PRIVATE_KEY_PATH"])
        assert key.read_bytes() == sandbox.merchant.private_key_pem
        assert sandbox.environment is sandbox.environment
    assert not key.exists()


def test_a_stopped_sandbox_closes_its_port_and_its_connections() -> None:
    sandbox = Sandbox.start()
    port = httpx.URL(sandbox.url).port
    assert port
    with socket.create_connection(("127.0.0.1", port)) as idle:
        idle.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert idle.recv(9) == b"HTTP/1.1 "
        sandbox.stop()
        while idle.recv(65536):
            pass
    sandbox.stop()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))
    with Sandbox.start(port=port) as another:
        assert another.url == sandbox.url


def test_a_port_that_is_taken_is_an_os_error(sandbox: Sandbox) -> None:
    with pytest.raises(OSError, match="in use"):
        Sandbox.start(port=httpx.URL(sandbox.url).port or 0)


def test_two_sandboxes_know_nothing_of_each_other(program: Program) -> None:
    with Sandbox.start() as other:
        assert program.merchant.mchid == other.merchant.mchid
        stranger = Program(other, program.merchant, program.http)
        response = stranger.post(COUPONS, {}, headers={"Wechatpay-Serial": None})
        assert response.json()["detail"]["field"] == "serial_no"
        assert other.coupons == ()


def test_garbage_on_the_wire_disturbs_no_one(program: Program) -> None:
    port = httpx.URL(program.sandbox.url).port
    with socket.create_connection(("127.0.0.1", port)) as raw:
        raw.sendall(b"\x16\x03\x01garbage\r\n\r\n")
        assert raw.recv(12) == b"HTTP/1.1 400"
    with socket.create_connection(("127.0.0.1", port)) as raw:
        raw.sendall(f"POST {COUPONS} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{{".encode())
    assert program.create().status_code == 200


@pytest.mark.parametrize("mode", ["sync", "async"])
def test_the_auth_it_hands_out_signs_and_verifies(sandbox: Sandbox, mode: str) -> None:
    auth: WeChatPayAuth = sandbox.auth()
    body = example("createProductCoupon", "official")

    async def through_async() -> httpx.Response:
        async with httpx.AsyncClient(auth=auth, base_url=sandbox.url) as client:
            return await client.post(COUPONS, json=body)

    def through_sync() -> httpx.Response:
        with httpx.Client(auth=auth, base_url=sandbox.url) as client:
            return client.post(COUPONS, json=body)

    response = through_sync() if mode == "sync" else asyncio.run(through_async())
    assert response.json()["state"] == "EFFECTIVE"


def test_the_command_is_installed_under_its_name() -> None:
    project: dict[str, Any] = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["scripts"]["wechatpay-sandbox"] == "wechatpay_sandbox.__main__:main"
