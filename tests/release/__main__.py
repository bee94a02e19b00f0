"""`make release`: what would be uploaded, built and looked at as an index and a user would. It uploads nothing.

Sdist and wheel are built twice, to the same bytes; their metadata and contents are checked; the wheel is installed into
an empty environment of each Python that is there, and runs the README's first program. They are left in dist/.
"""

from __future__ import annotations

import filecmp
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.examples.pages import ENGLISH, ROOT, blocks

_DIST: Final = ROOT / "dist"
_OLDEST: Final = (3, 11)
_PROBE: Final = "import sys, venv, ensurepip; print(*sys.version_info[:3], sys.executable)"


def main() -> int:
    """Do it all; return the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        files = _built_twice(Path(folder))
        _say(f"two builds are the same, byte for byte: {', '.join(file.name for file in files)}")
        _run("-m", "twine", "check", "--strict", *map(str, files))
        (wheel,) = (file for file in files if file.suffix == ".whl")
        _run("-m", "check_wheel_contents", str(wheel))
        _say("their metadata and contents are as an index wants them")
        for version, python in _pythons():
            _first_program(python, wheel, Path(folder) / version)
            _say(f"Python {version}: installs the wheel, and runs the README's first program")
        shutil.rmtree(_DIST, ignore_errors=True)
        _DIST.mkdir()
        for file in files:
            shutil.copy2(file, _DIST)
    _say(f"they are in {_DIST.relative_to(ROOT)}/; {_state_of_the_changelog(wheel.name.split('-')[1])}")
    return 0


def _built_twice(folder: Path) -> list[Path]:
    for attempt in ("first", "second"):
        _run("-m", "build", "--no-isolation", "--outdir", str(folder / attempt), str(ROOT))
    files = sorted((folder / "first").iterdir())
    different = filecmp.cmpfiles(folder / "first", folder / "second", [file.name for file in files], shallow=False)
    if different[1] or different[2]:
        sys.exit(f"two builds of the same files differ: {', '.join(different[1] + different[2])}")
    return files


def _pythons() -> Iterator[tuple[str, str]]:
    """Yield version and path of each Python that is there and new enough: those on the path, and pyenv's."""
    names = [f"python3.{minor}" for minor in range(_OLDEST[1], _OLDEST[1] + 10)]
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    seen = set()
    for python in [sys.executable, *names, *map(str, sorted(root.glob("versions/3.*/bin/python")))]:
        if not (found := shutil.which(python)):
            continue
        probe = subprocess.run([found, "-c", _PROBE], capture_output=True, text=True, check=False)
        major, minor, patch, path = probe.stdout.split(maxsplit=3) if probe.returncode == 0 else ("0", "0", "0", "")
        if (int(major), int(minor)) >= _OLDEST and (major, minor) not in seen:
            seen.add((major, minor))
            yield f"{major}.{minor}.{patch}", path.strip()


def _first_program(python: str, wheel: Path, environment: Path) -> None:
    """Install a wheel with the sandbox, and run what stands first in the README."""
    subprocess.run([python, "-m", "venv", str(environment)], check=True)
    own = str(environment / ("Scripts" if os.name == "nt" else "bin") / "python")
    install = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", f"{wheel}[sandbox]")
    _run(*install, python=own)
    first = next(block.text for block in blocks(ENGLISH) if block.language == "python")
    shown = next(block.text for block in blocks(ENGLISH) if block.language == "text")
    printed = _run("-c", first, python=own, folder=environment)
    if printed != shown:
        sys.exit(f"the README's first program printed\n{printed}\nand not\n{shown}")


def _run(*arguments: str, python: str = sys.executable, folder: Path = ROOT) -> str:
    """Run Python; return what it prints, or end with it where it fails."""
    done = subprocess.run([python, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(arguments)}\n{done.stdout}{done.stderr}")
    return done.stdout


def _state_of_the_changelog(version: str) -> str:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    if re.search(rf"^## \[{re.escape(version)}\] - \d{{4}}-\d\d-\d\d$", text, re.MULTILINE):
        return f"CHANGELOG.md has a dated {version}."
    return f"before the upload, date what stands under [Unreleased] in CHANGELOG.md: ## [{version}] - YYYY-MM-DD"


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
