"""A kind of cross rule that runtime or sandbox cannot apply."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from codegen.lint.extensions import CROSS_RULES
from codegen.lint.places import Places
from codegen.lint.readers import Reader, missing_kinds
from tests.codegen.contract_document import CONTRACT
from tests.codegen.lint.breaches import cross
from tests.codegen.small_contract import small_copy

_KINDS: Final = {*CROSS_RULES}


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the contract, of codegen, and of what it looks at."""
    for room in ("codegen", "runtime", "sandbox"):
        shutil.copytree(CONTRACT.parent / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(CONTRACT, tmp_path)
    return tmp_path


def _replace(path: Path, old: str, new: str) -> int:
    """Replace a text where it stands first, and return the number of that line."""
    text = path.read_text(encoding="utf-8")
    before, found, after = text.partition(old)
    assert found
    path.write_text(before + new + after, encoding="utf-8")
    return before.count("\n") + 1


def _make(house: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-B", "-m", "codegen"]
    return subprocess.run(command, cwd=house, capture_output=True, text=True, check=False)


def _files(house: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in house.rglob("*") if path.is_file()}


def test_a_kind_that_nobody_can_apply_stops_make_before_anything_is_written(house: Path) -> None:
    kinds = house / "codegen/lint/extensions.py"
    _replace(kinds, '    "ordered": {', '    "made-up": {"fields": _PAIR},\n    "ordered": {')
    named = house / "codegen/lint/cross_rules.py"
    _replace(named, '    "ordered": (', '    "made-up": ("object", []),\n    "ordered": (')
    line = _replace(house / "openapi.yaml", "kind: ordered", "kind: made-up")
    before = _files(house)
    made = _make(house)
    assert made.returncode == 1
    told = made.stderr.splitlines()
    assert len(told) == 2
    for reader, message in zip(("runtime/", "sandbox/"), told, strict=True):
        assert message.startswith(f"openapi.yaml:{line}:11: /components/schemas/")
        assert f": {reader}" in message
        assert "cannot apply rules of the kind made-up; teach it there, or use a kind that it knows (" in message
    assert _files(house) == before


def test_a_table_of_kinds_that_is_not_where_it_was_is_told_by_its_name(house: Path) -> None:
    _replace(house / "codegen/lint/readers.py", '"RULES"', '"KINDS"')
    made = _make(house)
    assert made.returncode == 1
    assert ".py has no dict KINDS of the kinds of cross rules" in made.stderr


def test_who_leaves_soft_rules_alone_needs_no_kind_for_them() -> None:
    document = small_copy()
    rule = cross(document, "TimePeriod")
    rule["kind"], rule["soft"] = "made-up", True
    spec = Places(document)
    hard, soft = Reader("sandbox", _KINDS, soft=False), Reader("runtime", _KINDS, soft=True)
    assert list(missing_kinds(spec, [hard])) == []
    (found,) = missing_kinds(spec, [hard, soft])
    assert found.pointer == "/components/schemas/TimePeriod/x-cross-rules/0/kind"
    assert found.message.startswith("runtime cannot apply rules of the kind made-up")
