"""Hides what is nobody else's business in a request and its answer: openids, codes, tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qsl, quote, unquote, urlencode

from wechatpay_sandbox._protocol.contract import Contract
from wechatpay_sandbox._world.exchanges import Exchange

HIDDEN: Final = "***"
_LONG: Final = 6  # characters of a text that stands in another one by more than chance
_MANY: Final = 2_000  # texts to be searched for in another one
_PLAIN: Final = re.compile(r"[\w.~-]+", re.ASCII)  # the same, percent-encoded or not


@dataclass(frozen=True)
class Secrets:
    """The texts of a request that are to be hidden, also percent-encoded.

    Attributes:
        all: All of them.
        within: Those that are searched for within other texts: those of the target alone where there are too many.
    """

    all: set[str]
    within: set[str]

    @property
    def is_complete(self) -> bool:
        """Whether all of them are searched for."""
        return len(self.within) == len(self.all)

    def out_of(self, node: Any) -> Any:
        """Return JSON without these texts; within others, those that are too long to be there by chance."""
        if isinstance(node, dict):
            return {name: self.out_of(held) for name, held in node.items()}
        if isinstance(node, list):
            return [self.out_of(each) for each in node]
        if not isinstance(node, str):
            return node
        if node in self.all:
            return HIDDEN
        for secret in self.within:
            if len(secret) >= _LONG and secret in node:
                node = node.replace(secret, HIDDEN)
        return node


class Mask:
    """Knows what is secret.

    Args:
        contract: Says which members are, and where they stand in paths.
    """

    def __init__(self, contract: Contract) -> None:
        self._contract = contract

    def masked(self, node: Any) -> Any:
        """Return JSON with secret members hidden."""
        if isinstance(node, list):
            return [self.masked(each) for each in node]
        if not isinstance(node, dict):
            return node
        secret = self._contract.masked
        return {name: HIDDEN if name in secret else self.masked(held) for name, held in node.items()}

    def target(self, exchange: Exchange) -> str:
        """Return the target without the secrets that stand in its path and query."""
        path, _, query = exchange.target.partition("?")
        path = "/".join(HIDDEN if is_secret else step for step, is_secret in self._steps(exchange))
        if any(name in self._contract.masked for name, _ in parse_qsl(query)):
            kept = [(n, HIDDEN if n in self._contract.masked else value) for n, value in parse_qsl(query)]
            query = urlencode(kept, safe="*")
        return f"{path}?{query}" if query else path

    def _steps(self, exchange: Exchange) -> Iterator[tuple[str, bool]]:
        """Yield the steps of the path, and whether each is secret."""
        operation = self._contract.operations.get(exchange.operation or "")
        described = operation.path.split("/") if operation else []
        for place, step in enumerate(exchange.path.split("/")):
            name = described[place].strip("{}") if place < len(described) else ""
            yield step, name in self._contract.masked

    def secrets(self, exchange: Exchange, parsed: Any) -> Secrets:
        """Return the secrets of a request; a body that is no JSON is one as a whole.

        Args:
            exchange: The request.
            parsed: Its body as JSON; None where it is none.
        """
        query = parse_qsl(exchange.target.partition("?")[2])
        of_target = {step for step, is_secret in self._steps(exchange) if is_secret}
        of_target = _both_ways(of_target | {value for name, value in query if name in self._contract.masked})
        of_body: list[str] = []
        if parsed is None and exchange.body:
            of_body.append(exchange.body.decode("utf-8", "replace"))
        self._collect(parsed, of_body, inside=False)
        found = _both_ways(set(of_body)) | of_target
        return Secrets(found, found if len(found) <= _MANY else of_target)

    def _collect(self, node: Any, found: list[str], *, inside: bool) -> None:
        if isinstance(node, dict):
            for name, held in node.items():
                self._collect(held, found, inside=inside or name in self._contract.masked)
        elif isinstance(node, list):
            for each in node:
                self._collect(each, found, inside=inside)
        elif inside and node is not None:
            found.append(str(node))


def _both_ways(texts: set[str]) -> set[str]:
    texts.discard("")
    return texts | {form for each in texts if not _PLAIN.fullmatch(each) for form in (unquote(each), quote(each))}
