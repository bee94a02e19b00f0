"""A request as it came over the wire, and whether a merchant signed it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from wechatpay_sandbox._protocol.accounts import Account
from wechatpay_sandbox._protocol.contract import HTTP_RULES
from wechatpay_sandbox._protocol.nonces import Nonces
from wechatpay_sandbox._protocol.platform import Platform
from wechatpay_sandbox._protocol.refusals import RefusedError, fault_in
from wechatpay_sandbox._protocol.signing import is_signature, lines
from wechatpay_sandbox._protocol.trail import Trail

# By scheme: the part that names whoever signed.
_SCHEMES: Final = {"WECHATPAY2-SHA256-RSA2048": "mchid", "WECHATPAY-BRAND-SHA256-RSA2048": "brand_id"}
_NAMES: Final = {"mchid": "merchant", "brand_id": "brand"}
_PARTS: Final = ("nonce_str", "timestamp", "serial_no", "signature")
# Matched at one place after the other, never searched for: what follows no rule ends it at once, however long it is.
_PART: Final = re.compile(r'\s*(\w+)="([^"]+)"\s*(,|$)')
_LONGEST_AUTHORIZATION: Final = 4096  # characters; a true one has about 600
_WINDOW: Final = 300  # seconds; protocol: requests and answers older than five minutes are stale
_BODY_SHOWN: Final = 64  # bytes of the body in `truncated_sign_message`
_ACCEPTABLE: Final = {"application/json", "application/*", "*/*"}


@dataclass(frozen=True)
class Incoming:
    """A request as received.

    Attributes:
        method: HTTP method, upper case.
        target: Path and query exactly as sent, percent-encoding included.
        headers: Header fields; names in any case.
        body: The bytes of the body.
        path: Values of the path parameters, decoded.
        query: The query, as in the target.
    """

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes
    path: dict[str, str]
    query: str


def check_headers(headers: Mapping[str, str], platform: Platform) -> None:
    """Check what every request must carry beside its signature.

    Raises:
        RefusedError: INVALID_REQUEST, naming the header.
    """
    accepted = {part.partition(";")[0].strip().lower() for part in headers.get("Accept", "").split(",")}
    if accepted.isdisjoint(_ACCEPTABLE):
        raise _bad_header(headers, "Accept", "application/json must be accepted")
    if not headers.get("User-Agent", "").strip():
        raise _bad_header(headers, "User-Agent", "must name the program that calls")
    if not platform.knows(headers.get("Wechatpay-Serial") or platform.public_key_id):
        issue = f"no such key of WeChat Pay; this one has {platform.public_key_id}"
        raise _bad_header(headers, "Wechatpay-Serial", issue)


def _bad_header(headers: Mapping[str, str], name: str, issue: str) -> RefusedError:
    return fault_in("header", name, issue, code="INVALID_REQUEST", about=HTTP_RULES, value=headers.get(name))


class Gate:
    """Lets in what a known account signed, once and in time.

    Args:
        accounts: Finds an account with the key it signed with, by the name of its number in the Authorization header
            (mchid or brand_id), its number, and the serial number of its certificate. A serial number that is none of
            the account's finds its newest key.
        clock: Unix time in seconds.
    """

    def __init__(self, accounts: Callable[[str, str, str], Account | None], clock: Callable[[], float]) -> None:
        self._accounts = accounts
        self._clock = clock

    def admit(self, request: Incoming, signed_body: bytes | None, trail: Trail, nonces: Nonces) -> Account:
        """Verify the request's signature over `signed_body`: its body, or of a form the `meta` part alone.

        None is a `meta` part that was sent as a file: the server finds no text in it to verify. The nonce is added to
        `nonces`.

        Raises:
            RefusedError: SIGN_ERROR; `detail` says what was wrong and shows the message as seen from here.
        """
        with trail.checking("authorization header"):
            owner, parts = authorization_of(request.headers.get("Authorization", ""))
        body = signed_body or b""
        message = lines(request.method, request.target, parts["timestamp"], parts["nonce_str"], body)

        def refuse(field: str, issue: str) -> RefusedError:
            return _sign_error(field, issue, request, message, body)

        account = self._accounts(owner, parts[owner], parts["serial_no"].upper())
        with trail.checking(_NAMES[owner]):
            if account is None:
                raise refuse(owner, f"no such {_NAMES[owner]}: {parts[owner]}")
        with trail.checking("certificate serial number"):
            if parts["serial_no"].upper() != account.serial_no:
                raise refuse("serial_no", f"no certificate of this {_NAMES[owner]} has this serial number")
        with trail.checking("timestamp"):
            self._check_time(parts["timestamp"], refuse)
        with trail.checking("signature"):
            if signed_body is None:
                raise refuse("signature", "sign not match: the part meta has a filename, so that it counts as a file")
            if not is_signature(account.private_key.public_key(), message, parts["signature"]):
                raise refuse("signature", "sign not match")
        with trail.checking("nonce"):
            use = (account.number, parts["nonce_str"], int(parts["timestamp"]))
            if not nonces.take(use, self._clock(), 2 * _WINDOW):
                raise refuse("nonce_str", "this nonce was used before")
        return account

    def _check_time(self, timestamp: str, refuse: Callable[[str, str], RefusedError]) -> None:
        if not re.fullmatch(r"[0-9]{1,12}", timestamp):
            raise refuse("timestamp", "not Unix time in seconds")
        off = int(timestamp) - self._clock()
        if abs(off) >= _WINDOW:
            raise refuse("timestamp", f"{off:+.0f} s from the server's clock, must be less than {_WINDOW} s")


def authorization_of(header: str) -> tuple[str, dict[str, str]]:
    """Take an Authorization header apart; its five parts may stand in any order.

    Returns:
        Which part names whoever signed, and all parts.

    Raises:
        RefusedError: SIGN_ERROR, if it is no such header.
    """
    if len(header) > _LONGEST_AUTHORIZATION:
        raise _malformed(f"has {len(header)} characters, more than {_LONGEST_AUTHORIZATION}")
    scheme, _, rest = header.partition(" ")
    owner = _SCHEMES.get(scheme)
    if owner is None:
        raise _malformed(f"must begin with {' or '.join(_SCHEMES)}" if header else "is missing")
    names = [owner, *_PARTS]
    pairs = _pairs(rest)
    if sorted(name for name, _ in pairs) != sorted(names):
        raise _malformed('must have name="value" once for each of ' + ", ".join(names))
    return owner, dict(pairs)


def _pairs(text: str) -> list[tuple[str, str]]:
    """Read `name="value"` after `name="value"`, separated by commas; nothing, if it is not that to its end."""
    pairs = []
    place = 0
    while found := _PART.match(text, place):
        pairs.append((found[1], found[2]))
        place = found.end()
        if not found[3]:
            return pairs
    return []


def wrong_mode(account: Account) -> RefusedError:
    """Refuse an account of the other mode: partner and brand-direct calls do not mix."""
    return RefusedError(
        "SIGN_ERROR",
        detail={
            "detail": {"issue": f"this path is not for {account.number}: it belongs to the other mode"},
            "field": "Authorization",
            "location": "header",
        },
    )


def _malformed(issue: str) -> RefusedError:
    return RefusedError(
        "SIGN_ERROR",
        detail={"detail": {"issue": f"Authorization {issue}"}, "field": "Authorization", "location": "header"},
    )


def _sign_error(field: str, issue: str, request: Incoming, message: bytes, signed_body: bytes) -> RefusedError:
    shown = len(message) - max(0, len(signed_body) - _BODY_SHOWN)
    detail = {
        "detail": {"issue": issue},
        "field": field,
        "location": "authorization",
        "sign_information": {
            "method": request.method,
            "url": request.target,
            "truncated_sign_message": message[:shown].decode("utf-8", "ignore"),
            "sign_message_length": len(message),
        },
    }
    return RefusedError("SIGN_ERROR", detail=detail)
