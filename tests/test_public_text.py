"""Nothing that users read names what they do not have: numbers of rules, or files that only maintainers know."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
import yaml

from tests.codegen.contract_document import contract

_ROOT: Final = Path(__file__).parents[1]
_PLACES: Final = (
    "README.md",
    "README.zh-CN.md",
    "CHANGELOG.md",
    "pyproject.toml",
    "auth_plugin",
    "benchmarks",
    "cli",
    "codegen",
    "docs",
    "examples",
    "generated_client",
    "runtime",
    "sandbox",
)
_KINDS: Final = {".html", ".jinja", ".json", ".md", ".py", ".pyi", ".toml", ".txt", ".yaml", ".yml"}
_INTERNAL: Final = re.compile(
    r"""
    \b[RC]\d{2,3}\b             # a rule: R203
    | \b[Ss]eeds?\b             # a file: seed 002
    | \bfacts\b[^.\n]*\bsection # a section of one: protocol facts, section 7
    """,
    re.VERBOSE,
)


def _texts(place: Path) -> Iterator[tuple[Path, str]]:
    for path in [place] if place.is_file() else sorted(place.rglob("*")):
        if path.is_file() and path.suffix in _KINDS:
            yield path, path.read_text(encoding="utf-8")


def _internal(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if _INTERNAL.search(line)]


@pytest.mark.parametrize("place", _PLACES)
def test_no_public_text_names_what_users_do_not_have(place: str) -> None:
    texts = dict(_texts(_ROOT / place))
    assert texts, f"{place} holds no text; correct the list of places"
    found = {str(path.relative_to(_ROOT)): lines for path, text in texts.items() if (lines := _internal(text))}
    assert found == {}


def test_nor_does_the_contract_outside_its_comments() -> None:
    assert _internal(yaml.safe_dump(contract(), allow_unicode=True, width=10_000)) == []


@pytest.mark.parametrize(
    "text",
    [
        "neither the file nor the body. [seed 002, R302]",
        "idle for 8 seconds (protocol facts, section 8)",
        "missing [R421]",
    ],
)
def test_such_names_are_recognised(text: str) -> None:
    assert _internal(text) == [text]
