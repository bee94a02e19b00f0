"""Keys made at run time, in every form a file of them comes in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from cryptography.x509.oid import NameOID

MCHID = "1900000001"
SERIAL_NO = "1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C"
KEY_ID = "PUB_KEY_ID_0114232134912410000000000000"


def private_pem(
    key: RSAPrivateKey | ec.EllipticCurvePrivateKey,
    form: PrivateFormat = PrivateFormat.PKCS8,
    password: bytes | None = None,
    encoding: Encoding = Encoding.PEM,
) -> bytes:
    encryption = NoEncryption() if password is None else BestAvailableEncryption(password)
    return key.private_bytes(encoding, form, encryption)


def public_pem(
    key: RSAPublicKey | ec.EllipticCurvePublicKey, form: PublicFormat = PublicFormat.SubjectPublicKeyInfo
) -> bytes:
    return key.public_bytes(Encoding.PEM, form)


def certificate(
    key: RSAPrivateKey | ec.EllipticCurvePrivateKey,
    serial_number: int = int(SERIAL_NO, 16),
    *,
    begins: float = -60,
    ends: float = 86400,
    issuer: tuple[x509.Certificate, RSAPrivateKey] | None = None,
) -> x509.Certificate:
    """Make a certificate, self-signed where no issuer is given; `begins` and `ends` are seconds from now."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, MCHID)])
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer[0].subject if issuer else name)
        .public_key(key.public_key())
        .serial_number(serial_number)
        .not_valid_before(now + timedelta(seconds=begins))
        .not_valid_after(now + timedelta(seconds=ends))
        .sign(issuer[1] if issuer else key, SHA256())
    )
