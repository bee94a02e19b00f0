"""The base of generated models, and values as JSON has them."""

from __future__ import annotations

import datetime
import enum
import json
from collections.abc import Mapping
from typing import Any, Final, Self

from wechatpay_runtime._types import File, Part
from wechatpay_runtime.errors import ModelError

PLAIN: Final = frozenset((str, int, float, bool, type(None)))
ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


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


def to_json(value: Any) -> Any:
    """Return a value as JSON has it: models as objects, times as RFC 3339 with seconds and their offset, enums as text.

    A member that is None is left out: WeChat Pay neither sends nor takes null.

    A value of a wrong type passes as it is, so that the contract check can say what is wrong with it, and where.
    """
    if type(value) in PLAIN:
        return value
    if isinstance(value, Model):
        return value.to_dict()
    if isinstance(value, datetime.datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, (list, tuple)):
        return [to_json(item) for item in value]
    if isinstance(value, dict):
        return {name: to_json(member) for name, member in value.items() if member is not None}
    return value


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


def model_error(model: type[Model], cause: Exception) -> ModelError:
    """Say which member of a JSON object a model could not read."""
    if isinstance(cause, KeyError):
        return ModelError(f"{model.__name__}: required member {cause} is missing")
    return ModelError(f"{model.__name__}: {cause}")


def no_content(src_dict: Mapping[str, Any]) -> None:
    """Read the answer of an operation that answers nothing."""
