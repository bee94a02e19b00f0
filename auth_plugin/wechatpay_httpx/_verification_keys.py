"""WeChat Pay's keys: public keys by id, platform certificates by serial number and time."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from typing import Final, NamedTuple, Protocol

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from wechatpay_httpx._apiv3_key import ALGORITHM, APIv3Key, WrongKeyError
from wechatpay_httpx._pem import Pem, load_platform_certificate, load_public_key, load_root, serial_of
from wechatpay_httpx._settings import described, discreet, text_of
from wechatpay_httpx.errors import APIv3KeyError, AuthConfigurationError, CertificateError

KEY_ID_PREFIX: Final = "PUB_KEY_ID_"

_KEY_ID: Final = re.compile(KEY_ID_PREFIX + "[0-9A-Za-z]{1,64}")
_SERIAL_NO: Final = re.compile("[0-9A-Fa-f]{1,64}")


class VerificationKey(NamedTuple):
    """A key that verifies from `begins` on and before `ends`, both in Unix seconds."""

    serial: str
    public_key: RSAPublicKey
    begins: float = -math.inf
    ends: float = math.inf


class KeySource(Protocol):
    """Where a verifier finds its keys."""

    def find(self, serial: str) -> VerificationKey | None:
        """Return the key that a Wechatpay-Serial names, valid or not; None when it is not there."""

    def preferred(self, now: float) -> str:
        """Return the Wechatpay-Serial that requests ask for at a Unix time.

        Raises:
            CertificateError: No key is valid then.
        """

    def verification_keys(self) -> Collection[VerificationKey]:
        """Return all keys."""

    def serials(self) -> Collection[str]:
        """Return the serials of all keys."""


class PublicKeys:
    """Public keys by id (微信支付公钥ID). They do not end.

    Args:
        public_keys: The keys, the preferred one first.

    Raises:
        AuthConfigurationError: There is none, or an id or a key cannot be used.
    """

    def __init__(self, public_keys: Mapping[str, Pem | RSAPublicKey]) -> None:
        if not public_keys:
            raise AuthConfigurationError("Give at least one WeChat Pay public key (微信支付公钥) by its id.")
        for key_id in public_keys:
            needed = "the id of a WeChat Pay public key (微信支付公钥ID)"
            if not _KEY_ID.fullmatch(text_of("public_key_id", key_id, needed)):
                raise AuthConfigurationError(
                    f"public_key_id is {described(key_id)}, which is not {needed}: {KEY_ID_PREFIX} and 1 to 64 letters "
                    f"or digits. See https://pay.weixin.qq.com/doc/v3/partner/4013038589."
                )
        self._keys = {
            key_id: VerificationKey(key_id, load_public_key(key, key_id)) for key_id, key in public_keys.items()
        }

    def find(self, serial: str) -> VerificationKey | None:
        """Return the key of an id, written exactly so."""
        return self._keys.get(serial)

    def preferred(self, now: float) -> str:
        """Return the first id."""
        return next(iter(self._keys))

    def verification_keys(self) -> Collection[VerificationKey]:
        """Return the keys."""
        return self._keys.values()

    def serials(self) -> Collection[str]:
        """Return the ids."""
        return self._keys


class CertificateSet:
    """Platform certificates by serial number. Empty until one is downloaded, perhaps.

    Args:
        certificates: The certificates; of two with one serial number the last one counts.
        root: What has to have issued each of them; None trusts them as they are.

    Raises:
        AuthConfigurationError: One of them is no certificate for RSA, or not the root's.
    """

    def __init__(
        self, certificates: Iterable[Pem | x509.Certificate] = (), root: x509.Certificate | None = None
    ) -> None:
        self.certificates: list[x509.Certificate] = []
        self._keys: dict[int, VerificationKey] = {}
        for source in certificates:
            certificate, public_key = load_platform_certificate(source)
            if root:
                _check_issuer(certificate, root)
            begins, ends = certificate.not_valid_before_utc.timestamp(), certificate.not_valid_after_utc.timestamp()
            self.certificates.append(certificate)
            self._keys[certificate.serial_number] = VerificationKey(serial_of(certificate), public_key, begins, ends)

    def find(self, serial: str) -> VerificationKey | None:
        """Return the certificate of a serial number; case and leading zeros do not count."""
        return self._keys.get(int(serial, 16)) if _SERIAL_NO.fullmatch(serial) else None

    def newest(self, now: float) -> VerificationKey | None:
        """Return the certificate that is valid at a Unix time and ends last."""
        return max((key for key in self._keys.values() if key.begins <= now < key.ends), key=_end, default=None)

    def preferred(self, now: float) -> str:
        """Return the serial number of the newest certificate.

        Raises:
            CertificateError: None is valid.
        """
        if newest := self.newest(now):
            return newest.serial
        told = "; ".join(f"{key.serial} {validity(key)}" for key in self._keys.values())
        raise CertificateError(
            f"No platform certificate (微信支付平台证书) is valid now, {utc(now)}: {told}. "
            "Check this machine's clock; if it is right, give the newest certificate, or a CertificateStore, which "
            "downloads it."
        )

    def verification_keys(self) -> Collection[VerificationKey]:
        """Return the certificates' keys."""
        return self._keys.values()

    def serials(self) -> Collection[str]:
        """Return the serial numbers."""
        return [key.serial for key in self._keys.values()]


class PlatformCertificates(CertificateSet):
    """Platform certificates (微信支付平台证书) at hand: they are never renewed. `CertificateStore` downloads its own.

    Thread-safe.

    Args:
        certificates: One or more, each as PEM text (str or bytes), a pathlib.Path to a PEM file, or loaded.
            Requests ask for the one that is valid and ends last.
        root: Tenpay's root certificate, in the same forms, which then has to have issued each of them.

    Raises:
        AuthConfigurationError: There is none, one of them is no certificate for RSA, or it is not the root's.
    """

    @discreet
    def __init__(self, *certificates: Pem | x509.Certificate, root: Pem | x509.Certificate | None = None) -> None:
        if not certificates:
            raise AuthConfigurationError("Give at least one platform certificate (微信支付平台证书).")
        super().__init__(certificates, root_of(root))

    def __repr__(self) -> str:
        return f"PlatformCertificates({', '.join(self.serials())})"


def open_listing(content: bytes, apiv3_key: APIv3Key) -> list[x509.Certificate]:
    """Return the certificates of an answer to `GET /v3/certificates`.

    Raises:
        APIv3KeyError: They do not open under this key.
        CertificateError: The answer is no list of certificates.
    """
    certificates = []
    try:
        for entry in json.loads(content)["data"]:
            resource = entry["encrypt_certificate"]
            if resource["algorithm"] != ALGORITHM:
                raise CertificateError(
                    f"A certificate is encrypted with {resource['algorithm']!r:.80}, not {ALGORITHM}."
                )
            certificate, _ = load_platform_certificate(apiv3_key.open(resource))
            if int(entry["serial_no"], 16) != certificate.serial_number:
                raise CertificateError(f"{entry['serial_no']!r:.80} is not the serial number of its certificate.")
            certificates.append(certificate)
    except WrongKeyError as exc:
        raise APIv3KeyError(
            "The platform certificates that were downloaded do not open: the APIv3 key (APIv3密钥) is not that of this "
            "merchant. It is set on the merchant platform under account centre, API security (账户中心, API安全); "
            "setting it anew there ends the old one at once."
        ) from exc
    except (ValueError, KeyError, TypeError, RecursionError, AuthConfigurationError) as exc:
        raise CertificateError(
            f"The {len(content)} bytes of the answer are no list of platform certificates: {type(exc).__name__}."
        ) from exc
    return certificates


def root_of(source: Pem | x509.Certificate | None) -> x509.Certificate | None:
    """Return the root certificate that was given, if one was.

    Raises:
        AuthConfigurationError: It is none.
    """
    return None if source is None else load_root(source)


def _check_issuer(certificate: x509.Certificate, root: x509.Certificate) -> None:
    try:
        certificate.verify_directly_issued_by(root)
    except (ValueError, TypeError, InvalidSignature):
        raise AuthConfigurationError(
            f"Platform certificate {serial_of(certificate)} was not issued by the root certificate that was given, "
            f"{serial_of(root)}."
        ) from None


def validity(key: VerificationKey) -> str:
    """Say when a certificate is valid."""
    return f"is valid from {utc(key.begins)} to {utc(key.ends)}"


def utc(timestamp: float) -> str:
    """Return a Unix time as people read it."""
    return datetime.fromtimestamp(timestamp, UTC).isoformat(timespec="seconds")


def _end(key: VerificationKey) -> float:
    return key.ends
