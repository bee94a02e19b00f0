"""Answers, each with its Request-ID and its signature."""

from __future__ import annotations

import json
import secrets

from wechatpay_sandbox._contract import JSON, Contract, Operation
from wechatpay_sandbox._errors import RefusedError
from wechatpay_sandbox._faults import Answer
from wechatpay_sandbox._keys import Platform


class Answers:
    """Puts results and refusals into the platform's words."""

    def __init__(self, contract: Contract, platform: Platform) -> None:
        self._contract = contract
        self._platform = platform

    def success(self, data: JSON, serial: str | None) -> Answer:
        """Answer 200, signed as the Wechatpay-Serial of the request asks."""
        return self._signed(200, 0, data, serial)

    def refusal(self, refusal: RefusedError, operation: Operation | None, serial: str | None) -> Answer:
        """Answer with an error: the operation's own row of the error table, or else one the public knows."""
        row = operation.error(refusal.code, refusal.about) if operation else None
        row = row or self._contract.error(refusal.code)
        body: JSON = {"code": refusal.code, "message": refusal.message or row.when}
        if refusal.detail is not None:
            body["detail"] = refusal.detail
        status = refusal.status or row.status
        return self._signed(status, refusal.result or status, body, serial)

    def _signed(self, status: int, result: int, data: JSON, serial: str | None) -> Answer:
        body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
        headers = {"Content-Type": "application/json", "Request-ID": f"{secrets.token_hex(20).upper()}-{int(result)}"}
        return Answer(status, headers | self._platform.signature_headers(body, serial=serial), body)
