"""Signing for a brand: another scheme and another number, the same message."""

from __future__ import annotations

import base64
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from tests.auth_plugin.keys import MCHID, SERIAL_NO, certificate, public_pem
from tests.auth_plugin.platform import Platform
from wechatpay_httpx import Signer, Verifier, WeChatPayAuth
from wechatpay_httpx.errors import AuthConfigurationError


def fields(authorization: str) -> dict[str, str]:
    return dict(re.findall(r'(\w+)="([^"]*)"', authorization))


@pytest.fixture(scope="session")
def brand(merchant_key: RSAPrivateKey) -> Signer:
    return Signer.for_brand("120344", SERIAL_NO, merchant_key)


def test_a_brand_signs_the_known_message_under_its_own_scheme(
    brand: Signer, merchant_key: RSAPrivateKey, tmp_path: Path
) -> None:
    body = '{"name":"券"}'.encode()
    header = brand.authorization(
        "POST", "/brand/marketing/x?a=%E5%88%B8", body, timestamp=1554208460, nonce="593BEC0C930BF1AFEB40B4A08C8FB242"
    )
    scheme, _, rest = header.partition(" ")
    assert scheme == "WECHATPAY-BRAND-SHA256-RSA2048"
    assert re.fullmatch(r'(\w+="[^",]*",){4}\w+="[^",]*"', rest)
    given = fields(rest)
    signature = base64.b64decode(given.pop("signature"), validate=True)
    assert given == {
        "brand_id": "120344",
        "serial_no": SERIAL_NO,
        "timestamp": "1554208460",
        "nonce_str": "593BEC0C930BF1AFEB40B4A08C8FB242",
    }
    lines = [b"POST", b"/brand/marketing/x?a=%E5%88%B8", b"1554208460", b"593BEC0C930BF1AFEB40B4A08C8FB242", body, b""]
    (tmp_path / "public.pem").write_bytes(public_pem(merchant_key.public_key()))
    (tmp_path / "signature").write_bytes(signature)
    (tmp_path / "message").write_bytes(b"\n".join(lines))
    command = ["openssl", "dgst", "-sha256", "-verify", "public.pem", "-signature", "signature", "message"]
    checked = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stdout) == (0, "Verified OK\n")


def test_a_brand_and_a_merchant_sign_the_same_message(brand: Signer, signer: Signer) -> None:
    brand_header, header = (
        one.authorization("GET", "/v3/x", b"", timestamp=1554208460, nonce="n") for one in (brand, signer)
    )
    assert fields(brand_header)["signature"] == fields(header)["signature"]


def test_a_brand_calls_like_a_merchant(
    through: Callable[..., httpx.Response], brand: Signer, verifier: Verifier, platform: Platform
) -> None:
    auth = WeChatPayAuth(brand, verifier)
    assert through(auth, platform.url, "GET", "/brand/x").status_code == 200
    (request,) = platform.received
    assert request.headers["Authorization"].startswith('WECHATPAY-BRAND-SHA256-RSA2048 brand_id="120344",')
    assert repr(auth.signer) == f"Signer(brand_id='120344', serial_no='{SERIAL_NO}')"


def test_the_serial_number_of_a_brand_is_read_from_its_certificate(merchant_key: RSAPrivateKey) -> None:
    assert Signer.for_brand("120344", None, merchant_key, certificate=certificate(merchant_key)).serial_no == SERIAL_NO


@pytest.mark.parametrize("brand_id", ["", "12 34", "120344\n", 'x"', "１２"])
def test_a_brand_id_is_digits(merchant_key: RSAPrivateKey, brand_id: str) -> None:
    with pytest.raises(AuthConfigurationError, match="品牌ID"):
        Signer.for_brand(brand_id, SERIAL_NO, merchant_key)


def test_a_brand_has_no_merchant_number_and_a_merchant_no_brand_id(
    brand: Signer, signer: Signer, verifier: Verifier
) -> None:
    assert (brand.mchid, brand.brand_id, WeChatPayAuth(brand, verifier).mchid) == (None, "120344", None)
    assert (signer.mchid, signer.brand_id, WeChatPayAuth(signer, verifier).mchid) == (MCHID, None, MCHID)
