"""Why a signature was refused: finds, of the usual mistakes, the one that gives the message the client signed.

An RSA signature holds the digest of what was signed. It is taken out with the client's public key, and the message is
put together in every wrong way that is known until the digest fits: what fits is what was signed.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import Final
from urllib.parse import quote, unquote

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, PSS, PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from wechatpay_sandbox._console.words import text
from wechatpay_sandbox._protocol.signing import lines

_OTHER_DIGESTS: Final = (hashes.SHA1(), hashes.SHA512(), hashes.MD5())  # noqa: S303 - looked for, not used
_MOST_BYTES: Final = 32 * 1024 * 1024  # to be hashed for one page
_LARGE: Final = 64 * 1024  # bytes; a larger body is written anew in the two usual ways alone
_SECONDS: Final = 5  # how far the time in the header may be from the one that was signed
_UNKNOWN: Final = text(
    "The key is the right one, but another message was signed, and by none of the usual mistakes: compare the five "
    "lines with those that your program signs, the nonce and the time first."
)
_ENDINGS: Final[tuple[tuple[str, bytes, bytes], ...]] = (
    ("", b"\n", b"\n"),
    (text("The last line has no line feed."), b"\n", b""),
    (text("Lines end in a carriage return and a line feed."), b"\r\n", b"\r\n"),
    (text("The line feeds are the two characters \\ and n."), b"\\n", b"\\n"),
)


@dataclass(frozen=True)
class Message:
    """The five parts of a message, as one side has them."""

    method: str
    target: str
    timestamp: str
    nonce: str
    body: bytes

    @property
    def parts(self) -> tuple[bytes, ...]:
        """The five parts as bytes."""
        return (*(part.encode() for part in (self.method, self.target, self.timestamp, self.nonce)), self.body)


@dataclass(frozen=True)
class Finding:
    """What a signature tells: what is wrong, and the message that was signed, where it was found."""

    causes: tuple[str, ...]
    signed: Message | None = None


def explained(
    server: Message, signature: str, keys: Mapping[str, RSAPublicKey], host: str = "", form: bytes = b""
) -> Finding:
    """Say why a signature does not fit.

    Args:
        server: The message as the server puts it together.
        signature: As the header has it.
        keys: Public keys, by whose they are: under "" the one that the serial number names, then others.
        host: The `Host` that was called.
        form: Of an upload, the whole body.
    """
    try:
        raw = base64.b64decode(signature, validate=True)
    except (binascii.Error, ValueError):
        return Finding((text("The signature is not standard Base64."),))
    for name, key in keys.items():
        if digest := _digest_in(key, raw):
            strange = (text("It was signed with a key that belongs to another serial number."),) if name else ()
            found = _signed_as(digest, server, host, form)
            return Finding((*strange, *found.causes), found.signed) if found else Finding(strange or (_UNKNOWN,))
    return Finding((_of_a_strange_key(keys[""], raw, lines(*server.parts)),))


def _signed_as(digest: bytes, server: Message, host: str, form: bytes) -> Finding | None:
    """Find the message of a digest, as far as a page may take the time."""
    left = _MOST_BYTES
    for causes, message, joint, end in _messages(server, host, form):
        whole = joint.join(message.parts) + end
        if hashlib.sha256(whole).digest() == digest:
            return Finding(causes, message)
        left -= len(whole)
        if left < 0:
            return None
    return None


def _digest_in(key: RSAPublicKey, signature: bytes) -> bytes | None:
    """Take the SHA-256 digest out of a signature; None if this key did not make it."""
    try:
        return key.recover_data_from_signature(signature, PKCS1v15(), hashes.SHA256())
    except (InvalidSignature, ValueError):
        return None


def _of_a_strange_key(key: RSAPublicKey, signature: bytes, message: bytes) -> str:
    for digest in _OTHER_DIGESTS:
        try:
            key.recover_data_from_signature(signature, PKCS1v15(), digest)
        except (InvalidSignature, ValueError):
            continue
        return text("It was signed with another digest than SHA-256.")
    try:
        key.verify(signature, message, PSS(MGF1(hashes.SHA256()), PSS.AUTO), hashes.SHA256())
    except (InvalidSignature, ValueError):
        return text("It was signed with a private key that does not belong to this serial number.")
    return text("It was padded as PSS; PKCS#1 v1.5 is needed.")


def _messages(server: Message, host: str, form: bytes) -> Iterator[tuple[tuple[str, ...], Message, bytes, bytes]]:
    """Yield messages put together wrongly, with their mistakes; those with one mistake first."""
    targets, bodies = list(_targets(server.target, host)), list(_bodies(server.body, form))
    found = list(product(targets, bodies, _ENDINGS))
    found.sort(key=_mistakes)
    single = [each for each in found if _mistakes(each) <= 1]
    for each in single:
        yield _put_together(server, *each)
    for method in sorted({server.method.lower(), "GET", "POST"} - {server.method}):
        yield (text("The method is another one, or not in capitals."),), replace(server, method=method), b"\n", b"\n"
    for stamp in _stamps(server.timestamp):
        cause = text("The time that was signed is another one than the header has.")
        yield (cause,), replace(server, timestamp=stamp), b"\n", b"\n"
    for each in found[len(single) :]:
        yield _put_together(server, *each)


def _mistakes(parts: tuple[tuple[str, str], tuple[str, bytes], tuple[str, bytes, bytes]]) -> int:
    return sum(bool(part[0]) for part in parts)


def _put_together(
    server: Message, target: tuple[str, str], body: tuple[str, bytes], ending: tuple[str, bytes, bytes]
) -> tuple[tuple[str, ...], Message, bytes, bytes]:
    causes = tuple(filter(None, (target[0], body[0], ending[0])))
    return causes, replace(server, target=target[1], body=body[1]), ending[1], ending[2]


def _targets(target: str, host: str) -> Iterator[tuple[str, str]]:
    yield "", target
    path, mark, query = target.partition("?")
    if mark:
        yield text("The query was left out of the URL."), path
    yield text("The URL was signed with its host; path and query alone count."), f"http://{host}{target}"
    yield (
        text("The URL was signed with its host; path and query alone count."),
        f"https://api.mch.weixin.qq.com{target}",
    )
    yield text("The URL was signed without its percent-encoding."), unquote(target)
    encoded = {quote(unquote(path)) + mark + quote(unquote(query), safe=safe) for safe in ("=&", "=&/", "=&/:,@")}
    encoded |= {re.sub("%[0-9A-Fa-f]{2}", lambda found: found[0].lower(), target), target.replace("%20", "+")}
    for each in sorted(encoded - {target}):
        yield text("The URL was percent-encoded in another way after it was signed."), each
    yield text("The URL was signed without its first slash."), target.removeprefix("/")
    yield text("The URL was signed with a slash at its end."), f"{path}/{mark}{query}"


def _bodies(body: bytes, form: bytes) -> Iterator[tuple[str, bytes]]:
    yield "", body
    if form:
        yield text("Of an upload the whole body was signed; the text of the part meta alone counts."), form
    yield text("The body was left out."), b""
    yield text("The body was signed as null."), b"null"
    yield text("The body was signed as an empty object."), b"{}"
    again = text("The body was written as JSON anew after it was signed: sign the very bytes that are sent.")
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return
    for comma, colon in ((",", ":"), (", ", ": ")):
        yield again, json.dumps(data, ensure_ascii=False, separators=(comma, colon)).encode()
    if len(body) > _LARGE:
        return
    for ascii_only, sort, (comma, colon) in product((True, False), (False, True), ((",", ":"), (", ", ": "))):
        yield again, json.dumps(data, ensure_ascii=ascii_only, sort_keys=sort, separators=(comma, colon)).encode()
    for indent in (2, 4):
        yield again, json.dumps(data, ensure_ascii=False, indent=indent).encode()
    yield text("The body was changed at its ends after it was signed."), body + b"\n"
    yield text("The body was changed at its ends after it was signed."), body.strip()


def _stamps(timestamp: str) -> Iterator[str]:
    if timestamp.isascii() and timestamp.isdecimal() and len(timestamp) <= 12:
        for off in range(1, _SECONDS + 1):
            yield from (str(int(timestamp) - off), str(int(timestamp) + off))
        yield from (f"{timestamp}{rest:03}" for rest in range(1000))  # milliseconds
