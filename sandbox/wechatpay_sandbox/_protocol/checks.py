"""Does a request follow the contract? Two engines read it, neither of them the client's.

pydantic, through the generated models, decides about structure (PARAM_ERROR); jsonschema, on the contract's own
schemas, about everything else, conditional rules (INVALID_REQUEST) among it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any, Final, cast

from jsonschema import Draft202012Validator, FormatChecker, ValidationError, validators
from pydantic import BaseModel
from pydantic import ValidationError as ModelError

from wechatpay_sandbox import models
from wechatpay_sandbox._protocol.contract import JSON, Contract, Operation
from wechatpay_sandbox._protocol.moments import read
from wechatpay_sandbox._protocol.refusals import OF_BUSINESS, RefusedError, Result, fault_in

_CONDITIONAL: Final = {"then", "else", "anyOf", "oneOf", "not", "dependentRequired", "x-cross-rules"}
_FORMATS: Final = FormatChecker(["date-time", "uri"])
_DAY_SECONDS: Final = 86400
_LONGEST_MESSAGE: Final = 1_000  # characters
_NO_WEAKER: Final = {"never-falls", "never-rises"}
_RESULTS: Final = {
    "missing": Result.ILLEGAL_STRUCTURE,
    "enum": Result.ILLEGAL_PARAMETER,
    "datetime_from_date_parsing": Result.ILLEGAL_PARAMETER,
    "timezone_aware": Result.ILLEGAL_PARAMETER,
    "greater_than_equal": Result.OUT_OF_RANGE,
    "less_than_equal": Result.OUT_OF_RANGE,
    "bytes_too_long": Result.IMAGE_TOO_LARGE,
}


class Checks:
    """The two readings of one contract.

    Args:
        contract: Has the schemas.
    """

    def __init__(self, contract: Contract) -> None:
        self._contract = contract
        self._validators: dict[tuple[str, str], Any] = {}

    def parameters(self, operation: Operation, path: JSON, query: JSON) -> None:
        """Check the parameters of path and query.

        Raises:
            RefusedError: PARAM_ERROR, with the first of them that is wrong.
        """
        self._rules(operation, "path", operation.path_parameters, path)
        self._rules(operation, "query", operation.query_parameters, query)

    def body(self, operation: Operation, data: Any) -> None:
        """Check a parsed body; a form is an object of its parts.

        Raises:
            RefusedError: PARAM_ERROR or INVALID_REQUEST, with the first thing that is wrong.
        """
        schema = operation.body or {}
        model = getattr(models, schema.get("$ref", "").rpartition("/")[2], None)
        if isinstance(model, type) and issubclass(model, BaseModel):
            _structure(model, data)
        self._rules(operation, "body", schema, data)

    def _rules(self, operation: Operation, location: str, schema: JSON, data: Any) -> None:
        key = (operation.operation_id, location)
        if key not in self._validators:
            root = {**schema, "$defs": self._contract.schemas}
            self._validators[key] = _Engine(root, format_checker=_FORMATS)
        errors = sorted(self._validators[key].iter_errors(data), key=_is_conditional)
        if errors:
            raise self._refusal(errors[0], location, schema)

    def _refusal(self, error: ValidationError, location: str, schema: JSON) -> RefusedError:
        conditional = _is_conditional(error)
        place = list(error.absolute_path)
        if error.validator == "required":
            required, given = cast(list[str], error.validator_value), cast(JSON, error.instance)
            place.append(next(name for name in required if name not in given))
        return fault_in(
            location,
            pointer(place) if location == "body" else str(place[0]),
            self._description(error, schema) if conditional else _message(error),
            code="INVALID_REQUEST" if conditional else "PARAM_ERROR",
            about=OF_BUSINESS if conditional else "",
            result=Result.WEAKER_OFFER if _is_weaker(error) else Result.FIELD_RULE,
            value=error.instance,
        )

    def _description(self, error: ValidationError, schema: JSON) -> str:
        """Find the words of the rule that an error broke, on the way from the schema to the keyword."""
        node: Any = schema
        words = ""
        for step in error.absolute_schema_path:
            if isinstance(node, dict) and step not in node:
                node = self._contract.resolve(node)
            node = node[step]
            if isinstance(node, dict):
                words = node.get("description", words)
        return words or _message(error)


def _message(error: ValidationError) -> str:
    """Say what is wrong; jsonschema repeats the whole value, which may be long."""
    if len(error.message) <= _LONGEST_MESSAGE:
        return error.message
    return f"does not keep {error.validator}: {error.validator_value}"[:_LONGEST_MESSAGE]


def pointer(path: Iterable[str | int]) -> str:
    """Write a path into a JSON document as a JSON pointer (RFC 6901)."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def _structure(model: type[BaseModel], data: Any) -> None:
    try:
        model.model_validate(data)
    except ModelError as exc:
        error = exc.errors(include_url=False)[0]
        kind = error["type"]
        wrong_kind = Result.ILLEGAL_STRUCTURE if kind.endswith("_type") else Result.FIELD_RULE
        raise fault_in(
            "body",
            pointer(error["loc"]),
            error["msg"],
            result=_RESULTS.get(kind, wrong_kind),
            value=error["input"],
        ) from exc


def _is_conditional(error: ValidationError) -> bool:
    return not _CONDITIONAL.isdisjoint(error.absolute_schema_path)


def _is_weaker(error: ValidationError) -> bool:
    """Whether an offer is weaker than that of the use before."""
    rules = cast(list[JSON], error.validator_value) if error.validator == "x-cross-rules" else []
    return any(rule["kind"] in _NO_WEAKER and rule["description"] == error.message for rule in rules)


def _cross_rules(_: Any, rules: list[JSON], instance: Any, __: JSON) -> Iterator[ValidationError]:
    """Apply the rules JSON Schema has no words for, as jsonschema applies a keyword."""
    for rule in rules:
        if rule.get("soft"):
            continue
        keeps = RULES[rule["kind"]]
        try:
            kept = keeps(rule, instance)
        except (AttributeError, KeyError, TypeError):
            continue  # a member of another type, or none, is for other keywords to report
        if not kept:
            yield ValidationError(rule["description"])


def _two(rule: JSON, holder: JSON) -> tuple[float, float] | None:
    """Read the two members that a rule compares; None where one is missing or cannot be compared."""
    first, second = (_quantity(holder.get(name)) for name in rule["fields"])
    return None if first is None or second is None else (first, second)


def _ordered(rule: JSON, period: JSON) -> bool:
    two = _two(rule, period)
    return two is None or two[0] < two[1]


def _span_at_most(rule: JSON, period: JSON) -> bool:
    two = _two(rule, period)
    return two is None or two[1] - two[0] <= rule["days"] * _DAY_SECONDS


def _not_above(rule: JSON, holder: JSON) -> bool:
    two = _two(rule, holder)
    return two is None or two[0] <= two[1] or holder.get(rule["unless-zero"]) == 0


def _disjoint(rule: JSON, periods: list[JSON]) -> bool:
    spans = sorted(two for period in periods if (two := _two(rule, period)))
    return all(earlier[1] <= later[0] for earlier, later in pairwise(spans))


def _sha256_of(rule: JSON, form: JSON) -> bool:
    digest: str = _member(form, rule["digest"])
    return bool(digest.lower() == hashlib.sha256(form[rule["of"]]).hexdigest())


def _never_falls(rule: JSON, items: list[JSON]) -> bool:
    return all(earlier <= later for earlier, later in pairwise(_column(rule, items)))


def _never_rises(rule: JSON, items: list[JSON]) -> bool:
    return all(earlier >= later for earlier, later in pairwise(_column(rule, items)))


def _column(rule: JSON, items: list[JSON]) -> list[int]:
    """Read one member of each element, from the position on that the rule names."""
    return [int(item[rule["field"]]) for item in items[rule["from"] - 1 :]]


def _as_many_as(rule: JSON, holder: JSON) -> bool:
    return bool(len(_member(holder, rule["list"])) == _member(holder, rule["count"]))


def _member(holder: Any, path: str) -> Any:
    for name in path.split("."):
        holder = holder[name]
    return holder


# Every kind of cross rule that a contract may have, those that today's marks as soft too.
RULES: Final[Mapping[str, Callable[[JSON, Any], bool]]] = {
    "as-many-as": _as_many_as,
    "disjoint": _disjoint,
    "never-falls": _never_falls,
    "never-rises": _never_rises,
    "not-above": _not_above,
    "ordered": _ordered,
    "sha256-of": _sha256_of,
    "span-at-most": _span_at_most,
}


def _quantity(value: Any) -> float | None:
    """Read a number, or a time (RFC 3339) as Unix time; None for what is neither."""
    if not isinstance(value, str):
        return value if isinstance(value, int | float) else None
    try:
        return read(value)
    except ValueError:
        return None


# JSON Schema 2020-12 that knows `x-cross-rules`, and reads bytes (a form's file) as a string.
_Engine: Final[Any] = validators.extend(  # type: ignore[no-untyped-call]
    Draft202012Validator,
    {"x-cross-rules": _cross_rules},
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine("string", lambda _, value: isinstance(value, str | bytes)),
)
