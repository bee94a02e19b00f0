"""What a notification costs, verified, decrypted and read to its model, over one bare verification."""

from __future__ import annotations

import base64
import json
import statistics
import time
from pathlib import Path
from typing import Any, Final

import yaml
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256

from benchmarks.replay import KEY_ID

_CONTRACT: Final = Path(__file__).parents[1] / "openapi.yaml"
_EVENT: Final = "PRODUCT_COUPON_SP.SEND"
_APIV3_KEY: Final = "0" * 32
_CALLS: Final = 500
_TURNS: Final = 15


def over_a_verification() -> float:
    """Return the median, over turns, of CPU for a notification by CPU for the verification of its signature alone."""
    from wechatpay_httpx import NotificationParser, Verifier
    from wechatpay_product_coupon import events

    key = rsa.generate_private_key(65537, 2048)
    public, body = key.public_key(), _body()
    padding, digest = PKCS1v15(), SHA256()
    stamp, nonce = str(int(time.time())), "5K8264ILTKCH16CQ2502SI8ZNMTM67VS"
    message = f"{stamp}\n{nonce}\n".encode() + body + b"\n"
    signature = key.sign(message, padding, digest)
    headers = {
        "Content-Type": "application/json",
        "Wechatpay-Timestamp": stamp,
        "Wechatpay-Nonce": nonce,
        "Wechatpay-Serial": KEY_ID,
        "Wechatpay-Signature": base64.b64encode(signature).decode(),
        "Wechatpay-Signature-Type": "WECHATPAY2-SHA256-RSA2048",
    }
    parser = NotificationParser(Verifier({KEY_ID: public}), _APIV3_KEY)
    events.read(parser.parse(headers, body))
    ratios = []
    for _ in range(_TURNS):
        begun = time.process_time()
        for _ in range(_CALLS):
            public.verify(signature, message, padding, digest)
        between = time.process_time()
        for _ in range(_CALLS):
            events.read(parser.parse(headers, body))
        ratios.append((time.process_time() - between) / (between - begun))
    return statistics.median(ratios)


def _body() -> bytes:
    """Return a notification of the contract's own example, as WeChat Pay encrypts it."""
    document = yaml.load(_CONTRACT.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    example: dict[str, Any] = document["components"]["schemas"]["ProductCouponSent"]["examples"][0]
    nonce, associated_data = "fdasflkja484", "product_coupon_sp"
    sealed = AESGCM(_APIV3_KEY.encode()).encrypt(
        nonce.encode(), json.dumps(example, ensure_ascii=False).encode(), associated_data.encode()
    )
    return json.dumps(
        {
            "id": "EV-2018022511223320873",
            "create_time": "2026-01-31T08:00:00+08:00",
            "event_type": _EVENT,
            "resource_type": "encrypt-resource",
            "summary": "商品券发放通知",
            "resource": {
                "original_type": "coupon",
                "algorithm": "AEAD_AES_256_GCM",
                "ciphertext": base64.b64encode(sealed).decode(),
                "nonce": nonce,
                "associated_data": associated_data,
            },
        },
        ensure_ascii=False,
    ).encode()
