"""Check a verified answer: what breaks the contract, and what is merely newer than it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from jsonschema_rs import Draft202012Validator, ValidationError

from wechatpay_runtime._checks.repeated import differing
from wechatpay_runtime._checks.schema import Path, Schemas, dotted, member
from wechatpay_runtime._checks.wording import problem_of, sourced
from wechatpay_runtime._findings import Problem


class AnswerCheck:
    """The contract's rules for the answers of one operation, compiled.

    Unlike a request's, the schemas here know every member: what they do not list is drift.

    Args:
        contract: The entry of the operation or event in the packaged contract.
        answer: The schema of what comes.
        schemas: The contract's schemas.
    """

    def __init__(self, contract: Mapping[str, Any], answer: Mapping[str, Any], schemas: Schemas) -> None:
        closed = {
            name: {"additionalProperties": False, **schema} if "properties" in schema else schema
            for name, schema in schemas.reachable(answer).items()
        }
        self._page = contract["page"]
        self._schemas = schemas
        self._root = {"$defs": closed, "properties": {"answer": answer}, "required": ["answer"]}
        self._validator = Draft202012Validator(self._root, validate_formats=True)
        self._echoes: list[tuple[Path, Path]] = [
            (echo["answer"], echo["request"]) for echo in contract.get("echoes", ())
        ]

    def findings(self, answer: Any) -> Sequence[tuple[Problem, bool]]:
        """Return each deviation, and whether it breaks the contract: False means that the answer can be used."""
        whole = {"answer": answer}
        return () if self._validator.is_valid(whole) else list(self._deviations(whole))

    def _deviations(self, whole: Mapping[str, Any]) -> Iterator[tuple[Problem, bool]]:
        for error in self._validator.iter_errors(whole):
            if error.instance is None and self._may_be_null(error.instance_path):
                continue
            if error.kind.name == "additionalProperties":
                yield from ((sourced(problem, self._page), False) for problem in self._unknown_fields(error))
            else:
                problem = problem_of(error, whole, self._root, self._schemas)
                yield sourced(problem, self._page), self._is_breach(error)

    def wrong_echo(self, answer: Any, request: Mapping[str, Any]) -> Path | None:
        """Return where an answer has another identifier than the request (`x-echoes`): then it is another request's.

        Args:
            answer: The answer.
            request: `path`, `query` and `body` as JSON has them.
        """
        for path, asked in self._echoes:
            if member(answer, path) not in (None, expected := member(request, asked)) and expected is not None:
                return path
        return None

    def repeated(self, answer: Any, request: Any) -> Iterator[Problem]:
        """Yield what an answer has in another way than the request, at the same place."""
        for path, value in differing(answer, request):
            problem = Problem(dotted(path), "answer", "what the request has", value=self._schemas.shown(value, path))
            yield sourced(problem, self._page)

    def _unknown_fields(self, error: ValidationError) -> Iterator[Problem]:
        holder: Any = error.instance
        for name in error.kind.as_dict()["unexpected"]:
            yield Problem(
                path=dotted((*error.instance_path[1:], name)),
                place="answer",
                rule="a field that the contract lists",
                value=self._schemas.shown(holder[name], (*error.instance_path[1:], name)),
            )

    def _is_breach(self, error: ValidationError) -> bool:
        """Whether no model can hold the answer: a required member is missing or a member has another type.

        A conditional rule tells what requests must hold, so an answer that breaks one is drift. So is a null, or ""
        where no text belongs, in place of a member that may be left out; and a time in another form that can be read.
        """
        if any(step in ("then", "else", "dependentRequired") for step in error.schema_path):
            return False
        kind = error.kind.as_dict()
        if kind.get("format") == "date-time" or error.kind.name == "type":
            if error.instance is None or error.instance == "":
                return not self._may_be_absent(error.instance_path)
            return error.kind.name == "type" or not _is_time(str(error.instance))
        return error.kind.name == "required"

    def _may_be_absent(self, path: Sequence[str | int]) -> bool:
        *parents, name = path
        holder: Mapping[str, Any] = self._root
        for step in parents:
            holder = self._schemas.below(holder, step)
        return isinstance(name, str) and name not in self._schemas.resolve(holder).get("required", ())

    def _may_be_null(self, path: Sequence[str | int]) -> bool:
        schema: Mapping[str, Any] = self._root
        for step in path:
            schema = self._schemas.below(schema, step)
        return "x-nullable" in schema or "x-nullable" in self._schemas.resolve(schema)


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
