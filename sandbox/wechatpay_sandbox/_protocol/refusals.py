"""Why a request is refused, before the contract's words are put to it."""

from __future__ import annotations

from enum import StrEnum, auto
from typing import Any, Final

OF_BUSINESS: Final = "business rule"
"""Words of the row about values that an operation does not take."""

_LONGEST_VALUE: Final = 1_000  # characters; an answer is no echo of what is sent, however long


class Result(StrEnum):
    """Why a request is refused, by the name that the contract has for it; its number ends the Request-ID."""

    ALL_STORES = auto()
    COUPON_DELETED = auto()
    COUPON_EXPIRED = auto()
    COUPON_STATE = auto()
    FIELD_RULE = auto()
    ILLEGAL_OPENID = auto()
    ILLEGAL_PARAMETER = auto()
    ILLEGAL_STORE = auto()
    ILLEGAL_STRUCTURE = auto()
    IMAGE_TOO_LARGE = auto()
    NO_PERMISSION = auto()
    OTHER_DATA = auto()
    OUT_OF_RANGE = auto()
    OUTSIDE_CHOSEN_TIMES = auto()
    OUTSIDE_VALIDITY = auto()
    STOCK_NOT_SENDING = auto()
    TOO_OFTEN = auto()
    UNKNOWN_OBJECT = auto()
    USER_LIMIT = auto()
    WEAKER_OFFER = auto()


class RefusedError(Exception):
    """A request answered with an error of the contract.

    Args:
        code: Error code (错误码), such as `PARAM_ERROR`; status and message come from the contract's row.
        about: Words of the row's text; an operation may have several rows with this code.
        detail: The `detail` member of the answer.
        result: What the number of the Request-ID says; without it the HTTP status stands in its place.
        status: HTTP status where no row can say it (405, 413).
        message: Text where no row can say it, `English (中文)`.
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

    @property
    def issue(self) -> str:
        """What was wrong, as the detail says it."""
        detail = self.detail or {}
        return str(detail.get("issue") or detail.get("detail", {}).get("issue") or "")

    def __str__(self) -> str:
        return " ".join(filter(None, (self.code, (self.detail or {}).get("field"), self.issue or self.message)))


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
        value: The value as received; shown when it is a plain one that is not too long.
        code: PARAM_ERROR, INVALID_REQUEST for a rule over several values, NOT_FOUND for an unknown object.
        about: Words of the row's text; an operation may have several rows with this code.
        result: What the number of the Request-ID says; of a PARAM_ERROR that a field's rule is broken, if left out.
    """
    is_shown = isinstance(value, int | float) or (isinstance(value, str) and len(value) <= _LONGEST_VALUE)
    shown = {"value": value} if is_shown else {}
    if code == "PARAM_ERROR":
        result = result or Result.FIELD_RULE
    return RefusedError(
        code, about=about, detail={"field": field, **shown, "issue": issue, "location": location}, result=result
    )
