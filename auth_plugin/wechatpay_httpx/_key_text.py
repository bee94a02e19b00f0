"""Reads keys as people keep them: PEM, on one line or damaged by its journey through a variable, Base64, DER, .p12."""

from __future__ import annotations

import codecs
import re
from binascii import Error, a2b_base64, b2a_base64
from typing import Final

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
    load_der_public_key,
)

PKCS12: Final = "PKCS#12 (.p12)"

_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BOM: Final = "\ufeff"
_QUOTES: Final = ('"', "'")
_WRITTEN_BREAK: Final = re.compile(rb"(?:\\+r)?\\+n|\\+r")  # in two characters, as variables and JSON have it
_LABEL: Final = re.compile(rb"-----BEGIN ([A-Z0-9 ]+)-----")
_BLOCK: Final = re.compile(rb"-----BEGIN ([A-Z0-9 ]+)-----([0-9A-Za-z+/=\s]+)-----END \1-----")
_BASE64: Final = re.compile(rb"[0-9A-Za-z+/]+={0,2}")
_DER_SEQUENCE: Final = b"\x30"
# A sequence that begins with the number 3: no key has this version. Its length may be left open (0x80).
_PFX: Final = re.compile(rb"\x30(?:[\x00-\x80]|\x81.|\x82..|\x83...|\x84....)\x02\x01\x03", re.DOTALL)


def cleaned(text: str) -> str:
    """Take off what files of variables leave around a value: a byte-order mark, blanks, line ends, quotes."""
    text = text.strip(_BOM + " \t\r\n")
    if len(text) > 1 and text[0] in _QUOTES and text[0] == text[-1]:
        text = text[1:-1].strip(" \t\r\n")
    return text


class KeyText:
    """A key or certificate as it was given, made readable. Its repr shows nothing of it.

    Args:
        raw: The bytes of a file or text, in whatever form.

    Attributes:
        labels: What it holds, as PEM names it ("PRIVATE KEY"), or `PKCS12`; empty when it cannot be told.
        content: PEM; or the file itself, for PKCS#12 and what cannot be told.
    """

    def __init__(self, raw: bytes) -> None:
        self.labels, self.content = _read(raw)

    @property
    def trouble(self) -> str:
        """What it is in place of something usable, as the end of a sentence."""
        if self.labels:
            return f"holds {' and '.join(self.labels)}"
        if not self.content.strip():
            return "is empty"
        if self.content.startswith(_DER_SEQUENCE):
            return "is binary, and no key or certificate that can be read"
        return "holds no PEM block ('-----BEGIN ...') and no key in Base64; a file is given as a pathlib.Path"

    def __repr__(self) -> str:
        return "KeyText(...)"


def _read(raw: bytes) -> tuple[list[str], bytes]:
    if raw.startswith(_DER_SEQUENCE) and (known := _read_der(raw)):
        return known
    content = _as_text(raw)
    if b"-----BEGIN" in content:
        return [label.decode() for label in _LABEL.findall(content)], _BLOCK.sub(_rewrapped, content)
    joined = b"".join(content.split())
    if _BASE64.fullmatch(joined):
        try:
            inner = a2b_base64(joined, strict_mode=True)
        except Error:
            return [], raw
        if b"-----BEGIN" in inner:
            return _read(inner)
        if inner.startswith(_DER_SEQUENCE):
            return _read_der(inner) or ([], raw)
    return [], raw


def _as_text(raw: bytes) -> bytes:
    """Undo what editors, shells and files of variables do to text."""
    encoding = "utf-16" if raw.startswith(_UTF16) else "utf-8"
    text = cleaned(raw.decode(encoding, "replace"))
    return _WRITTEN_BREAK.sub(b"\n", text.encode("ascii", "replace"))


def _rewrapped(block: re.Match[bytes]) -> bytes:
    """Give a block whose line breaks became blanks, or were lost, its lines again."""
    label, joined = block[1], b"".join(block[2].split())
    lines = [joined[start : start + 64] for start in range(0, len(joined), 64)]
    return b"\n".join([b"-----BEGIN %b-----" % label, *lines, b"-----END %b-----\n" % label])


def _read_der(der: bytes) -> tuple[list[str], bytes] | None:
    if _PFX.match(der):
        return [PKCS12], der
    for label, to_pem in _DER_KINDS.items():
        try:
            return [label], to_pem(der)
        except TypeError:  # what it says of an encrypted key without its password
            wrapped = b2a_base64(der, newline=False)
            return _read(b"-----BEGIN ENCRYPTED PRIVATE KEY-----%b-----END ENCRYPTED PRIVATE KEY-----" % wrapped)
        except (ValueError, UnsupportedAlgorithm):
            continue
    return None


def _private_pem(der: bytes) -> bytes:
    return load_der_private_key(der, None).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _public_pem(der: bytes) -> bytes:
    return load_der_public_key(der).public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def _certificate_pem(der: bytes) -> bytes:
    return x509.load_der_x509_certificate(der).public_bytes(Encoding.PEM)


_DER_KINDS: Final = {"CERTIFICATE": _certificate_pem, "PUBLIC KEY": _public_pem, "PRIVATE KEY": _private_pem}
