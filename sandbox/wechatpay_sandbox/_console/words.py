"""What the console says, in English or in Chinese.

Code and templates say it in English; `chinese.json` has every sentence in Chinese, and a test holds the two together.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from wechatpay_sandbox._protocol.wording import wants_english

LANGUAGES: Final = ("zh", "en")


def text(english: str) -> str:
    """Mark a sentence that is said later, so that the catalogue is known to need it."""
    return english


class Words:
    """Says things in one language.

    Args:
        language: `zh` or `en`.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._lines = _chinese() if language == "zh" else {}

    def __call__(self, english: str, /, **values: object) -> str:
        """Return a sentence in this language.

        Args:
            english: The sentence; `{name}` stands for a value.
            values: What it names.
        """
        said = self._lines.get(english, english)
        return said.format(**values) if values else said


def chosen(query: Mapping[str, str], cookie: str, accept_language: str) -> str:
    """Tell the language of a page: that of the switch, of the last one, or of the browser."""
    for wanted in (query.get("lang", ""), cookie):
        if wanted in LANGUAGES:
            return wanted
    return "en" if wants_english(accept_language) else "zh"


@cache
def _chinese() -> dict[str, str]:
    found: dict[str, str] = json.loads(Path(__file__).with_name("chinese.json").read_bytes())
    return found
