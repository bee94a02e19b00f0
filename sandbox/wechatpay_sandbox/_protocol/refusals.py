"""Why a request is refused, before the contract's words are put to it."""

from __future__ import annotations

from enum import IntEnum
from typing import Any


class Result(IntEnum):
    """Numbers after the last "-" of a Request-ID; a test holds them to the contract's own list."""

    ILLEGAL_PARAMETER = 268435461
    OUT_OF_RANGE = 268435464
    ILLEGAL_STRUCTURE = 268578101
    FIELD_RULE = 268578224
    UNKNOWN_OBJECT = 268578608
    OTHER_DATA = 268578927
    NO_PERMISSION = 268579803
    IMAGE_TOO_LARGE = 270087680
    TOO_OFTEN = 270924289


class RefusedError(Exception):
    """A request answered with an error of the contract.

    Args:
        code: Error code (错误码), such as `PARAM_ERROR`; status and message come from the contract's row.
        about: A word of the row's text, where one operation has several rows with this code.
        detail: The `detail` member of the answer.
        result: Number for the Request-ID; without one the HTTP status stands in its place.
        status: HTTP status where no row can say it (405, 413).
        message: Text where no row can say it.
    """

    def __init__(
        self,
        code: str,
        *,
        about: str = "",
        detail: dict[str, Any] | None = None,
        result: Result | None = None,
        status: int | None = None,
        message: str | None = None,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.about = about
        self.detail = detail
        self.result = result
        self.status = status
        self.message = message

    def __str__(self) -> str:
        detail = self.detail or {}
        issue = detail.get("issue") or detail.get("detail", {}).get("issue") or self.message or ""
        return " ".join(filter(None, (self.code, detail.get("field"), issue)))


def fault_in(
    location: str,
    field: str,
    issue: str,
    *,
    value: Any = None,
    code: str = "PARAM_ERROR",
    about: str = "",
    result: Result | None = None,
) -> RefusedError:
    """Refuse one value: where it stands, what it was, what is wrong with it.

    Args:
        location: body, query, path or header.
        field: JSON pointer into the body, or name of the parameter or header.
        issue: What was wrong and what was expected.
        value: The value as received; shown when it is a plain one.
        code: PARAM_ERROR, INVALID_REQUEST for a rule over several values, NOT_FOUND for an unknown object.
        about: A word of the row's text, where one operation has several rows with this code.
        result: Number for the Request-ID.
    """
    shown = {"value": value} if isinstance(value, str | int | float) else {}
    return RefusedError(
        code, about=about, detail={"field": field, **shown, "issue": issue, "location": location}, result=result
    )
