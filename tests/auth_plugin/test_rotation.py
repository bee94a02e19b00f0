"""Changing the merchant's key in a running process, and signing for a brand."""

from __future__ import annotations

import base64
import re
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256

from tests.auth_plugin.certificates import APIV3_KEY, CertificatePlatform
from tests.auth_plugin.keys import MCHID, SERIAL_NO, certificate, public_pem
from tests.auth_plugin.platform import TLS, Answer, Platform, Received
from wechatpay_httpx import BrandSigner, CertificateStore, Signer, Verifier, WeChatPayAuth
from wechatpay_httpx.errors import ConfigurationError

NEW_SERIAL_NO = "2EEF66BE0AFE82E7FEE5B5B27AA7EF8C58884B9D"


def fields(authorization: str) -> dict[str, str]:
    return dict(re.findall(r'(\w+)="([^"]*)"', authorization))


def is_signed(request: Received, keys: dict[str, RSAPrivateKey]) -> bool:
    given = fields(request.headers["Authorization"])
    lines = [request.method, request.target, given["timestamp"], given["nonce_str"]]
    message = "\n".join(lines).encode() + b"\n" + request.body + b"\n"
    try:
        key = keys[given["serial_no"]].public_key()
        key.verify(base64.b64decode(given["signature"]), message, PKCS1v15(), SHA256())
    except (KeyError, InvalidSignature):
        return False
    return True


@pytest.fixture(scope="session")
def new_signer(new_platform_key: RSAPrivateKey) -> Signer:
    return Signer(MCHID, NEW_SERIAL_NO, new_platform_key)


def test_a_rotation_drops_no_call(
    auth: WeChatPayAuth,
    new_signer: Signer,
    platform: Platform,
    merchant_key: RSAPrivateKey,
    new_platform_key: RSAPrivateKey,
) -> None:
    signer = auth.signer
    keys = {SERIAL_NO: merchant_key, NEW_SERIAL_NO: new_platform_key}
    platform.answer = lambda request: platform.signed(b"{}") if is_signed(request, keys) else Answer(401)
    auth = WeChatPayAuth(signer, auth.verifier)
    over = threading.Event()
    statuses: list[int] = []

    def calls(client: httpx.Client) -> None:
        while not over.is_set():
            statuses.append(client.post("/v3/x", json={"n": len(statuses)}).status_code)

    with httpx.Client(auth=auth, base_url=platform.url, verify=TLS) as client:
        threads = [threading.Thread(target=calls, args=(client,)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for number in range(10):
            auth.rotate(new_signer if number % 2 == 0 else signer)
            while len(statuses) < 10 * number:
                over.wait(0.001)
        over.set()
        for thread in threads:
            thread.join()
    assert set(statuses) == {200}
    used = [fields(request.headers["Authorization"])["serial_no"] for request in platform.received]
    assert set(used) == {SERIAL_NO, NEW_SERIAL_NO}


def test_a_call_under_way_ends_with_the_key_it_began_with(
    signer: Signer, new_signer: Signer, certified: CertificatePlatform
) -> None:
    auth = WeChatPayAuth(signer, Verifier(CertificateStore(APIV3_KEY)))

    def serial_of(request: httpx.Request) -> str:
        return fields(request.headers["Authorization"])["serial_no"]

    with httpx.HTTPTransport() as transport:
        flow = auth.sync_auth_flow(httpx.Request("GET", f"{certified.url}/v3/x"))
        download = next(flow)
        auth.rotate(new_signer)
        request = flow.send(transport.handle_request(download))
        assert [serial_of(download), serial_of(request)] == [SERIAL_NO, SERIAL_NO]
        flow.close()
        later = auth.sync_auth_flow(httpx.Request("GET", f"{certified.url}/v3/x"))
        assert serial_of(next(later)) == NEW_SERIAL_NO
        later.close()


def test_a_rotation_keeps_the_merchant(auth: WeChatPayAuth, merchant_key: RSAPrivateKey) -> None:
    for other in Signer("1900000002", NEW_SERIAL_NO, merchant_key), BrandSigner(MCHID, NEW_SERIAL_NO, merchant_key):
        with pytest.raises(ConfigurationError, match=r'signs for mchid="1900000001", the new key for '):
            auth.rotate(other)


@pytest.fixture(scope="session")
def brand(merchant_key: RSAPrivateKey) -> BrandSigner:
    return BrandSigner("120344", SERIAL_NO, merchant_key)


def test_a_brand_signs_the_known_message_under_its_own_scheme(
    brand: BrandSigner, merchant_key: RSAPrivateKey, tmp_path: Path
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


def test_a_brand_and_a_merchant_sign_the_same_message(brand: BrandSigner, signer: Signer) -> None:
    brand_header, header = (
        one.authorization("GET", "/v3/x", b"", timestamp=1554208460, nonce="n") for one in (brand, signer)
    )
    assert fields(brand_header)["signature"] == fields(header)["signature"]


def test_a_brand_calls_like_a_merchant(
    through: Callable[..., httpx.Response], brand: BrandSigner, verifier: Verifier, platform: Platform
) -> None:
    auth = WeChatPayAuth(brand, verifier)
    assert through(auth, platform.url, "GET", "/brand/x").status_code == 200
    (request,) = platform.received
    assert request.headers["Authorization"].startswith('WECHATPAY-BRAND-SHA256-RSA2048 brand_id="120344",')
    assert repr(auth.signer) == f"BrandSigner(brand_id='120344', serial_no='{SERIAL_NO}')"


def test_the_serial_number_of_a_brand_is_read_from_its_certificate(merchant_key: RSAPrivateKey) -> None:
    assert BrandSigner("120344", None, merchant_key, certificate=certificate(merchant_key)).serial_no == SERIAL_NO


@pytest.mark.parametrize("brand_id", ["", "12 34", "120344\n", 'x"', "１２"])
def test_a_brand_id_is_digits(merchant_key: RSAPrivateKey, brand_id: str) -> None:
    with pytest.raises(ConfigurationError, match="品牌ID"):
        BrandSigner(brand_id, SERIAL_NO, merchant_key)
