"""How a text of the contract is written into code and pages: as a value, never as a part of what surrounds it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, Final

from openapi_python_client.schema.untrusted_string import UntrustedString

_WIDEST_WORD: Final = 76
"""Characters. Templates wrap lines at no less than 90, and break a longer word wherever it stands."""
_BREAKS: Final = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CODE_SPAN: Final = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_BEGINS_A_BLOCK: Final = re.compile(r"(?=[#>|=~]|`{3}|[*+-](\s|$)|[*_-]{3,}$)|\d+(?=[.)](\s|$))")
_MARKUP: Final = {"<": "&lt;", "[": "\\[", "{": "&#123;"}


def literal(value: Any) -> str:
    """Return a value as a literal of Python; a list as a tuple."""
    if isinstance(value, UntrustedString):
        value = value.get_untrusted_value()
    return repr(tuple(value) if isinstance(value, list) else value)


def for_docstring(text: str) -> str:
    """Return text that can stand between three double quotes, and be wrapped there."""
    shown = _visible(text).strip()
    begin = shown.rstrip('"')
    escaped = begin.replace("\\", "\\\\").replace('"""', '\\"' * 3) + '\\"' * (len(shown) - len(begin))
    return re.sub(r"\S+", lambda word: _broken(word[0]) if "\\" in word[0] else word[0], escaped)


def _broken(word: str) -> str:
    """Return a word in lines, none of which ends within an escape."""
    lines = [""]
    for character in re.findall(r"\\.|[^\\]", word):
        if len(lines[-1]) + len(character) > _WIDEST_WORD:
            lines.append("")
        lines[-1] += character
    return "\n".join(lines)


def prose(text: str) -> str:
    """Return text as paragraphs of Markdown: code spans and emphasis work, nothing else does."""
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", _visible(text).strip())]
    return "\n\n".join(_paragraph(part) for part in paragraphs)


def _paragraph(text: str) -> str:
    shown, end = "", 0
    for span in _CODE_SPAN.finditer(text):
        shown += _without_markup(text[end : span.start()]) + span[0]
        end = span.end()
    shown += _without_markup(text[end:])
    block = _BEGINS_A_BLOCK.match(shown)
    return f"{shown[: block.end()]}\\{shown[block.end() :]}" if block else shown


def _without_markup(text: str) -> str:
    return "".join(_MARKUP.get(character, character) for character in text)


def cell(text: str) -> str:
    """Return text as a cell of a table of Markdown."""
    return prose(text).replace("\n\n", " ").replace("|", "\\|")


def code(text: str) -> str:
    """Return text as a code span of Markdown, which may stand in a cell of a table."""
    shown = one_line(text)
    longest = max(map(len, re.findall("`+", shown)), default=0)
    fence, edge = "`" * (longest + 1), " " if longest else ""
    return f"{fence}{edge}{shown}{edge}{fence}".replace("|", "\\|")


def one_line(text: str) -> str:
    """Return text in one line, without what cannot be seen."""
    return " ".join(_visible(text).split())


def _visible(text: str) -> str:
    """Return text without what cannot be seen, and with one kind of line breaks."""
    broken = _BREAKS.sub(lambda found: "\n" if found[0][0] == "\r" else " ", str(text))
    return "".join(c for c in broken if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))


FILTERS: Final[Mapping[str, Callable[..., str]]] = {
    "cell": cell,
    "code": code,
    "for_docstring": for_docstring,
    "literal": literal,
    "prose": prose,
}
"""What templates write texts of the contract with."""
