"""Loads RSA keys and certificates from PEM, and says of what cannot be used what it is instead."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias, TypeVar

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

from wechatpay_httpx.errors import AuthConfigurationError

Pem: TypeAlias = str | bytes | os.PathLike[str]
"""PEM text, as str or bytes, or the path of a file, as a pathlib.Path: a str is never a path."""


class _Kind(NamedTuple):
    needed: str
    labels: frozenset[str]


_PRIVATE_KEY: Final = _Kind(
    "the merchant's RSA private key (商户API私钥, apiclient_key.pem)",
    frozenset({"PRIVATE KEY", "RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY"}),
)
_PUBLIC_KEY: Final = _Kind(
    "WeChat Pay's RSA public key (微信支付公钥, wxp_pub.pem)", frozenset({"PUBLIC KEY", "RSA PUBLIC KEY"})
)
_CERTIFICATE: Final = _Kind("the merchant's certificate (商户API证书, apiclient_cert.pem)", frozenset({"CERTIFICATE"}))
_PLATFORM_CERTIFICATE: Final = _Kind("a platform certificate (微信支付平台证书)", frozenset({"CERTIFICATE"}))

_LABEL: Final = re.compile(rb"-----BEGIN ([A-Z0-9 ]+)-----")
_DER_SEQUENCE: Final = b"\x30"
_DAMAGED: Final = "cannot be read; it may be cut short, or its line breaks written as '\\n'"
_MIN_BITS: Final = 2048

_Key = TypeVar("_Key", RSAPrivateKey, RSAPublicKey)


def load_private_key(source: Pem | RSAPrivateKey, password: str | bytes | None) -> RSAPrivateKey:
    """Return the merchant's private key from PKCS#8 or PKCS#1, either of them encrypted or not.

    Raises:
        AuthConfigurationError: It is anything else, or the password is missing, wrong or not needed.
    """
    name = _name("private key", source)
    if isinstance(source, RSAPrivateKey):
        return _long_enough(source, name)
    pem = _read(source, name, _PRIVATE_KEY)
    encrypted = b"ENCRYPTED" in pem  # in PKCS#8's label, or in PKCS#1's Proc-Type line
    if encrypted and not password:
        raise AuthConfigurationError(f"{name} is encrypted; give its password.")
    if password and not encrypted:
        raise AuthConfigurationError(f"{name} is not encrypted; leave the password out.")
    try:
        key = load_pem_private_key(pem, password.encode() if isinstance(password, str) else password)
    except (ValueError, UnsupportedAlgorithm) as exc:
        problem = "cannot be decrypted; the password is wrong" if encrypted else _DAMAGED
        raise AuthConfigurationError(f"{name} {problem}. Needed: {_PRIVATE_KEY.needed}.") from exc
    if not isinstance(key, RSAPrivateKey):
        raise AuthConfigurationError(f"{name} is an {type(key).__name__}. Needed: {_PRIVATE_KEY.needed}.")
    return _long_enough(key, name)


def load_public_key(source: Pem | RSAPublicKey, key_id: str) -> RSAPublicKey:
    """Return one of WeChat Pay's public keys from SubjectPublicKeyInfo or PKCS#1.

    Raises:
        AuthConfigurationError: It is anything else.
    """
    name = _name(f"public key {key_id}", source)
    if isinstance(source, RSAPublicKey):
        return _long_enough(source, name)
    try:
        key = load_pem_public_key(_read(source, name, _PUBLIC_KEY))
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


def _certificate(source: Pem | x509.Certificate, name: str, kind: _Kind) -> tuple[x509.Certificate, object]:
    try:
        if isinstance(source, x509.Certificate):
            certificate = source
        else:
            certificate = x509.load_pem_x509_certificate(_read(source, name, kind))
        return certificate, certificate.public_key()
    except (ValueError, UnsupportedAlgorithm) as exc:
        raise AuthConfigurationError(f"{name} {_DAMAGED}. Needed: {kind.needed}.") from exc


def serial_of(certificate: x509.Certificate) -> str:
    """Return a certificate's serial number in whole bytes of upper-case hexadecimal, as `openssl x509` prints it."""
    number = certificate.serial_number
    return number.to_bytes((number.bit_length() + 7) // 8).hex().upper()


def _name(role: str, source: object) -> str:
    return f"{role} {told_path(source)}" if isinstance(source, os.PathLike) else role


def told_path(path: str | os.PathLike[str]) -> str:
    """Return a path as an error may show it: a key that was given in place of its path must not end up in a log."""
    text = os.fspath(path)
    return text if text.isprintable() and "-----BEGIN" not in text else "(PEM text, where the path of a file is needed)"


def _long_enough(key: _Key, name: str) -> _Key:
    if key.key_size < _MIN_BITS:
        raise AuthConfigurationError(f"{name} has {key.key_size} bits; WeChat Pay uses {_MIN_BITS}.")
    return key


def _read(source: Pem, name: str, kind: _Kind) -> bytes:
    """Return PEM text that holds one block of the kind asked for."""
    match source:
        case str():
            pem = source.encode("ascii", "replace")
        case bytes():
            pem = source
        case os.PathLike():
            try:
                pem = Path(source).read_bytes()
            except (OSError, ValueError) as exc:
                # Not chained: the system's error quotes the path, which may be the key itself.
                told = getattr(exc, "strerror", None) or "no file can have this name"
                raise AuthConfigurationError(f"{name} cannot be opened: {told}.") from None
        case _:
            raise AuthConfigurationError(f"{name} is a {type(source).__name__}. Needed: {kind.needed}, as PEM.")
    labels = [label.decode() for label in _LABEL.findall(pem)]
    if len(labels) != 1 or labels[0] not in kind.labels:
        raise AuthConfigurationError(f"{name} {_found(pem, labels)}. Needed: {kind.needed}, as PEM.")
    return pem


def _found(pem: bytes, labels: list[str]) -> str:
    if labels:
        return f"holds {' and '.join(labels)}"
    if not pem.strip():
        return "is empty"
    if pem.startswith(_DER_SEQUENCE):
        return "is binary (DER or .p12)"
    return "holds no PEM block ('-----BEGIN ...'); a file is given as a pathlib.Path"
