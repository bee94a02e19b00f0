"""httpx and, where it is installed, its successor httpx2: one auth works in the clients of both, in one process.

What is told apart by its class is asked for in both; typing sees httpx alone, whose shapes are the same.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

import httpx


def _libraries() -> list[Any]:
    try:
        httpx2 = import_module("httpx2")
    except ImportError:
        return [httpx]
    # A program may have put httpx2 in httpx's place: httpx2.alias_httpx().
    return [httpx] if httpx2.Auth is httpx.Auth else [httpx, httpx2]


_LIBRARIES: Final = _libraries()

HEADERS: Final[tuple[type[httpx.Headers], ...]] = tuple(library.Headers for library in _LIBRARIES)
TRANSPORT_ERRORS: Final[tuple[type[Exception], ...]] = tuple(library.TransportError for library in _LIBRARIES)
NOT_READ: Final[tuple[type[Exception], ...]] = tuple(library.RequestNotRead for library in _LIBRARIES)

USER_AGENTS: Final = tuple(f"python-{library.__title__}/{library.__version__}" for library in _LIBRARIES)
"""What each library calls itself, when the program chose nothing else."""

if TYPE_CHECKING:
    Auth = httpx.Auth
else:

    class Auth(*(library.Auth for library in _LIBRARIES)):
        """An auth that the clients of either library take for one of theirs."""
