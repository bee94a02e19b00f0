from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from wechatpayv3 import utils as wechatpayv3

from tests.auth_plugin.keys import MCHID, SERIAL_NO, public_pem
from wechatpay_httpx import Signer
from wechatpay_httpx._signer import request_message
from wechatpay_httpx.errors import AuthConfigurationError

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text("utf-8"))
TIMESTAMP, NONCE = VECTORS["timestamp"], VECTORS["nonce"]
each_request = pytest.mark.parametrize("vector", VECTORS["requests"], ids=lambda vector: vector["name"])


def fields(authorization: str) -> dict[str, str]:
    scheme, _, parameters = authorization.partition(" ")
    assert scheme == "WECHATPAY2-SHA256-RSA2048"
    assert re.fullmatch(r'(\w+="[^",]*",){4}\w+="[^",]*"', parameters)
    return dict(re.findall(r'(\w+)="([^"]*)"', parameters))


def message_of(vector: dict[str, Any]) -> bytes:
    return request_message(vector["method"], vector["target"], TIMESTAMP, NONCE, vector["body"].encode())


@each_request
def test_the_signed_bytes_are_the_known_ones(vector: dict[str, Any]) -> None:
    message = message_of(vector)
    assert len(message) == vector["length"]
    assert hashlib.sha256(message).hexdigest() == vector["sha256"]


@each_request
def test_openssl_accepts_the_signature(
    vector: dict[str, Any], signer: Signer, merchant_key: RSAPrivateKey, tmp_path: Path
) -> None:
    header = signer.authorization(
        vector["method"], vector["target"], vector["body"].encode(), timestamp=TIMESTAMP, nonce=NONCE
    )
    (tmp_path / "public.pem").write_bytes(public_pem(merchant_key.public_key()))
    (tmp_path / "signature").write_bytes(base64.b64decode(fields(header)["signature"], validate=True))
    body = vector["body"].encode()
    lines = [vector["method"].encode(), vector["target"].encode(), b"1554208460", NONCE.encode(), body, b""]
    (tmp_path / "message").write_bytes(b"\n".join(lines))
    command = ["openssl", "dgst", "-sha256", "-verify", "public.pem", "-signature", "signature", "message"]
    checked = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stdout) == (0, "Verified OK\n")


@each_request
def test_another_sdk_writes_the_same_authorization(
    vector: dict[str, Any], signer: Signer, merchant_key: RSAPrivateKey
) -> None:
    theirs = fields(
        wechatpayv3.build_authorization(
            vector["target"], vector["method"], MCHID, SERIAL_NO, merchant_key, vector["body"], NONCE
        )
    )
    ours = fields(
        signer.authorization(
            vector["method"],
            vector["target"],
            vector["body"].encode(),
            timestamp=int(theirs["timestamp"]),
            nonce=NONCE,
        )
    )
    assert ours == theirs


def test_a_target_is_taken_as_text_or_as_bytes(signer: Signer) -> None:
    def sign(target: str | bytes) -> str:
        return signer.authorization("GET", target, b"", timestamp=TIMESTAMP, nonce=NONCE)

    assert sign("/v3/certificates?a=1") == sign(b"/v3/certificates?a=1")


def test_the_method_is_signed_in_upper_case() -> None:
    assert request_message("post", "/v3", 1, "n", b"") == request_message("POST", "/v3", 1, "n", b"")


def test_every_call_has_a_nonce_of_its_own(signer: Signer) -> None:
    nonces = {fields(signer.authorization("GET", "/v3", b""))["nonce_str"] for _ in range(20)}
    assert len(nonces) == 20
    assert all(re.fullmatch("[0-9A-Za-z]{32}", nonce) for nonce in nonces)


@pytest.mark.parametrize(
    "target", ["", "v3/x", "https://api.mch.weixin.qq.com/v3", "/v3/券", "/v3/a b", "/v3\n", "/v3#fragment", b"/\xff"]
)
def test_a_target_that_cannot_travel_is_refused(signer: Signer, target: str | bytes) -> None:
    with pytest.raises(AuthConfigurationError, match="percent-encoded path"):
        signer.authorization("GET", target, b"")


@pytest.mark.parametrize("nonce", ["", "x" * 33, 'a"b', "a\nb", "券"])
def test_a_nonce_that_would_break_the_header_is_refused(signer: Signer, nonce: str) -> None:
    with pytest.raises(AuthConfigurationError, match="Nonce") as caught:
        signer.authorization("GET", "/v3", b"", nonce=nonce)
    assert not nonce or nonce not in str(caught.value)


@pytest.mark.parametrize("mchid", ["", "19 00", "1900000001\n", 'x"', "１９００"])
def test_a_merchant_number_is_digits(merchant_key: RSAPrivateKey, mchid: str) -> None:
    with pytest.raises(AuthConfigurationError, match="商户号"):
        Signer(mchid, SERIAL_NO, merchant_key)


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"method": 5}, "method"),
        ({"target": None}, "target"),
        ({"body": "{}"}, "body"),
        ({"body": None}, "body"),
        ({"nonce": 5}, "nonce"),
        ({"timestamp": "1554208460"}, "timestamp"),
    ],
)
def test_a_part_of_a_request_of_a_wrong_type_is_named(signer: Signer, changes: dict[str, Any], name: str) -> None:
    parts = {"method": "GET", "target": "/v3", "body": b"", "timestamp": TIMESTAMP, "nonce": NONCE} | changes
    with pytest.raises(AuthConfigurationError, match=rf"{name}.* is .*needed"):
        signer.authorization(
            parts["method"], parts["target"], parts["body"], **{key: parts[key] for key in ("timestamp", "nonce")}
        )
