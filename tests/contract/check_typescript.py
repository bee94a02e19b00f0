"""A client in TypeScript, typed by openapi-typescript, on openapi-fetch: it compiles, and talks to the sandbox."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

from tests.contract.signing_gateway import AUTHORIZATION
from tests.contract.tools import CONTRACT, HERE, binary, document, run, written


def compiled(contract: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Compile the program beside the types that are made of a contract."""
    types = run(binary("openapi-typescript"), contract, "--output", folder / "schema.d.ts")
    assert types.returncode == 0, types.stdout + types.stderr
    for name in ("program.mts", "tsconfig.json", "package.json"):
        shutil.copy(HERE / name, folder)
    (folder / "node_modules").symlink_to(HERE / "node_modules")
    return run(binary("tsc"), "--project", folder, cwd=folder)


def test_a_program_compiles_and_talks_to_the_sandbox(tmp_path: Path, gateway: str) -> None:
    ran = compiled(CONTRACT, tmp_path)
    assert ran.returncode == 0, ran.stdout
    ran = run("node", tmp_path / "program.mjs", gateway, AUTHORIZATION)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines() == ["typescript_task_1 SUCCESS", "400 PARAM_ERROR"]


def test_errors_without_a_type_do_not_compile(tmp_path: Path) -> None:
    changed: dict[str, Any] = document()
    for item in changed["paths"].values():
        for operation in item.values():
            del operation["responses"]["4XX"], operation["responses"]["5XX"]
    ran = compiled(written(changed, tmp_path), tmp_path)
    assert ran.returncode != 0
    assert "program.mts" in ran.stdout


def test_a_member_of_another_name_does_not_compile(tmp_path: Path) -> None:
    changed = document()
    task = changed["components"]["schemas"]["SubmitImageGenerationTaskRequest"]
    task["properties"]["picture"] = task["properties"].pop("combine_image")
    ran = compiled(written(changed, tmp_path), tmp_path)
    assert ran.returncode != 0
    assert "combine_image" in ran.stdout
