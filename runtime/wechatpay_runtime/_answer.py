"""From a received answer to a result or an error."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from http import HTTPStatus
from typing import Any, TypeAlias, TypeVar

import httpx

from wechatpay_runtime._checks.contract import Contract
from wechatpay_runtime._checks.schema import Path, dotted
from wechatpay_runtime._findings import Drift, Problem
from wechatpay_runtime._log import Deviations, masked_text, secrets_of
from wechatpay_runtime._model import no_content
from wechatpay_runtime._operation import Operation, Response, request_id_of
from wechatpay_runtime._request import Outgoing
from wechatpay_runtime._text import shown
from wechatpay_runtime.errors import ApiError, ModelError, ResponseContractError, UnverifiedAnswerError

T = TypeVar("T")

Explain: TypeAlias = Callable[[httpx.Request, object], str]
"""Says of a refused request and the error body's `detail` what was wrong with its signature; "" if it cannot tell."""


class AnotherCallsAnswerError(Exception):
    """A verified answer is about something else than what was asked; the cause of an `UnverifiedAnswerError`.

    Attributes:
        reason: The same in two words.
        cause: The same in a sentence.
    """

    reason = "another call's answer"

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.cause = (
            f"{path} is not that of the request. A gateway mixed up two answers, or somebody replays an old one."
        )


class StatusChangedError(Exception):
    """An error's body came under 2xx, which no signature covers; the cause of an `UnverifiedAnswerError`.

    Attributes:
        reason: The same in two words.
        cause: The same in a sentence.
    """

    reason = "status changed"
    cause = "its status says success and its body is an error's. Somebody changed the status, which nobody signs."


class AnswerReader:
    """Makes results and errors of answers.

    Args:
        contract: The packaged contract.
        error_classes: The class of each error code.
        on_drift: Told of each deviation that does not break the contract; None logs it once for each operation and
            path.
        deviations: Where it is logged.
        explain: Asked for the `comparison` of each error, since only whoever signed a request knows what was signed;
            None explains nothing.
    """

    def __init__(
        self,
        contract: Contract,
        error_classes: Mapping[str, type[ApiError]],
        on_drift: Callable[[Drift], object] | None,
        deviations: Deviations,
        explain: Explain | None,
    ) -> None:
        self._contract = contract
        self._error_classes = error_classes
        self._logger = logging.getLogger(contract.package)
        self._deviations = deviations
        self._on_drift = on_drift or self._log_drift
        self._explain = explain

    def read(self, operation: Operation[T], response: httpx.Response, outgoing: Outgoing) -> Response[T]:
        """Return the result that an answer holds.

        Args:
            operation: What was called.
            response: The answer.
            outgoing: The request.

        Raises:
            ApiError: The status is not 2xx.
            UnverifiedAnswerError: It is the answer to another call, or came under another status.
            ResponseContractError: No model can hold the answer.
        """
        if not response.is_success:
            raise self._api_error(operation.id, response, outgoing)
        content = response.content
        try:
            # Where an operation answers nothing, a body says nothing. Decoded first: `loads` would look for UTF-16.
            answer = json.loads(content.decode()) if content and operation.parse is not no_content else {}
            check = self._contract.answer_check(operation.id)
            findings = check.findings(answer)
        except (ValueError, RecursionError) as exc:
            raise _unusable(operation, response, "", f"not to be read: {exc}") from exc
        if cause := _no_proof(check.wrong_echo(answer, outgoing.parts), findings):
            raise UnverifiedAnswerError(operation.id, cause, request_id_of(response.headers)) from cause
        for problem, breach in findings:
            if breach:
                told = "missing" if problem.value is None else f"got {problem.value}"
                raise _unusable(operation, response, problem.path, f"{problem.rule}; {told}")
            self._tell(Drift(operation.id, request_id_of(response.headers), problem))
        for problem in check.repeated(answer, outgoing.members):
            self._tell(Drift(operation.id, request_id_of(response.headers), problem))
        try:
            parsed = operation.parse(answer)
        except ModelError as exc:
            raise _unusable(operation, response, "", str(exc)) from exc
        return Response(response.status_code, response.headers, content, parsed)

    def _tell(self, drift: Drift) -> None:
        try:
            self._on_drift(drift)
        except Exception:
            # The caller's result must not depend on who listens.
            self._logger.exception("on_drift failed for %s at %s", drift.operation, shown(drift.problem.path))

    def _log_drift(self, drift: Drift) -> None:
        self._deviations.warn(
            drift.operation, "the answer differs from the contract at", drift.problem, drift.request_id
        )

    def _api_error(self, operation: str, response: httpx.Response, outgoing: Outgoing) -> ApiError:
        body = _error_body(response.content)
        code = body.get("code")
        code = code if isinstance(code, str) and code else None
        message = body.get("message")
        return self._error_classes.get(code or "", ApiError)(
            operation,
            response,
            code=code,
            message=message if isinstance(message, str) else _summary(response),
            detail=body.get("detail"),
            hide=partial(masked_text, secrets=secrets_of(outgoing.members, self._contract.masked)),
            rows=self._contract.error_rows(operation, response.status_code, code, request_id_of(response.headers)),
            result=self._contract.result_of(request_id_of(response.headers)),
            comparison=self._explain(response.request, body.get("detail")) if self._explain else "",
        )


def _unusable(operation: Operation[Any], response: httpx.Response, path: str, problem: str) -> ResponseContractError:
    request_id = request_id_of(response.headers)
    return ResponseContractError(
        operation.id, path=path, problem=problem, request_id=request_id, content=response.content
    )


def _no_proof(another: Path | None, findings: Sequence[tuple[Problem, bool]]) -> Exception | None:
    """Say why a verified answer does not prove that the request succeeded; None if it does."""
    if another:
        # A signature proves who answers, not whom: an answer kept from another call would pass.
        return AnotherCallsAnswerError(dotted(another))
    if findings and {"code", "message"} <= {problem.path for problem, _ in findings}:
        return StatusChangedError()
    return None


def _error_body(content: bytes) -> dict[str, Any]:
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}


def _summary(response: httpx.Response) -> str:
    """Say what an answer without WeChat Pay's error body is: a gateway's page, or nothing."""
    try:
        phrase = HTTPStatus(response.status_code).phrase
    except ValueError:
        phrase = "unknown status"
    if not response.content:
        return f"{phrase}, empty body"
    start = " ".join(response.content[:200].decode("utf-8", "replace").split())
    return f"{phrase}, {response.headers.get('Content-Type', 'no Content-Type')}: {start}"
