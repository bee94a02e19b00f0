"""Verifies that an answer or a notification comes from WeChat Pay."""

from __future__ import annotations

import re
import time
from binascii import a2b_base64
from collections.abc import Mapping
from typing import Final, TypeAlias

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from wechatpay_httpx._accepted import ACCEPTED
from wechatpay_httpx._certificate_refusal import PATH
from wechatpay_httpx._certificate_store import CertificateStore
from wechatpay_httpx._fork import FORK_GUARD
from wechatpay_httpx._headers import (
    NONCE,
    REQUEST_ID,
    SERIAL,
    SIGNATURE,
    SIGNATURE_TYPE,
    TIMESTAMP,
    UNREADABLE,
    Headers,
    signature_fields,
)
from wechatpay_httpx._pem import Pem
from wechatpay_httpx._scheme import DIGEST, PADDING, SCHEME
from wechatpay_httpx._settings import discreet, number_of, wrong
from wechatpay_httpx._verification_keys import (
    KEY_ID_PREFIX,
    CertificateSet,
    KeySource,
    PublicKeys,
    VerificationKey,
    utc,
    validity,
)
from wechatpay_httpx.errors import AuthConfigurationError, CertificateError, Reason, SignatureVerificationError

Keys: TypeAlias = Mapping[str, Pem | RSAPublicKey] | CertificateSet | CertificateStore

_WINDOW_SECONDS: Final = 300
_GATEWAY: Final = "It does not come from WeChat Pay, or a proxy or gateway changed it; check addresses and the network."
_UNIX_SECONDS: Final = re.compile(r"[0-9]{1,20}")
_NONCE_TEXT: Final = re.compile(r"[ -~]+")


class Verifier:
    """Verifies signatures with WeChat Pay's keys: public keys, platform certificates, or both. Thread-safe.

    While a merchant moves from certificates to the public key both are in use, for notifications in particular:

        Verifier({"PUB_KEY_ID_0114...": Path("wxp_pub.pem")}, CertificateStore(apiv3_key))

    The public key and its id: https://pay.weixin.qq.com/doc/v3/partner/4013038589.

    Args:
        keys: One or more of: a mapping of public key ids (微信支付公钥ID, "PUB_KEY_ID_...") to keys, each of them
            PEM text (str or bytes), a pathlib.Path to a PEM file, or loaded; `PlatformCertificates`; one
            `CertificateStore`. Requests ask WeChat Pay to sign with the first one.

    Attributes:
        store: The `CertificateStore` among the keys, None without one.

    Raises:
        AuthConfigurationError: There is none, or an id or a key cannot be used.
    """

    @discreet
    def __init__(self, *keys: Keys) -> None:
        if not keys:
            raise AuthConfigurationError(
                "Give WeChat Pay's public key (微信支付公钥) by its id, or platform certificates."
            )
        self._sources = [_source(given) for given in keys]
        stores = [source for source in self._sources if isinstance(source, CertificateStore)]
        if len(stores) > 1:
            raise AuthConfigurationError("A verifier has one CertificateStore: each merchant verifies with its own.")
        self.store = stores[0] if stores else None

    @property
    def needs_store(self) -> bool:
        """Whether requests have no other key to ask for than one of the store."""
        return self._sources == [self.store]

    def preferred_serial(self, *, now: float | None = None) -> str:
        """Return the Wechatpay-Serial that requests ask WeChat Pay to sign with.

        Args:
            now: Unix time in seconds; the system clock, when left out.

        Raises:
            CertificateError: There are only platform certificates, and none of them is valid.
        """
        now = _moment(now)
        trouble: CertificateError | None = None
        for source in self._sources:
            try:
                return source.preferred(now)
            except CertificateError as exc:
                trouble = trouble or exc
        assert trouble
        raise trouble

    def verification_keys(self) -> list[VerificationKey]:
        """Return the keys that are there at this moment."""
        return [key for source in self._sources for key in source.verification_keys()]

    @discreet
    def verify(self, headers: Headers, body: bytes, *, now: float | None = None) -> None:
        """Return if WeChat Pay signed this message less than 300 seconds ago (or ahead); raise otherwise.

        Probe signatures (`WECHATPAY/SIGNTEST/...`) fail like any wrong one. Nothing is downloaded.

        Args:
            headers: The message's headers, names in any case: a mapping, a WSGI environ, or pairs.
            body: The message's raw bytes after transport decoding (chunks, gzip), b"" when there are none.
            now: Unix time in seconds; the system clock, when left out.

        Raises:
            SignatureVerificationError: The message is not proven to come from WeChat Pay.
            AuthConfigurationError: `headers` have no known form, `body` is not bytes, or `now` no time.
        """
        self._signature(signature_fields(headers), body, _moment(now))

    def serials(self) -> list[str]:
        """Return the serials of the keys that are there at this moment."""
        return [serial for source in self._sources for serial in source.serials()]

    def verifies_under(self, serial: str) -> bool:
        """Whether the key of a Wechatpay-Serial is there, and valid now."""
        now = time.time()
        return any((key := source.find(serial)) and key.begins <= now < key.ends for source in self._sources)

    def accept(self, headers: Headers, body: bytes) -> None:
        """Do the same, now, for an answer, which this process accepts once: WeChat Pay signs every answer anew.

        Not `discreet`: the auth flow takes the frames off its errors.

        Raises:
            SignatureVerificationError: The answer is not proven to come from WeChat Pay, or came before.
        """
        given = signature_fields(headers)
        if not ACCEPTED.is_first(self._signature(given, body, time.time())):
            cause = (
                "an answer with this very signature was accepted before, and WeChat Pay signs each one anew. Somebody "
                "on the way, a proxy perhaps, keeps answers and sends them again."
            )
            raise _refused(given, Reason.REPLAYED, SIGNATURE, cause)

    def _signature(self, given: dict[str, list[str]], body: bytes, now: float) -> bytes:
        """Return the signature of a message, verified."""
        if not isinstance(body, bytes):
            raise wrong("body", body, "the message's bytes as they came, before any decoding or parsing,")
        timestamp, nonce = _only(given, TIMESTAMP), _only(given, NONCE)
        signature, serial = _only(given, SIGNATURE), _only(given, SERIAL)
        if given.get(SIGNATURE_TYPE) and (scheme := _only(given, SIGNATURE_TYPE)) != SCHEME:
            cause = f"{SIGNATURE_TYPE} is {scheme[:80]!r}; {SCHEME} is needed."
            raise _refused(given, Reason.UNKNOWN_SIGNATURE_TYPE, SIGNATURE_TYPE, cause)
        # A line break in the nonce could take over a line of the body, and the signed bytes would be the same.
        if not _NONCE_TEXT.fullmatch(nonce):
            raise _refused(given, Reason.MALFORMED_HEADER, NONCE, f"{NONCE} is not one line of printable ASCII.")
        _check_age(given, timestamp, now)
        key = self._key(given, serial, now)
        message = b"%b\n%b\n%b\n" % (timestamp.encode(), nonce.encode(), body)
        try:
            signed = a2b_base64(signature, strict_mode=True)
            with FORK_GUARD:
                key.public_key.verify(signed, message, PADDING, DIGEST)
            return signed
        except (ValueError, InvalidSignature) as exc:  # undecodable and wrong are the same to a sender
            cause = (
                f"{SIGNATURE} does not fit the {len(body)} bytes of the body under {key.serial}. The message was "
                "changed on its way or forged, is one of WeChat Pay's probes, or the key is not the one of this serial."
            )
            raise _refused(given, Reason.WRONG_SIGNATURE, SIGNATURE, cause) from exc

    def verify_with(self, certificates: CertificateSet, headers: Headers, body: bytes) -> None:
        """Do the same, now, with these platform certificates in place of the store's.

        Raises:
            SignatureVerificationError: The message is not proven to come from WeChat Pay.
            AuthConfigurationError: `headers` have no known form.
        """
        verifier = Verifier(certificates)
        verifier._sources += [source for source in self._sources if source is not self.store]
        verifier.verify(headers, body)

    def _key(self, given: dict[str, list[str]], serial: str, now: float) -> VerificationKey:
        for source in self._sources:
            if key := source.find(serial):
                break
        else:
            known = ", ".join(self.serials())
            cause = f"{SERIAL} is {serial[:80]!r}, known: {known or 'none yet'}. {self._advice(serial)}"
            raise _refused(given, Reason.UNKNOWN_SERIAL, SERIAL, cause)
        if not key.begins <= now < key.ends:
            cause = (
                f"platform certificate {key.serial} {validity(key)}, this machine's clock says {utc(now)}. Check the "
                "clock; if it is right, give the newest certificate, or a CertificateStore, which downloads it."
            )
            raise _refused(given, Reason.OUTSIDE_VALIDITY, SERIAL, cause)
        return key

    def _advice(self, serial: str) -> str:
        """Say what to do about a serial that is not known."""
        if self.store and not serial.startswith(KEY_ID_PREFIX):
            return (
                f"If a platform certificate (微信支付平台证书) has it, GET {PATH} with a client of this auth brings it."
            )
        return (
            "Compare with the public key id (微信支付公钥ID) on the merchant platform; platform certificates "
            "(微信支付平台证书) are not there, a CertificateStore downloads them."
        )

    def __repr__(self) -> str:
        return f"Verifier({', '.join(self.serials())})"


def _source(given: Keys) -> KeySource:
    if isinstance(given, Mapping):
        return PublicKeys(given)
    if isinstance(given, CertificateSet | CertificateStore):
        return given
    raise AuthConfigurationError(
        f"A {type(given).__name__} does not tell which key it is: give {{public key id: key}}, "
        "PlatformCertificates(...) or CertificateStore(...)."
    )


def _only(given: dict[str, list[str]], name: str) -> str:
    value, *others = given.get(name) or [""]
    if others:
        times = 1 + len(others)
        raise _refused(given, Reason.DUPLICATED_HEADER, name, f"{name} is there {times} times; once is needed.")
    if UNREADABLE in value:
        raise _refused(given, Reason.MALFORMED_HEADER, name, f"{name} is no text of a header. {_GATEWAY}")
    if not value:
        raise _refused(given, Reason.MISSING_HEADER, name, f"{name} is absent or empty. {_GATEWAY}")
    return value


def _moment(now: float | None) -> float:
    if now is None:
        return time.time()
    number_of("now", now)
    return now


def _check_age(given: dict[str, list[str]], timestamp: str, now: float) -> None:
    if not _UNIX_SECONDS.fullmatch(timestamp):
        cause = f"{TIMESTAMP} is {timestamp[:80]!r}; Unix time in decimal digits is needed."
        raise _refused(given, Reason.MALFORMED_HEADER, TIMESTAMP, cause)
    behind = now - int(timestamp)
    if not abs(behind) < _WINDOW_SECONDS:  # written so that a clock of NaN is refused as well
        cause = (
            f"{TIMESTAMP} is {timestamp}, this machine's clock {now:.0f} (Unix seconds): "
            f"{abs(behind):.0f} s {'old' if behind > 0 else 'ahead'}, less than {_WINDOW_SECONDS} s is needed. "
            "Synchronise the clock; if it is right, somebody may be replaying an old message."
        )
        raise _refused(given, Reason.STALE, TIMESTAMP, cause)


def _refused(given: dict[str, list[str]], reason: Reason, header: str, cause: str) -> SignatureVerificationError:
    return SignatureVerificationError(reason, cause, header, next(iter(given.get(REQUEST_ID, ())), None))
