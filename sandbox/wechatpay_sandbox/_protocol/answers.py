"""Answers, each with its Request-ID and its signature."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, replace
from enum import Enum

from wechatpay_sandbox._protocol.contract import JSON, Contract, Operation
from wechatpay_sandbox._protocol.platform import Platform
from wechatpay_sandbox._protocol.refusals import RefusedError
from wechatpay_sandbox._protocol.wording import chinese, english, wants_english


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

    def refusal(
        self, refusal: RefusedError, operation: Operation | None, serial: str | None, accept_language: str = ""
    ) -> Answer:
        """Answer with an error, in the words of the operation's own row about it.

        Where no row is about it the refusal speaks for itself: one about something else would mislead.
        """
        row = operation.error(refusal.code, refusal.about) if operation else None
        known = row or self._contract.error(refusal.code)
        own_words = row.when if row else refusal.issue
        said = english if wants_english(accept_language) else chinese
        body: JSON = {"code": refusal.code, "message": said(refusal.message or own_words or known.when)}
        if refusal.detail is not None:
            body["detail"] = refusal.detail
        status = refusal.status or known.status
        result = self._contract.result_codes[refusal.result.name] if refusal.result else status
        return self._signed(status, result, body, serial)

    def _signed(self, status: int, result: int, data: JSON | None, serial: str | None) -> Answer:
        body = b"" if data is None else json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
        headers = {"Request-ID": f"{secrets.token_hex(20).upper()}-{result}"}
        if data is not None:
            headers = {"Content-Type": "application/json", **headers}
        return Answer(status, headers | self._platform.signature_headers(body, serial=serial), body)
