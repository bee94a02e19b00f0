"""Linters of others find nothing in the contract, and what is planted in a copy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.contract.tools import CONTRACT, HERE, binary, document, operation, run, written


def redocly(contract: Path) -> Any:
    return run(binary("redocly"), "lint", contract, "--config", HERE / "redocly-rules.yaml", "--format", "stylish")


def test_redocly_finds_nothing() -> None:
    ran = redocly(CONTRACT)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "warning" not in ran.stdout + ran.stderr


@pytest.mark.parametrize(
    ("plant", "rule"),
    [
        (lambda d: d["info"].pop("license"), "info-license"),
        (lambda d: operation(d, "uploadImage").pop("operationId"), "operation-operationId"),
        (lambda d: operation(d, "uploadImage")["responses"].pop("4XX"), "operation-4xx-response"),
        (
            lambda d: d["components"]["responses"]["Failed"]["content"]["application/json"]["examples"]["system"][
                "value"
            ].pop("code"),
            "no-invalid-media-type-examples",
        ),
    ],
)
def test_redocly_finds_a_fault(tmp_path: Path, plant: Any, rule: str) -> None:
    changed = document()
    plant(changed)
    ran = redocly(written(changed, tmp_path))
    assert ran.returncode != 0
    assert rule in ran.stdout + ran.stderr


def test_swagger_parser_takes_it() -> None:
    ran = run("node", HERE / "validate.mjs", CONTRACT)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith(str(document()["info"]["version"]))


@pytest.mark.parametrize(
    ("plant", "told"),
    [
        (lambda d: d["components"]["responses"].pop("Refused"), "Refused"),
        (lambda d: operation(d, "uploadImage").update(responses=[]), "responses"),
    ],
)
def test_swagger_parser_finds_a_fault(tmp_path: Path, plant: Any, told: str) -> None:
    changed = document()
    plant(changed)
    ran = run("node", HERE / "validate.mjs", written(changed, tmp_path))
    assert ran.returncode != 0
    assert told in ran.stderr
