"""What is asked of a README beside what is asked of every page: it is short, and its code can be pasted anywhere."""

from __future__ import annotations

import contextlib
import io
import subprocess
import sys
from code import InteractiveConsole
from pathlib import Path
from typing import Final

import pytest

from tests.examples.pages import CHINESE, ENGLISH, blocks, program
from wechatpay_sandbox import Sandbox

_READMES: Final = pytest.mark.parametrize("page", [ENGLISH, CHINESE], ids=lambda page: page.name)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a merchant's keys."""
    with Sandbox.start() as sandbox:
        sandbox.write_credentials(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _shown(page: Path) -> str:
    return "".join(block.text for block in blocks(page) if block.language == "text")


@_READMES
def test_it_is_short_and_the_first_call_stands_in_its_first_thirty_lines(page: Path) -> None:
    assert page.read_text(encoding="utf-8").count("\n") <= 150
    first = next(block for block in blocks(page) if block.language == "python")
    assert first.line + first.text.count("\n") <= 30


@_READMES
def test_its_code_works_as_one_script(page: Path, folder: Path) -> None:
    (folder / "script.py").write_text(program(page), encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "script.py"], cwd=folder, capture_output=True, text=True, check=False, timeout=60
    )
    assert (ran.returncode, ran.stdout) == (0, _shown(page)), ran.stderr


@_READMES
def test_its_code_works_line_by_line_in_a_console(page: Path, folder: Path) -> None:
    console = InteractiveConsole()
    output = io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        for line in program(page).splitlines():
            waits_for_more = console.push(line)
    assert not waits_for_more
    console.locals["client"].close()  # type: ignore[index]
    console.locals["live"].close()  # type: ignore[index]
    console.locals["sandbox"].stop()  # type: ignore[index]
    assert output.getvalue() == _shown(page)
