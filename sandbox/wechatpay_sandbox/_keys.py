"""Keys and certificates, all made at run time: WeChat Pay's own, and one pair for each merchant."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from wechatpay_sandbox._signing import lines, sign

if TYPE_CHECKING:
    from wechatpay_httpx import WeChatPayAuth

_LIFE_OF_A_CERTIFICATE = timedelta(days=5 * 365)


def new_key() -> rsa.RSAPrivateKey:
    """Make an RSA 2048 key."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass(frozen=True, eq=False)
class Platform:
    """WeChat Pay's side: the key that signs every answer, and the id merchants know it by."""

    clock: Callable[[], float]
    public_key_id: str = field(default_factory=lambda: f"PUB_KEY_ID_0{secrets.randbelow(10**27):027}")
    key: rsa.RSAPrivateKey = field(default_factory=new_key, repr=False)

    @cached_property
    def strange_key(self) -> rsa.RSAPrivateKey:
        """A key that no merchant knows."""
        return new_key()

    def signature_headers(
        self, body: bytes, *, seconds_off: int = 0, key: rsa.RSAPrivateKey | None = None
    ) -> dict[str, str]:
        """Sign an answer over its raw body.

        Args:
            body: The bytes as they will travel.
            seconds_off: How far the timestamp is from the clock, in seconds.
            key: The key to sign with, if not WeChat Pay's own.
        """
        timestamp, nonce = str(int(self.clock()) + seconds_off), secrets.token_hex(16).upper()
        return {
            "Wechatpay-Timestamp": timestamp,
            "Wechatpay-Nonce": nonce,
            "Wechatpay-Signature": sign(key or self.key, lines(timestamp, nonce, body)),
            "Wechatpay-Serial": self.public_key_id,
            "Wechatpay-Signature-Type": "WECHATPAY2-SHA256-RSA2048",
        }


@dataclass(frozen=True, eq=False)
class Merchant:
    """A merchant (服务商) the sandbox knows, with everything such a merchant holds."""

    mchid: str
    serial_no: str
    public_key_id: str
    private_key: rsa.RSAPrivateKey = field(repr=False)
    public_key: rsa.RSAPublicKey = field(repr=False)

    @property
    def private_key_pem(self) -> bytes:
        """The merchant's private key (apiclient_key.pem), PKCS#8."""
        return self.private_key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )

    @property
    def public_key_pem(self) -> bytes:
        """WeChat Pay's public key (wxp_pub.pem), which verifies the answers."""
        return self.public_key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)

    @cached_property
    def certificate_pem(self) -> bytes:
        """The merchant certificate (apiclient_cert.pem), self-signed, numbered `serial_no`."""
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, self.mchid)])
        now = datetime.now(UTC)
        certificate = (
            x509.CertificateBuilder(subject_name=name, issuer_name=name)
            .serial_number(int(self.serial_no, 16))
            .public_key(self.private_key.public_key())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + _LIFE_OF_A_CERTIFICATE)
            .sign(self.private_key, hashes.SHA256())
        )
        return certificate.public_bytes(serialization.Encoding.PEM)

    def auth(self) -> WeChatPayAuth:
        """Make the `httpx.Auth` that signs as this merchant and verifies the sandbox's answers."""
        from wechatpay_httpx import Signer, Verifier, WeChatPayAuth

        return WeChatPayAuth(
            Signer(self.mchid, self.serial_no, self.private_key), Verifier({self.public_key_id: self.public_key})
        )


def new_merchant(mchid: str, platform: Platform) -> Merchant:
    """Make a merchant with a new key and a certificate serial number of 40 hex digits, as real ones have."""
    return Merchant(
        mchid=mchid,
        serial_no=f"{1 << 156 | secrets.randbits(156):X}",
        public_key_id=platform.public_key_id,
        private_key=new_key(),
        public_key=platform.key.public_key(),
    )
