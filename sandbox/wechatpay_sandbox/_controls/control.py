"""The mark of a control, and the list of all: Python's methods and the HTTP API are made of this one list."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final, TypeVar, cast, get_type_hints

_MARK: Final = "__sandbox_control__"
_Function = TypeVar("_Function", bound=Callable[..., Any])


def shows(function: _Function) -> _Function:
    """Mark a method, or the getter of a property, that shows something and changes nothing."""
    setattr(function, _MARK, True)
    return function


def does(function: _Function) -> _Function:
    """Mark a method that does something; that it did, whoever keeps the world sees by `_done`."""

    @wraps(function)
    def done(self: Any, *args: Any, **given: Any) -> Any:
        result = function(self, *args, **given)
        self._done += 1
        return result

    setattr(done, _MARK, False)
    return cast(_Function, done)


@dataclass(frozen=True)
class Control:
    """One control.

    Attributes:
        name: The name of the method or property.
        only_shows: Whether it changes nothing.
        is_property: Whether it is a property.
        function: The method, or the property's getter.
    """

    name: str
    only_shows: bool
    is_property: bool
    function: Callable[..., Any]

    @property
    def parameters(self) -> list[inspect.Parameter]:
        """Parameters, their annotations resolved."""
        hints = get_type_hints(self.function)
        found = list(inspect.signature(self.function).parameters.values())[1:]
        return [parameter.replace(annotation=hints[parameter.name]) for parameter in found]

    @property
    def result(self) -> Any:
        """The annotation of what it returns, resolved."""
        return get_type_hints(self.function)["return"]

    def __call__(self, sandbox: Any, arguments: dict[str, Any]) -> Any:
        """Carry it out."""
        return self.function(sandbox, **arguments)


def controls_of(kind: type) -> tuple[Control, ...]:
    """List the controls of a class by name."""
    found = []
    for name in dir(kind):
        member = inspect.getattr_static(kind, name)
        function: Any = member.fget if isinstance(member, property) else member
        if hasattr(function, _MARK):
            found.append(Control(name, getattr(function, _MARK), isinstance(member, property), function))
    return tuple(found)
