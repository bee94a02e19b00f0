"""Verifies that an answer comes from WeChat Pay."""

from __future__ import annotations

import re
import time
from binascii import a2b_base64
from collections.abc import Mapping

import httpx
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from wechatpay_httpx._keys import DIGEST, PADDING, SCHEME, Pem, load_public_key
from wechatpay_httpx.errors import ConfigurationError, Reason, SignatureVerificationError

WINDOW_SECONDS = 300

_TIMESTAMP = "Wechatpay-Timestamp"
_NONCE = "Wechatpay-Nonce"
_SIGNATURE = "Wechatpay-Signature"
_SERIAL = "Wechatpay-Serial"
_SIGNATURE_TYPE = "Wechatpay-Signature-Type"
_REQUIRED = (_TIMESTAMP, _NONCE, _SIGNATURE, _SERIAL)

_KEY_ID = re.compile(r"PUB_KEY_ID_[0-9A-Za-z]{1,64}")
_GATEWAY = "A proxy or gateway may have answered in WeChat Pay's place; check base_url and the network."
_UNIX_SECONDS = re.compile(r"[0-9]{1,20}")
_NONCE_TEXT = re.compile(r"[ -~]+")


class Verifier:
    """Verifies signatures with WeChat Pay's public keys. Stateless and thread-safe; keys are parsed once.

    Attributes:
        preferred_key_id: The first id given: the key that requests ask WeChat Pay to sign with.
    """

    def __init__(self, public_keys: Mapping[str, Pem | RSAPublicKey]) -> None:
        """Load the keys.

        Args:
            public_keys: One or more keys by public key id (微信支付公钥ID, "PUB_KEY_ID_..."), the preferred one first.
                A key is PEM text (str or bytes), a pathlib.Path to a PEM file, or a loaded key.

        Raises:
            ConfigurationError: There is none, or an id or a key cannot be used.
        """
        if not public_keys:
            raise ConfigurationError("Give at least one WeChat Pay public key (微信支付公钥) by its id.")
        for key_id in public_keys:
            if not _KEY_ID.fullmatch(key_id):
                raise ConfigurationError(
                    f"{key_id!r} is not a WeChat Pay public key id (微信支付公钥ID), which starts with PUB_KEY_ID_. "
                    "See https://pay.weixin.qq.com/doc/v3/partner/4013038589."
                )
        self._public_keys = {key_id: load_public_key(key, key_id) for key_id, key in public_keys.items()}
        self.preferred_key_id = next(iter(public_keys))

    def verify(self, headers: Mapping[str, str], body: bytes, *, now: float | None = None) -> None:
        """Return if WeChat Pay signed this answer less than 300 seconds ago (or ahead); raise otherwise.

        Probe signatures (`WECHATPAY/SIGNTEST/...`) fail like any wrong one.

        Args:
            headers: The answer's headers, names in any case.
            body: The answer's raw bytes after transport decoding (chunks, gzip), b"" when there are none.
            now: Unix time in seconds; the system clock, when left out.

        Raises:
            SignatureVerificationError: The answer is not proven to come from WeChat Pay.
        """
        given = _by_lower_case_name(headers)
        timestamp, nonce, signature, serial = (_only(given, name) for name in _REQUIRED)
        if _SIGNATURE_TYPE.lower() in given and (scheme := _only(given, _SIGNATURE_TYPE)) != SCHEME:
            cause = f"{_SIGNATURE_TYPE} is {scheme[:80]!r}; {SCHEME} is needed."
            raise _refused(given, Reason.UNKNOWN_SIGNATURE_TYPE, _SIGNATURE_TYPE, cause)
        if not _NONCE_TEXT.fullmatch(nonce):
            cause = f"{_NONCE} is not one line of printable ASCII."
            raise _refused(given, Reason.MALFORMED_HEADER, _NONCE, cause)
        _check_age(given, timestamp, time.time() if now is None else now)
        public_key = self._public_keys.get(serial)
        if public_key is None:
            cause = (
                f"{_SERIAL} is {serial[:80]!r}, configured: {', '.join(self._public_keys)}. "
                "Compare with the public key id on the merchant platform."
            )
            raise _refused(given, Reason.UNKNOWN_SERIAL, _SERIAL, cause)
        message = b"%b\n%b\n%b\n" % (timestamp.encode(), nonce.encode(), body)
        try:
            public_key.verify(a2b_base64(signature, strict_mode=True), message, PADDING, DIGEST)
        except (ValueError, InvalidSignature) as exc:  # undecodable and wrong are the same to a sender
            cause = (
                f"{_SIGNATURE} does not fit the {len(body)} bytes of the body under {serial}. The answer was changed "
                "on its way or forged, is one of WeChat Pay's probes, or the public key is not the one of this id."
            )
            raise _refused(given, Reason.WRONG_SIGNATURE, _SIGNATURE, cause) from exc

    def __repr__(self) -> str:
        return f"Verifier({', '.join(self._public_keys)})"


def _by_lower_case_name(headers: Mapping[str, str]) -> dict[str, list[str]]:
    # httpx.Headers may hold a name twice, and its items() would join the values.
    pairs = headers.multi_items() if isinstance(headers, httpx.Headers) else headers.items()
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        given.setdefault(name.lower(), []).append(value)
    return given


def _only(given: dict[str, list[str]], name: str) -> str:
    values = given.get(name.lower(), [""])
    if len(values) > 1:
        raise _refused(given, Reason.DUPLICATED_HEADER, name, f"{name} is there {len(values)} times; once is needed.")
    if not values[0]:
        raise _refused(given, Reason.MISSING_HEADER, name, f"{name} is absent or empty. {_GATEWAY}")
    return values[0]


def _check_age(given: dict[str, list[str]], timestamp: str, now: float) -> None:
    if not _UNIX_SECONDS.fullmatch(timestamp):
        cause = f"{_TIMESTAMP} is {timestamp[:80]!r}; Unix time in decimal digits is needed."
        raise _refused(given, Reason.MALFORMED_HEADER, _TIMESTAMP, cause)
    behind = now - int(timestamp)
    if not abs(behind) < WINDOW_SECONDS:
        cause = (
            f"{_TIMESTAMP} is {timestamp}, this machine's clock {now:.0f} (Unix seconds): "
            f"{abs(behind):.0f} s {'old' if behind > 0 else 'ahead'}, less than {WINDOW_SECONDS} s is needed. "
            "Synchronise the clock; if it is right, somebody may be replaying an old answer."
        )
        raise _refused(given, Reason.STALE, _TIMESTAMP, cause)


def _refused(given: dict[str, list[str]], reason: Reason, header: str, cause: str) -> SignatureVerificationError:
    return SignatureVerificationError(reason, cause, header, given.get("request-id", [None])[0])
