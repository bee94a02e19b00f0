"""Refuses settings that cannot be used: says which, what came and what is needed, and never shows a secret.

A key is easily given in another's place, so whatever comes may be one: it is described, not quoted.
"""

from __future__ import annotations

import functools
import os
import re
import unicodedata
from collections.abc import Callable
from pathlib import PurePath
from typing import Final, ParamSpec, TypeVar

from wechatpay_httpx.errors import AuthConfigurationError, WeChatPayError

_P = ParamSpec("_P")
_T = TypeVar("_T")
_E = TypeVar("_E", bound=WeChatPayError)

_PEM: Final = re.compile(r"-----\s*BEGIN")
_APIV3_KEY: Final = re.compile(r"[0-9A-Za-z]{32}")
_BASE64: Final = re.compile(r"[0-9A-Za-z+/\s]{64,}={0,2}\s*")
_PUBLIC_KEY_ID: Final = re.compile(r"PUB_KEY_ID_[0-9]{1,64}")
_SUFFIXES: Final = frozenset(
    (".bmp", ".cer", ".crt", ".der", ".env", ".gif", ".jpeg", ".jpg", ".key", ".p12", ".pem", ".pfx", ".png", ".txt")
)
_LONGEST_PATH: Final = 255


def discreet(function: Callable[_P, _T]) -> Callable[_P, _T]:
    """Let what a function raises leave without the frames, whose variables hold what was given.

    Tools that report errors with the variables of every frame would otherwise report keys. The error says all there
    is to say; no cause or context stays, since they have frames as well.
    """

    @functools.wraps(function)
    def wrapper(*args: _P.args, **kwargs: _P.kwargs) -> _T:
        try:
            return function(*args, **kwargs)
        except WeChatPayError as exc:
            error = without_frames(exc)
        finally:
            del args, kwargs
        raise error from None

    return wrapper


def without_frames(error: _E) -> _E:
    """Return an error without the frames it came through, and without the errors it was made of, which have theirs."""
    error.__cause__ = error.__context__ = None
    return error.with_traceback(None)


def described(value: object) -> str:
    """Say what was given without showing it, unless it is surely an id."""
    if value is None:
        return "None"
    if not isinstance(value, str):
        kind = f"a value of type {type(value).__name__}"
        return f"{kind} and length {len(value)}" if isinstance(value, bytes | bytearray) else kind
    if not value.strip():
        return "an empty text" if not value else "a text of blanks alone"
    if _PUBLIC_KEY_ID.fullmatch(value):
        return f"{value!r}, the id of a public key (微信支付公钥ID)"
    if _PEM.search(value):
        kind = ", a key or certificate in PEM"
    elif is_like_apiv3_key(value):
        kind = ", of the form of an APIv3 key (APIv3密钥)"
    elif _BASE64.fullmatch(value):
        kind = ", of the form of a key in Base64"
    else:
        kind = ""
    return f"a text of {len(value)} characters{kind}"


def is_like_apiv3_key(text: str) -> bool:
    """Whether a text has the form of an APIv3 key."""
    return _APIV3_KEY.fullmatch(text) is not None


def told_path(path: object) -> str:
    """Return a path as an error may show it: only what surely is one, since it may be a key in a path's place."""
    text = os.fspath(path) if isinstance(path, os.PathLike) else path
    if isinstance(text, str) and _is_surely_a_path(text):
        return text
    return f"({described(text)}, where the path of a file is needed)"


def _is_surely_a_path(text: str) -> bool:
    if not text.isprintable() or not 0 < len(text) <= _LONGEST_PATH or _PEM.search(text):
        return False
    if PurePath(text).suffix.lower() in _SUFFIXES:
        return True
    parent = os.path.dirname(text.rstrip("/\\"))  # noqa: PTH120 - pathlib would make "." of none
    return bool(parent.strip("/\\.")) and os.path.isdir(parent)  # noqa: PTH112 - as above


def text_of(name: str, value: object, needed: str) -> str:
    """Return a setting that is text.

    Raises:
        AuthConfigurationError: It is anything else, or holds a character that cannot be seen.
    """
    if not isinstance(value, str):
        hint = " In YAML, numbers in quotes are texts." if type(value) in (int, float) else ""
        raise wrong(name, value, f"{needed}, as a str", hint)
    if unseen := unseen_character(value):
        raise AuthConfigurationError(
            f"{name} holds {unseen}, which cannot be seen; {needed} is needed. Write it anew instead of pasting it."
        )
    return value


def path_of(name: str, value: object) -> str:
    """Return a setting that is a path.

    Raises:
        AuthConfigurationError: It is anything else.
    """
    text = os.fspath(value) if isinstance(value, os.PathLike) else value
    if not isinstance(text, str) or not text:
        raise wrong(name, text, "the path of a file, as a str or pathlib.Path,")
    return text


def number_of(name: str, value: object, *, above: float = 0, whole: bool = False) -> None:
    """Check a setting that is a number.

    Raises:
        AuthConfigurationError: It is none, or not above the bound.
    """
    kinds = int if whole else int | float
    if isinstance(value, bool) or not isinstance(value, kinds) or not value > above:
        shown = repr(value) if type(value) in (int, float) else described(value)
        raise AuthConfigurationError(
            f"{name} is {shown:.80}; a {'whole ' if whole else ''}number above {above:g} is needed."
        )


def callable_of(name: str, value: object) -> None:
    """Check a setting that is called.

    Raises:
        AuthConfigurationError: It cannot be.
    """
    if not callable(value):
        raise wrong(name, value, "a function without arguments, such as time.time,")


def wrong(name: str, value: object, needed: str, hint: str = "") -> AuthConfigurationError:
    """Make the error for a setting: its name, what came, what is needed, and perhaps how to get there."""
    return AuthConfigurationError(f"{name} is {described(value)}; {needed} is needed.{hint}")


def unseen_character(text: str) -> str:
    """Name the first character that cannot be seen, with its place; "" if all of them can."""
    for place, character in enumerate(text, 1):
        # Control, format, surrogate, private and unassigned; separators, the blank among them.
        if unicodedata.category(character)[0] in "CZ":
            name = unicodedata.name(character, "a control character")
            return f"U+{ord(character):04X} ({name}) at character {place} of {len(text)}"
    return ""


def escaped(text: str, longest: int = 80) -> str:
    """Return text of the other side for one line of a message: cut, and what cannot be seen escaped."""
    cut = text[:longest]
    return cut if cut.isprintable() else repr(cut)[1:-1]
