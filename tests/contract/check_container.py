"""Linters of others on the container example."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.contract.tools import ROOT, binary, run

EXAMPLE: Final = ROOT / "examples/sandbox_container"


def test_the_dockerfile_is_clean() -> None:
    ran = run(binary("dockerfile-utils"), "lint", EXAMPLE / "Dockerfile")
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_the_compose_file_is_clean() -> None:
    ran = run(binary("dclint"), EXAMPLE / "compose.yaml")
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.parametrize(
    ("name", "tool", "right", "wrong"),
    [
        ("Dockerfile", "dockerfile-utils", "USER sandbox", "USERS sandbox"),
        ("compose.yaml", "dclint", "services:", "servicess:"),
    ],
)
def test_a_mistake_is_found(tmp_path: Path, name: str, tool: str, right: str, wrong: str) -> None:
    changed = tmp_path / name
    changed.write_text((EXAMPLE / name).read_text("utf-8").replace(right, wrong), "utf-8")
    lint = ("lint",) if tool == "dockerfile-utils" else ()
    assert run(binary(tool), *lint, changed).returncode != 0
