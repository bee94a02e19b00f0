"""httpx and, where it is installed, its successor httpx2: one auth works in the clients of both, in one process.

What is told apart by its class is asked for in both; typing sees httpx alone, whose shapes are the same.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, TypeAlias

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

Header: TypeAlias = tuple[bytes, bytes, bytes]
"""One header: its name as it travels, its name in lower case, its value. The libraries keep them so, unasked for."""

_ARE_KNOWN: Final = all(getattr(kind([(b"A", b"b")]), "_list", None) == [(b"A", b"a", b"b")] for kind in HEADERS)
"""Whether they do; their public methods make everything of it anew, and take as long as the rest of a call."""


def listed(headers: httpx.Headers) -> list[Header]:
    """Return the headers of a request or an answer; not to be changed."""
    return headers._list if _ARE_KNOWN else [(name, name.lower(), value) for name, value in headers.raw]


def headers_like(headers: httpx.Headers, others: list[Header]) -> httpx.Headers:
    """Return other headers, of the same library."""
    if not _ARE_KNOWN:
        return type(headers)([(name, value) for name, _, value in others])
    made = type(headers)(headers)
    made._list = others
    return made


if TYPE_CHECKING:
    Auth = httpx.Auth
else:

    class Auth(*(library.Auth for library in _LIBRARIES)):
        """An auth that the clients of either library take for one of theirs."""
