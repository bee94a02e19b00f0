"""Each cause of a refusal is named as the likeliest one, with the first difference and what to do."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

from tests.cli.terminal import Shop, found
from wechatpay_sandbox import Merchant, Sandbox


@contextmanager
def _gateway(to: str, **changed: Any) -> Iterator[str]:
    """Pass requests on, with the path or answer changed."""
    same = {name: changed.get(name, lambda what: what) for name in ("path", "answer")}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            kept = {name: value for name, value in self.headers.items() if name not in ("Host", "Content-Length")}
            response = httpx.request(
                self.command, to + same["path"](self.path), content=body, headers=kept, trust_env=False
            )
            content = same["answer"](response.content)
            self.send_response_only(response.status_code)
            for name, value in response.headers.items():
                if name not in ("content-length", "transfer-encoding", "content-encoding"):
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_POST = do_GET  # noqa: N815 - the name is the library's

        def log_message(self, *args: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def other(shop: Shop, sandbox: Sandbox) -> Merchant:
    """Another merchant, with its keys in the folder."""
    merchant = sandbox.add_merchant()
    Path(shop.folder, "other.pem").write_bytes(merchant.private_key_pem)
    Path(shop.folder, "other.pem").chmod(0o600)
    key = load_pem_private_key(merchant.private_key_pem, None).public_key()
    Path(shop.folder, "other_pub.pem").write_bytes(key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    return merchant


@pytest.mark.parametrize(
    ("setting", "value", "text", "to_do"),
    [
        ("PRIVATE_KEY_PATH", "other.pem", "the very message", "The private key is not that of the certificate"),
        ("MCHID", "1999999999", "refused another part", "Likeliest cause: mchid is not the merchant number"),
        ("SERIAL_NO", "7" * 40, "refused another part", "Likeliest cause: serial_no is not the serial number"),
        ("PUBLIC_KEY_PATH", "other_pub.pem", "not verified", "The public key is not the one of this id"),
        ("PUBLIC_KEY_ID", "PUB_KEY_ID_0999", "not verified", "WECHATPAY_PUBLIC_KEY_ID is not the id"),
    ],
)
@pytest.mark.usefixtures("other")
def test_a_setting_of_another_merchant_is_the_likeliest_cause(
    shop: Shop, setting: str, value: str, text: str, to_do: str
) -> None:
    ran = shop.run("doctor", "--json", **{f"WECHATPAY_{setting}": value})
    assert ran.status == 4
    call = found(ran)["signed_call"]
    assert (call["ok"], text in call["text"]) == (False, True), call
    assert call["to_do"].startswith("Likeliest cause: ")
    assert to_do in call["to_do"]
    assert "notify_url" in found(ran)


def test_the_cause_is_told_in_chinese(shop: Shop, other: Merchant) -> None:
    assert other.mchid
    ran = shop.run("doctor", LANG="zh_CN.UTF-8", WECHATPAY_PRIVATE_KEY_PATH="other.pem")
    assert "微信支付拼出的待签名串与签名时一致" in ran.out
    assert "→ 最可能的原因：私钥与该序列号的证书不配对。" in ran.out


def test_a_key_that_cannot_be_told_from_a_changed_answer_names_both(shop: Shop, other: Merchant) -> None:
    assert other.mchid
    settings = {"WECHATPAY_PUBLIC_KEY_PATH": "other_pub.pem", "WECHATPAY_APIV3_KEY": ""}
    to_do = found(shop.run("doctor", "--json", **settings))["signed_call"]["to_do"]
    assert to_do.index("The public key is not the one") < to_do.index("Otherwise: Something between")


def test_a_clock_that_is_off_is_the_cause(shop: Shop) -> None:
    with Sandbox.start(clock=lambda: time.time() + 3600) as ahead:
        call = found(shop.run("doctor", "--json", **ahead.environment))["signed_call"]
    assert "Likeliest cause: The clock of this machine is off" in call["to_do"]
    assert "NTP" in call["to_do"]


def test_a_gateway_that_changes_the_path_is_the_cause(shop: Shop, sandbox: Sandbox) -> None:
    with _gateway(sandbox.url, path=lambda path: f"{path}?trace=1") as url:
        call = found(shop.run("doctor", "--json", WECHATPAY_BASE_URL=url))["signed_call"]
    assert "First difference: the URL, at character 17" in call["text"]
    assert "Something between this machine and WeChat Pay changes the request" in call["to_do"]


def test_a_gateway_that_changes_the_answer_is_the_cause(shop: Shop, sandbox: Sandbox) -> None:
    with _gateway(sandbox.url, answer=lambda content: content.replace(b"{", b"{ ")) as url:
        ran = shop.run("doctor", "--json", WECHATPAY_BASE_URL=url)
    assert "Something between WeChat Pay and this machine" in found(ran)["signed_call"]["to_do"]


def test_an_apiv3_key_of_another_merchant_opens_nothing(shop: Shop, other: Merchant) -> None:
    told = found(shop.run("doctor", "--json", WECHATPAY_APIV3_KEY=other.apiv3_key))
    assert told["signed_call"]["ok"] is True
    assert told["apiv3_key_opens"]["ok"] is False
    assert "Correct WECHATPAY_APIV3_KEY" in told["apiv3_key_opens"]["to_do"]
