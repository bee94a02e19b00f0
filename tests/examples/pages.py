"""The pages of the documentation, and the code on them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
REPOSITORY: Final[str] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["urls"]["Homepage"]
ENGLISH: Final = ROOT / "README.md"
CHINESE: Final = ROOT / "README.zh-CN.md"
ONLY_ENGLISH: Final = tuple(ROOT / "docs/en" / name for name in ("contract.md", "reliability.md", "speed.md"))
"""What goes into details is written once."""
GUIDES: Final = tuple(page for page in sorted((ROOT / "docs/en").glob("*.md")) if page not in ONLY_ENGLISH)
TRANSLATED: Final = {ENGLISH: CHINESE} | {page: ROOT / "docs/zh" / page.name for page in GUIDES}
"""Each English page, and the one that tells the same in Chinese, with the same code."""
ONLY_CHINESE: Final = tuple(
    page for page in sorted((ROOT / "docs/zh").glob("*.md")) if page not in set(TRANSLATED.values())
)
RUN: Final = (*TRANSLATED, ROOT / "docs/en/reliability.md", *ONLY_CHINESE)
"""Each page whose code is run."""
PAGES: Final = (*RUN, *TRANSLATED.values())

_FENCE: Final = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK: Final = re.compile(r"\]\((?!https?://)([^)#\s]*)(?:#([^)\s]+))?\)")


@dataclass(frozen=True)
class Block:
    """A fenced block.

    Args:
        language: What stands behind the fence.
        text: Its lines.
        line: The line of the page that it starts in.
    """

    language: str
    text: str
    line: int

    @property
    def is_a_test(self) -> bool:
        """Whether it is a file for pytest, and not a part of the page's program."""
        return self.language == "python" and "\ndef test_" in self.text


def blocks(page: Path) -> list[Block]:
    """Return the fenced blocks of a page, from top to bottom."""
    text = page.read_text(encoding="utf-8")
    return [Block(found[1], found[2], text.count("\n", 0, found.start()) + 2) for found in _FENCE.finditer(text)]


def program(page: Path) -> str:
    """Return the Python code of a page as one module, each line where it stands on the page."""
    lines: list[str] = []
    for block in blocks(page):
        if block.language == "python" and not block.is_a_test:
            lines += [""] * (block.line - 1 - len(lines)) + block.text.splitlines()
    return "\n".join(lines) + "\n"


def links(page: Path) -> Iterator[tuple[Path, str]]:
    """Yield where the links of a page lead that stay in the repository: a file and an anchor in it, maybe empty."""
    for found in _LINK.finditer(_FENCE.sub("", page.read_text(encoding="utf-8"))):
        yield (page.parent / found[1]).resolve() if found[1] else page, found[2] or ""


def anchors(page: Path) -> list[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", _FENCE.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings]
