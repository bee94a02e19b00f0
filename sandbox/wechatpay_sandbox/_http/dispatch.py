"""From a request to its answer: verify, limit, check, carry out."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any, Final

from wechatpay_sandbox._operations.playing import Call, Players
from wechatpay_sandbox._protocol.accounts import Account, Brand
from wechatpay_sandbox._protocol.answers import Answer, Answers
from wechatpay_sandbox._protocol.certificates import LISTING
from wechatpay_sandbox._protocol.checks import Checks
from wechatpay_sandbox._protocol.contract import JSON, Contract, Operation
from wechatpay_sandbox._protocol.faults import NO_FAULT, Fault
from wechatpay_sandbox._protocol.forms import parse_form, parse_json
from wechatpay_sandbox._protocol.gate import Gate, Incoming, check_headers, wrong_mode
from wechatpay_sandbox._protocol.limits import RateLimits
from wechatpay_sandbox._protocol.parameters import path_values, query_values
from wechatpay_sandbox._protocol.platform import Platform
from wechatpay_sandbox._protocol.refusals import RefusedError, Result, fault_in
from wechatpay_sandbox._world.records import Event, Exchange
from wechatpay_sandbox._world.state import State

# Brand-direct calls are let in and answered with 404: the contract has none.
_BRAND_PATHS: Final = "/brand/"
BRAND_OPERATIONS: Final = [
    replace(LISTING, operation_id="a brand operation", method=method, path=f"{_BRAND_PATHS}{{rest:path}}")
    for method in ("GET", "POST", "PATCH", "PUT", "DELETE")
]
_FORM: Final = "multipart/form-data"
_SIGNED_PART: Final = "meta"
_logger: Final = logging.getLogger("wechatpay_sandbox")


class Dispatcher:
    """Answers requests, one at a time.

    `faults` are those to come, the next one first.

    Args:
        contract: What can be asked for.
        platform: Knows who asks, and signs the answers.
        state: What is remembered.
        lock: Held while a request is answered.
        tell: Plans what a merchant shall be told.
    """

    def __init__(
        self,
        contract: Contract,
        platform: Platform,
        state: State,
        lock: AbstractContextManager[Any],
        tell: Callable[[Event], None],
    ) -> None:
        self.faults: deque[Fault] = deque()
        self._contract = contract
        self._platform = platform
        self._state = state
        self._lock = lock
        self._tell = tell
        self._answers = Answers(contract, platform)
        self._gate = Gate(platform.account, platform.now)
        self._checks = Checks(contract)
        self._limits = RateLimits()
        self._players = Players(contract)

    def answer(self, request: Incoming, operation: Operation) -> Answer:
        """Answer a request for one of the contract's operations."""
        with self._lock:
            fault = self.faults.popleft() if self.faults else NO_FAULT
            if fault.instead:
                return self._finish(request, fault.instead, fault=fault)
            account = refusal = None
            from_example = False
            serial = self._serial(request, operation)
            try:
                if fault.code:
                    raise RefusedError(fault.code, result=fault.result)
                form = self._form(operation, request)
                account = self._admit(operation, request, form)
                data, from_example = self._carry_out(operation, account, request, form)
                answer = self._answers.success(operation, data, serial)
            except RefusedError as exc:
                refusal = exc
            except Exception:
                _logger.exception("%s failed in the sandbox itself", operation.operation_id)
                refusal = RefusedError("SYSTEM_ERROR")
            if refusal:
                answer = self._answers.refusal(refusal, operation, serial)
            answer = fault.spoil(answer, self._platform)
            mchid = account.number if account else None
            return self._finish(request, answer, mchid=mchid, refusal=refusal, fault=fault, from_example=from_example)

    def refuse(self, request: Incoming, refusal: RefusedError) -> Answer:
        """Answer a request that is for no operation of the contract."""
        with self._lock:
            answer = self._answers.refusal(refusal, None, self._serial(request, None))
            return self._finish(request, answer, refusal=refusal)

    def _serial(self, request: Incoming, operation: Operation | None) -> str | None:
        """Return the Wechatpay-Serial to answer under: the list of certificates, if nobody asks, under the newest."""
        by_default = operation is LISTING or self._state.options.certificate_mode
        return request.headers.get(
            "Wechatpay-Serial", self._platform.certificates.newest().serial_no if by_default else None
        )

    def _form(self, operation: Operation, request: Incoming) -> dict[str, bytes] | None:
        check_headers(request.headers, self._platform)
        if operation.media_type != _FORM:
            return None
        return parse_form(request.headers.get("Content-Type", ""), request.body)

    def _admit(self, operation: Operation, request: Incoming, form: dict[str, bytes] | None) -> Account:
        signed_body = request.body if form is None else form.get(_SIGNED_PART, b"")
        account = self._gate.admit(request, signed_body)
        if operation is not LISTING and isinstance(account, Brand) != operation.path.startswith(_BRAND_PATHS):
            raise wrong_mode(account)
        if self._state.options.rate_limits:
            self._limits.count(operation, account.number, self._platform.now())
        return account

    def _carry_out(
        self, operation: Operation, account: Account, request: Incoming, form: dict[str, bytes] | None
    ) -> tuple[JSON, bool]:
        """Return the answer's data, and whether it was made of the contract's example."""
        path = path_values(self._contract, operation, request.path)
        query = query_values(self._contract, operation, request.query)
        self._checks.parameters(operation, path, query)
        body = self._body(operation, request, form) if operation.body else {}
        if operation is LISTING:
            return self._listing(account), False
        call = Call(operation, account.number, path, query, body, self._platform.now() + self._state.seconds_ahead)
        if call.brand_id in self._state.options.unauthorized_brands:
            detail = {"field": "brand_id", "value": call.brand_id, "issue": "the brand has not authorised the merchant"}
            raise RefusedError("NO_AUTH", detail=detail, result=Result.NO_PERMISSION)
        played = self._players.play(self._state, call)
        for event in call.events:
            self._tell(event)
        return played

    def _listing(self, account: Account) -> JSON:
        if not self._state.options.has_certificates:
            raise RefusedError("NOT_FOUND", message="this merchant has no platform certificate (平台证书不存在)")
        return self._platform.certificates.listed(account.apiv3_key)

    def _body(self, operation: Operation, request: Incoming, form: dict[str, bytes] | None) -> Any:
        if form is None:
            _check_media_type(operation, request.headers.get("Content-Type", ""))
            body = parse_json(request.body)
        else:
            body = {name: parse_json(part, f"/{name}") if name == _SIGNED_PART else part for name, part in form.items()}
        self._checks.body(operation, body)
        return body

    def _finish(
        self,
        request: Incoming,
        answer: Answer,
        *,
        mchid: str | None = None,
        refusal: RefusedError | None = None,
        fault: Fault = NO_FAULT,
        from_example: bool = False,
    ) -> Answer:
        """Write down and log what became of a request."""
        exchange = Exchange(
            method=request.method,
            target=request.target,
            mchid=mchid,
            status=answer.status,
            request_id=answer.headers.get("Request-ID", ""),
            code=refusal.code if refusal else None,
            fault=fault.name or None,
            from_example=from_example,
        )
        self._state.exchanges.append(exchange)
        remarks = [
            str(refusal) if refusal else "",
            f"fault: {fault.name}" if fault.name else "",
            "the contract's example" if from_example else "",
        ]
        _logger.info(
            "%s %s %d %s %s",
            exchange.method,
            exchange.target,
            exchange.status,
            exchange.request_id or "-",
            "; ".join(filter(None, remarks)),
        )
        return answer


def _check_media_type(operation: Operation, content_type: str) -> None:
    if content_type.partition(";")[0].strip().lower() != operation.media_type:
        issue = f"must be {operation.media_type}"
        raise fault_in("header", "Content-Type", issue, value=content_type, code="INVALID_REQUEST")
