"""Where the settings of a merchant come from: a profile, a file of variables, or the environment; never two of them.

A number of one and a key of another would sign for the wrong merchant.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from wechatpay_cli._exits import SetUpError
from wechatpay_cli._say import say

PREFIX: Final = "WECHATPAY_"
PATHS: Final = ("CERTIFICATE_DIR", "CERTIFICATE_PATH", "PRIVATE_KEY_PATH", "PUBLIC_KEY_PATH")
NAMES: Final = (
    "APIV3_KEY",
    "BASE_URL",
    "CERTIFICATE",
    "JOBS_DATABASE",
    "MCHID",
    "PRIVATE_KEY",
    "PRIVATE_KEY_PASSWORD",
    "PUBLIC_KEY",
    "PUBLIC_KEY_ID",
    "SERIAL_NO",
    *PATHS,
)
_OF_OTHERS: Final = ("BRAND_ID", "SANDBOX_TOKEN")  # in the file that the sandbox writes
# `WeChatPayAuth.from_env(prefix="WECHATPAY_SHOP1_")` reads them; an address is none of these.
_OF_ANOTHER_MERCHANT: Final = tuple(f"_{name}" for name in NAMES if name not in ("BASE_URL", "JOBS_DATABASE"))
_SQLITE: Final = "sqlite:///"
_LINE: Final = re.compile(
    r"""^[ \t]*(?:export[ \t]+)?(\w+)[ \t]*=[ \t]*("[^"]*"|'[^']*'|[^\n]*)""", re.MULTILINE
)  # a quoted value may go over lines, as keys do


class Source:
    """The settings of one merchant. Its repr shows none of them.

    Args:
        name: What people are told it is.
        variables: As `WeChatPayAuth.from_env` reads them.
        is_environment: Whether they are the environment's own.
    """

    def __init__(self, name: str, variables: Mapping[str, str], *, is_environment: bool = False) -> None:
        self.name = name
        self.variables = variables
        self.is_environment = is_environment

    def get(self, name: str) -> str:
        """Return a setting by its name without `WECHATPAY_`; "" where it is not set."""
        return self.variables.get(PREFIX + name, "").strip().strip("\"'")

    def has(self, name: str) -> bool:
        """Return whether a setting is there, if only as an empty one."""
        return PREFIX + name in self.variables

    def key(self, name: str) -> str | Path | None:
        """Return a key: its text, or the path of its file; None where neither is set."""
        path = self.get(f"{name}_PATH")
        return self.get(name) or (Path(path) if path else None)

    @property
    def names(self) -> list[str]:
        """The variables that are set."""
        return sorted(name for name, value in self.variables.items() if name.startswith(PREFIX) and value)

    def __repr__(self) -> str:
        return f"Source({self.name!r})"


def environment() -> Source:
    """Return the settings of the environment."""
    return Source(say("environment"), os.environ, is_environment=True)


def config_file() -> Path:
    """Return where the profiles stand."""
    home = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(home) / "wechatpay-coupon" / "config.toml"


def profile(name: str) -> Source:
    """Return the settings of a profile.

    Raises:
        SetUpError: There is none of this name, or the file may be read by others.
    """
    import tomllib

    path = config_file()
    try:
        profiles = tomllib.loads(_private_text(path))
    except tomllib.TOMLDecodeError as exc:
        raise SetUpError(say("{path} is no TOML: {error}", path=path, error=exc)) from None
    found = profiles.get(name)
    if not isinstance(found, dict):
        known = ", ".join(key for key, value in profiles.items() if isinstance(value, dict)) or say("none")
        raise SetUpError(say("{path} has no profile {name!r}; it has: {known}.", path=path, name=name, known=known))
    return Source(say("profile {name}", name=name), _variables(found, path, name))


def env_file(path: Path) -> Source:
    """Return the settings of a file of variables, `NAME=value` or `export NAME=value` in each line.

    Raises:
        SetUpError: It cannot be read, or may be read by others.
    """
    found = _LINE.findall(_private_text(path).removeprefix("\ufeff"))
    variables = {name: value for name, value in found if name.startswith(PREFIX)}
    for name in variables:
        known = name.removeprefix(PREFIX)
        if known not in (*NAMES, *_OF_OTHERS) and not known.endswith(_OF_ANOTHER_MERCHANT):
            raise SetUpError(
                say(
                    "{path} has {name}, which is no setting{meant}",
                    path=path,
                    name=name,
                    meant=_meant(known, PREFIX.__add__),
                )
            )
    return Source(str(path), variables)


def _variables(profile: Mapping[str, Any], path: Path, name: str) -> dict[str, str]:
    """Return what a profile sets, by the names of variables; a path in it is seen from the file."""
    variables: dict[str, str] = {}
    for key, value in profile.items():
        known = key.upper()
        if known not in NAMES:
            meant = _meant(known, str.lower)
            raise SetUpError(
                say(
                    "{path}: profile {name} has {key}, which is no setting{meant}",
                    path=path,
                    name=name,
                    key=key,
                    meant=meant,
                )
            )
        if not isinstance(value, str):
            raise SetUpError(
                say("{path}: {key} of profile {name} is no text: put it in quotes.", path=path, key=key, name=name)
            )
        variables[PREFIX + known] = _seen_from(path.parent, known, value)
    return variables


def _seen_from(folder: Path, name: str, value: str) -> str:
    """Return a setting whose paths are seen from a folder, that of a SQLite file as well."""
    if name in PATHS:
        return str(folder / Path(value).expanduser())
    if name == "JOBS_DATABASE" and value.startswith(_SQLITE):
        return f"{_SQLITE}{folder / Path(value.removeprefix(_SQLITE)).expanduser()}"
    return value


def _meant(name: str, as_written: Callable[[str], str]) -> str:
    """Return the end of a sentence about a name that is none: the name that is meant, where one is near."""
    from difflib import get_close_matches

    near = get_close_matches(name, NAMES, 1)
    return say("; did you mean {name}?", name=as_written(near[0])) if near else "."


def _private_text(path: Path) -> str:
    """Return the text of a file that nobody else may read."""
    try:
        mode = path.stat().st_mode
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as exc:
        reason = getattr(exc, "strerror", None) or say("it is no UTF-8")
        raise SetUpError(say("{path} cannot be read: {reason}.", path=path, reason=reason)) from None
    if os.name != "nt" and mode & 0o077:
        raise SetUpError(say("{path} may be read by others, and may hold secrets: chmod 600 {path}", path=path))
    return text
