"""One text in two languages: the contract writes `English (中文).`, and a caller asks for one of them.

What the sandbox says in its own words stands in English in the code, and in Chinese in chinese.json; a test holds the
two together.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Final

_CHINESE: Final = re.compile(r"\(([^()]*[\u4e00-\u9fff][^()]*)\)")
_LONGEST_HEADER: Final = 1_000  # characters; what browsers send has fewer than a hundred


def chinese(text: str) -> str:
    """Take the Chinese out of `English (中文)`, or say own words in Chinese; the whole text where there is none."""
    found = _CHINESE.search(text)
    return found[1] if found else _own_words(text)


def english(text: str) -> str:
    """Take the English out of `English; more of it (中文).`, as far as it is what a server would say."""
    return _CHINESE.sub("", text).partition("; ")[0].strip().removesuffix(".").rstrip()


def wants_english(accept_language: str) -> bool:
    """Whether an Accept-Language header asks for English rather than Chinese, which is the rule."""
    best = (0.0, False)
    for part in accept_language[:_LONGEST_HEADER].split(","):
        tag, _, parameters = part.strip().lower().partition(";")
        weight = _weight(parameters)
        if tag.partition("-")[0] in ("en", "zh") and weight > best[0]:
            best = (weight, tag.startswith("en"))
    return best[1]


def _own_words(text: str) -> str:
    for pattern, said in _catalogue():
        if found := pattern.fullmatch(text):
            return said.format(*found.groups())
    return text


@cache
def _catalogue() -> list[tuple[re.Pattern[str], str]]:
    """Return what recognises each sentence, and how it is said; one with fewer gaps goes before one with more."""
    sentences = json.loads(Path(__file__).with_name("chinese.json").read_bytes())
    ordered = sorted(sentences, key=lambda sentence: (sentence.count("{}"), -len(sentence)))
    return [(re.compile(re.escape(sentence).replace(r"\{\}", "(.+?)")), sentences[sentence]) for sentence in ordered]


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0
