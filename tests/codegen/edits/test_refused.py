"""Edits that `make` cannot carry stop it: file, line and column, pointer, what was found and what to write instead."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from codegen.spec import SpecError, load
from tests.codegen.edits.refused import REFUSED
from tests.codegen.edits.refusing import SCHEMA, THING, Edit
from tests.codegen.small_contract import TINY, small_contract

_JARGON: Final = ("Traceback", "jinja", "Undefined", "pydantic", "object at 0x", "opc", "KeyError", "TypeError")


def _contract() -> str:
    text = small_contract(TINY).replace("\nwebhooks:\n", f"\n{THING}webhooks:\n", 1)
    return text.replace("  schemas:\n", f"  schemas:\n{SCHEMA}", 1)


def test_the_contract_that_is_edited_is_sound(tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(_contract(), encoding="utf-8")
    load(tmp_path / "openapi.yaml")


@pytest.mark.parametrize("edit", [pytest.param(edit, id=edit.name) for edit in REFUSED])
def test_an_edit_is_refused_by_its_line_in_words(tmp_path: Path, edit: Edit) -> None:
    text = _contract()
    assert text.count(edit.old) >= 1, "the edit has nothing to change"
    before, _, after = text.partition(edit.old)
    edited = before + edit.new + after
    line = (before + edit.new.partition("→")[0]).count("\n") + 1
    (tmp_path / "openapi.yaml").write_text(edited.replace("→", "", 1), encoding="utf-8")
    with pytest.raises(SpecError) as caught:
        load(tmp_path / "openapi.yaml")
    told = str(caught.value)
    for part in edit.told:
        assert part in told
    assert not [word for word in _JARGON if word in told], told
    places = [re.match(r"openapi\.yaml:(\d+):(\d+): \S", entry) for entry in told.splitlines()]
    assert all(places), told
    lines = [int(place[1]) for place in places if place]
    # Without a mark the slip is told where it shows, which is near.
    assert line in lines if "→" in edit.new else any(abs(line - found) <= 20 for found in lines), told
