"""`python -m codegen.site`: the documentation as a site, in site/.

zensical builds a site of one language at a time, with its menu, words and search. It runs twice on the same pages,
and of each run the half that speaks its language is kept. Where the repository is stands in pyproject.toml alone.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any, Final

_ROOT: Final = Path(__file__).parents[1]
_BUILDS: Final = {"zh": ("mkdocs.yml", "site"), "en": ("mkdocs.en.yml", "site/english")}
_ROOMS: Final = ("auth_plugin", "generated_client", "jobs", "runtime", "sandbox")  # whose classes are shown
_REPOSITORY: Final[str] = tomllib.loads((_ROOT / "pyproject.toml").read_text("utf-8"))["project"]["urls"]["Homepage"]
_RELATIVE: Final = re.compile(r"(?<=\]\()\.\./[^)#\s]+")
_OVERVIEW: Final = "      - zh/reference/index.md\n"
_LISTED: Final = re.compile(r"^## ([^（\n]+)（`client\.|^\| [^|]+ \| \[`\w+`\]\((\w+/\w+\.md)\)", re.MULTILINE)
_BASE: Final = re.compile(r'(?<="base":")[^"]*')
_TO_ANOTHER_LANGUAGE: Final = re.compile(r'href="([^"]*)" hreflang="(zh|en)"')
# The theme's script looks for a site map behind each of these, and there is none.
_ALTERNATE: Final = re.compile(r'\s*<link rel="alternate"[^>]*hreflang[^>]*>')


def main() -> int:
    """Build the site; return the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        staging = Path(folder)
        _stage(staging)
        for config, _ in _BUILDS.values():
            built = _zensical(staging, config)
            if built:
                return built
        site = _ROOT / "site"
        shutil.rmtree(site, ignore_errors=True)
        shutil.move(staging / _BUILDS["zh"][1], site)
    for language, (_, built_in) in _BUILDS.items():
        _keep(_ROOT / built_in, language, site)
    shutil.rmtree(_ROOT / _BUILDS["en"][1])
    (site / "search.json").unlink()
    for page in site.rglob("index.html"):
        if page.parent != site:
            _join(page, site)
    return 0


def _stage(staging: Path) -> None:
    """Copy what the site is made of; a link to what the site does not show leads to the repository there."""
    shutil.copytree(_ROOT / "docs", staging / "docs")
    for page in (staging / "docs").rglob("*.md"):
        page.write_text(_leading_out(page, staging), encoding="utf-8")
    for config in _ROOT.glob("mkdocs*.yml"):
        text = config.read_text(encoding="utf-8")
        (staging / config.name).write_text(text.replace(_OVERVIEW, _OVERVIEW + _operations()), encoding="utf-8")
    for room in _ROOMS:
        (staging / room).symlink_to(_ROOT / room)


def _operations() -> str:
    """Return what the menu has below the overview: the operations of each tag, as the overview lists them."""
    overview = (_ROOT / "docs/zh/reference/index.md").read_text(encoding="utf-8")
    entries = []
    for tag, page in _LISTED.findall(overview):
        entries.append(f"      - {tag}:" if tag else f"          - zh/reference/{page}")
    return "\n".join(entries) + "\n"


def _leading_out(page: Path, staging: Path) -> str:
    def whole(found: re.Match[str]) -> str:
        target = Path(os.path.normpath(page.parent / found[0]))
        if target.is_relative_to(staging / "docs"):
            return found[0]
        return f"{_REPOSITORY}/blob/main/{target.relative_to(staging).as_posix()}"

    return _RELATIVE.sub(whole, page.read_text(encoding="utf-8"))


def _zensical(folder: Path, config: str) -> int:
    program = str(Path(sys.executable).with_name("zensical"))
    command = [program, "build", "--clean", "--strict", "--config-file", config]
    return subprocess.run(command, cwd=folder, env={**os.environ, "REPOSITORY": _REPOSITORY}, check=False).returncode


def _keep(build: Path, language: str, site: Path) -> None:
    """Keep the pages of a language, and an index of them alone."""
    index = json.loads((build / "search.json").read_text(encoding="utf-8"))
    index["items"] = _found_once(
        [
            {**item, "location": item["location"].removeprefix(f"{language}/")}
            for item in index["items"]
            if item["location"].startswith(f"{language}/")
        ]
    )
    if build != site:
        shutil.rmtree(site / language)
        shutil.move(build / language, site / language)
        shutil.copytree(build / "assets", site / "assets", dirs_exist_ok=True)
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    (site / language / "search.json").write_text(text, encoding="utf-8")


def _found_once(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out every section that another page has word for word.

    The schemas of an answer stand on the page of each operation that gives it, so that a reader has all in one
    place. A search for one of their members would list them all, and the index would be twice as long.
    """
    found = {(item["title"], item["text"]): item for item in reversed(items)}
    return list(reversed(found.values()))


def _join(page: Path, site: Path) -> None:
    """Let a page search in its own language, and lead to its twin in the other one."""
    language, *steps = page.parent.relative_to(site).parts
    up = "/".join([".."] * len(steps)) or "."
    text = _BASE.sub(up, _ALTERNATE.sub("", page.read_text(encoding="utf-8")))

    def twin(found: re.Match[str]) -> str:
        address = "" if found[2] == language else f"{up}/../{found[2]}/{_twin(site / found[2], steps)}"
        return f'href="{address}" hreflang="{found[2]}"'

    page.write_text(_TO_ANOTHER_LANGUAGE.sub(twin, text), encoding="utf-8")


def _twin(site: Path, steps: list[str]) -> str:
    """Return where the same is told: on a page of the same name, else on that of its tag, else at the start."""
    path = "/".join(steps)
    if (site / path / "index.html").exists():
        return f"{path}/" if path else ""
    match steps:
        case ["reference", tag, name] if (site / "reference" / tag / "index.html").exists():
            return f"reference/{tag}/#{name}"
        case ["reference", *_]:
            return "reference/"
    return ""


if __name__ == "__main__":
    sys.exit(main())
