"""Every snippet of the page on keys and callbacks runs, from top to bottom, against a sandbox."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

import wechatpay_httpx
import wechatpay_product_coupon
from tests.requests_of import codes, coupon
from tests.sandbox.receiver import Receiver
from wechatpay_httpx import CertificateStore, Signer, Verifier, WeChatPayAuth
from wechatpay_product_coupon import Client
from wechatpay_sandbox import Sandbox

PAGE = Path(__file__).parents[2] / "docs/keys-and-callbacks.md"


@pytest.fixture
def sandbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    """A sandbox whose merchant's files lie in the current folder."""
    monkeypatch.chdir(tmp_path)
    with Sandbox.start() as running:
        running.write_credentials(tmp_path)
        (tmp_path / "apiclient_key_new.pem").write_bytes((tmp_path / "apiclient_key.pem").read_bytes())
        signer = Signer(running.merchant.mchid, running.merchant.serial_no, running.merchant.private_key)
        store = CertificateStore(running.merchant.apiv3_key, cache_dir=tmp_path / "kept")
        with httpx.Client(auth=WeChatPayAuth(signer, Verifier(store)), base_url=running.url) as http:
            http.get("/v3/certificates")
        (kept,) = (tmp_path / "kept").iterdir()
        (tmp_path / "wechatpay.pem").write_bytes(kept.read_bytes())
        yield running


def stock_of(sandbox: Sandbox) -> str:
    """Create a coupon whose stock has codes."""
    with Client(sandbox.auth(), base_url=sandbox.url) as client:
        made = client.product_coupons.create_product_coupon(body=coupon())
        assert made.stock
        client.product_coupons.upload_coupon_codes(made.product_coupon_id, made.stock.stock_id, body=codes("vCode_1"))
    return made.stock.stock_id


def test_every_snippet_runs(sandbox: Sandbox, capsys: pytest.CaptureFixture[str]) -> None:
    text = PAGE.read_text("utf-8")
    merchant = sandbox.merchant
    with Receiver(200, 401) as receiver:
        names: dict[str, Any] = {
            "mchid": merchant.mchid,
            "serial_no": merchant.serial_no,
            "new_serial_no": merchant.serial_no,
            "public_key_id": merchant.public_key_id,
            "apiv3_key": merchant.apiv3_key,
            "base_url": sandbox.url,
            "notify_url": receiver.url,
            "stock_of": stock_of,
            "inbox": [],
        }
        for found in re.finditer(r"```python\n(.*?)```", text, re.DOTALL):
            line = text[: found.start()].count("\n") + 1
            exec(compile("\n" * line + found[1], str(PAGE), "exec"), names)
        assert capsys.readouterr().out == "PRODUCT_COUPON_SP.SEND 200\n401\n"
        # The page's own receive(), with a notification of the sandbox whose keys it has.
        sandbox.notify_url = receiver.url
        sandbox.send_coupon(stock_of(sandbox))
        sandbox.wait_for_notifications()
        arrived = receiver.received[-1]
    for _ in range(2):
        names["receive"](arrived.headers, arrived.body)
    assert [event.coupon_code for event in names["inbox"]] == ["vCode_1"]


def test_what_the_page_names_exists() -> None:
    text = PAGE.read_text("utf-8")
    for error in re.findall(r"^\| `(\w+Error)`(?: \(.*?\))? \| (\d+)", text, re.MULTILINE):
        name, status = error
        known = getattr(wechatpay_httpx.errors, name, None) or getattr(wechatpay_product_coupon.errors, name)
        assert getattr(known, "status", 500) == int(status)
    for target in re.findall(r"\]\(([^)#]+)", text):
        assert (PAGE.parent / target).exists(), target
