"""Check a verified answer: what breaks the contract, and what is merely newer than it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jsonschema_rs import Draft202012Validator, ValidationError

from wechatpay_runtime._checks.schema import Schemas, dotted
from wechatpay_runtime._checks.wording import problem_of, shortened
from wechatpay_runtime._findings import Problem


class AnswerCheck:
    """The contract's rules for the answers of one operation, compiled.

    Unlike a request's, the schemas here know every member: what they do not list is drift.

    Args:
        contract: The operation's entry in the packaged contract.
        schemas: The contract's schemas.
    """

    def __init__(self, contract: Mapping[str, Any], schemas: Schemas) -> None:
        answer = contract["answer"] or {}
        closed = {
            name: {"additionalProperties": False, **schema} if "properties" in schema else schema
            for name, schema in schemas.reachable(answer).items()
        }
        self._schemas = schemas
        self._root = {"$defs": closed, "properties": {"answer": answer}, "required": ["answer"]}
        self._validator = Draft202012Validator(self._root, validate_formats=True)

    def findings(self, answer: Any) -> Iterator[tuple[Problem, bool]]:
        """Yield each deviation, and whether it breaks the contract: False means that the answer can be used."""
        whole = {"answer": answer}
        if self._validator.is_valid(whole):
            return
        for error in self._validator.iter_errors(whole):
            if error.kind.name == "additionalProperties":
                yield from ((problem, False) for problem in self._unknown_fields(error))
            else:
                yield problem_of(error, whole, self._root, self._schemas), self._is_breach(error)

    def _unknown_fields(self, error: ValidationError) -> Iterator[Problem]:
        holder: Any = error.instance
        for name in error.kind.as_dict()["unexpected"]:
            yield Problem(
                path=dotted((*error.instance_path[1:], name)),
                place="answer",
                rule="a field that the contract lists",
                value=shortened(holder[name]),
            )

    def _is_breach(self, error: ValidationError) -> bool:
        """Whether no model can hold the answer: a required member is missing or a member has another type.

        A conditional rule tells what requests must hold, so an answer that breaks one is drift; so is a null in place
        of a member that may be left out.
        """
        if any(step in ("then", "else", "dependentRequired") for step in error.schema_path):
            return False
        kind = error.kind.as_dict()
        if error.kind.name == "type" and error.instance is None:
            *parents, name = error.instance_path
            holder: Mapping[str, Any] = self._root
            for step in parents:
                holder = self._schemas.below(holder, step)
            return isinstance(name, int) or name in self._schemas.resolve(holder).get("required", ())
        return error.kind.name in ("required", "type") or kind.get("format") == "date-time"
