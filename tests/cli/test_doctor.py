"""The doctor finds what is wrong with a machine, and says what to do."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.util import find_spec
from pathlib import Path

import httpx
import pytest

from tests.cli.terminal import Shop, found, lines
from tests.runtime.forward_proxy import ForwardProxy, TlsServer
from wechatpay_product_coupon import Client
from wechatpay_sandbox import Sandbox


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


def test_keys_that_do_not_belong_together_are_told(shop: Shop, sandbox: Sandbox) -> None:
    key = Path(sandbox.environment["WECHATPAY_PRIVATE_KEY_PATH"])
    folder = key.parent
    own = found(shop.run("doctor", "--offline", "--json", WECHATPAY_PUBLIC_KEY_PATH=str(folder / "apiclient_cert.pem")))
    assert own["public_key"]["ok"] is False
    assert own["public_key"]["text"]
    other = sandbox.add_merchant()
    (shop.folder / "other.pem").write_bytes(other.certificate_pem)
    mixed = {"WECHATPAY_CERTIFICATE_PATH": str(shop.folder / "other.pem")}
    told = found(shop.run("doctor", "--offline", "--json", **mixed))
    assert told["private_key"]["ok"] is False
    assert told["certificate"]["ok"] is False
    assert sandbox.merchant.mchid in told["certificate"]["to_do"]
    mine = {"WECHATPAY_CERTIFICATE_PATH": str(folder / "apiclient_cert.pem")}
    assert found(shop.run("doctor", "--offline", "--json", **mine))["certificate"]["ok"] is True


def test_a_key_that_others_may_read_and_a_file_that_is_not_there(shop: Shop, sandbox: Sandbox) -> None:
    key = shop.folder / "key.pem"
    key.write_bytes(sandbox.merchant.private_key_pem)
    key.chmod(0o644)
    settings = {"WECHATPAY_PRIVATE_KEY_PATH": str(key), "WECHATPAY_PUBLIC_KEY_PATH": "nowhere.pem"}
    told = found(shop.run("doctor", "--offline", "--json", **settings))
    assert told["private_key_path"]["to_do"] == f"chmod 600 {key}"
    assert told["public_key_path"]["ok"] is False


@pytest.mark.parametrize(("ahead", "is_well"), [(0, True), (120, None), (600, False)])
def test_the_clock_is_compared_with_the_servers(shop: Shop, ahead: float, is_well: bool | None) -> None:
    with _server_whose_clock_is(ahead) as url:
        told = found(shop.run("doctor", "--json", WECHATPAY_BASE_URL=url))
    assert told["clock"]["ok"] is is_well
    assert bool(told["clock"]["to_do"]) == (not is_well)
    assert told["signed_call"]["ok"] is False  # an unsigned 404 proves nothing


def test_a_host_that_nobody_answers_on_and_a_proxy(shop: Shop) -> None:
    with _server_whose_clock_is(0) as url:
        pass  # nobody listens any more
    told = found(shop.run("doctor", "--json", WECHATPAY_BASE_URL=url))
    assert told["connection"]["ok"] is False
    assert told["dns"]["ok"] is True
    assert "Start what listens there" in told["connection"]["to_do"]
    proxied = {"WECHATPAY_BASE_URL": "http://api.example", "http_proxy": f"http://user:hunter2@{url[7:]}"}
    ran = shop.run("doctor", "--json", **proxied)
    assert url in found(ran)["proxy"]["text"]
    assert "hunter2" not in ran.out + ran.err


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("ALL_PROXY", "http://[::1", "ALL_PROXY of the environment is no URL"),
        ("ALL_PROXY", "foo://x", "ALL_PROXY of the environment is no URL of a proxy"),
        ("ALL_PROXY", "foo://me:hunter2@x", "ALL_PROXY of the environment is no URL of a proxy"),
        ("WECHATPAY_BASE_URL", "", "WECHATPAY_BASE_URL is an empty str"),
        ("WECHATPAY_BASE_URL", "http://127.0.0.1:9/shop", "WECHATPAY_BASE_URL has a path"),
        ("WECHATPAY_BASE_URL", "https://127.0.0.1:9,https://127.0.0.1:9", "WECHATPAY_BASE_URL is no URL"),
    ],
)
def test_what_a_call_refuses_the_doctor_tells_in_the_same_words(
    shop: Shop, variable: str, value: str, told: str
) -> None:
    ran = shop.run("doctor", "--json", **{variable: value})
    assert ran.status == 4
    assert found(ran)["host"]["text"].startswith(told)
    assert found(ran)["signed_call"]["ok"] is None
    assert "hunter2" not in ran.out + ran.err
    assert told in shop.run("notify-configs", "get", **{variable: value}).err


@pytest.mark.skipif(find_spec("socksio") is not None, reason="httpx can speak SOCKS here")
def test_a_socks_proxy_needs_a_package(shop: Shop) -> None:
    ran = shop.run("doctor", "--json", ALL_PROXY="socks5://127.0.0.1:1080")
    assert "httpx[socks]" in found(ran)["host"]["text"]


def test_a_name_that_no_host_can_have_is_told(shop: Shop) -> None:
    told = found(shop.run("doctor", "--json", WECHATPAY_BASE_URL=f"https://{'a' * 64}.example"))
    assert told["dns"]["ok"] is False


def test_each_host_that_fails_has_a_line_of_its_own(shop: Shop) -> None:
    del shop.environ["WECHATPAY_BASE_URL"]
    hosts = ["api.mch.weixin.qq.com", "api2.mch.weixin.qq.com"]
    with _server_whose_clock_is(0) as url:
        refused = shop.run("doctor", "--json", HTTPS_PROXY=url)  # it knows no CONNECT
    gone = shop.run("doctor", "--json", HTTPS_PROXY=url)
    for ran in (refused, gone):
        assert ran.status == 4
        failed = [line for line in lines(ran.out) if line["check"] == "proxy" and not line["ok"]]
        assert [line["label"] for line in failed] == hosts
        assert all(url in line["text"] and "NO_PROXY" in line["to_do"] for line in failed)
        assert found(ran)["clock"]["ok"] is None
        assert found(ran)["signed_call"]["ok"] is False
    unknown = shop.run("doctor", WECHATPAY_BASE_URL="https://nowhere.invalid")
    assert "✗ nowhere.invalid: the name is not found" in unknown.out


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
        listed = lines(ran.out)
        connections = [each for each in listed if each["check"] == "connection"]
        assert [each["label"] for each in connections] == list(hosts)
        assert all(each["ok"] and "TLSv1." in each["text"] for each in connections), connections
        assert next(each["text"] for each in listed if each["check"] == "proxy").endswith(f"http://{proxy.netloc}")
        assert next(each for each in listed if each["check"] == "signed_call")["ok"] is True
        assert next(each for each in listed if each["check"] == "notify_url")["text"].startswith("404 NOT_FOUND")
        assert "hunter2" not in ran.out + ran.err
        ran = shop.run("doctor", "--lang", "zh", **proxied, SSL_CERT_FILE=str(servers[1].authority))
        assert "✗ api.mch.weixin.qq.com：TLS 失败" in ran.out
        assert "certificate verify failed" in ran.out


def test_what_to_do_is_about_what_is_wrong(shop: Shop) -> None:
    told = found(shop.run("doctor", "--offline", "--json", WECHATPAY_MCHID=""))["private_key"]
    assert "WECHATPAY_MCHID is on the merchant platform" in told["to_do"]
    assert "apiclient_key.pem is the file" not in told["to_do"]
    told = found(shop.run("doctor", "--offline", "--json", WECHATPAY_MCHID="shop"))["private_key"]
    assert told["to_do"].startswith("Correct the setting that this is about.")


def test_the_doctor_of_a_machine_without_anything(stranger: Shop) -> None:
    ran = stranger.run("doctor", "--offline")
    assert ran.status == 4
    assert ran.out.startswith("✗ Settings")
    assert "--profile NAME" in ran.out
    drawn = stranger.on_terminal("doctor", "--offline")
    assert drawn.status == 4
    assert "✗ Settings" in drawn.out
