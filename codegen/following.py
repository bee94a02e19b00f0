"""What follows a call, as templates need it: the wait for the end of what it started, the further pages of a list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from openapi_python_client.strings import PythonIdentifier

from codegen.lint.operations import expression_path
from codegen.naming import enum_meanings, failure_class, iterating_method, waiting_method

if TYPE_CHECKING:
    from codegen.contract import Contract, OperationFacts

_PREFIX: Final = "field_"  # the generator's, for names that Python does not take
_SCALARS: Final = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}


@dataclass(frozen=True)
class WaiterFacts:
    """The wait for the end of what an operation starts."""

    method: str
    asked: OperationFacts
    model: str  # of the answer that tells how it goes
    path: Mapping[str, tuple[str, ...]]  # where its parameters come from
    query: Mapping[str, tuple[str, ...]]
    member: str  # that tells the state
    attribute: str  # the same, in Python
    done: list[str]
    failed: Mapping[str, str]  # with what each means
    first_wait: float
    error: str  # the class of its failure


@dataclass(frozen=True)
class PagesFacts:
    """The pages of a list."""

    method: str
    token: str  # the query parameter
    argument: str  # the same, in Python
    next_member: str
    next_attribute: str
    items_attribute: str
    item: str  # the type of one
    item_is_model: bool  # or an enum


def waiter_of(contract: Contract, operation: OperationFacts) -> WaiterFacts | None:
    """Return how the end of what an operation starts is waited for; None where it starts nothing."""
    told = operation.waiter
    if told is None:
        return None
    asked = next(other for other in contract.operations if other.id == told["operationId"])
    sources = {name: expression_path(source) for name, source in told["parameters"].items()}
    model, answer = _answer(contract, asked)
    (member,) = expression_path(told["state"])[1:]
    meanings = enum_meanings(contract.resolve(answer["properties"][member]))
    return WaiterFacts(
        method=waiting_method(operation.name),
        asked=asked,
        model=model,
        path={p["name"]: sources[p["name"]] for p in asked.parameters["path"]},
        query={p["name"]: sources[p["name"]] for p in asked.parameters["query"] if p["name"] in sources},
        member=member,
        attribute=_attribute(member),
        done=told["done"],
        failed={value: meanings[value] for value in told["failed"]},
        first_wait=told["first_wait_seconds"],
        error=failure_class(model),
    )


def pages_of(contract: Contract, operation: OperationFacts) -> PagesFacts | None:
    """Return how the pages of a list are read; None where an operation answers no pages."""
    told = operation.pagination
    if told is None:
        return None
    _, answer = _answer(contract, operation)
    (items,), (following,), (token,) = (expression_path(told[key])[1:] for key in ("items", "next", "token"))
    item = contract.resolve(answer["properties"][items])["items"]
    return PagesFacts(
        method=iterating_method(operation.name),
        token=token,
        argument=_attribute(token),
        next_member=following,
        next_attribute=_attribute(following),
        items_attribute=_attribute(items),
        item=_type(contract, item),
        item_is_model=_is_model(contract, item),
    )


def _type(contract: Contract, schema: Mapping[str, Any]) -> str:
    """Return the type of a list's element in Python."""
    if _is_model(contract, schema):
        return str(schema["$ref"].rpartition("/")[2])
    plain = contract.resolve(schema)
    return "datetime.datetime" if plain.get("format") == "date-time" else _SCALARS[plain["type"]]


def _is_model(contract: Contract, schema: Mapping[str, Any]) -> bool:
    """Whether a schema is a class of `models`."""
    plain = contract.resolve(schema)
    return plain["type"] == "object" or "enum" in plain


def _answer(contract: Contract, operation: OperationFacts) -> tuple[str, Mapping[str, Any]]:
    reference = (operation.answer or {})["$ref"]
    return reference.rpartition("/")[2], contract.resolve({"$ref": reference})


def _attribute(name: str) -> str:
    return str(PythonIdentifier(name, _PREFIX))
