"""The answer to an operation that nobody plays: the contract's example, about the caller's own objects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wechatpay_sandbox._protocol.contract import JSON, Contract, Operation


def example_answer(contract: Contract, operation: Operation, given: Mapping[str, Any]) -> JSON:
    """Return the contract's example of an answer with the caller's own identifiers in it.

    Args:
        contract: Has the schemas that say what an identifier is.
        operation: The operation; it has an example.
        given: What the caller sent, parameters and members of the body by name.
    """
    own = {name: given[name] for name in _identifiers(contract, operation) if isinstance(given.get(name), str | int)}
    answer: JSON = _with(own, operation.example)
    for answered, asked in operation.echoes:
        holder, value = _at(answer, answered[:-1]), _at(given, asked)
        if value is not None and isinstance(holder, dict) and answered[-1] in holder:
            holder[answered[-1]] = value
    return answer


def _at(node: Any, steps: Sequence[str | int]) -> Any:
    """Return what is so many steps below; None where there is nothing."""
    for step in steps:
        if isinstance(node, list):
            node = node[step] if isinstance(step, int) and step < len(node) else None
        else:
            node = node.get(step) if isinstance(node, Mapping) else None
    return node


def _identifiers(contract: Contract, operation: Operation) -> Iterator[str]:
    """Yield the parameters that are free text or numbers, and the top-level members that are free text.

    A value of an enum means something else under the same name elsewhere in the answer, as `type` does, and a member
    that the contract does not know of must not pass for one that WeChat Pay makes, as `stock_id` is.
    """
    parameters = (operation.path_parameters, operation.query_parameters)
    for schema in (*parameters, operation.body):
        kinds = ("string", "integer") if schema in parameters else ("string",)
        for name, member in contract.resolve(schema or {}).get("properties", {}).items():
            resolved = contract.resolve(member)
            if resolved.get("type") in kinds and "enum" not in resolved:
                yield name


def _with(own: Mapping[str, str | int], node: Any) -> Any:
    """Return a copy in which every value under one of the caller's names, of the same type, is the caller's."""
    if isinstance(node, list):
        return [_with(own, item) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        name: own[name] if name in own and type(value) is type(own[name]) else _with(own, value)
        for name, value in node.items()
    }
