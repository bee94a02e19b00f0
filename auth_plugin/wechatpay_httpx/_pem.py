"""Loads RSA keys and certificates, and says of what cannot be used what it is instead."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias, TypeVar

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12

from wechatpay_httpx._key_text import PKCS12, KeyText
from wechatpay_httpx._settings import path_of, told_path, wrong
from wechatpay_httpx.errors import AuthConfigurationError

Pem: TypeAlias = str | bytes | os.PathLike[str]
"""A key or certificate as str or bytes, or the path of its file, as a pathlib.Path: a str is never a path.

PEM, also on one line, with its line breaks written as "\\n", or without its BEGIN and END; Base64 of a file; DER.
"""


class _Kind(NamedTuple):
    needed: str
    labels: frozenset[str]


_PRIVATE_KEY: Final = _Kind(
    "the merchant's RSA private key (商户API私钥, apiclient_key.pem)",
    frozenset({"PRIVATE KEY", "RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY", PKCS12}),
)
_PUBLIC_KEY: Final = _Kind(
    "WeChat Pay's RSA public key (微信支付公钥, wxp_pub.pem)", frozenset({"PUBLIC KEY", "RSA PUBLIC KEY"})
)
_CERTIFICATE: Final = _Kind("the merchant's certificate (商户API证书, apiclient_cert.pem)", frozenset({"CERTIFICATE"}))
_PLATFORM_CERTIFICATE: Final = _Kind("a platform certificate (微信支付平台证书)", frozenset({"CERTIFICATE"}))
_ROOT: Final = _Kind("the certificate that issues platform certificates, Tenpay's root,", frozenset({"CERTIFICATE"}))

_DAMAGED: Final = "cannot be read; it may be cut short"
_MIN_BITS: Final = 2048

_Key = TypeVar("_Key", RSAPrivateKey, RSAPublicKey)


def load_merchant_key(
    source: Pem | RSAPrivateKey, password: str | bytes | None, p12_password: str
) -> tuple[RSAPrivateKey, x509.Certificate | None]:
    """Return the merchant's private key, and the certificate that a .p12 file has beside it.

    Args:
        source: PKCS#8 or PKCS#1, either of them encrypted or not, or PKCS#12, in any dress that `KeyText` reads.
        password: Of an encrypted key or a .p12 file.
        p12_password: Of a .p12 file, when `password` is None.

    Raises:
        AuthConfigurationError: It is anything else, or the password is missing, wrong or not needed.
    """
    name = _name("private key", source)
    if isinstance(source, RSAPrivateKey):
        return _long_enough(source, name), None
    if not isinstance(password, str | bytes | None):
        raise wrong("private_key_password", password, "a str or bytes, or None,")
    text = _read(source, name, _PRIVATE_KEY)
    secret = password.encode("utf-8", "replace") if isinstance(password, str) else password
    if text.labels == [PKCS12]:
        key, certificate = _open_p12(text, p12_password.encode() if secret is None else secret, name)
    else:
        key, certificate = _open_pem(text, secret, name), None
    if not isinstance(key, RSAPrivateKey):
        raise AuthConfigurationError(f"{name} is an {type(key).__name__}. Needed: {_PRIVATE_KEY.needed}.")
    return _long_enough(key, name), certificate


def _open_pem(text: KeyText, password: bytes | None, name: str) -> object:
    encrypted = b"ENCRYPTED" in text.content  # in PKCS#8's label, or in PKCS#1's Proc-Type line
    if encrypted and not password:
        raise AuthConfigurationError(f"{name} is encrypted; give its password.")
    if password and not encrypted:
        raise AuthConfigurationError(f"{name} is not encrypted; leave the password out.")
    try:
        return load_pem_private_key(text.content, password or None)
    except (ValueError, UnsupportedAlgorithm) as exc:
        problem = "cannot be decrypted; the password is wrong" if encrypted else _DAMAGED
        raise AuthConfigurationError(f"{name} {problem}. Needed: {_PRIVATE_KEY.needed}.") from exc


def _open_p12(text: KeyText, password: bytes, name: str) -> tuple[object, x509.Certificate | None]:
    # Of others cryptography quotes the whole password, in errors that are no ValueError, and some no Exception.
    if b"\0" in password or not _is_utf8(password):
        raise AuthConfigurationError(
            f"{name} cannot be opened: the password of a .p12 file is text in UTF-8, without NUL. One in another "
            "encoding, such as GBK, is given as a str."
        )
    try:
        opened = load_pkcs12(text.content, password)
    except (ValueError, UnsupportedAlgorithm) as exc:
        raise AuthConfigurationError(
            f"{name} cannot be opened: the password is wrong, or the file is damaged. That of a .p12 file of the "
            "merchant platform is the merchant number (商户号), which is taken when none is given."
        ) from exc
    if opened.key is None:
        raise AuthConfigurationError(f"{name} holds no private key beside its certificates.")
    return opened.key, opened.cert.certificate if opened.cert else None


def _is_utf8(password: bytes) -> bool:
    try:
        password.decode()
    except UnicodeDecodeError:
        return False
    return True


def load_public_key(source: Pem | RSAPublicKey, key_id: str) -> RSAPublicKey:
    """Return one of WeChat Pay's public keys from SubjectPublicKeyInfo or PKCS#1.

    Raises:
        AuthConfigurationError: It is anything else.
    """
    name = _name(f"public key {key_id}", source)
    if isinstance(source, RSAPublicKey):
        return _long_enough(source, name)
    try:
        key = load_pem_public_key(_read(source, name, _PUBLIC_KEY).content)
    except (ValueError, UnsupportedAlgorithm) as exc:
        raise AuthConfigurationError(f"{name} {_DAMAGED}. Needed: {_PUBLIC_KEY.needed}.") from exc
    if not isinstance(key, RSAPublicKey):
        raise AuthConfigurationError(f"{name} is an {type(key).__name__}. Needed: {_PUBLIC_KEY.needed}.")
    return _long_enough(key, name)


def load_certificate(source: Pem | x509.Certificate, private_key: RSAPrivateKey) -> x509.Certificate:
    """Return the merchant's X.509 certificate.

    Raises:
        AuthConfigurationError: It is anything else, or belongs to another private key.
    """
    name = _name("certificate", source)
    certificate, public_key = _certificate(source, name, _CERTIFICATE)
    if public_key != private_key.public_key():
        raise AuthConfigurationError(f"{name} does not belong to the private key.")
    return certificate


def load_platform_certificate(source: Pem | x509.Certificate) -> tuple[x509.Certificate, RSAPublicKey]:
    """Return one of WeChat Pay's X.509 certificates, and the key in it.

    Raises:
        AuthConfigurationError: It is anything else.
    """
    name = _name("platform certificate", source)
    certificate, public_key = _certificate(source, name, _PLATFORM_CERTIFICATE)
    if not isinstance(public_key, RSAPublicKey):
        raise AuthConfigurationError(
            f"{name} holds an {type(public_key).__name__}. Needed: {_PLATFORM_CERTIFICATE.needed} for RSA."
        )
    return certificate, _long_enough(public_key, name)


def load_root(source: Pem | x509.Certificate) -> x509.Certificate:
    """Return the X.509 certificate that WeChat Pay's are issued with.

    Raises:
        AuthConfigurationError: It is anything else.
    """
    return _certificate(source, _name("root", source), _ROOT)[0]


def _certificate(source: Pem | x509.Certificate, name: str, kind: _Kind) -> tuple[x509.Certificate, object]:
    try:
        if isinstance(source, x509.Certificate):
            certificate = source
        else:
            certificate = x509.load_pem_x509_certificate(_read(source, name, kind).content)
        return certificate, certificate.public_key()
    except (ValueError, UnsupportedAlgorithm) as exc:
        raise AuthConfigurationError(f"{name} {_DAMAGED}. Needed: {kind.needed}.") from exc


def serial_of(certificate: x509.Certificate) -> str:
    """Return a certificate's serial number in whole bytes of upper-case hexadecimal, as `openssl x509` prints it."""
    number = certificate.serial_number
    return number.to_bytes((number.bit_length() + 7) // 8).hex().upper()


def _name(role: str, source: object) -> str:
    return f"{role} {told_path(source)}" if isinstance(source, os.PathLike) else role


def _long_enough(key: _Key, name: str) -> _Key:
    if key.key_size < _MIN_BITS:
        raise AuthConfigurationError(f"{name} has {key.key_size} bits; WeChat Pay uses {_MIN_BITS}.")
    return key


def _read(source: Pem, name: str, kind: _Kind) -> KeyText:
    """Return text that holds one block of the kind asked for."""
    match source:
        case str():
            text = KeyText(source.encode("utf-8", "replace"))
        case bytes():
            text = KeyText(source)
        case os.PathLike():
            text = _read_file(path_of(name, source), name)
        case _:
            raise AuthConfigurationError(f"{name} is a {type(source).__name__}. Needed: {kind.needed}, as PEM.")
    if len(text.labels) != 1 or text.labels[0] not in kind.labels:
        hint = " Give the .p12 file as the private key: the certificate is taken from it." * (
            kind is _CERTIFICATE and text.labels == [PKCS12]
        )
        raise AuthConfigurationError(f"{name} {text.trouble}. Needed: {kind.needed}, as PEM.{hint}")
    return text


def _read_file(path: str, name: str) -> KeyText:
    try:
        return KeyText(Path(path).read_bytes())
    except (OSError, ValueError) as exc:
        # Not chained: the system's error quotes the path, which may be the key itself.
        told = getattr(exc, "strerror", None) or "no file can have this name"
    raise AuthConfigurationError(f"{name} cannot be opened: {told}.")
