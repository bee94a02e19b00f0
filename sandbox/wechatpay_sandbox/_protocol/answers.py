"""Answers, each with its Request-ID and its signature."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, replace
from enum import Enum

from wechatpay_sandbox._protocol.contract import JSON, Contract, Operation
from wechatpay_sandbox._protocol.platform import Platform
from wechatpay_sandbox._protocol.refusals import RefusedError


class Ending(Enum):
    """How an answer leaves the wire."""

    COMPLETE = "complete"
    TRUNCATED = "truncated"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Answer:
    """An answer as it will travel."""

    status: int
    headers: dict[str, str]
    body: bytes
    ending: Ending = Ending.COMPLETE

    @property
    def serial(self) -> str | None:
        """The key or certificate it is signed with; None while it is not signed."""
        return self.headers.get("Wechatpay-Serial")

    def with_headers(self, headers: dict[str, str]) -> Answer:
        """Set headers, leaving the others."""
        return replace(self, headers=self.headers | headers)


class Answers:
    """Puts results and refusals into the platform's words.

    Args:
        contract: Has the words.
        platform: Signs.
    """

    def __init__(self, contract: Contract, platform: Platform) -> None:
        self._contract = contract
        self._platform = platform

    def success(self, operation: Operation, data: JSON, serial: str | None) -> Answer:
        """Answer that an operation worked, signed as the Wechatpay-Serial of the request asks."""
        return self._signed(operation.status, 0, data if operation.has_answer else None, serial)

    def refusal(self, refusal: RefusedError, operation: Operation | None, serial: str | None) -> Answer:
        """Answer with an error: the operation's own row of the error table, or else one the public knows."""
        row = operation.error(refusal.code, refusal.about) if operation else None
        row = row or self._contract.error(refusal.code)
        body: JSON = {"code": refusal.code, "message": refusal.message or row.when}
        if refusal.detail is not None:
            body["detail"] = refusal.detail
        status = refusal.status or row.status
        return self._signed(status, refusal.result or status, body, serial)

    def _signed(self, status: int, result: int, data: JSON | None, serial: str | None) -> Answer:
        body = b"" if data is None else json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
        headers = {"Request-ID": f"{secrets.token_hex(20).upper()}-{int(result)}"}
        if data is not None:
            headers = {"Content-Type": "application/json", **headers}
        return Answer(status, headers | self._platform.signature_headers(body, serial=serial), body)
