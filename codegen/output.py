"""Compare and replace generated files: only once everything is made, and without a stale file left."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from pathlib import Path


def changes(staging: Path, root: Path, outputs: Sequence[Path]) -> Iterator[tuple[Path, bytes | None, bytes | None]]:
    """Yield each file that differs, with its old and its new bytes; None where there is no such file."""
    for output in outputs:
        for name in sorted(_files(staging, output) | _files(root, output)):
            old, new = _read(root / name), _read(staging / name)
            if old != new:
                yield name, old, new


def diff(name: Path, old: bytes | None, new: bytes | None) -> str:
    """Return one change as a unified diff."""
    before, after = ((content or b"").decode().splitlines(keepends=True) for content in (old, new))
    return "".join(difflib.unified_diff(before, after, f"{name} (committed)", f"{name} (generated)"))


def apply(root: Path, name: Path, new: bytes | None) -> None:
    """Write or remove one file."""
    path = root / name
    if new is None:
        path.unlink()
        if not any(file.suffix != ".pyc" for file in path.parent.rglob("*") if file.is_file()):
            _remove_folder(path.parent)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(new)


def _files(base: Path, output: Path) -> set[Path]:
    path = base / output
    if path.is_file():
        return {output}
    return {file.relative_to(base) for file in path.rglob("*") if file.is_file() and "__pycache__" not in file.parts}


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _remove_folder(folder: Path) -> None:
    for file in sorted(folder.rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    folder.rmdir()
