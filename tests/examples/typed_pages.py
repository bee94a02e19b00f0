"""`python -m tests.examples.typed_pages`: mypy --strict and basedpyright on what the documentation and examples show.

The code of a page is one module, each line where it stands on the page, so that what is found there is found at once.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from tests.examples.pages import PAGES, ROOT, blocks, program

_ROOMS: Final = ("auth_plugin", "cli", "generated_client", "jobs", "runtime", "sandbox")
_EXAMPLES: Final = (ROOT / "examples", ROOT / "examples/notifications")


def main() -> int:
    """Check everything; return the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        modules = {f"{_module_name(page)}.py": program(page) for page in PAGES}
        modules |= {
            f"test_{_module_name(page)}.py": "\n" * (block.line - 1) + block.text
            for page in PAGES
            for block in blocks(page)
            if block.is_a_test
        }
        found = checked(Path(folder), modules)
    found += _mypy(sorted(file for room in _EXAMPLES for file in room.glob("*.py")), ROOT / ".mypy_cache")
    print(found or f"{len(modules)} modules of the documentation, and the examples: nothing found")
    return int(bool(found))


def checked(folder: Path, modules: Mapping[str, str]) -> str:
    """Write modules into a folder; return what mypy and basedpyright find in them, empty for nothing."""
    for name, code in modules.items():
        (folder / name).write_text(code, encoding="utf-8")
    return _mypy(sorted(folder.glob("*.py")), ROOT / ".mypy_cache") + _basedpyright(folder)


def _module_name(page: Path) -> str:
    return "_".join(page.relative_to(ROOT).with_suffix("").parts).replace("-", "_").replace(".", "_").lower()


def _mypy(files: list[Path], cache: Path) -> str:
    rooms = os.pathsep.join(map(str, _EXAMPLES))
    command = ["mypy", "--strict", "--no-error-summary", "--cache-dir", str(cache)]
    return _run(*command, *map(str, files), MYPYPATH=rooms)


def _basedpyright(folder: Path) -> str:
    settings = {
        "typeCheckingMode": "strict",
        "failOnWarnings": True,
        "extraPaths": [*(str(ROOT / room) for room in _ROOMS), str(ROOT)],
    }
    (folder / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    return _run("basedpyright", "--pythonpath", sys.executable, "--project", str(folder))


def _run(*command: str, **environment: str) -> str:
    """Run a checker; return what it says."""
    program_folder = Path(sys.executable).parent
    ran = subprocess.run(
        [str(program_folder / command[0]), *command[1:]],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return (ran.stdout or ran.stderr).lstrip() if ran.returncode else ""


if __name__ == "__main__":
    sys.exit(main())
