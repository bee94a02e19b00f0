"""Signs requests: the signed bytes, and the Authorization header."""

from __future__ import annotations

import os
import re
import time
from binascii import b2a_base64
from typing import Final, NamedTuple, Self

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey

from wechatpay_httpx._fork import FORK_GUARD
from wechatpay_httpx._pem import Pem, load_certificate, load_merchant_key, serial_of
from wechatpay_httpx._scheme import BRAND_SCHEME, DIGEST, PADDING, SCHEME
from wechatpay_httpx._settings import described, discreet, text_of, wrong
from wechatpay_httpx.errors import AuthConfigurationError

_NUMBER: Final = re.compile(r"[0-9]{1,32}")
_SERIAL_NO: Final = re.compile(r"[0-9A-F]{1,40}")
_NONCE: Final = re.compile(r"[0-9A-Za-z]{1,32}")
_KINDS: Final = (str, bytes, int, str, bytes)  # of what a signature covers, line by line
_TARGET: Final = re.compile(rb"/[!-\"$-~]*")  # visible ASCII without "#"


class _Owner(NamedTuple):
    """Who may sign: the same message, under another scheme and another kind of number."""

    scheme: str
    parameter: str
    number: str


_MERCHANT: Final = _Owner(SCHEME, "mchid", "merchant number (商户号)")
_BRAND: Final = _Owner(BRAND_SCHEME, "brand_id", "brand id (品牌ID)")


class Signer:
    """Signs requests as one merchant, or as one brand (`for_brand`). Stateless and thread-safe; the key is parsed once.

    What number, certificate and private key are: https://pay.weixin.qq.com/doc/v3/partner/4013080340, and where the
    serial number is found: https://pay.weixin.qq.com/doc/v3/partner/4013058924.

    Args:
        mchid: Merchant number (商户号), digits, e.g. "1900000001".
        serial_no: Serial number of the merchant certificate (商户API证书序列号), hexadecimal; None reads it from
            `certificate`, or from the .p12 file.
        private_key: A str or bytes, the pathlib.Path of a file, or a loaded key. Text is PEM, on one line or several,
            its line breaks written as backslash and n or not, or the Base64 alone; a file is apiclient_key.pem, or
            the merchant platform's apiclient_cert.p12, which needs no serial number beside it.
        certificate: The merchant certificate, in the same forms. It must belong to the private key.
        private_key_password: Password of an encrypted private key or .p12 file; for a .p12 file the merchant number
            when left out, as the merchant platform sets it.

    Attributes:
        mchid: The merchant number; None for a brand.
        brand_id: The brand id (品牌ID); None for a merchant.
        serial_no: The serial number, in upper-case hexadecimal.
        identity: Number and kind of number as the Authorization header has them, `mchid="1900000001"`.

    Raises:
        AuthConfigurationError: A number, key or certificate cannot be used, or they do not belong together.
    """

    @discreet
    def __init__(
        self,
        mchid: str,
        serial_no: str | None,
        private_key: Pem | RSAPrivateKey,
        *,
        certificate: Pem | x509.Certificate | None = None,
        private_key_password: str | bytes | None = None,
    ) -> None:
        self._sign_as(
            _MERCHANT,
            mchid,
            serial_no,
            private_key,
            certificate=certificate,
            private_key_password=private_key_password,
        )

    @classmethod
    @discreet
    def for_brand(
        cls,
        brand_id: str,
        serial_no: str | None,
        private_key: Pem | RSAPrivateKey,
        *,
        certificate: Pem | x509.Certificate | None = None,
        private_key_password: str | bytes | None = None,
    ) -> Self:
        """Make one that signs in brand-direct mode (品牌直连).

        The two modes do not mix: WeChat Pay answers a path of the other one with SIGN_ERROR.

        Args:
            brand_id: Brand id (品牌ID), digits, e.g. "120344".
            serial_no: As for a merchant, of the brand certificate (品牌API证书序列号).
            private_key: As for a merchant, of the brand.
            certificate: As for a merchant, the brand certificate.
            private_key_password: As for a merchant.

        Raises:
            AuthConfigurationError: As for a merchant.
        """
        # __init__ is the merchant's: it would check a brand id as a merchant number.
        signer = cls.__new__(cls)
        signer._sign_as(
            _BRAND,
            brand_id,
            serial_no,
            private_key,
            certificate=certificate,
            private_key_password=private_key_password,
        )
        return signer

    def _sign_as(
        self,
        owner: _Owner,
        number: str,
        serial_no: str | None,
        private_key: Pem | RSAPrivateKey,
        *,
        certificate: Pem | x509.Certificate | None,
        private_key_password: str | bytes | None,
    ) -> None:
        number = text_of(owner.parameter, number, f"a {owner.number}")
        if not _NUMBER.fullmatch(number):
            raise AuthConfigurationError(
                f"{owner.parameter} is {described(number)}, which is not a {owner.number}: 1 to 32 digits."
            )
        serial_no = _checked_serial_no(serial_no)
        self._private_key, own_certificate = load_merchant_key(private_key, private_key_password, number)
        self.mchid = number if owner is _MERCHANT else None
        self.brand_id = number if owner is _BRAND else None
        self.serial_no = _serial_no(
            serial_no, own_certificate if certificate is None else certificate, self._private_key
        )
        self.identity = f'{owner.parameter}="{number}"'
        # What every header of this signer begins with; the rest differs from request to request.
        self._prefix = f'{owner.scheme} {self.identity},serial_no="{self.serial_no}"'

    def authorization(
        self,
        method: str,
        target: bytes | str,
        body: bytes,
        *,
        timestamp: int | None = None,
        nonce: str | None = None,
    ) -> str:
        """Return the value of the Authorization header for one request. Costs one RSA operation.

        Args:
            method: HTTP method.
            target: Path and query exactly as they travel, percent-encoded: httpx's `request.url.raw_path`.
            body: The body exactly as it travels, b"" when there is none; for a multipart upload the bytes of
                its `meta` part alone.
            timestamp: Unix time in seconds; now, when left out.
            nonce: 1 to 32 characters [0-9A-Za-z]; 128 random bits, when left out.

        Raises:
            AuthConfigurationError: The target or nonce has another form.
        """
        timestamp = int(time.time()) if timestamp is None else timestamp
        nonce = os.urandom(16).hex() if nonce is None else nonce
        message = request_message(method, target, timestamp, nonce, body)
        with FORK_GUARD:
            signed = self._private_key.sign(message, PADDING, DIGEST)
        signature = b2a_base64(signed, newline=False).decode()
        return f'{self._prefix},timestamp="{timestamp}",nonce_str="{nonce}",signature="{signature}"'

    def signs_for(self, public_key: RSAPublicKey) -> bool:
        """Whether a public key is the other half of this signer's private key."""
        return self._private_key.public_key() == public_key

    def __repr__(self) -> str:
        number = f"mchid={self.mchid!r}" if self.brand_id is None else f"brand_id={self.brand_id!r}"
        return f"Signer({number}, serial_no={self.serial_no!r})"


def request_message(method: str, target: bytes | str, timestamp: int, nonce: str, body: bytes) -> bytes:
    """Build the bytes a merchant signs for one request: five lines, the last one ended as well.

    Raises:
        AuthConfigurationError: The target is not a percent-encoded path, or the nonce has another form.
    """
    raw_target = target.encode("utf-8", "replace") if isinstance(target, str) else target
    kinds = (type(method), type(raw_target), type(timestamp), type(nonce), type(body))
    if kinds != _KINDS:
        _refuse_other_kinds(method=method, target=raw_target, timestamp=timestamp, nonce=nonce, body=body)
    if not _TARGET.fullmatch(raw_target):
        raise AuthConfigurationError(
            f"A target of {len(raw_target)} bytes cannot be signed: a percent-encoded path and query is needed."
        )
    if not _NONCE.fullmatch(nonce):
        raise AuthConfigurationError(
            f"Nonce cannot be signed: it is {described(nonce)}; 1 to 32 of [0-9A-Za-z] are needed."
        )
    return b"%b\n%b\n%d\n%b\n%b\n" % (method.upper().encode(), raw_target, timestamp, nonce.encode(), body)


def _refuse_other_kinds(**parts: object) -> None:
    for (name, value), kind in zip(parts.items(), _KINDS, strict=True):
        if not isinstance(value, kind):
            raise wrong(name, value, f"of a request to sign, a value of type {kind.__name__}")


def _checked_serial_no(given: str | None) -> str | None:
    """Return the serial number as WeChat Pay writes it."""
    if given is None:
        return None
    number = "the serial number of a merchant certificate (商户API证书序列号)"
    serial_no = text_of("serial_no", given, number).upper()
    if not _SERIAL_NO.fullmatch(serial_no):
        raise AuthConfigurationError(
            f"serial_no is {described(given)}, which is not {number}: 1 to 40 hexadecimal digits without separators. "
            "See https://pay.weixin.qq.com/doc/v3/partner/4013058924."
        )
    if len(serial_no) == 32:  # an APIv3 key would travel in every request, and be shown as ids are
        raise AuthConfigurationError(
            f"serial_no is {described(given)}, as long as an APIv3 key (APIv3密钥); {number} has 40 hexadecimal "
            "digits. If yours has 32, leave serial_no out and give the certificate."
        )
    return serial_no


def _serial_no(serial_no: str | None, certificate: Pem | x509.Certificate | None, private_key: RSAPrivateKey) -> str:
    """Return the serial number that was given or is the certificate's; where both are known they must agree."""
    if certificate is not None:
        found = serial_of(load_certificate(certificate, private_key))
        if serial_no is not None and int(serial_no, 16) != int(found, 16):
            raise AuthConfigurationError(f"serial_no {serial_no} is not the certificate's, which is {found}.")
        serial_no = serial_no or found
    if serial_no is None:
        raise AuthConfigurationError(
            "Give serial_no, or the merchant certificate to read it from, or the .p12 file, which holds it."
        )
    return serial_no
