"""A WeChat Pay that signs with platform certificates, and encrypts with a few lines of its own."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Callable
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding

from tests.auth_plugin.keys import certificate
from tests.auth_plugin.platform import Answer, Platform, Received, signed_headers

APIV3_KEY = "0123456789abcdefghijklmnopqrstuv"
OTHER_APIV3_KEY = APIV3_KEY[::-1]
OLD, NEW = 0x5157F09EFDC096DE15EBE81A47057A7232F1B8E1, 0x0A57F09EFDC096DE15EBE81A47057A7232F1B8E2
OLD_SERIAL, NEW_SERIAL = f"{OLD:040X}", f"{NEW:040X}"
LISTING = "/v3/certificates"


def encrypted(
    plaintext: bytes, associated_data: str, apiv3_key: str = APIV3_KEY, nonce: str | None = None
) -> dict[str, str]:
    nonce = nonce or base64.b64encode(os.urandom(9)).decode()
    ciphertext = AESGCM(apiv3_key.encode()).encrypt(nonce.encode(), plaintext, associated_data.encode())
    return {
        "algorithm": "AEAD_AES_256_GCM",
        "nonce": nonce,
        "associated_data": associated_data,
        "ciphertext": base64.b64encode(ciphertext).decode(),
    }


def listing(*certificates: x509.Certificate, apiv3_key: str = APIV3_KEY, **changes: Any) -> bytes:
    """The body that answers `GET /v3/certificates`; `changes` go into each entry."""
    data = [
        {
            "serial_no": f"{one.serial_number:040X}",
            "effective_time": one.not_valid_before_utc.isoformat(),
            "expire_time": one.not_valid_after_utc.isoformat(),
            "encrypt_certificate": encrypted(one.public_bytes(Encoding.PEM), "certificate", apiv3_key),
            **changes,
        }
        for one in certificates
    ]
    return json.dumps({"data": data}).encode()


class CertificatePlatform(Platform):
    """Lists its certificates, and signs with the one a request asks for, else with the newest."""

    def __init__(self, key: RSAPrivateKey) -> None:
        super().__init__(key)
        self.keys = {OLD: key}
        self.certificates = [certificate(key, OLD)]
        self.listed: Callable[[Received], Answer] = lambda request: self.certified(listing(*self.certificates))
        self.body = b'{"name":"\xe5\x88\xb8"}'
        self.answer = self._answer

    def rotate(self, key: RSAPrivateKey, *, keep: bool = False) -> None:
        """Sign with a new key and certificate, whatever a request asks for."""
        self.keys = {**self.keys, NEW: key} if keep else {NEW: key}
        self.certificates = [*(self.certificates if keep else []), certificate(key, NEW, ends=2 * 86400)]

    def certified(self, body: bytes, status: int = 200, number: int | None = None) -> Answer:
        number = self.certificates[-1].serial_number if number is None else number
        return Answer(status, body, signed_headers(self.keys[number], body, serial=f"{number:040X}"))

    def _answer(self, request: Received) -> Answer:
        if request.target == LISTING:
            return self.listed(request)
        asked = int(request.headers.get("Wechatpay-Serial", "0"), 16)
        return self.certified(self.body, number=asked if asked in self.keys else None)

    @property
    def downloads(self) -> int:
        return sum(request.target == LISTING for request in self.received)


def notification(data: Any, *, apiv3_key: str = APIV3_KEY, **changes: Any) -> bytes:
    """The body of a notification; `changes` replace members of the envelope, None removes one."""
    plaintext = data if isinstance(data, bytes) else json.dumps(data, ensure_ascii=False).encode()
    envelope = {
        "id": "EV-2018022511223320873",
        "create_time": "2026-01-31T08:00:00+08:00",
        "event_type": "PRODUCT_COUPON_SP.SEND",
        "resource_type": "encrypt-resource",
        "summary": "商品券发放通知",
        "resource": {"original_type": "coupon", **encrypted(plaintext, "product_coupon_sp", apiv3_key)},
        **changes,
    }
    return json.dumps(
        {name: value for name, value in envelope.items() if value is not None}, ensure_ascii=False
    ).encode()
