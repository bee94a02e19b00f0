"""From a request to its answer: verify, limit, check, carry out."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

from wechatpay_sandbox._answers import Answers
from wechatpay_sandbox._certificates import LISTING
from wechatpay_sandbox._checks import Checks
from wechatpay_sandbox._codes import upload_coupon_codes
from wechatpay_sandbox._contract import JSON, Contract, Operation
from wechatpay_sandbox._coupons import create_product_coupon
from wechatpay_sandbox._errors import RefusedError, Result, fault_in
from wechatpay_sandbox._faults import NO_FAULT, Answer, Fault
from wechatpay_sandbox._forms import parse_form, parse_json
from wechatpay_sandbox._images import get_image_generation_task, submit_image_generation_task, upload_image
from wechatpay_sandbox._keys import Account, Brand, Platform
from wechatpay_sandbox._limits import RateLimits
from wechatpay_sandbox._records import Exchange
from wechatpay_sandbox._requests import Gate, Incoming, check_headers, wrong_mode
from wechatpay_sandbox._state import Call, Handler, State

_HANDLERS: dict[str, Handler] = {
    "createProductCoupon": create_product_coupon,
    "getImageGenerationTask": get_image_generation_task,
    "submitImageGenerationTask": submit_image_generation_task,
    "uploadCouponCodes": upload_coupon_codes,
    "uploadImage": upload_image,
}
# Brand-direct calls are let in and answered with 404: the contract has none.
BRAND_PATHS = "/brand/"
BRAND_OPERATIONS = [
    replace(LISTING, operation_id="a brand operation", method=method, path=f"{BRAND_PATHS}{{rest:path}}")
    for method in ("GET", "POST", "PATCH", "PUT", "DELETE")
]
_FORM = "multipart/form-data"
_SIGNED_PART = "meta"
_logger = logging.getLogger("wechatpay_sandbox")


class Dispatcher:
    """Answers requests, one at a time."""

    def __init__(self, contract: Contract, platform: Platform, state: State) -> None:
        self._platform = platform
        self._state = state
        self._answers = Answers(contract, platform)
        self._gate = Gate(state.account, state.now)
        self._checks = Checks(contract)
        self._limits = RateLimits()
        self._handlers = {**_HANDLERS, LISTING.operation_id: self._list_certificates}

    def answer(self, request: Incoming, operation: Operation) -> Answer:
        """Answer a request for one of the contract's operations."""
        with self._state.lock:
            fault = self._state.faults.popleft() if self._state.faults else NO_FAULT
            if fault.instead:
                return self._finish(request, fault.instead, fault=fault)
            account = refusal = None
            serial = self._serial(request, operation)
            try:
                if fault.code:
                    raise RefusedError(fault.code, result=fault.result)
                form = self._form(operation, request)
                account = self._admit(operation, request, form)
                answer = self._answers.success(self._carry_out(operation, account, request, form), serial)
            except RefusedError as exc:
                refusal = exc
            except Exception:
                _logger.exception("%s failed in the sandbox itself", operation.operation_id)
                refusal = RefusedError("SYSTEM_ERROR")
            if refusal:
                answer = self._answers.refusal(refusal, operation, serial)
            answer = fault.spoil(answer, self._platform)
            return self._finish(
                request, answer, mchid=account.number if account else None, refusal=refusal, fault=fault
            )

    def refuse(self, request: Incoming, refusal: RefusedError) -> Answer:
        """Answer a request that is for no operation of the contract."""
        with self._state.lock:
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
        if operation is not LISTING and isinstance(account, Brand) != operation.path.startswith(BRAND_PATHS):
            raise wrong_mode(account)
        if self._state.options.rate_limits:
            self._limits.count(operation, account.number, self._state.now())
        return account

    def _carry_out(
        self, operation: Operation, account: Account, request: Incoming, form: dict[str, bytes] | None
    ) -> JSON:
        self._checks.parameters(operation, request.path, request.query)
        body = self._body(operation, request, form) if operation.body else {}
        call = Call(operation, account, request.path, request.query, body)
        if call.brand_id in self._state.options.unauthorized_brands:
            detail = {"field": "brand_id", "value": call.brand_id, "issue": "the brand has not authorised the merchant"}
            raise RefusedError("NO_AUTH", detail=detail, result=Result.NO_PERMISSION)
        handler = self._handlers.get(operation.operation_id)
        if handler is None:
            raise RefusedError("NOT_FOUND", message=f"the sandbox does not play {operation.operation_id} yet")
        return handler(self._state, call)

    def _list_certificates(self, state: State, call: Call) -> JSON:
        if not state.options.has_certificates:
            raise RefusedError("NOT_FOUND", message="this merchant has no platform certificate (平台证书不存在)")
        return self._platform.certificates.listed(call.account.apiv3_key)

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
        )
        self._state.exchanges.append(exchange)
        remarks = [str(refusal) if refusal else "", f"fault: {fault.name}" if fault.name else ""]
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
