"""The keys of a sandbox, as JSON: WeChat Pay's own and those of the accounts it knows."""

from __future__ import annotations

from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from wechatpay_sandbox._protocol.accounts import Account, Brand, Merchant
from wechatpay_sandbox._protocol.certificates import PlatformCertificate
from wechatpay_sandbox._protocol.contract import JSON
from wechatpay_sandbox._protocol.platform import Platform


def keys_of(platform: Platform) -> JSON:
    """Return everything a platform signs and knows others by; private keys are in it."""
    return {
        "public_key_id": platform.public_key_id,
        "key": _pem(platform.key),
        "certificates": [
            {
                "serial_no": one.serial_no,
                "key": _pem(one.key),
                "certificate": one.certificate.public_bytes(serialization.Encoding.PEM).decode(),
            }
            for one in platform.certificates.all
        ],
        "merchants": [_account(merchant) for merchant in platform.merchants.values()],
        "former_merchants": [_account(merchant) for merchant in platform.former_keys.values()],
        "brands": [_account(brand) for brand in platform.brands.values()],
    }


def restore(platform: Platform, keys: JSON) -> None:
    """Give a platform the keys that were kept.

    Raises:
        LookupError: Something is missing in them.
        ValueError: A key cannot be read.
    """
    platform.public_key_id = keys["public_key_id"]
    platform.key = _key(keys["key"])
    platform.certificates.all = [
        PlatformCertificate(
            one["serial_no"], x509.load_pem_x509_certificate(one["certificate"].encode()), _key(one["key"])
        )
        for one in keys["certificates"]
    ]
    merchants = [Merchant(mchid=kept["number"], **_held(kept, platform)) for kept in keys["merchants"]]
    former = [Merchant(mchid=kept["number"], **_held(kept, platform)) for kept in keys["former_merchants"]]
    brands = [Brand(brand_id=kept["number"], **_held(kept, platform)) for kept in keys["brands"]]
    platform.merchants = {merchant.mchid: merchant for merchant in merchants}
    platform.former_keys = {(merchant.mchid, merchant.serial_no): merchant for merchant in former}
    platform.brands = {brand.brand_id: brand for brand in brands}


def _account(account: Account) -> JSON:
    return {
        "number": account.number,
        "serial_no": account.serial_no,
        "key": account.private_key_pem.decode(),
        "apiv3_key": account.apiv3_key,
    }


def _held(kept: JSON, platform: Platform) -> dict[str, Any]:
    return {
        "serial_no": kept["serial_no"],
        "private_key": _key(kept["key"]),
        "apiv3_key": kept["apiv3_key"],
        "public_key_id": platform.public_key_id,
        "public_key": platform.key.public_key(),
    }


def _pem(key: rsa.RSAPrivateKey) -> str:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()


def _key(pem: str) -> rsa.RSAPrivateKey:
    key = serialization.load_pem_private_key(pem.encode(), None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise ValueError("a key that was kept is no RSA key")
    return key
