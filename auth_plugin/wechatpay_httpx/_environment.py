"""Reads the settings of an auth from environment variables, in the dress that files of variables leave them in."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from wechatpay_httpx._key_text import cleaned
from wechatpay_httpx._settings import wrong
from wechatpay_httpx.errors import AuthConfigurationError

PREFIX: Final = "WECHATPAY_"

# What an editor on Windows writes before the first name of a file.
_BOM: Final = "\ufeff"


class Environment:
    """The variables of one merchant. Its repr shows none of them; it is no mapping, which tools would print.

    Args:
        environ: All variables; None takes the process's own.
        prefix: Begins the names of the merchant's.

    Raises:
        AuthConfigurationError: One of them is of another type.
    """

    def __init__(self, environ: Mapping[str, str] | None, prefix: str) -> None:
        if not isinstance(prefix, str):
            raise wrong("prefix", prefix, "the beginning of the variables' names, such as WECHATPAY_SHOP1_,")
        given = os.environ if environ is None else environ
        if not isinstance(given, Mapping):
            raise wrong("environ", given, "a mapping of names to texts, such as os.environ,")
        self._given = given
        self._prefix = prefix

    def name(self, name: str) -> str:
        """Return the whole name of a variable."""
        return self._prefix + name

    def get(self, name: str) -> str:
        """Return a value without blanks, line ends and quotes around it; "" when it is not set.

        Raises:
            AuthConfigurationError: It is no text.
        """
        whole = self.name(name)
        value = self._given.get(whole, self._given.get(_BOM + whole))
        if value is None:
            return ""
        if not isinstance(value, str):
            hint = " In YAML, numbers in quotes are texts." if isinstance(value, int) else ""
            raise wrong(whole, value, "a text", hint)
        return cleaned(value)

    def key(self, name: str) -> str | Path | None:
        """Return what a variable holds, or the path that the variable with _PATH after its name holds.

        Raises:
            AuthConfigurationError: Both are set.
        """
        text, path = self.get(name), self.get(f"{name}_PATH")
        if text and path:
            raise AuthConfigurationError(
                f"{self.name(name)} and {self.name(name)}_PATH are both set: give the key itself, or the path of its "
                "file."
            )
        return text or (Path(path) if path else None)

    def __repr__(self) -> str:
        return f"Environment({self._prefix!r})"
