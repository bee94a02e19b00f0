"""What people are told, in English or in Chinese.

Code says it in English; `chinese.json` has every sentence in Chinese, and a test holds the two together.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

# importlib.resources would take as long to import as all of this package.
_CHINESE: Final = Path(__file__).with_name("chinese.json")
LANGUAGES: Final = ("en", "zh")
_VARIABLES: Final = ("LC_ALL", "LC_MESSAGES", "LANG")
_TERM: Final = re.compile(r"\(([^()]*[\u4e00-\u9fff][^()]*)\)")
_PLACE: Final = re.compile(r"\\\{(\w+)\\\}")
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


def term(description: str) -> str:
    """Return the official Chinese term in the brackets of a description, where Chinese was chosen; else all of it.

    Whoever reads Chinese finds that on the official page; the catalogue may have the whole description too.
    """
    if not _CATALOGUE or description in _CATALOGUE:
        return translated(description)
    found = _TERM.search(description)
    return found[1] if found else description


def in_chinese(text: str) -> str:
    """Return a Chinese text of the contract where Chinese was chosen; "" where it was not."""
    return text if _CATALOGUE else ""


def translated(text: str) -> str:
    """Return a text of the contract in the language that was chosen, where the catalogue has it."""
    return _CATALOGUE.get(text, text)


def recognised(text: str, sentences: Iterable[str]) -> str:
    """Return what others say in English, in the language that was chosen.

    Args:
        text: What they say.
        sentences: Sentences of the catalogue that it may be, the longest that fits first; it stays as it is where it is
            none of them.
    """
    for sentence in sentences:
        pattern = _PLACE.sub(r"(?P<\1>.+?)", re.escape(sentence))
        if found := re.fullmatch(pattern, text, re.DOTALL):
            return translated(sentence).format(**found.groupdict())
    return text
