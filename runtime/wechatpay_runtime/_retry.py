"""What is repeated, how often and after how long: one table, and the catalogue of the contract."""

from __future__ import annotations

import email.utils
import random
import time
from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from typing import Final, NamedTuple

import httpx

from wechatpay_runtime._settings import number_of
from wechatpay_runtime.errors import ApiError, NoAnswerError, UnverifiedAnswerError


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryPolicy:
    """How often and how long a call is tried.

    The wait before repeat n is `wait_initial` · 2ⁿ⁻¹ plus chance, so by default 1, 2 and 4 s plus up to 1 s; never less
    than an answer's `Retry-After` asks. `dataclasses.replace` makes one from another.

    Attributes:
        max_attempts: Attempts at most, the first one included; 1 repeats nothing.
        wait_initial: Wait before the first repeat, in seconds.
        wait_max: Longest wait, before chance is added, in seconds.
        wait_jitter: Up to how many seconds chance adds to a wait, so that callers do not come back all at once.
        deadline: Seconds for a call from its start to its end, with every wait and attempt; `math.inf` for no such
            bound.

    Raises:
        ConfigurationError: A number makes no sense.
    """

    max_attempts: int = 4
    wait_initial: float = 1.0
    wait_max: float = 30.0
    wait_jitter: float = 1.0
    deadline: float = 60.0

    def __post_init__(self) -> None:
        number_of("max_attempts", self.max_attempts, at_least=1, whole=True, hint=" 1 repeats nothing.")
        number_of("wait_initial", self.wait_initial, at_least=0, finite=True)
        number_of("wait_max", self.wait_max, at_least=0)
        number_of("wait_jitter", self.wait_jitter, at_least=0, finite=True)
        number_of("deadline", self.deadline, above=0, hint=" It is seconds, math.inf for no bound.")

    def wait(self, repeat: int) -> float:
        """Return the seconds to wait before a repeat, counted from 1; chance is in it."""
        doubled = self.wait_initial * 2.0 ** min(repeat - 1, 64)  # 64: any deadline is over, nothing overflows
        return min(self.wait_max, doubled) + random.uniform(0, self.wait_jitter)  # noqa: S311


DEFAULT_RETRY: Final = RetryPolicy()


class Failure(NamedTuple):
    """What an error tells of the attempt that ended in it.

    Attributes:
        what: What happened, in words.
        repeats: How many attempts of one call may end like this and still be followed by another one.
        sent: Whether bytes of the request may have left; if so, only an operation that is safe to repeat is repeated.
        outcome_unknown: Whether the request may have taken effect.
        next_host: Whether the host is to blame, so that the next attempt goes to another one.
    """

    what: str
    repeats: float
    sent: bool = True
    outcome_unknown: bool = False
    next_host: bool = False


# The one table of what is repeated. What the catalogue marks `retry` stands in the contract.
_HOST_NOT_REACHED: Final = Failure("the host cannot be reached: connect, TLS, DNS", inf, sent=False, next_host=True)
_NOT_CONNECTED: Final = Failure("no free connection in time, or a proxy on the way failed", inf, sent=False)
_NOT_YET_SENT: Final = Failure("what the request needs first, such as certificates, did not come", inf, sent=False)
_CANNOT_BE_SENT: Final = Failure("the request cannot be sent at all", 0, sent=False)
_LOST: Final = Failure(
    "the connection was lost, or silent too long, before the answer was whole", inf, outcome_unknown=True
)
_UNPROVEN: Final = Failure("an answer that failed verification, as WeChat Pay's probes do", 1, outcome_unknown=True)
_FAILED: Final = Failure("a 5xx that the catalogue marks `retry`", inf, outcome_unknown=True)
_REFUSED_FOR_NOW: Final = Failure("another error that the catalogue marks `retry`, such as 429", inf)
_FAILED_FOR_GOOD: Final = Failure("any other 5xx", 0, outcome_unknown=True)
_FINAL: Final = Failure("everything else", 0)

_TRANSPORT_FAILURES: Final[Mapping[type[BaseException], Failure]] = {
    httpx.ConnectError: _HOST_NOT_REACHED,
    httpx.ConnectTimeout: _HOST_NOT_REACHED,
    httpx.PoolTimeout: _NOT_CONNECTED,
    httpx.ProxyError: _NOT_CONNECTED,
    httpx.UnsupportedProtocol: _CANNOT_BE_SENT,
    httpx.LocalProtocolError: _CANNOT_BE_SENT,
    httpx.RequestError: _LOST,
}


def transport_failure(error: Exception) -> Failure:
    """Return the table's row for an error of the transport; one that is not httpx's says nothing of what was sent."""
    return next((_TRANSPORT_FAILURES[kind] for kind in type(error).__mro__ if kind in _TRANSPORT_FAILURES), _LOST)


def failure_of(error: Exception, *, sent: bool = True) -> Failure:
    """Return the table's row for whatever ended an attempt.

    Args:
        error: The attempt's end.
        sent: Whether the attempt came as far as its own request; an auth may need the answer to another one first.
    """
    match error:
        case NoAnswerError():
            failure = transport_failure(error.cause)
            return failure if sent or not failure.sent else _NOT_YET_SENT
        case ApiError(retryable=True):
            return _FAILED if error.status_code >= 500 else _REFUSED_FOR_NOW
        case ApiError():
            return _FAILED_FOR_GOOD if error.status_code >= 500 else _FINAL
        case UnverifiedAnswerError():
            return _UNPROVEN
        case _:
            return _FINAL


def retry_after(headers: Mapping[str, str], *, now: float | None = None) -> float:
    """Return how many seconds an answer's `Retry-After` asks to wait; 0 where it says nothing that can be read.

    Args:
        headers: The answer's headers.
        now: Unix time in seconds, to which a date is compared; the system clock, when left out.
    """
    value = headers.get("Retry-After", "").strip()
    if value.isdecimal() and value.isascii():
        return float(value)
    try:
        moment = email.utils.parsedate_to_datetime(value).timestamp()
    except (ValueError, OverflowError):  # no date, or one beyond the ends of time in its zone
        return 0.0
    return max(0.0, moment - (time.time() if now is None else now))
