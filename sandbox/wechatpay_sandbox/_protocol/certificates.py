"""WeChat Pay's own certificates (微信支付平台证书): made, rotated, and listed for merchants."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from wechatpay_sandbox._protocol.contract import JSON, Operation
from wechatpay_sandbox._protocol.encryption import encrypt

LISTING: Final = Operation(
    operation_id="listCertificates",
    method="GET",
    path="/v3/certificates",
    path_parameters={},
    query_parameters={},
    media_type=None,
    body=None,
    example=None,
    errors=(),
    rate_limits=(),
    idempotency_key=None,
    idempotency_scope=(),
)
LIFE_SECONDS: Final = 5 * 365 * 86400


def new_key() -> rsa.RSAPrivateKey:
    """Make an RSA 2048 key."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def new_serial_no() -> str:
    """Make a serial number of 40 hex digits, as real certificates have."""
    return f"{1 << 156 | secrets.randbits(156):X}"


def self_signed(
    key: rsa.RSAPrivateKey, serial_no: str, name: str, begins: datetime, ends: datetime
) -> x509.Certificate:
    """Make a certificate."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    return (
        x509.CertificateBuilder(subject_name=subject, issuer_name=subject)
        .serial_number(int(serial_no, 16))
        .public_key(key.public_key())
        .not_valid_before(begins)
        .not_valid_after(ends)
        .sign(key, hashes.SHA256())
    )


@dataclass(frozen=True, eq=False)
class PlatformCertificate:
    """One of WeChat Pay's certificates, with its key."""

    serial_no: str
    certificate: x509.Certificate = field(repr=False)
    key: rsa.RSAPrivateKey = field(repr=False)


class Certificates:
    """WeChat Pay's certificates, the newest last. The first one is made when it is first asked for.

    Args:
        clock: Unix time in seconds.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self.all: list[PlatformCertificate] = []

    def newest(self) -> PlatformCertificate:
        """Return the one that signs."""
        return self.all[-1] if self.all else self.rotate(LIFE_SECONDS)

    def rotate(self, valid_seconds: float) -> PlatformCertificate:
        """Make a new one, valid from a minute ago for that many seconds."""
        now = datetime.fromtimestamp(self._clock(), UTC)
        key, serial_no = new_key(), new_serial_no()
        ends = now + timedelta(seconds=valid_seconds)
        certificate = self_signed(key, serial_no, "Tenpay.com sandbox", now - timedelta(minutes=1), ends)
        self.all.append(PlatformCertificate(serial_no, certificate, key))
        return self.all[-1]

    def find(self, serial_no: str) -> PlatformCertificate | None:
        """Return the one with a serial number, ended or not."""
        return next((one for one in self.all if one.serial_no == serial_no.upper()), None)

    def listed(self, apiv3_key: str) -> JSON:
        """List those that have not ended, encrypted for one merchant."""
        self.newest()
        now = datetime.fromtimestamp(self._clock(), UTC)
        lasting = [one for one in self.all if one.certificate.not_valid_after_utc > now]
        return {"data": [_entry(one, apiv3_key) for one in lasting]}


def _entry(one: PlatformCertificate, apiv3_key: str) -> JSON:
    pem = one.certificate.public_bytes(serialization.Encoding.PEM)
    return {
        "serial_no": one.serial_no,
        "effective_time": one.certificate.not_valid_before_utc.isoformat(),
        "expire_time": one.certificate.not_valid_after_utc.isoformat(),
        "encrypt_certificate": encrypt(apiv3_key, pem, "certificate"),
    }
