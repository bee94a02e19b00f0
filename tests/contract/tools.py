"""How the tools of others are run."""

from __future__ import annotations

import copy
import functools
import os
import subprocess
from pathlib import Path
from typing import Any, Final

import yaml

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[1]
CONTRACT: Final = ROOT / "openapi.yaml"
SCHEMATHESIS: Final = ROOT / ".venv-schemathesis/bin/schemathesis"

_QUIET: Final = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true", "NO_COLOR": "1"}


def run(*command: str | Path, cwd: Path = HERE) -> subprocess.CompletedProcess[str]:
    """Run a program to its end."""
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=os.environ | _QUIET,
        capture_output=True,
        text=True,
        check=False,
        timeout=170,
    )


def binary(name: str) -> Path:
    """Return a program of the pinned packages."""
    return HERE / "node_modules/.bin" / name


@functools.cache
def _document() -> dict[str, Any]:
    document: dict[str, Any] = yaml.load(CONTRACT.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return document


def document() -> dict[str, Any]:
    """Return the contract as plain data, to be changed."""
    return copy.deepcopy(_document())


def written(changed: dict[str, Any], folder: Path) -> Path:
    """Write a changed contract, such as one with a fault in it."""
    path = folder / "openapi.yaml"
    path.write_text(yaml.safe_dump(changed, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def operation(changed: dict[str, Any], operation_id: str) -> dict[str, Any]:
    """Return an operation of a contract."""
    found: dict[str, Any] = next(
        o for item in changed["paths"].values() for o in item.values() if o["operationId"] == operation_id
    )
    return found
