"""Why a request was refused, for its page: the lines of a signature side by side, or the official field of a rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from wechatpay_sandbox._console.desk import Desk
from wechatpay_sandbox._console.diagnosis import Finding, Message, explained
from wechatpay_sandbox._console.words import text
from wechatpay_sandbox._http.dispatch import signed_of
from wechatpay_sandbox._http.masking import HIDDEN
from wechatpay_sandbox._protocol.forms import parse_form
from wechatpay_sandbox._protocol.gate import authorization_of
from wechatpay_sandbox._protocol.platform import Platform
from wechatpay_sandbox._protocol.refusals import RefusedError
from wechatpay_sandbox._world.exchanges import BODY_BYTES, Exchange

_SHOWN: Final = 2_000  # characters of one line
_BEFORE: Final = 200  # of them before the first difference
_COMPARED: Final = 64 * 1024  # bytes of one line
_NAMES: Final = (text("method"), text("URL"), text("time"), text("nonce"), text("body"))
_CAUSES: Final = {
    "authorization header": text("The Authorization header cannot be read: see what the answer says of it."),
    "merchant": text("The merchant number is none of this sandbox's; the page of accounts has them."),
    "brand": text("The brand is none of this sandbox's; the page of accounts has them."),
    "certificate serial number": text("serial_no is no certificate of this merchant's; the page of accounts has them."),
    "timestamp": text("The clock of the client is off, or an old signature was sent again."),
    "nonce": text("This nonce was used before: sign each request anew, its repeats too."),
    "mode": text("The path is for the other mode: calls of partners and calls of brands do not mix."),
}


@dataclass(frozen=True)
class Line:
    """One line of the message on both sides.

    Attributes:
        name: Which of the five.
        server: The server's.
        signed: What was signed; None where nobody knows.
        same: How many characters agree from the start; None where all of them do.
        same_at_end: How many agree at the end, beside those.
    """

    name: str
    server: str
    signed: str | None
    same: int | None = None
    same_at_end: int = 0


@dataclass(frozen=True)
class SignatureView:
    """What is known of a signature that was refused."""

    causes: tuple[str, ...]
    lines: tuple[Line, ...] = ()
    is_found: bool = False
    hides_the_difference: bool = False


def signature_view(desk: Desk, exchange: Exchange, *, reveal: bool) -> SignatureView | None:
    """Compare what the server put together with what was signed; None where no signature was refused."""
    if exchange.code != "SIGN_ERROR" or not exchange.checks:
        return None
    refused_at = exchange.checks[-1].name
    causes = (_CAUSES[refused_at],) if refused_at in _CAUSES else ()
    if refused_at == "signature" and len(exchange.body) >= BODY_BYTES:
        return SignatureView((text("The body is longer than what is kept of it: nothing can be compared."),))
    try:
        owner, parts = authorization_of(exchange.headers.get("Authorization", ""))
        form = _form(desk, exchange)
    except RefusedError:
        return SignatureView(causes)
    body = signed_of(exchange.body, form)
    server = Message(exchange.method, exchange.target, parts["timestamp"], parts["nonce_str"], body or b"")
    keys = _keys(desk.holder._platform, owner, parts[owner], parts["serial_no"].upper())
    finding = Finding(causes)
    if refused_at == "signature" and body is None:
        finding = Finding((text("The part meta of the upload has a filename, so that it counts as a file."),))
    elif refused_at == "signature" and keys:
        host = exchange.headers.get("Host", "")
        finding = explained(server, parts["signature"], keys, host, exchange.body if form is not None else b"")
    if reveal:
        return _side_by_side(finding, server, set(), hides_body=False)
    parsed = exchange.json
    secrets = desk.shower.mask.secrets(exchange, parsed)
    opaque = bool(body) and body is exchange.body and parsed is None
    return _side_by_side(finding, server, secrets.within, hides_body=opaque or not secrets.is_complete)


def _form(desk: Desk, exchange: Exchange) -> Any:
    operation = desk.contract.operations.get(exchange.operation or "")
    if operation is None or operation.media_type != "multipart/form-data":
        return None
    return parse_form(exchange.headers.get("Content-Type", ""), exchange.body)


def _keys(platform: Platform, owner: str, number: str, serial_no: str) -> dict[str, RSAPublicKey]:
    """Return the key that should have signed under "", and all others that the sandbox knows."""
    account = platform.account(owner, number, serial_no)
    if account is None:
        return {}
    everybody = [*platform.merchants.values(), *platform.former_keys.values(), *platform.brands.values()]
    others = {each.serial_no: each for each in everybody if each is not account}
    keys = {name: each.private_key.public_key() for name, each in others.items()}
    return {"": account.private_key.public_key(), **keys}


def _side_by_side(finding: Finding, server: Message, secrets: set[str], *, hides_body: bool) -> SignatureView:
    found = finding.signed
    lines = []
    for name, ours, theirs in zip(_NAMES, server.parts, found.parts if found else (None,) * 5, strict=True):
        hidden = hides_body and name == _NAMES[-1]
        shown, signed = (None if part is None else _text(part, secrets, hidden=hidden) for part in (ours, theirs))
        lines.append(_line(name, shown or "", signed))
    hides = found is not None and found != server and all(line.same is None for line in lines)
    return SignatureView(finding.causes, tuple(lines), found is not None, hides)


def _text(part: bytes, secrets: set[str], *, hidden: bool) -> str:
    if hidden:
        return HIDDEN
    shown = part[:_COMPARED].decode("utf-8", "replace")
    for secret in sorted(secrets, key=len, reverse=True):
        shown = shown.replace(secret, HIDDEN)
    return shown


def _line(name: str, server: str, signed: str | None) -> Line:
    """Show a line: its beginning, or the surroundings of the first difference."""
    if signed is None or signed == server:
        return Line(name, server[:_SHOWN], None if signed is None else signed[:_SHOWN])
    same = _agreeing(server, signed)
    begins = max(0, same - _BEFORE)
    server, signed, same = server[begins:][:_SHOWN], signed[begins:][:_SHOWN], same - begins
    return Line(name, server, signed, same, _agreeing(server[same:][::-1], signed[same:][::-1]))


def _agreeing(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


@dataclass(frozen=True)
class RuleView:
    """The official field that a refusal is about, what was wrong with it, and the official page."""

    field: str
    location: str
    titles: tuple[str, ...]
    value: Any
    issue: str
    page: str
    summary: str


def rule_view(desk: Desk, exchange: Exchange, detail: Any) -> RuleView | None:
    """Say which field of the contract a refusal is about; None where it is about none."""
    operation = desk.contract.operations.get(exchange.operation or "")
    if operation is None or not isinstance(detail, dict) or exchange.code == "SIGN_ERROR":
        return None
    field, location = str(detail.get("field", "")), str(detail.get("location", ""))
    schemas = {"body": operation.body, "path": operation.path_parameters, "query": operation.query_parameters}
    return RuleView(
        field=field,
        location=location,
        titles=_titles(desk, schemas.get(location) or {}, field),
        value=detail.get("value"),
        issue=str(detail.get("issue", "")),
        page=operation.page,
        summary=operation.summary,
    )


def _titles(desk: Desk, schema: dict[str, Any], pointer: str) -> tuple[str, ...]:
    """Name the members on the way to a field, as the official pages do."""
    titles: list[str] = []
    node: Any = schema
    for step in pointer.strip("/").split("/"):
        node = desk.contract.resolve(node)
        node = node.get("items", {}) if step.isdecimal() else node.get("properties", {}).get(step, {})
        if "title" in node:
            titles.append(node["title"])
    return tuple(titles)
