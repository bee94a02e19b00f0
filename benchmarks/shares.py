"""Where the time of a call goes, by library, as the profiler of the standard library sees it."""

from __future__ import annotations

import cProfile
import pstats
import sysconfig
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeAlias

Function: TypeAlias = tuple[str, int, str]

_STANDARD: Final = Path(sysconfig.get_path("stdlib"))
_ROOT: Final = Path(__file__).parents[1]
_BUILT_IN: Final = {
    "'sign' of": "the signature",
    "'verify' of": "the verification",
    "_socket.socket": "sockets and polling",
    "select.epoll": "sockets and polling",
    "_jsonschema": "jsonschema-rs",
    "ValidatorMap": "jsonschema-rs",
}


def shares(work: Callable[[], object]) -> dict[str, float]:
    """Return the share of the time that each library has in some work, the largest first."""
    profile = cProfile.Profile()
    profile.runcall(work)
    spent: dict[str, float] = defaultdict(float)
    # Of each function: how often it was called, its own time, its whole time, and the same by its callers.
    for function, (_, _, own, _, callers) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        if (library := _library(function)) or not callers:
            spent[library or "Python itself"] += own
        else:
            for caller, (_, _, own_there, _) in callers.items():
                spent[_library(caller) or "Python itself"] += own_there
    whole = sum(spent.values())
    return {library: spent[library] / whole for library in sorted(spent, key=lambda name: -spent[name])}


def _library(function: Function) -> str:
    """Return what a function belongs to; empty for one that is built into Python, which counts for its caller."""
    file, _, name = function
    if file == "~":
        return next((library for part, library in _BUILT_IN.items() if part in name), "")
    path = Path(file)
    if "site-packages" in path.parts:
        return path.parts[path.parts.index("site-packages") + 1].removesuffix(".py")
    if path.is_relative_to(_ROOT):
        return path.relative_to(_ROOT).parts[1]
    return "standard library" if path.is_relative_to(_STANDARD) else path.stem
