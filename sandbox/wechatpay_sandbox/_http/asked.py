"""What a caller of the control API asks for, read as the arguments of a control."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, Final, Literal, get_type_hints

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from wechatpay_sandbox._controls.control import Control
from wechatpay_sandbox._protocol.faults import FAULTS, Fault, answering
from wechatpay_sandbox._world.options import Options


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Open(BaseModel):
    """Takes members of any name, which are texts."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, str]


class MissingHeader(_Strict):
    """Leave out one header."""

    name: Literal["missing_header"]
    header: str

    def fault(self) -> Fault:
        return Fault.missing_header(self.header)


class ChangedHeader(_Strict):
    """Send another value than was signed, or than would be right, in one header."""

    name: Literal["changed_header"]
    header: str
    value: str

    def fault(self) -> Fault:
        return Fault.changed_header(self.header, self.value)


class ChangedAnswer(_Strict):
    """Answer this body, rightly signed, whatever the operation would answer."""

    name: Literal["changed_answer"]
    body: str

    def fault(self) -> Fault:
        return answering(self.body)


class ClockOff(_Strict):
    """Sign truly, with a timestamp that many seconds ahead (or, when negative, old)."""

    name: Literal["clock_off"]
    seconds: int

    def fault(self) -> Fault:
        return Fault.clock_off(self.seconds)


FaultName = Literal[tuple(FAULTS)]  # type: ignore[valid-type]
_FaultAsked: Final[Any] = FaultName | MissingHeader | ChangedHeader | ChangedAnswer | ClockOff


@cache
def asked(control: Control) -> type[BaseModel]:
    """Make the model of a control's arguments, as the API takes them: members of an object, or of a query."""
    fields: dict[str, Any] = {}
    extra = None
    for parameter in control.parameters:
        if parameter.kind is parameter.VAR_KEYWORD:
            extra = parameter.annotation
            continue
        kind = _FaultAsked if parameter.annotation is Fault else parameter.annotation
        fields[parameter.name] = (kind, ... if parameter.default is parameter.empty else parameter.default)
    if extra is Any:  # any of the options
        fields |= {name: (kind, None) for name, kind in get_type_hints(Options).items()}
    elif extra:
        return create_model(_name(control), __base__=_Open, **fields)
    return create_model(_name(control), __base__=_Strict, **fields)


def _name(control: Control) -> str:
    return "".join(word.capitalize() for word in control.name.split("_"))


def read(control: Control, given: dict[str, Any]) -> dict[str, Any]:
    """Read the arguments of a control.

    Args:
        control: What is asked for.
        given: The arguments by name: as they came in a JSON object, or texts of a query.

    Raises:
        ValueError: One is missing, is strange to the control or has a wrong type.
    """
    try:
        if control.only_shows:
            model = asked(control).model_validate(given)
        else:  # as strict as Python's own: no text for a number, no truth for one
            model = asked(control).model_validate_json(json.dumps(given), strict=True)
    except ValidationError as exc:
        raise ValueError(
            "; ".join(f"{'.'.join(map(str, e['loc'])) or 'body'}: {e['msg']}" for e in exc.errors())
        ) from exc
    arguments = {name: getattr(model, name) for name in model.model_fields_set}
    if isinstance(fault := arguments.get("fault"), str):
        arguments["fault"] = FAULTS[fault]
    elif fault:
        arguments["fault"] = fault.fault()
    return arguments
