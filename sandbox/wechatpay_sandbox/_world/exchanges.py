"""The history of requests and answers: bounded in number, and in the bytes it holds."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final

import httpx

from wechatpay_sandbox._protocol.forms import strict_json
from wechatpay_sandbox._protocol.trail import Check

KEPT: Final = 100_000
"""How many exchanges are remembered."""
KEPT_BYTES: Final = 64 * 1024 * 1024
"""How many bytes of headers and bodies they hold together; older ones have lost theirs."""
BODY_BYTES: Final = 1024 * 1024
"""How many bytes of one body are kept."""
_PAIR_BYTES: Final = 170  # what a tuple of two texts takes beside their characters

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Exchange:
    """One request and how it was answered.

    Attributes:
        method: HTTP method, upper case.
        target: Path and query exactly as sent.
        mchid: Number of the merchant or brand, once the signature was verified; None before.
        status: HTTP status of the answer.
        request_id: `Request-ID` of the answer; empty where it carried none.
        code: Error code (错误码) of a refusal.
        fault: Name of the fault that was injected.
        from_example: Nobody plays the operation: it was answered with the contract's example.
        number: Counts the exchanges of a sandbox, from 1.
        at: When the request came, Unix time in seconds.
        seconds: How long the answer took.
        operation: Its `operationId`; None where the path is none of the contract's.
        checks: What was checked, in this order; where one of them did not pass, it is the last.
        header_pairs: Headers as they came, empty once the exchange is so old that only its outline is kept.
        body: The body as it came, its first 1,048,576 bytes; empty as the headers are.
        answer_header_pairs: Headers of the answer.
        answer_body: Body of the answer, as `body`.
    """

    method: str
    target: str
    mchid: str | None
    status: int
    request_id: str
    code: str | None
    fault: str | None
    from_example: bool
    number: int = 0
    at: float = 0.0
    seconds: float = 0.0
    operation: str | None = None
    checks: tuple[Check, ...] = field(default=(), repr=False)
    header_pairs: Pairs = field(default=(), repr=False)
    body: bytes = field(default=b"", repr=False)
    answer_header_pairs: Pairs = field(default=(), repr=False)
    answer_body: bytes = field(default=b"", repr=False)

    @property
    def path(self) -> str:
        """The target without its query."""
        return self.target.partition("?")[0]

    @property
    def headers(self) -> httpx.Headers:
        """Headers of the request; names in any case."""
        return httpx.Headers(list(self.header_pairs))

    @property
    def json(self) -> Any:
        """The body as JSON; None where it is none."""
        return _parsed(self.body)

    @property
    def answer_headers(self) -> httpx.Headers:
        """Headers of the answer; names in any case."""
        return httpx.Headers(list(self.answer_header_pairs))

    @property
    def answer_json(self) -> Any:
        """The body of the answer as JSON; None where it is none."""
        return _parsed(self.answer_body)

    @property
    def weight(self) -> int:
        """How many bytes its headers and bodies take, about."""
        pairs = (*self.header_pairs, *self.answer_header_pairs)
        texts = sum(len(name) + len(value) for name, value in pairs) + _PAIR_BYTES * len(pairs)
        return len(self.body) + len(self.answer_body) + texts

    def outline(self) -> Exchange:
        """Return it without headers and bodies."""
        return replace(self, header_pairs=(), body=b"", answer_header_pairs=(), answer_body=b"")


def _parsed(body: bytes) -> Any:
    try:
        return strict_json(body)
    except ValueError:
        return None


@dataclass
class Exchanges:
    """The last exchanges, the newest last.

    Attributes:
        by_number: Those that are kept.
        last_number: That of the newest, of those forgotten too.
        weighty: Numbers of those that have headers and bodies yet.
        bytes_held: What these take.
    """

    by_number: dict[int, Exchange] = field(default_factory=dict)
    last_number: int = 0
    weighty: deque[int] = field(default_factory=deque)
    bytes_held: int = 0

    def add(self, exchange: Exchange) -> Exchange:
        """Number an exchange and keep it, at the cost of the oldest."""
        self.last_number += 1
        kept = replace(
            exchange,
            number=self.last_number,
            body=exchange.body[:BODY_BYTES],
            answer_body=exchange.answer_body[:BODY_BYTES],
        )
        self.by_number[kept.number] = kept
        self.weighty.append(kept.number)
        self.bytes_held += kept.weight
        while self.bytes_held > KEPT_BYTES and len(self.weighty) > 1:
            self._lighten()
        while len(self.by_number) > KEPT:
            self._forget()
        return kept

    def _lighten(self) -> None:
        number = self.weighty.popleft()
        self.bytes_held -= self.by_number[number].weight
        self.by_number[number] = self.by_number[number].outline()

    def _forget(self) -> None:
        number = next(iter(self.by_number))
        if self.weighty and self.weighty[0] == number:
            self._lighten()
        del self.by_number[number]

    def page(self, after: int, limit: int) -> list[Exchange]:
        """Return the first exchanges with a number above `after`."""
        first = max(after, self.last_number - len(self.by_number)) + 1
        return [self.by_number[number] for number in range(first, min(first + limit, self.last_number + 1))]

    def __iter__(self) -> Iterator[Exchange]:
        return iter(self.by_number.values())

    def __len__(self) -> int:
        return len(self.by_number)
