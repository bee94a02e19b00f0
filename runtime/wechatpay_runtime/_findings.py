"""What errors, listeners and logs are told of: an attempt, a breach of the contract, a row of its catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Attempt(NamedTuple):
    """One attempt of a call that failed.

    Attributes:
        number: Which one, from 1.
        host: Scheme and host that it went to.
        started: When it began, Unix time in seconds; before it went out it was signed.
        duration: How long it took, in seconds.
        cause: What it ended in, in one line.
        outcome_unknown: Whether it may have taken effect.
    """

    number: int
    host: str
    started: float
    duration: float
    cause: str
    outcome_unknown: bool

    def __str__(self) -> str:
        return f"attempt {self.number} on {self.host}, {self.duration:.3g} s: {self.cause}"


class Problem(NamedTuple):
    """One breach of the contract.

    Attributes:
        path: Where, such as `stock.stock_send_rule.max_count`; empty for the whole.
        place: Which part of the message: `body`, `path` or `query` of a request, `answer`.
        rule: What was expected, in words.
        because: What made a conditional rule apply, in words; empty for a rule without condition.
        value: The offending value as JSON, shortened; None where something is missing.
        name: The official Chinese name of the field; empty where the contract has none.
        source: Address of the official page that has the rule; empty where there is none.
    """

    path: str
    place: str
    rule: str
    because: str = ""
    value: str | None = None
    name: str = ""
    source: str = ""

    def __str__(self) -> str:
        where = self.path or f"the {self.place}"
        if self.place in ("path", "query"):
            where = f"{self.place} parameter {self.path}"
        name = f" ({self.name})" if self.name else ""
        because = f", because {self.because}" if self.because else ""
        source = f" [{self.source}]" if self.source else ""
        return (
            f"{where}{name}: {self.rule}{because}; {'missing' if self.value is None else f'got {self.value}'}{source}"
        )


class Drift(NamedTuple):
    """A verified answer that differs from the contract without breaking it: WeChat Pay is newer than the contract.

    Attributes:
        operation: The `operationId` that was called.
        request_id: `Request-ID` of the answer.
        problem: What differs: a field or an enum value that the contract does not list, or a rule that is not kept.
    """

    operation: str
    request_id: str
    problem: Problem

    def __str__(self) -> str:
        return f"{self.operation}: the answer differs from the contract: {self.problem} (Request-ID {self.request_id})"


class ErrorRow(NamedTuple):
    """One row of an operation's error catalogue (`x-errors` of the contract).

    Attributes:
        status: HTTP status.
        code: WeChat Pay's error code, None for a fault of a gateway, which has none.
        when: When it occurs.
        action: What the documents tell to do.
        retry: Whether a repeat with the same parameters is safe and may help.
        causes: The usual causes, the likeliest first; empty where the documents name none.
        after_repeat: What it means once an earlier attempt of the same call may have taken effect; empty where that
            makes no difference.
        stops_job: Whether no repeat mends it and every other call of the same job would end alike.
        result_codes: Numbers at the end of a Request-ID that say that it is this row and no other of its code.
    """

    status: int
    code: str | None
    when: str
    action: str
    retry: bool
    causes: Sequence[str] = ()
    after_repeat: str = ""
    stops_job: bool = False
    result_codes: Sequence[int] = ()
