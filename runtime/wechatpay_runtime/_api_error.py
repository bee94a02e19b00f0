"""A refusal, and all that the contract says of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Final

import httpx

from wechatpay_runtime._client_error import ClientError, travels
from wechatpay_runtime._findings import ErrorRow
from wechatpay_runtime._text import shown

VERIFIED: Final = "wechatpay_verified"
"""The extension of a response by which an auth says that it verified it."""


class ApiError(ClientError):
    """WeChat Pay, or a gateway before it, refused the request.

    Attributes:
        operation: The `operationId` that was called.
        status_code: HTTP status.
        code: WeChat Pay's error code, such as `PARAM_ERROR`; None where the body held none (a gateway's HTML page).
        message: WeChat Pay's message, for people, without the openid and the codes of the request; it may change any
            time, so do not branch on it.
        detail: The body's `detail` as it came, None where there was none.
        request_id: `Request-ID` of the answer, what WeChat Pay's support asks for; empty if there was none.
        result_code: The number (返回码) that the `Request-ID` ends in, if the contract knows it; 0 otherwise.
        verified: Whether WeChat Pay signed the error. A gateway signs none, and whoever forges one would not: trust
            an unverified one for no more than finding the cause.
        content: The raw body.
        headers: The answer's headers.
        rows: What the contract's catalogue says of this status and code on this operation; several where the documents
            give one code several meanings, none where it is in no catalogue.
        repeated: Whether an earlier attempt of this call may have taken effect before this answer came.
    """

    CODE: ClassVar[str | None] = None
    repeated: bool = False
    detail: Any

    @travels
    def __init__(
        self,
        operation: str,
        response: httpx.Response,
        *,
        code: str | None,
        message: str,
        detail: Any = None,
        rows: Sequence[ErrorRow] = (),
        result: tuple[int, str] = (0, ""),
        comparison: str = "",
        hide: Callable[[str], str] = str,
    ) -> None:
        self.operation = operation
        self.status_code = response.status_code
        # Both travel to stores of results and stand in a program's own logs.
        self.code = None if code is None else hide(code)
        self.message = hide(message)
        self.detail = detail
        self.request_id = str(response.headers.get("Request-ID", ""))
        # No signature covers the status: under this one any other answer of WeChat Pay's may have come.
        self.verified = code is not None and response.extensions.get(VERIFIED) is True
        self.content = response.content
        self.headers = response.headers
        self.rows = tuple(rows)
        self.result_code, meaning = result
        self.outcome_unknown = response.status_code >= 500
        super().__init__(self._describe(comparison, meaning, hide))

    def _restore(self, text: str, facts: Mapping[str, Any]) -> None:
        self.content, self.headers, self.detail = b"", httpx.Headers(), None
        super()._restore(text, facts)

    @property
    def retryable(self) -> bool:
        """Whether the catalogue says that a repeat with the same parameters is safe and may help."""
        return any(row.retry for row in self.rows)

    @property
    def stops_job(self) -> bool:
        """Whether the catalogue says that no repeat mends it, and that any other call of the same job would end alike.

        A row that has result codes says so where the Request-ID ends in one of them.
        """
        rows = [row for row in self.rows if row.stops_job]
        return any(not row.result_codes or self.result_code in row.result_codes for row in rows)

    @property
    def action(self) -> str:
        """What the documents tell to do; empty where the catalogue does not have this code."""
        return " Or: ".join(row.action for row in self.rows)

    def _remarks(self) -> list[str]:
        told = [f"  {row.after_repeat}" for row in self.rows if self.repeated and row.after_repeat]
        return told + super()._remarks()

    def _describe(self, comparison: str, meaning: str, hide: Callable[[str], str]) -> str:
        head = f"{self.operation}: {self.status_code} {shown(self.code or '(no code)')}: {shown(self.message)}"
        lines = [f"{head} (Request-ID {shown(self.request_id or 'missing')})"]
        if issue := _issue(self.detail):
            where = " ".join(str(self.detail[key]) for key in ("location", "field") if self.detail.get(key))
            lines.append(f"  at {shown(hide(where) or 'an unnamed place')}: {shown(hide(issue))}")
        if meaning:
            lines.append(f"  {self.result_code}, at the end of the Request-ID: {meaning}")
        if comparison:
            lines.append(f"  {comparison}")
        for row in self.rows:
            lines.append("  " + f"{self._unsaid(row)} {row.action}".strip())
            lines += [f"    {number}. {cause}" for number, cause in enumerate(row.causes, start=1)]
        return "\n".join(lines)

    def _unsaid(self, row: ErrorRow) -> str:
        """Return when a row of the catalogue applies, but for what the message says already, in either language."""
        said = self.message.strip().rstrip(".。")
        if row.when.startswith((f"{said}.", f"{said};", f"{said} (")):
            return ""
        return row.when.replace(f" ({said})", "")


def _issue(detail: Any) -> str:
    """Return what an error body's `detail` says is wrong; SIGN_ERROR says it one level deeper than the other codes."""
    while isinstance(detail, dict):
        if detail.get("issue") is not None:
            return str(detail["issue"])
        detail = detail.get("detail")
    return ""
