"""WeChat Pay itself: what it signs with, and whom it knows."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import cached_property
from typing import Final, TypedDict

from cryptography.hazmat.primitives.asymmetric import rsa

from wechatpay_sandbox._protocol.accounts import Account, Brand, Merchant
from wechatpay_sandbox._protocol.certificates import Certificates, new_key, new_serial_no
from wechatpay_sandbox._protocol.encryption import new_apiv3_key
from wechatpay_sandbox._protocol.signing import lines, sign

_FIRST_MCHID: Final = 1_900_000_001


class _Keys(TypedDict):
    """What every account is given, whatever its kind."""

    serial_no: str
    public_key_id: str
    private_key: rsa.RSAPrivateKey
    public_key: rsa.RSAPublicKey


class Platform:
    """WeChat Pay's side: its clock, the key and the certificates that sign, and the accounts it knows.

    `public_key_id` is what merchants know the key by. Accounts stand here and not in the world because their keys do.

    Args:
        clock: Unix time in seconds.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self.now = clock
        self.public_key_id = f"PUB_KEY_ID_0{secrets.randbelow(10**27):027}"
        self.key = new_key()
        self.certificates = Certificates(clock)
        self.merchants: dict[str, Merchant] = {}
        self.brands: dict[str, Brand] = {}
        self.former_keys: dict[tuple[str, str], Merchant] = {}

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
        timestamp, nonce = str(int(self.now()) + seconds_off), secrets.token_hex(16).upper()
        return {
            "Wechatpay-Timestamp": timestamp,
            "Wechatpay-Nonce": nonce,
            "Wechatpay-Signature": sign(key or own_key, lines(timestamp, nonce, body)),
            "Wechatpay-Serial": own_serial,
            "Wechatpay-Signature-Type": "WECHATPAY2-SHA256-RSA2048",
        }

    def account(self, owner: str, number: str, serial_no: str) -> Account | None:
        """Find whoever signs under a number; see `Gate`."""
        if owner == "brand_id":
            return self.brands.get(number)
        return self.former_keys.get((number, serial_no)) or self.merchants.get(number)

    def add_merchant(self) -> Merchant:
        """Let one more merchant in, under the next number."""
        mchid = str(_FIRST_MCHID + len(self.merchants))
        self.merchants[mchid] = Merchant(mchid=mchid, apiv3_key=new_apiv3_key(), **self._keys())
        return self.merchants[mchid]

    def renew_merchant(self, mchid: str) -> Merchant:
        """Give a merchant a new key and a new certificate beside those it has."""
        old = self.merchants[mchid]
        self.former_keys[mchid, old.serial_no] = old
        self.merchants[mchid] = Merchant(mchid=mchid, apiv3_key=old.apiv3_key, **self._keys())
        return self.merchants[mchid]

    def add_brand(self, brand_id: str) -> Brand:
        """Let a brand in; one that is in already keeps its keys."""
        if brand_id not in self.brands:
            self.brands[brand_id] = Brand(brand_id=brand_id, apiv3_key=new_apiv3_key(), **self._keys())
        return self.brands[brand_id]

    def _keys(self) -> _Keys:
        return _Keys(
            serial_no=new_serial_no(),
            public_key_id=self.public_key_id,
            private_key=new_key(),
            public_key=self.key.public_key(),
        )
