"""The doctor finds what is wrong with a machine, and says what to do."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.cli.terminal import Ran, Shop, lines
from tests.runtime.forward_proxy import ForwardProxy, TlsServer
from wechatpay_product_coupon import Client
from wechatpay_sandbox import Sandbox


def _found(ran: Ran) -> dict[str, dict[str, Any]]:
    return {line["check"]: line for line in lines(ran.out)}


@contextmanager
def _server_whose_clock_is(seconds_ahead: float) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response_only(404)
            self.send_header("Date", formatdate(time.time() + seconds_ahead, usegmt=True))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_machine_that_is_set_up_is_found_well(shop: Shop, sandbox: Sandbox) -> None:
    with Client(sandbox.auth(), base_url=sandbox.url) as client:
        client.notify_configs.set({"notify_url": "https://shop.example/wechatpay"})
    ran = shop.run("doctor")
    assert ran.status == 0, ran.out
    assert all(line.startswith("✓ ") for line in ran.out.splitlines())
    assert f"signs for merchant {sandbox.merchant.mchid}" in ran.out
    assert sandbox.merchant.public_key_id in ran.out
    assert "GET /v3/certificates → 200, and the answer is verified" in ran.out
    assert "Address of notifications: https://shop.example/wechatpay" in ran.out


def test_a_wrong_serial_number_is_explained_with_its_likeliest_cause(shop: Shop) -> None:
    ran = shop.run("doctor", WECHATPAY_SERIAL_NO="7" * 40)
    assert ran.status == 4
    assert "401 SIGN_ERROR. WeChat Pay put together the very message that was signed" in ran.out
    assert "→ Likeliest cause: serial_no is not the serial number of the certificate" in ran.out
    assert "→ 最可能的原因：serial_no" in shop.run("doctor", "--lang", "zh", WECHATPAY_SERIAL_NO="7" * 40).out


def test_keys_that_do_not_belong_together_are_told(shop: Shop, sandbox: Sandbox) -> None:
    key = Path(sandbox.environment["WECHATPAY_PRIVATE_KEY_PATH"])
    folder = key.parent
    own = _found(
        shop.run("doctor", "--offline", "--json", WECHATPAY_PUBLIC_KEY_PATH=str(folder / "apiclient_cert.pem"))
    )
    assert own["public_key"]["ok"] is False
    assert own["public_key"]["text"]
    other = sandbox.add_merchant()
    (shop.folder / "other.pem").write_bytes(other.certificate_pem)
    mixed = {"WECHATPAY_CERTIFICATE_PATH": str(shop.folder / "other.pem")}
    found = _found(shop.run("doctor", "--offline", "--json", **mixed))
    assert found["private_key"]["ok"] is False
    assert found["certificate"]["ok"] is False
    assert sandbox.merchant.mchid in found["certificate"]["to_do"]
    mine = {"WECHATPAY_CERTIFICATE_PATH": str(folder / "apiclient_cert.pem")}
    assert _found(shop.run("doctor", "--offline", "--json", **mine))["certificate"]["ok"] is True


def test_a_key_that_others_may_read_and_a_file_that_is_not_there(shop: Shop, sandbox: Sandbox) -> None:
    key = shop.folder / "key.pem"
    key.write_bytes(sandbox.merchant.private_key_pem)
    key.chmod(0o644)
    settings = {"WECHATPAY_PRIVATE_KEY_PATH": str(key), "WECHATPAY_PUBLIC_KEY_PATH": "nowhere.pem"}
    found = _found(shop.run("doctor", "--offline", "--json", **settings))
    assert found["private_key_path"]["to_do"] == f"chmod 600 {key}"
    assert found["public_key_path"]["ok"] is False


@pytest.mark.parametrize(("ahead", "is_well"), [(0, True), (120, None), (600, False)])
def test_the_clock_is_compared_with_the_servers(shop: Shop, ahead: float, is_well: bool | None) -> None:
    with _server_whose_clock_is(ahead) as url:
        found = _found(shop.run("doctor", "--json", WECHATPAY_BASE_URL=url))
    assert found["clock"]["ok"] is is_well
    assert bool(found["clock"]["to_do"]) == (not is_well)
    assert found["signed_call"]["ok"] is False  # an unsigned 404 proves nothing


def test_an_apiv3_key_of_another_merchant_opens_nothing(shop: Shop, sandbox: Sandbox) -> None:
    found = _found(shop.run("doctor", "--json", WECHATPAY_APIV3_KEY=sandbox.add_merchant().apiv3_key))
    assert found["signed_call"]["ok"] is True
    assert found["apiv3_key_opens"]["ok"] is False


def test_a_host_that_nobody_answers_on_and_a_proxy(shop: Shop) -> None:
    with _server_whose_clock_is(0) as url:
        pass  # nobody listens any more
    found = _found(shop.run("doctor", "--json", WECHATPAY_BASE_URL=url))
    assert found["connection"]["ok"] is False
    assert found["dns"]["ok"] is True
    proxied = {"WECHATPAY_BASE_URL": "http://api.example", "http_proxy": f"http://user:hunter2@{url[7:]}"}
    ran = shop.run("doctor", "--json", **proxied)
    assert _found(ran)["proxy"]["text"].endswith(url)
    assert "hunter2" not in ran.out + ran.err


def test_both_hosts_are_reached_through_a_proxy_and_over_tls(shop: Shop, sandbox: Sandbox) -> None:
    behind = (httpx.URL(sandbox.url).host, httpx.URL(sandbox.url).port or 0)
    hosts = ("api.mch.weixin.qq.com", "api2.mch.weixin.qq.com")
    servers = []
    for name in hosts:
        (folder := shop.folder / name).mkdir()
        servers.append(TlsServer(name, behind, folder))
    trusted = shop.folder / "trusted.pem"
    trusted.write_bytes(b"".join(server.authority.read_bytes() for server in servers))
    del shop.environ["WECHATPAY_BASE_URL"]
    routes = dict(zip(hosts, (server.address for server in servers), strict=True))
    with servers[0], servers[1], ForwardProxy(routes) as proxy:
        proxy.password = "me:hunter2"
        proxied = {"HTTPS_PROXY": f"http://{proxy.password}@{proxy.netloc}"}
        ran = shop.run("doctor", "--json", **proxied, SSL_CERT_FILE=str(trusted))
        found = lines(ran.out)
        connections = [each for each in found if each["check"] == "connection"]
        assert [each["label"] for each in connections] == list(hosts)
        assert all(each["ok"] and "TLSv1." in each["text"] for each in connections), connections
        assert next(each["text"] for each in found if each["check"] == "proxy").endswith(f"http://{proxy.netloc}")
        assert next(each for each in found if each["check"] == "signed_call")["ok"] is True
        assert next(each for each in found if each["check"] == "notify_url")["text"].startswith("404 NOT_FOUND")
        assert "hunter2" not in ran.out + ran.err
        ran = shop.run("doctor", "--lang", "zh", **proxied, SSL_CERT_FILE=str(servers[1].authority))
        assert "✗ api.mch.weixin.qq.com: 连接不上" in ran.out
        assert "certificate verify failed" in ran.out


def test_the_doctor_of_a_machine_without_anything(stranger: Shop) -> None:
    ran = stranger.run("doctor", "--offline")
    assert ran.status == 4
    assert ran.out.startswith("✗ Settings")
    assert "--profile NAME" in ran.out
    drawn = stranger.on_terminal("doctor", "--offline")
    assert drawn.status == 4
    assert "✗ Settings" in drawn.out
