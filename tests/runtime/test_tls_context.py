"""Transports share what they trust, as long as the environment names the same certificate authorities."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.runtime.forward_proxy import TlsServer
from wechatpay_product_coupon import AiohttpTransport

# From where they are written: the package's own names stand for another transport when the suite runs on that one.
from wechatpay_runtime._transports.asynchronous import AsyncTransport
from wechatpay_runtime._transports.default import LIMITS, Transport, context_of


def test_transports_of_all_kinds_have_one_context() -> None:
    contexts = {
        id(Transport()._options["verify"]),
        id(Transport(proxy="http://127.0.0.1:1")._options["verify"]),
        id(AsyncTransport()._options["verify"]),
        id(AiohttpTransport()._context),
    }
    assert len(contexts) == 1


def test_other_authorities_are_trusted_from_the_next_transport_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
    usual = context_of(None, LIMITS, trust_env=True)
    file = tmp_path / "authorities.pem"
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    trusted = []
    for _ in range(2):
        with TlsServer("api.example", ("127.0.0.1", 1), tmp_path) as server:
            file.write_bytes(server.authority.read_bytes())
        context = context_of(None, LIMITS, trust_env=True)
        assert len(context.get_ca_certs()) == 1
        trusted.append(context.get_ca_certs(binary_form=True)[0])
        assert context is context_of(None, LIMITS, trust_env=True)
    assert trusted[0] != trusted[1]
    assert context_of(None, LIMITS, trust_env=False) is not context
    monkeypatch.delenv("SSL_CERT_FILE")
    assert context_of(None, LIMITS, trust_env=True) is usual
