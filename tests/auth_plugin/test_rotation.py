"""Changing the merchant's key in a running process."""

from __future__ import annotations

import base64
import re
import threading

import httpx
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256

from tests.auth_plugin.certificates import APIV3_KEY, CertificatePlatform
from tests.auth_plugin.keys import MCHID, SERIAL_NO
from tests.auth_plugin.platform import TLS, Answer, Platform, Received
from wechatpay_httpx import CertificateStore, Signer, Verifier, WeChatPayAuth
from wechatpay_httpx.errors import AuthConfigurationError

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
    for other in (
        Signer("1900000002", NEW_SERIAL_NO, merchant_key),
        Signer.for_brand(MCHID, NEW_SERIAL_NO, merchant_key),
    ):
        with pytest.raises(AuthConfigurationError, match=r'signs for mchid="1900000001", the new key for '):
            auth.rotate(other)
