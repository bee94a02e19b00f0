"""Those who sign requests: merchants and brands, with keys and certificates made at run time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from wechatpay_sandbox._protocol.certificates import LIFE_SECONDS, self_signed

if TYPE_CHECKING:
    from wechatpay_httpx import WeChatPayAuth


@dataclass(frozen=True, eq=False, kw_only=True)
class Account:
    """Whoever signs requests, with everything it holds.

    Attributes:
        serial_no: Serial number of its certificate, 40 hex digits.
        public_key_id: Id of WeChat Pay's public key (微信支付公钥ID).
        private_key: Its private key.
        public_key: WeChat Pay's public key (微信支付公钥).
        apiv3_key: Its APIv3 key (APIv3密钥).
    """

    serial_no: str
    public_key_id: str
    private_key: rsa.RSAPrivateKey = field(repr=False)
    public_key: rsa.RSAPublicKey = field(repr=False)
    apiv3_key: str = field(repr=False)

    @property
    def number(self) -> str:
        """The number it signs under."""
        raise NotImplementedError

    @property
    def private_key_pem(self) -> bytes:
        """Its private key (apiclient_key.pem), PKCS#8."""
        return self.private_key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )

    @property
    def public_key_pem(self) -> bytes:
        """WeChat Pay's public key (wxp_pub.pem), which verifies the answers."""
        return self.public_key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)

    @cached_property
    def certificate_pem(self) -> bytes:
        """Its certificate (apiclient_cert.pem), self-signed, numbered `serial_no`."""
        now = datetime.now(UTC)
        ends = now + timedelta(seconds=LIFE_SECONDS)
        certificate = self_signed(self.private_key, self.serial_no, self.number, now - timedelta(days=1), ends)
        return certificate.public_bytes(serialization.Encoding.PEM)


@dataclass(frozen=True, eq=False, kw_only=True)
class Merchant(Account):
    """A merchant (服务商) the sandbox knows, with everything such a merchant holds.

    Attributes:
        mchid: Merchant number (商户号).
    """

    mchid: str

    @property
    def number(self) -> str:
        """The merchant number."""
        return self.mchid

    def auth(self) -> WeChatPayAuth:
        """Make the `httpx.Auth` that signs as this merchant and verifies the sandbox's answers."""
        from wechatpay_httpx import Signer, Verifier, WeChatPayAuth

        return WeChatPayAuth(
            Signer(self.mchid, self.serial_no, self.private_key), Verifier({self.public_key_id: self.public_key})
        )


@dataclass(frozen=True, eq=False, kw_only=True)
class Brand(Account):
    """A brand (品牌) that calls by itself (品牌直连), with everything such a brand holds.

    Attributes:
        brand_id: Brand id (品牌ID).
    """

    brand_id: str

    @property
    def number(self) -> str:
        """The brand id."""
        return self.brand_id
