"""RSASSA-PKCS1-v1_5 with SHA-256 over WeChat Pay's line formats, straight on `cryptography`."""

from __future__ import annotations

import base64
import binascii

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey


def lines(*parts: str | bytes) -> bytes:
    r"""Join the parts of a message to be signed, each ended by one `\n`, the last one too."""
    return b"".join((part.encode() if isinstance(part, str) else part) + b"\n" for part in parts)


def sign(key: RSAPrivateKey, message: bytes) -> str:
    """Sign `message`; the signature as standard Base64."""
    return base64.b64encode(key.sign(message, PKCS1v15(), hashes.SHA256())).decode()


def is_signature(key: RSAPublicKey, message: bytes, signature: str) -> bool:
    """Whether `signature` is standard Base64 of a signature of `message` by the owner of `key`."""
    try:
        key.verify(base64.b64decode(signature, validate=True), message, PKCS1v15(), hashes.SHA256())
    except (binascii.Error, ValueError, InvalidSignature):
        return False
    return True
