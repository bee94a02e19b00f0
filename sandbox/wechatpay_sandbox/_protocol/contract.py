"""The contract as data: operations, schemas, errors, limits and examples, as codegen wrote them for the sandbox."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final, Self

JSON = dict[str, Any]
HTTP_RULES: Final = "APIv3"
"""What the row mentions that refuses a request for its form, whatever it asks for."""
_LEAST_SAID: Final = "business rule"


@dataclass(frozen=True)
class ErrorRow:
    """One line of an operation's error table (错误码)."""

    status: int
    code: str | None
    when: str


@dataclass(frozen=True)
class RateLimit:
    """At most `requests` calls in any `per_seconds` seconds."""

    requests: int
    per_seconds: float


@dataclass(frozen=True)
class Operation:
    """One operation of the contract.

    `status` is that of the answer that says it worked, `has_answer` whether this has a body; `comma_lists` are the
    lists of the query that travel as one value; `echoes` is where an answer repeats what: steps in the answer, then in
    the request; `page` is the address of the official one.
    """

    operation_id: str
    method: str
    path: str
    path_parameters: JSON
    query_parameters: JSON
    media_type: str | None
    body: JSON | None
    example: JSON | None
    errors: tuple[ErrorRow, ...]
    rate_limits: tuple[RateLimit, ...]
    idempotency_key: str | None
    idempotency_scope: tuple[str, ...]
    limits: Mapping[str, int] = field(default_factory=dict)
    status: int = 200
    has_answer: bool = True
    comma_lists: frozenset[str] = frozenset()
    echoes: tuple[tuple[tuple[str | int, ...], tuple[str, ...]], ...] = ()
    summary: str = ""
    page: str = ""

    @classmethod
    def from_json(cls, operation_id: str, entry: JSON) -> Self:
        """Read one entry of the contract's `operations`."""
        body = entry["body"] or {}
        return cls(
            operation_id=operation_id,
            method=entry["method"],
            path=entry["path"],
            path_parameters=entry["path_parameters"],
            query_parameters=entry["query_parameters"],
            media_type=body.get("media_type"),
            body=body.get("schema"),
            example=entry["example"],
            errors=tuple(ErrorRow(row["status"], row["code"], row["when"]) for row in entry["errors"]),
            rate_limits=tuple(RateLimit(limit["requests"], limit["per_seconds"]) for limit in entry["rate_limits"]),
            limits=entry["limits"],
            idempotency_key=entry["idempotency_key"],
            idempotency_scope=tuple(entry["idempotency_scope"]),
            status=entry["status"],
            echoes=tuple((tuple(echo["answer"]), tuple(echo["request"][1:])) for echo in entry["echoes"]),
            has_answer=entry["answer"] is not None,
            comma_lists=frozenset(entry["comma_lists"]),
            summary=entry["summary"],
            page=entry["page"],
        )

    def has_error(self, code: str) -> bool:
        """Whether the operation's table has an error code."""
        return any(row.code == code for row in self.errors)

    def error(self, code: str, about: str = "") -> ErrorRow | None:
        """Find the row of an error code that mentions `about`, where that is left out the one that says least.

        None where there are several, and none is meant: never the row of another mistake.
        """
        rows = [row for row in self.errors if row.code == code]
        if found := next((row for row in rows if (about or _LEAST_SAID) in row.when), None):
            return found
        return rows[0] if len(rows) == 1 and not about else None


@dataclass(frozen=True)
class Contract:
    """Everything the sandbox knows of the platform without having been told in Python.

    `result_codes` are the numbers that a Request-ID ends in, by name; `masked` names the members whose values are
    nobody else's business: openids, codes.
    """

    schemas: JSON
    operations: dict[str, Operation]
    events: JSON
    result_codes: dict[str, int] = field(default_factory=dict)
    masked: frozenset[str] = frozenset()

    def error(self, code: str) -> ErrorRow:
        """Find what is told of an error code where no operation has a row of its own: what all of them say.

        Raises:
            LookupError: The contract does not know `code`.
        """
        own = [row for operation in self.operations.values() for row in operation.errors if row.code == code]
        if not own:
            raise LookupError(f"no error {code!r} in the contract")
        shared = self._shared
        return next(
            (row for row in own if row in shared), next((row for row in shared if row.status == own[0].status), own[0])
        )

    @cached_property
    def _shared(self) -> list[ErrorRow]:
        """The rows that every operation has."""
        tables = [operation.errors for operation in self.operations.values()]
        return [row for row in tables[0] if all(row in table for table in tables)]

    def resolve(self, schema: JSON) -> JSON:
        """Follow a schema's reference, if it is one, to the named schema."""
        while "$ref" in schema:
            schema = self.schemas[schema["$ref"].rpartition("/")[2]]
        return schema


@cache
def load() -> Contract:
    """Read the contract that codegen wrote beside this module."""
    data = json.loads(Path(__file__).with_name("contract.json").read_text("utf-8"))
    operations = {name: Operation.from_json(name, entry) for name, entry in data["operations"].items()}
    return Contract(
        schemas=data["schemas"],
        operations=operations,
        events=data["events"],
        result_codes={row["name"]: row["number"] for row in data["result_codes"]},
        masked=frozenset(data["masked"]),
    )
