"""Parameters of path and query as they travel, and what they mean: OpenAPI's styles `simple` and `form`."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import unquote_plus

from wechatpay_sandbox._protocol.contract import JSON, Contract, Operation
from wechatpay_sandbox._protocol.refusals import fault_in

_BOOLEANS: Final = {"true": True, "false": False}


def path_values(contract: Contract, operation: Operation, given: dict[str, str]) -> JSON:
    """Return path parameters as values of their types; a text that is none of its type stays, for the checks to refuse.

    Args:
        contract: Has the schemas.
        operation: What is asked for.
        given: Path parameters, decoded.
    """
    schemas = operation.path_parameters.get("properties", {})
    return {name: _value(contract, schemas.get(name, {}), text) for name, text in given.items()}


def query_values(contract: Contract, operation: Operation, query: str) -> JSON:
    """Return the parameters of a query as values of their types.

    Args:
        contract: Has the schemas.
        operation: What is asked for.
        query: The query as it came, percent-encoded: only so a comma between two values is not one within a value.

    Raises:
        RefusedError: PARAM_ERROR; a parameter that is no list stands there twice.
    """
    schemas = operation.query_parameters.get("properties", {})
    values: JSON = {}
    for pair in filter(None, query.split("&")):
        name, _, text = pair.partition("=")
        name = unquote_plus(name)
        schema = contract.resolve(schemas.get(name, {}))
        if schema.get("type") == "array":
            texts = text.split(",") if name in operation.comma_lists else [text]
            values.setdefault(name, []).extend(_value(contract, schema["items"], unquote_plus(t)) for t in texts)
        elif name in values:
            raise fault_in("query", name, "stands there twice, and is no list", value=unquote_plus(text))
        else:
            values[name] = _value(contract, schema, unquote_plus(text))
    return values


def _value(contract: Contract, schema: JSON, text: str) -> Any:
    convert = _CONVERTERS.get(contract.resolve(schema).get("type", ""))
    return convert(text) if convert else text


def _integer(text: str) -> int | str:
    return int(text) if re.fullmatch("-?(0|[1-9][0-9]{0,18})", text) else text


_CONVERTERS: Final[dict[str, Callable[[str], Any]]] = {
    "boolean": lambda text: _BOOLEANS.get(text, text),
    "integer": _integer,
}
