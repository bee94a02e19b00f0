"""How the control API shows what Python shows as records: JSON, bounded, without secrets unless they are asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import is_dataclass
from functools import cache
from typing import Any, Final

from pydantic import BaseModel, TypeAdapter

from wechatpay_sandbox._http.masking import HIDDEN, Mask
from wechatpay_sandbox._operations.images import StoredImage
from wechatpay_sandbox._protocol.accounts import Account, Brand, Merchant
from wechatpay_sandbox._protocol.contract import Contract
from wechatpay_sandbox._world.exchanges import Exchange
from wechatpay_sandbox._world.records import Notification

_BODY_SHOWN: Final = 64 * 1024  # characters
_SIGNATURE: Final = re.compile(r'(signature=")[^"]*')
_SECRET_HEADERS: Final = {"cookie", "proxy-authorization"}


class ShownCheck(BaseModel):
    """One thing that was checked; `passed` is false for the one at which the request was refused."""

    name: str
    passed: bool


class ShownExchange(BaseModel):
    """A request and how it was answered. Bodies are text, at most 65,536 characters; `parsed` is the body as JSON."""

    number: int
    at: float
    seconds: float
    method: str
    target: str
    path: str
    operation: str | None
    mchid: str | None
    status: int
    code: str | None
    request_id: str
    fault: str | None
    from_example: bool
    checks: list[ShownCheck]
    headers: dict[str, str]
    body: str
    body_bytes: int
    parsed: Any
    answer_headers: dict[str, str]
    answer_body: str
    answer_parsed: Any


class ShownAccount(BaseModel):
    """A merchant or brand, with everything it needs to call: `number` is its mchid or brand_id."""

    number: str
    serial_no: str
    private_key: str
    certificate: str
    apiv3_key: str
    public_key_id: str
    public_key: str


class ShownImage(BaseModel):
    """A picture; `path` is where the sandbox serves it."""

    url: str
    path: str
    media_type: str


class ShownNotification(BaseModel):
    """A notification: its envelope as it travels, and the data that is encrypted in it."""

    id: str
    event_type: str
    url: str
    body: str
    data: dict[str, Any]


SHOWN: Final[Mapping[Any, type[BaseModel]]] = {
    Exchange: ShownExchange,
    Merchant: ShownAccount,
    Brand: ShownAccount,
    StoredImage: ShownImage,
    Notification: ShownNotification,
}


class Shower:
    """Turns what controls return into JSON.

    Args:
        contract: Says which members are secret, and where they stand in paths.
    """

    def __init__(self, contract: Contract) -> None:
        self.mask = Mask(contract)

    def shown(self, value: Any, *, reveal: bool) -> Any:
        """Return a value as JSON; openids, codes and the like of requests only if they are to be revealed."""
        match value:
            case tuple() | list():
                return [self.shown(each, reveal=reveal) for each in value]
            case Exchange():
                return self._exchange(value, reveal=reveal)
            case Account():
                return _account(value)
            case StoredImage():
                path = "/" + value.url.split("/", 3)[3]
                return ShownImage(url=value.url, path=path, media_type=value.media_type).model_dump()
            case Notification():
                shown = {name: getattr(value, name) for name in ("id", "event_type", "url", "data")}
                return ShownNotification(**shown, body=value.body.decode()).model_dump()
        kind: Any = type(value)
        return _adapter(kind).dump_python(value, mode="json") if is_dataclass(value) else value

    def _exchange(self, exchange: Exchange, *, reveal: bool) -> Any:
        came, went = exchange.json, exchange.answer_json
        parsed, answered = came, went
        plain = {name: getattr(exchange, name) for name in ShownExchange.model_fields if hasattr(exchange, name)}
        if not reveal:
            plain["target"] = self.mask.target(exchange)
            plain["path"] = plain["target"].partition("?")[0]
            # A refusal repeats what was wrong with a request, under whatever name.
            answered = self.mask.secrets(exchange, came).out_of(self.mask.masked(went))
            parsed = self.mask.masked(came)
        shown = plain | {
            "checks": [ShownCheck(name=check.name, passed=check.passed) for check in exchange.checks],
            "headers": _headers(exchange.header_pairs),
            "answer_headers": _headers(exchange.answer_header_pairs),
            "body": _body(exchange.body, came, parsed, reveal=reveal),
            "body_bytes": len(exchange.body),
            "answer_body": _body(exchange.answer_body, went, answered, reveal=reveal),
            "parsed": parsed,
            "answer_parsed": answered,
        }
        return ShownExchange(**shown).model_dump()


def _body(body: bytes, parsed: Any, shown: Any, *, reveal: bool) -> str:
    """Return a body as text: as it is, if nothing of it is hidden."""
    if not reveal and parsed is None:
        return HIDDEN if body else ""
    text = body.decode("utf-8", "replace") if shown == parsed else json.dumps(shown, ensure_ascii=False)
    return text[:_BODY_SHOWN]


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _headers(pairs: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {
        name: HIDDEN if name.lower() in _SECRET_HEADERS else _SIGNATURE.sub(r"\1***", value) for name, value in pairs
    }


def _account(account: Account) -> Any:
    return ShownAccount(
        number=account.number,
        serial_no=account.serial_no,
        private_key=account.private_key_pem.decode(),
        certificate=account.certificate_pem.decode(),
        apiv3_key=account.apiv3_key,
        public_key_id=account.public_key_id,
        public_key=account.public_key_pem.decode(),
    ).model_dump()
