"""From a request to its answer: verify, limit, check, carry out."""

from __future__ import annotations

import logging
from typing import Any

from wechatpay_sandbox._answers import Answers
from wechatpay_sandbox._checks import Checks
from wechatpay_sandbox._codes import upload_coupon_codes
from wechatpay_sandbox._contract import JSON, Contract, Operation
from wechatpay_sandbox._coupons import create_product_coupon
from wechatpay_sandbox._errors import RefusedError, Result, fault_in
from wechatpay_sandbox._faults import NO_FAULT, Answer, Fault
from wechatpay_sandbox._forms import parse_form, parse_json
from wechatpay_sandbox._images import get_image_generation_task, submit_image_generation_task, upload_image
from wechatpay_sandbox._keys import Platform
from wechatpay_sandbox._limits import RateLimits
from wechatpay_sandbox._records import Exchange
from wechatpay_sandbox._requests import Gate, Incoming, check_headers
from wechatpay_sandbox._state import Call, Handler, State

_HANDLERS: dict[str, Handler] = {
    "createProductCoupon": create_product_coupon,
    "getImageGenerationTask": get_image_generation_task,
    "submitImageGenerationTask": submit_image_generation_task,
    "uploadCouponCodes": upload_coupon_codes,
    "uploadImage": upload_image,
}
_FORM = "multipart/form-data"
_SIGNED_PART = "meta"
_logger = logging.getLogger("wechatpay_sandbox")


class Dispatcher:
    """Answers requests, one at a time."""

    def __init__(self, contract: Contract, platform: Platform, state: State) -> None:
        self._platform = platform
        self._state = state
        self._answers = Answers(contract, platform)
        self._gate = Gate(state.merchants, state.now)
        self._checks = Checks(contract)
        self._limits = RateLimits()

    def answer(self, request: Incoming, operation: Operation) -> Answer:
        """Answer a request for one of the contract's operations."""
        with self._state.lock:
            fault = self._state.faults.popleft() if self._state.faults else NO_FAULT
            if fault.instead:
                return self._finish(request, fault.instead, fault=fault)
            mchid = refusal = None
            try:
                if fault.code:
                    raise RefusedError(fault.code, result=fault.result)
                form = self._form(operation, request)
                mchid = self._admit(operation, request, form)
                answer = self._answers.success(self._carry_out(operation, mchid, request, form))
            except RefusedError as exc:
                refusal = exc
            except Exception:
                _logger.exception("%s failed in the sandbox itself", operation.operation_id)
                refusal = RefusedError("SYSTEM_ERROR")
            if refusal:
                answer = self._answers.refusal(refusal, operation)
            answer = fault.spoil(answer, self._platform)
            return self._finish(request, answer, mchid=mchid, refusal=refusal, fault=fault)

    def refuse(self, request: Incoming, refusal: RefusedError) -> Answer:
        """Answer a request that is for no operation of the contract."""
        with self._state.lock:
            return self._finish(request, self._answers.refusal(refusal, None), refusal=refusal)

    def _form(self, operation: Operation, request: Incoming) -> dict[str, bytes] | None:
        check_headers(request.headers, self._platform.public_key_id)
        if operation.media_type != _FORM:
            return None
        return parse_form(request.headers.get("Content-Type", ""), request.body)

    def _admit(self, operation: Operation, request: Incoming, form: dict[str, bytes] | None) -> str:
        signed_body = request.body if form is None else form.get(_SIGNED_PART, b"")
        mchid = self._gate.admit(request, signed_body).mchid
        if self._state.options.rate_limits:
            self._limits.count(operation, mchid, self._state.now())
        return mchid

    def _carry_out(self, operation: Operation, mchid: str, request: Incoming, form: dict[str, bytes] | None) -> JSON:
        self._checks.parameters(operation, request.path, request.query)
        body = self._body(operation, request, form) if operation.body else {}
        call = Call(operation, mchid, request.path, request.query, body)
        if call.brand_id in self._state.options.unauthorized_brands:
            detail = {"field": "brand_id", "value": call.brand_id, "issue": "the brand has not authorised the merchant"}
            raise RefusedError("NO_AUTH", detail=detail, result=Result.NO_PERMISSION)
        handler = _HANDLERS.get(operation.operation_id)
        if handler is None:
            raise RefusedError("NOT_FOUND", message=f"the sandbox does not play {operation.operation_id} yet")
        return handler(self._state, call)

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
