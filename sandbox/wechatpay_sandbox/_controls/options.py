"""The options of a sandbox, as its users set them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any, Generic, TypeVar

from wechatpay_sandbox._controls.control import does, shows
from wechatpay_sandbox._controls.holder import Holder
from wechatpay_sandbox._protocol.settings import SandboxSettingError
from wechatpay_sandbox._world.options import Options

_Value = TypeVar("_Value")


class _Option(Generic[_Value]):
    """One option, read and written where everybody else looks for it: in the state."""

    def __set_name__(self, owner: type[OptionControls], name: str) -> None:
        self._name = name

    def __get__(self, holder: OptionControls, owner: type[OptionControls]) -> _Value:
        value: _Value = getattr(holder._state.options, self._name)
        return value

    def __set__(self, holder: OptionControls, value: _Value) -> None:
        setattr(holder._state.options, self._name, value)


class OptionControls(Holder):
    """Whoever holds a state, with the state's options as attributes of its own; what they mean, `Options` says."""

    rate_limits = _Option[bool]()
    already_exists_on_repeat = _Option[bool]()
    image_task_seconds = _Option[float]()
    failing_codes = _Option[set[str]]()
    unauthorized_brands = _Option[set[str]]()
    foreign_stores = _Option[set[str]]()
    has_certificates = _Option[bool]()
    certificate_mode = _Option[bool]()
    notify_url = _Option[str | None]()
    notify_hosts = _Option[set[str]]()
    notify_intervals = _Option[Sequence[float]]()

    @property
    @shows
    def options(self) -> Options:
        """All options as they stand; changing this copy changes nothing."""
        with self._changed:
            return replace(self._state.options)

    @does
    def set_options(self, **options: Any) -> None:
        """Set some of the options, all or, if one cannot be used, none.

        Args:
            options: Their values, by name.

        Raises:
            SandboxSettingError: One of them cannot be used.
        """
        names = [field.name for field in fields(Options)]
        if strange := sorted(options.keys() - set(names)):
            raise SandboxSettingError(f"There is no option {', '.join(strange)}; one of {', '.join(names)} is needed.")
        with self._changed:
            self._state.options = replace(self._state.options, **options)
