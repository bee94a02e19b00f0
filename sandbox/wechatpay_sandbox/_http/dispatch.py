"""From a request to its answer: verify, limit, check, carry out."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import Any, Final

from wechatpay_sandbox._exchange_log import ExchangeLog
from wechatpay_sandbox._operations.playing import Call, Players
from wechatpay_sandbox._protocol.accounts import Account, Brand
from wechatpay_sandbox._protocol.answers import Answer, Answers
from wechatpay_sandbox._protocol.certificates import LISTING
from wechatpay_sandbox._protocol.checks import Checks
from wechatpay_sandbox._protocol.contract import HTTP_RULES, JSON, Contract, Operation
from wechatpay_sandbox._protocol.faults import NO_FAULT, Fault
from wechatpay_sandbox._protocol.forms import Part, parse_form, parse_json
from wechatpay_sandbox._protocol.gate import Gate, Incoming, check_headers, wrong_mode
from wechatpay_sandbox._protocol.parameters import path_values, query_values
from wechatpay_sandbox._protocol.platform import Platform
from wechatpay_sandbox._protocol.refusals import RefusedError, Result, fault_in
from wechatpay_sandbox._protocol.trail import Trail
from wechatpay_sandbox._world.exchanges import Exchange
from wechatpay_sandbox._world.records import Event
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


@dataclass
class _Visit:
    """One request on its way to an answer."""

    request: Incoming
    operation: Operation | None
    at: float
    fault: Fault = NO_FAULT
    trail: Trail = field(default_factory=Trail)
    account: Account | None = None
    refusal: RefusedError | None = None
    from_example: bool = False
    began: float = field(default_factory=time.perf_counter)

    def exchange(self, answer: Answer) -> Exchange:
        """Say what became of it."""
        return Exchange(
            method=self.request.method,
            target=self.request.target,
            mchid=self.account.number if self.account else None,
            status=answer.status,
            request_id=answer.headers.get("Request-ID", ""),
            code=self.refusal.code if self.refusal else None,
            fault=self.fault.name or None,
            from_example=self.from_example,
            at=self.at,
            seconds=time.perf_counter() - self.began,
            operation=self.operation.operation_id if self.operation else None,
            checks=self.trail.checks,
            header_pairs=tuple(self.request.headers.items()),
            body=self.request.body,
            answer_header_pairs=tuple(answer.headers.items()),
            answer_body=answer.body,
        )

    def remark(self) -> str:
        """Say what was special about it."""
        remarks = (
            str(self.refusal) if self.refusal else "",
            f"fault: {self.fault.name}" if self.fault.name else "",
            "the contract's example" if self.from_example else "",
        )
        return "; ".join(filter(None, remarks))


class Dispatcher:
    """Answers requests, one at a time.

    Args:
        contract: What can be asked for.
        platform: Knows who asks, and signs the answers.
        state: What is remembered.
        lock: Held while a request is answered.
        tell: Plans what a merchant shall be told.
        log: Takes what became of each.
    """

    def __init__(
        self,
        contract: Contract,
        platform: Platform,
        state: State,
        lock: AbstractContextManager[Any],
        *,
        tell: Callable[[Event], None],
        log: ExchangeLog,
    ) -> None:
        self._contract = contract
        self._platform = platform
        self._state = state
        self._lock = lock
        self._tell = tell
        self._log = log
        self._answers = Answers(contract, platform)
        self._gate = Gate(platform.account, platform.now)
        self._checks = Checks(contract)
        self._players = Players(contract)

    def answer(self, request: Incoming, operation: Operation) -> Answer:
        """Answer a request for one of the contract's operations."""
        with self._lock:
            visit = _Visit(request, operation, self._platform.now())
            if self._state.faults:
                visit.fault = self._state.faults.popleft()
            answer = visit.fault.instead or visit.fault.spoil(self._answer(visit, operation), self._platform)
            self._log.write(visit.exchange(answer), visit.remark())
            return answer

    def _answer(self, visit: _Visit, operation: Operation) -> Answer:
        serial = self._serial(visit.request, operation)
        try:
            if visit.fault.code:
                raise RefusedError(visit.fault.code, result=visit.fault.result)
            form = self._form(visit, operation)
            visit.account = self._admit(visit, operation, form)
            data, visit.from_example = self._carry_out(visit, operation, visit.account, form)
            return self._answers.success(operation, data, serial)
        except RefusedError as exc:
            visit.refusal = exc
        except Exception:
            _logger.exception("%s failed in the sandbox itself", operation.operation_id)
            visit.refusal = RefusedError("SYSTEM_ERROR")
        language = visit.request.headers.get("Accept-Language", "")
        return self._answers.refusal(visit.refusal, operation, serial, language)

    def refuse(self, request: Incoming, refusal: RefusedError) -> Answer:
        """Answer a request that is for no operation of the contract."""
        with self._lock:
            visit = _Visit(request, None, self._platform.now(), refusal=refusal)
            serial, language = self._serial(request, None), request.headers.get("Accept-Language", "")
            answer = self._answers.refusal(refusal, None, serial, language)
            self._log.write(visit.exchange(answer), visit.remark())
            return answer

    def _serial(self, request: Incoming, operation: Operation | None) -> str | None:
        """Return the Wechatpay-Serial to answer under: the list of certificates, if nobody asks, under the newest."""
        by_default = operation is LISTING or self._state.options.certificate_mode
        newest = self._platform.certificates.newest().serial_no if by_default else None
        return request.headers.get("Wechatpay-Serial") or newest

    def _form(self, visit: _Visit, operation: Operation) -> dict[str, Part] | None:
        headers = visit.request.headers
        with visit.trail.checking("headers"):
            check_headers(headers, self._platform)
        if operation.media_type != _FORM:
            return None
        with visit.trail.checking("form"):
            return parse_form(headers.get("Content-Type", ""), visit.request.body)

    def _admit(self, visit: _Visit, operation: Operation, form: dict[str, Part] | None) -> Account:
        signed = signed_of(visit.request.body, form)
        account = self._gate.admit(visit.request, signed, visit.trail, self._state.nonces)
        with visit.trail.checking("mode"):
            if operation is not LISTING and isinstance(account, Brand) != operation.path.startswith(_BRAND_PATHS):
                raise wrong_mode(account)
        if self._state.options.rate_limits:
            with visit.trail.checking("rate limit"):
                self._state.limits.count(operation, account.number, self._platform.now())
        return account

    def _carry_out(
        self, visit: _Visit, operation: Operation, account: Account, form: dict[str, Part] | None
    ) -> tuple[JSON, bool]:
        """Return the answer's data, and whether it was made of the contract's example."""
        request = visit.request
        with visit.trail.checking("parameters"):
            path = path_values(self._contract, operation, request.path)
            query = query_values(self._contract, operation, request.query)
            self._checks.parameters(operation, path, query)
        body = {}
        if operation.body:
            with visit.trail.checking("body"):
                body = self._body(operation, request, form)
        if operation is LISTING:
            return self._listing(account), False
        call = Call(operation, account.number, path, query, body, self._platform.now() + self._state.seconds_ahead)
        with visit.trail.checking("permission"):
            if call.brand_id in self._state.options.unauthorized_brands:
                issue = "the brand has not authorised the merchant"
                detail = {"field": "brand_id", "value": call.brand_id, "issue": issue}
                raise RefusedError("NO_AUTH", detail=detail, result=Result.NO_PERMISSION)
        with visit.trail.checking("operation"):
            played = self._players.play(self._state, call)
        for event in call.events:
            self._tell(event)
        return played

    def _listing(self, account: Account) -> JSON:
        if not self._state.options.has_certificates:
            raise RefusedError("NOT_FOUND", message="This merchant has no platform certificate (平台证书不存在)")
        return self._platform.certificates.listed(account.apiv3_key)

    def _body(self, operation: Operation, request: Incoming, form: dict[str, Part] | None) -> Any:
        if form is None:
            _check_media_type(operation, request.headers.get("Content-Type", ""))
            body = parse_json(request.body)
        else:
            files = self._files(operation)
            body = {
                name: part.content if name in files else parse_json(part.content, f"/{name}")
                for name, part in form.items()
            }
        self._checks.body(operation, body)
        return body

    def _files(self, operation: Operation) -> set[str]:
        """Return the parts of a form that are files; any other is JSON."""
        parts = self._contract.resolve(operation.body or {}).get("properties", {})
        return {name for name, part in parts.items() if self._contract.resolve(part).get("format") == "binary"}


def signed_of(body: bytes, form: dict[str, Part] | None) -> bytes | None:
    """Return what is signed of a request: its body, or the text of one part; None where that came as a file."""
    if form is None:
        return body
    part = form.get(_SIGNED_PART, Part(b"", is_file=False))
    return None if part.is_file else part.content


def _check_media_type(operation: Operation, content_type: str) -> None:
    if content_type.partition(";")[0].strip().lower() != operation.media_type:
        issue = f"must be {operation.media_type}"
        raise fault_in("header", "Content-Type", issue, value=content_type, code="INVALID_REQUEST", about=HTTP_RULES)
