"""The options of a sandbox, as its users set them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from wechatpay_sandbox._world.state import State

_Value = TypeVar("_Value")


class _Option(Generic[_Value]):
    """One option, read and written where everybody else looks for it: in the state."""

    def __set_name__(self, owner: type[OptionAttributes], name: str) -> None:
        self._name = name

    def __get__(self, holder: OptionAttributes, owner: type[OptionAttributes]) -> _Value:
        value: _Value = getattr(holder._state.options, self._name)
        return value

    def __set__(self, holder: OptionAttributes, value: _Value) -> None:
        setattr(holder._state.options, self._name, value)


class OptionAttributes:
    """Whoever holds a state, with the state's options as attributes of its own; what they mean, `Options` says."""

    _state: State

    rate_limits = _Option[bool]()
    already_exists_on_repeat = _Option[bool]()
    image_task_seconds = _Option[float]()
    failing_codes = _Option[set[str]]()
    unauthorized_brands = _Option[set[str]]()
    has_certificates = _Option[bool]()
    certificate_mode = _Option[bool]()
    notify_url = _Option[str | None]()
    notify_intervals = _Option[Sequence[float]]()
