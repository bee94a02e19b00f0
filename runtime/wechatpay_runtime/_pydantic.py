"""Generated models in pydantic: as the fields of its models, and as bodies and answers of FastAPI.

A model brings its rules with it, those of the contract. Imported when pydantic asks for a model, so by a program that
has it; nothing else here needs it.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from importlib import import_module
from typing import Any, Final

from pydantic import GetJsonSchemaHandler, TypeAdapter
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError, ValidationError, core_schema

from wechatpay_runtime._checks.schema import steps
from wechatpay_runtime._model import Model, contract_of, package_of, to_json
from wechatpay_runtime.errors import ModelError

_BEING_TOLD: Final[ContextVar[frozenset[str]]] = ContextVar("_BEING_TOLD", default=frozenset())
"""Names of the schemas around the one that is told now; one that holds itself refers to itself."""


def core_schema_of(model: type[Model]) -> CoreSchema:
    """Return how pydantic reads and writes a model."""

    def read(value: Any) -> Model:
        return value if isinstance(value, model) else _read(model, value)

    # Where several models may stand in one place, pydantic names each in the path of its errors by this.
    read.__name__ = model.__name__
    return core_schema.no_info_plain_validator_function(
        read,
        ref=_reference(model),
        serialization=core_schema.plain_serializer_function_ser_schema(lambda value: value.to_dict()),
    )


def json_schema_of(model: type[Model], handler: GetJsonSchemaHandler) -> dict[str, Any]:
    """Return the contract's schema of a model, in which the other models are definitions of pydantic's.

    What JSON Schema has no word for is left out: it is checked all the same.
    """
    token = _BEING_TOLD.set(_BEING_TOLD.get() | {model.__name__})
    try:
        told: dict[str, Any] = _json_schema(contract_of(model).schemas[model.__name__], model, handler)
    finally:
        _BEING_TOLD.reset(token)
    return {"title": model.__name__, "description": " ".join((model.__doc__ or "").split()), **told}


def _read(model: type[Model], value: Any) -> Model:
    """Make a model of a JSON object.

    Raises:
        ValidationError: With each problem, at its place.
    """
    if not isinstance(value, Mapping):
        kind = f"<{type(value).__name__}>"
        raise _refusal(model, [((), f"an object, or a {model.__name__}; got {kind}", kind)])
    content = to_json(dict(value))
    if problems := contract_of(model).model_problems(model.__name__, content):
        raise _refusal(model, [(steps(p.path), str(p), p.value) for p in problems])
    try:
        return model.from_dict(content)
    except ModelError as error:
        raise _refusal(model, [((), str(error), None)]) from None


def _refusal(model: type[Model], problems: list[tuple[tuple[str | int, ...], str, str | None]]) -> ValidationError:
    """Return problems as pydantic has them. What it shows of the input is what ours show: no code, no openid."""
    details = [
        InitErrorDetails(type=PydanticCustomError("contract", message), loc=place, input=shown)
        for place, message, shown in problems
    ]
    return ValidationError.from_exception_data(model.__name__, details)


def _json_schema(schema: Any, model: type[Model], handler: GetJsonSchemaHandler) -> Any:
    """Return a schema of the contract as a reader of JSON Schema takes it."""
    if isinstance(schema, list):
        return [_json_schema(item, model, handler) for item in schema]
    if not isinstance(schema, dict):
        return schema
    kept: dict[str, Any] = {}
    for key, value in schema.items():
        if key == "$ref":
            kept = {**_referred(value.rpartition("/")[2], model, handler), **kept}
        elif key in ("properties", "dependentSchemas"):
            kept[key] = {name: _json_schema(member, model, handler) for name, member in value.items()}
        elif not key.startswith("x-"):
            kept[key] = _json_schema(value, model, handler)
    return kept


def _referred(name: str, model: type[Model], handler: GetJsonSchemaHandler) -> dict[str, Any]:
    """Return a reference to another model; an enum or another plain schema is written out."""
    other = getattr(import_module(f"{package_of(model)}.models"), name, None)
    if not (isinstance(other, type) and issubclass(other, Model)):
        told: dict[str, Any] = _json_schema(contract_of(model).schemas[name], model, handler)
        return told
    if name in _BEING_TOLD.get():
        return handler(core_schema.definition_reference_schema(_reference(other)))
    # Wrapped, because the handler looks at the outermost schema alone, and at those in it with all that they bring.
    return handler(core_schema.definitions_schema(TypeAdapter(other).core_schema, []))


def _reference(model: type[Model]) -> str:
    """Return the name by which pydantic knows a class, written as it writes its own."""
    return f"{model.__module__}.{model.__qualname__}:{id(model)}"
