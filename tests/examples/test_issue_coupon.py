"""The example that issues a coupon, run against the sandbox."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest

from examples.pictures import draw_all
from tests.examples.pages import ROOT
from wechatpay_sandbox import Fault, Sandbox

Run: TypeAlias = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox.start() as sandbox:
        yield sandbox


@pytest.fixture
def run(sandbox: Sandbox, tmp_path: Path) -> Run:
    draw_all(tmp_path)

    def run(number: str, codes: str) -> subprocess.CompletedProcess[str]:
        (tmp_path / "codes.txt").write_text(codes)
        return subprocess.run(
            [sys.executable, ROOT / "examples" / "issue_coupon.py", "120344", number, "photo.bmp", "codes.txt"],
            cwd=tmp_path,
            env=os.environ | sandbox.environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run


def test_a_run_that_broke_off_is_run_again_and_issues_nothing_twice(sandbox: Sandbox, run: Run) -> None:
    codes = "".join(f"CAFE-{number}\n" for number in range(250))
    sandbox.inject(Fault.changed_header("X-Untouched", "1"))  # the upload of the picture
    sandbox.inject(Fault.TAMPERED_BODY, times=2)  # the creation, and its one repeat
    broken = run("winter_2026", codes)
    assert broken.returncode == 1
    assert "the answer is not proven to be WeChat Pay's, wrong signature" in broken.stderr
    assert len(sandbox.coupons) == 1

    for _ in range(2):
        done = run("winter_2026", codes)
        assert done.returncode == 0, done.stderr
        assert done.stdout.splitlines()[1:] == ["250 codes: 250 stored, 0 failed"]
    assert len(sandbox.coupons) == 1
    assert sandbox.codes(sandbox.stocks[0].stock_id) == tuple(codes.split())
