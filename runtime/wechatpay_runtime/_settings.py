"""Refuses settings that cannot be used: says which, what came and what is needed.

A key or a password is easily given in another setting's place, so what comes is described and not quoted.
"""

from __future__ import annotations

import inspect
from math import inf, isnan
from types import UnionType
from typing import Final

from wechatpay_runtime.errors import ConfigurationError

_IN_YAML: Final = " In YAML and the environment, numbers are written without quotes and read with int() or float()."


def described(value: object) -> str:
    """Say what was given without showing it, unless it is a number or one of Python's constants."""
    if value is None or type(value) in (bool, int, float):
        return f"{value!r:.40}"
    if isinstance(value, type):
        return f"the class {value.__name__} itself"
    if isinstance(value, str | bytes | bytearray):
        kind = "a text" if isinstance(value, str) else f"a {type(value).__name__}"
        return f"{kind} of length {len(value)}" if value else f"an empty {kind.removeprefix('a ')}"
    if isinstance(value, list | tuple | dict) and not value:
        return f"an empty {type(value).__name__}"
    return f"a value of type {type(value).__name__}"


def wrong(name: str, value: object, needed: str, hint: str = "") -> ConfigurationError:
    """Make the error for a setting: its name, what came, what is needed, and perhaps how to get there."""
    return ConfigurationError(f"{name} is {described(value)}; {needed} is needed.{hint}")


def number_of(
    name: str,
    value: object,
    *,
    above: float = -inf,
    at_least: float = -inf,
    at_most: float = inf,
    whole: bool = False,
    finite: bool = False,
    hint: str = "",
) -> None:
    """Check a setting that is a number: no bool, no NaN, and within its bounds.

    Raises:
        ConfigurationError: It is anything else.
    """
    if isinstance(value, int if whole else int | float) and not isinstance(value, bool):
        if not isnan(value) and value > above and at_least <= value <= at_most and not (finite and value == inf):
            return
        hint = hint or (" math.inf is not taken here." if value == inf else "")
    bounds = [f"above {above:g}"] * (above > -inf) + [f"of {at_least:g} or more"] * (at_least > -inf)
    bounds += [f"up to {at_most:g}"] * (at_most < inf)
    if isinstance(value, str) and not hint:
        hint = _IN_YAML
    raise wrong(name, value, f"a {'whole ' if whole else ''}number {' and '.join(bounds)}".strip(), hint)


def instance_of(name: str, value: object, kinds: type | UnionType, needed: str, hint: str = "") -> None:
    """Check a setting that is an object of some class.

    Raises:
        ConfigurationError: It is anything else.
    """
    if not isinstance(value, kinds):
        raise wrong(name, value, needed, hint)


def flag_of(name: str, value: object) -> None:
    """Check a setting that is True or False; a text such as "false" would count as True.

    Raises:
        ConfigurationError: It is neither.
    """
    instance_of(name, value, bool, "True or False")


def listener_of(name: str, value: object) -> None:
    """Check a setting that is a function of one argument, or None.

    Raises:
        ConfigurationError: It cannot be called, or would have to be awaited, which nobody does.
    """
    if value is None:
        return
    if not callable(value):
        raise wrong(name, value, "a function of one argument, or None,")
    if inspect.iscoroutinefunction(value) or inspect.iscoroutinefunction(type(value).__call__):
        raise wrong(name, value, "a function that is called and not awaited", " An `async def` would never run.")


def clock_of(name: str, value: object) -> None:
    """Check a setting that tells seconds.

    Raises:
        ConfigurationError: It cannot be called.
    """
    if not callable(value):
        raise wrong(name, value, "a function without arguments, such as time.monotonic,")
