"""Keys and certificates, all made at run time: WeChat Pay's own, and one pair for each merchant and brand."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from wechatpay_sandbox._certificates import LIFE_SECONDS, Certificates, new_key, new_serial_no, self_signed
from wechatpay_sandbox._encryption import new_apiv3_key
from wechatpay_sandbox._signing import lines, sign

if TYPE_CHECKING:
    from wechatpay_httpx import WeChatPayAuth


class Platform:
    """WeChat Pay's side: the key and the certificates that sign, and the id merchants know the key by.

    Args:
        clock: Unix time in seconds.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self.public_key_id = f"PUB_KEY_ID_0{secrets.randbelow(10**27):027}"
        self.key = new_key()
        self.certificates = Certificates(clock)

    @cached_property
    def strange_key(self) -> rsa.RSAPrivateKey:
        """A key that no merchant knows."""
        return new_key()

    def knows(self, serial: str) -> bool:
        """Whether a Wechatpay-Serial names the public key or one of the certificates."""
        return serial == self.public_key_id or self.certificates.find(serial) is not None

    def signature_headers(
        self, body: bytes, *, serial: str | None = None, seconds_off: int = 0, key: rsa.RSAPrivateKey | None = None
    ) -> dict[str, str]:
        """Sign an answer or a notification over its raw body.

        Args:
            body: The bytes as they will travel.
            serial: The Wechatpay-Serial that was asked for: that of any certificate is answered with the newest one.
            seconds_off: How far the timestamp is from the clock, in seconds.
            key: The key to sign with, if not WeChat Pay's own.
        """
        own_key, own_serial = self.key, self.public_key_id
        if serial and self.certificates.find(serial):
            newest = self.certificates.newest()
            own_key, own_serial = newest.key, newest.serial_no
        timestamp, nonce = str(int(self._clock()) + seconds_off), secrets.token_hex(16).upper()
        return {
            "Wechatpay-Timestamp": timestamp,
            "Wechatpay-Nonce": nonce,
            "Wechatpay-Signature": sign(key or own_key, lines(timestamp, nonce, body)),
            "Wechatpay-Serial": own_serial,
            "Wechatpay-Signature-Type": "WECHATPAY2-SHA256-RSA2048",
        }


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


def new_merchant(mchid: str, platform: Platform, *, apiv3_key: str | None = None) -> Merchant:
    """Make a merchant with a new key and a new certificate; with a new APIv3 key, too, if it is given none."""
    return Merchant(
        mchid=mchid,
        serial_no=new_serial_no(),
        public_key_id=platform.public_key_id,
        private_key=new_key(),
        public_key=platform.key.public_key(),
        apiv3_key=apiv3_key or new_apiv3_key(),
    )


def new_brand(brand_id: str, platform: Platform) -> Brand:
    """Make a brand with keys and a certificate of its own."""
    return Brand(
        brand_id=brand_id,
        serial_no=new_serial_no(),
        public_key_id=platform.public_key_id,
        private_key=new_key(),
        public_key=platform.key.public_key(),
        apiv3_key=new_apiv3_key(),
    )
