"""Refuses settings that cannot be used: says which, what came and what is needed."""

from __future__ import annotations

import os
from collections.abc import Sequence
from math import inf


class SandboxSettingError(ValueError):
    """A setting of the sandbox cannot be used; it says which, what came and what is needed."""


def wrong(name: str, value: object, needed: str) -> SandboxSettingError:
    """Make the error for a setting."""
    plain = value is None or type(value) in (bool, int, float)
    came = f"{value!r:.40}" if plain else f"a value of type {type(value).__name__}"
    return SandboxSettingError(f"{name} is {came}; {needed} is needed.")


def number_of(name: str, value: object, *, at_least: float = -inf, at_most: float = inf, whole: bool = False) -> None:
    """Check a setting that is a number, finite, and no bool."""
    is_number = isinstance(value, int if whole else int | float) and not isinstance(value, bool)
    if not is_number or not (at_least <= value <= at_most and abs(value) < inf):  # type: ignore[operator,arg-type]
        bounds = [f"from {at_least:g}"] * (at_least > -inf) + [f"up to {at_most:g}"] * (at_most < inf)
        raise wrong(name, value, " ".join(["a whole number" if whole else "a number", *bounds]))


def instance_of(name: str, value: object, kind: type, needed: str) -> None:
    """Check a setting that is an object of some class."""
    if not isinstance(value, kind):
        raise wrong(name, value, needed)


def callable_of(name: str, value: object, needed: str) -> None:
    """Check a setting that is called."""
    if not callable(value):
        raise wrong(name, value, needed)


def path_of(name: str, value: object) -> None:
    """Check a setting that is the path of a folder."""
    if not isinstance(value, str | os.PathLike) or not os.fspath(value):
        raise wrong(name, value, "the path of a folder, as a str or pathlib.Path,")


def option_of(name: str, value: object) -> None:
    """Check one of `Options`."""
    match name:
        case "image_task_seconds":
            number_of(name, value, at_least=0)
        case "failing_codes" | "unauthorized_brands" | "foreign_stores" | "notify_hosts":
            if not isinstance(value, set | frozenset) or not all(isinstance(each, str) for each in value):
                raise wrong(name, value, "a set of texts")
        case "notify_url":
            if not isinstance(value, str | None):
                raise wrong(name, value, "a URL such as http://127.0.0.1:8000/notify, or None")
        case "notify_intervals":
            if isinstance(value, str | bytes) or not isinstance(value, Sequence):
                raise wrong(name, value, "a list of seconds")
            for index, seconds in enumerate(value):
                number_of(f"{name}[{index}]", seconds, at_least=0)
        case _:
            instance_of(name, value, bool, "True or False")
