"""What people are told, in English or in Chinese.

Code says it in English; `chinese.json` has every sentence in Chinese, and a test holds the two together.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

# importlib.resources would take as long to import as all of this package.
_CHINESE: Final = Path(__file__).with_name("chinese.json")
LANGUAGES: Final = ("en", "zh")
_VARIABLES: Final = ("LC_ALL", "LC_MESSAGES", "LANG")
_CATALOGUE: dict[str, str] = {}


def choose(language: str | None, environ: Mapping[str, str]) -> None:
    """Speak a language from now on.

    Args:
        language: `en` or `zh`; None takes the one of the locale.
        environ: Where the locale stands.
    """
    locale = next((environ[name] for name in _VARIABLES if environ.get(name)), "")
    _CATALOGUE.clear()
    if (language or locale)[:2].lower() == "zh":
        _CATALOGUE.update(json.loads(_CHINESE.read_bytes()))


def say(text: str, /, **values: object) -> str:
    """Return a sentence in the language that was chosen.

    Args:
        text: The sentence in English, a literal; `{name}` stands for a value.
        values: What it names.
    """
    return translated(text).format(**values)


def translated(text: str) -> str:
    """Return a text of the contract in the language that was chosen, where the catalogue has it."""
    return _CATALOGUE.get(text, text)
