"""The base of generated models, and values as JSON has them."""

from __future__ import annotations

import datetime
import enum
import json
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from importlib import import_module
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, Self

from wechatpay_runtime._fork import FIRST_USE
from wechatpay_runtime._types import File, Part
from wechatpay_runtime.errors import ModelError

if TYPE_CHECKING:
    from attrs import Attribute
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

    from wechatpay_runtime._checks.contract import Contract

PLAIN: Final = frozenset((str, int, float, bool, type(None)))
JSON_NAME: Final = "json_name"
"""In the metadata of a field of a model: what the member is called in JSON, where Python calls it otherwise."""

# Nothing that refers to itself gets so far: `to_json` does not come to its end.
ENCODER: Final = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"), allow_nan=False)


class Model:
    """Base of the generated models.

    Members of a JSON object that the contract does not know stand in `additional_properties`; they come back from
    `to_dict` and are sent along in requests.
    """

    __slots__ = ()

    additional_properties: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        """Return this object as JSON has it, without what is None."""
        raise NotImplementedError

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object.

        Raises:
            ModelError: A required member is missing, or a member is of another type.
        """
        raise NotImplementedError

    @classmethod
    def like(cls, template: Model | Mapping[str, Any], /, **changes: Any) -> Self:
        """Make a model of what another one has in common with it: the next request of the last answer.

        What this model does not have is left out, at every depth: what the server made, such as ids, counts and states.
        Nothing of the template is shared, so it stays as it is when the new model is changed further.

        Args:
            template: A model, such as an answer, or a dict of its shape.
            **changes: Members that differ or that the template does not have, named and given as to the constructor;
                None leaves one out.

        Raises:
            TypeError: There is no member of such a name.
            ModelError: A required member is in neither, or a member is of another type.
        """
        names = {field.name: field.metadata.get(JSON_NAME, field.name) for field in _fields_of(cls)}
        if unknown := changes.keys() - names.keys():
            raise TypeError(f"{cls.__name__} has no member {', '.join(sorted(unknown))}")
        given = {names[name]: value for name, value in changes.items()}
        taken = contract_of(cls).in_common(cls.__name__, to_json(template))
        return cls.from_dict(to_json({**taken, **given}))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        with FIRST_USE:
            from wechatpay_runtime._pydantic import core_schema_of
        return core_schema_of(cls)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        with FIRST_USE:
            from wechatpay_runtime._pydantic import json_schema_of
        return json_schema_of(cls, handler)


def to_json(value: Any) -> Any:
    """Return a value as JSON has it: models as objects, times as RFC 3339 with seconds and their offset, enums as text.

    A member that is None is left out: WeChat Pay neither sends nor takes null.

    A value of a wrong type passes as it is, so that the contract check can say what is wrong with it, and where.
    """
    if type(value) in PLAIN:
        return value
    return _writer_of(type(value))(value)  # type: ignore[arg-type] # mypy finds no hash in type[Any]


@lru_cache(maxsize=1024)
def _writer_of(kind: type) -> Callable[[Any], Any]:
    """Return what writes the values of a type as JSON has them; found once, since a request has many of each."""
    if issubclass(kind, Model):
        return kind.to_dict
    if issubclass(kind, datetime.datetime):
        return lambda value: value.isoformat(timespec="seconds")
    if issubclass(kind, enum.Enum):
        return attrgetter("_value_")  # its public name, `value`, takes five times as long to look up
    if issubclass(kind, (list, tuple)):
        return lambda value: [to_json(item) for item in value]
    if issubclass(kind, dict):
        return lambda value: {name: to_json(member) for name, member in value.items() if member is not None}
    return lambda value: value


def json_bytes(value: Any) -> bytes:
    """Serialise what `to_json` returned as compact UTF-8 JSON.

    Raises:
        ValueError: A number is not finite; JSON has no such number.
        TypeError: A value has no JSON form.
    """
    return ENCODER.encode(value).encode()


def read_back(parts: list[Part]) -> dict[str, Any]:
    """Return what a body that laid itself out says."""
    return {
        name: json.loads(content) if filename is None else File(content, filename, content_type)
        for name, (filename, content, content_type) in parts
    }


def integer(value: Any) -> int:
    """Return an integer as Python has it; JSON, and JSON Schema, take `5.0` for one too."""
    whole: int = int(value) if type(value) is float and value.is_integer() else value
    return whole


def masked_repr(value: Any) -> str:
    """Return what `repr` shows of a member that no log may hold: whether there is anything."""
    return "***" if value else repr(value)


def names_repr(members: Mapping[str, Any]) -> str:
    """Return what `repr` shows of members that the contract does not know: their names, as they may hold anything."""
    return f"{{{', '.join(f'{name!r}: …' for name in members)}}}"


def _fields_of(model: type[Model]) -> Sequence[Attribute[Any]]:
    """Return the members of a generated model."""
    members: Sequence[Attribute[Any]] = model.__attrs_attrs__  # type: ignore[attr-defined] # set by attrs, which makes each
    return [member for member in members if member.name != "additional_properties"]


def package_of(model: type[Model]) -> str:
    """Return the import name of the package that a model was generated into."""
    return model.__module__.rpartition(".models.")[0]


def contract_of(model: type[Model]) -> Contract:
    """Return the contract that a model was generated from; its package holds it."""
    with FIRST_USE:
        contract: Contract = import_module(f"{package_of(model)}.client").CONTRACT
    return contract


def model_error(model: type[Model], cause: Exception) -> ModelError:
    """Say which member of a JSON object a model could not read."""
    if isinstance(cause, KeyError):
        return ModelError(f"{model.__name__}: required member {cause} is missing")
    return ModelError(f"{model.__name__}: {cause}")


def no_content(src_dict: Mapping[str, Any]) -> None:
    """Read the answer of an operation that answers nothing."""
