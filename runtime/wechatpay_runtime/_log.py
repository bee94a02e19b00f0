"""What a call tells the log: one line when it is over, one for each repeat, and its bodies for whoever debugs."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Collection
from typing import Any, Final

import httpx

from wechatpay_runtime._findings import Attempt, Problem
from wechatpay_runtime._operation import Operation
from wechatpay_runtime._text import shown

MASK: Final = "***"


class CallLog:
    """Writes the log of one client's calls. Every fact of a line is also a field of its record (`extra`).

    Args:
        logger: Where to write.
        mchid: The merchant, empty where the auth names none.
        masked: Returns the names of JSON members whose values are never written; asked for only when a body is.
    """

    def __init__(self, logger: logging.Logger, mchid: str, masked: Callable[[], Collection[str]]) -> None:
        self._logger = logger
        self._mchid = mchid
        self._masked = masked

    def over(
        self, operation: str, host: str, *, attempts: int, seconds: float, result: Any, error: Exception | None
    ) -> None:
        """Write how a call ended, at INFO.

        Args:
            operation: The `operationId`.
            host: Where the last attempt went.
            attempts: How many there were.
            seconds: How long the call took.
            result: What it returned, if it did.
            error: What it raised, if it did.
        """
        if not self._logger.isEnabledFor(logging.INFO):
            return
        end = error or result
        status, code = getattr(end, "status_code", None), shown(getattr(end, "code", None) or "")
        request_id = shown(getattr(end, "request_id", None) or "")
        outcome = " ".join(str(part) for part in (status, code) if part) or type(error).__name__
        tries = "1 attempt" if attempts == 1 else f"{attempts} attempts"
        self._logger.info(
            "%s: %s in %.0f ms, %s, Request-ID %s",
            *(operation, outcome, seconds * 1000, tries, request_id or "missing"),
            extra={
                "operation": operation,
                "mchid": self._mchid,
                "host": host,
                "status_code": status,
                "error_code": code or None,
                "error": error and type(error).__name__,
                "request_id": request_id,
                "attempts": attempts,
                "duration_ms": round(seconds * 1000, 3),
            },
        )

    def repeats(self, operation: str, attempt: Attempt, wait: float) -> None:
        """Write that a call is repeated after a wait in seconds, and why, at WARNING."""
        self._logger.warning(
            "%s: %s; repeated in %.3g s",
            *(operation, attempt, wait),
            extra={
                "operation": operation,
                "mchid": self._mchid,
                "host": attempt.host,
                "attempt": attempt.number,
                "cause": attempt.cause,
                "outcome_unknown": attempt.outcome_unknown,
                "duration_ms": round(attempt.duration * 1000, 3),
                "wait_seconds": round(wait, 3),
            },
        )

    def request(
        self, operation: Operation[Any], request: httpx.Request, members: Any, secrets: set[str], *, is_own: bool
    ) -> None:
        """Write a request's body, masked, at DEBUG; remember in `secrets` what was masked.

        Args:
            operation: What is called.
            request: What is sent.
            members: Those of its path, query and body.
            secrets: What was masked.
            is_own: Whether it is the operation's, whose path may name a person, or one that the auth makes for itself.
        """
        if self._logger.isEnabledFor(logging.DEBUG):
            secrets |= secrets_of(members, self._masked())
            host = f"{request.url.scheme}://{request.url.netloc.decode('ascii')}"
            head = f"{request.method} {host}{operation.path if is_own else request.url.path}"
            self._body(operation.id, head, request.headers, request.read(), secrets)

    def answer(self, operation: str, response: httpx.Response, secrets: set[str]) -> None:
        """Write an answer's body, masked and not verified yet, at DEBUG."""
        if self._logger.isEnabledFor(logging.DEBUG):
            self._body(operation, f"{response.status_code}", response.headers, response.content, secrets)

    def _body(self, operation: str, head: str, headers: httpx.Headers, content: bytes, secrets: set[str]) -> None:
        body = masked(content, self._masked(), secrets)
        media_type = shown(headers.get("Content-Type", "no Content-Type").partition(";")[0])
        self._logger.debug(
            "%s: %s %s",
            *(operation, head, body if body is not None else f"({media_type}, {len(content)} bytes)"),
            extra={"operation": operation, "mchid": self._mchid},
        )


class Deviations:
    """Warns of what differs from the contract, once for each place: what one call does, a million others do too.

    Values are for the listeners that a program gives; here they could be codes.

    Args:
        logger: Where to write.
    """

    def __init__(self, logger: logging.Logger) -> None:
        self._logger = logger
        self._warned: set[tuple[str, str, str]] = set()

    def warn(self, subject: str, deviates: str, problem: Problem, request_id: str | None = None) -> None:
        """Write a deviation, unless it was written before.

        Args:
            subject: The `operationId` or event type.
            deviates: What differs, as the beginning of a sentence that the place ends.
            problem: Where, and what was expected.
            request_id: `Request-ID` of the answer, where there is one.
        """
        where = re.sub(r"\[\d+\]", "[*]", problem.path)  # the elements of a list differ alike
        if (subject, where, problem.rule) in self._warned:
            return
        self._warned.add((subject, where, problem.rule))
        told, facts = f"%s: {deviates} %s: %s", [subject, shown(where) or "its top level", shown(problem.rule)]
        if request_id is not None:
            told, facts = f"{told} (Request-ID %s)", [*facts, shown(request_id or "missing")]
        self._logger.warning(told, *facts)


def secrets_of(value: Any, names: Collection[str]) -> set[str]:
    """Return the texts in a JSON value that must not be seen.

    Args:
        value: A JSON value.
        names: Members whose values are masked, at any depth.
    """
    secrets: set[str] = set()
    _collect(value, names, secrets)
    return secrets


def masked_text(text: str, secrets: Collection[str]) -> str:
    """Return a text without those that must not be seen."""
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, MASK)
    return text


def masked(content: bytes, names: Collection[str], secrets: set[str]) -> str | None:
    """Return JSON in one line without what must not be seen; None where it is no JSON.

    Args:
        content: A body.
        names: Members whose values are masked, at any depth.
        secrets: Texts that are masked wherever they stand; those that are found under `names` are added.
    """
    try:
        body = json.loads(content)
        _collect(body, names, secrets)
        text = json.dumps(_without(body, names, sorted(secrets, key=len, reverse=True)), ensure_ascii=False)
    except (ValueError, RecursionError):  # no JSON, or as deep as nobody means it
        return None
    return shown(text, len(text))


def _collect(value: Any, names: Collection[str], secrets: set[str], *, secret: bool = False) -> None:
    if isinstance(value, dict):
        for name, member in value.items():
            _collect(member, names, secrets, secret=secret or name in names)
    elif isinstance(value, list):
        for item in value:
            _collect(item, names, secrets, secret=secret)
    elif secret and isinstance(value, str) and value:
        secrets.add(value)


def _without(value: Any, names: Collection[str], secrets: list[str]) -> Any:
    if isinstance(value, dict):
        return {name: MASK if name in names else _without(member, names, secrets) for name, member in value.items()}
    if isinstance(value, list):
        return [_without(item, names, secrets) for item in value]
    if isinstance(value, str):
        for secret in secrets:
            value = value.replace(secret, MASK)
    return value
