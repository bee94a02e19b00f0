"""AES-256-GCM under a merchant's APIv3 key, straight on `cryptography`."""

from __future__ import annotations

import base64
import secrets
import string
from typing import Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_ALPHABET: Final = string.ascii_letters + string.digits


def new_apiv3_key() -> str:
    """Make an APIv3 key (APIv3密钥): 32 letters and digits."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(32))


def encrypt(apiv3_key: str, plaintext: bytes, associated_data: str) -> dict[str, str]:
    """Encrypt as WeChat Pay does: nonce of 12 characters, tag behind the ciphertext."""
    nonce = "".join(secrets.choice(_ALPHABET) for _ in range(12))
    ciphertext = AESGCM(apiv3_key.encode()).encrypt(nonce.encode(), plaintext, associated_data.encode())
    return {
        "algorithm": "AEAD_AES_256_GCM",
        "ciphertext": base64.b64encode(ciphertext).decode(),
        "associated_data": associated_data,
        "nonce": nonce,
    }
