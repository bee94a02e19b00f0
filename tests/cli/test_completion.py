"""The completion of each shell, asked as the shell asks."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.terminal import Shop

_SCRIPTS = {"bash": "complete -o default -F", "zsh": "#compdef", "fish": "complete --command", "pwsh": "Register-Argum"}


@pytest.fixture
def shelled(stranger: Shop) -> Shop:
    """A shell that has the program on its path, by its name."""
    program = stranger.folder / "bin/wechatpay-coupon"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m wechatpay_cli "$@"\n')
    program.chmod(0o755)
    stranger.environ["PATH"] = f"{program.parent}:{stranger.environ['PATH']}"
    return stranger


def _needs(shell: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(not shutil.which(shell), reason=f"there is no {shell} on this machine")


def _asked(shop: Shop, *command: str) -> str:
    ran = subprocess.run(
        command, cwd=shop.folder, env=shop.environ, capture_output=True, text=True, timeout=60, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_the_script_of_each_shell_is_printed(stranger: Shop) -> None:
    for shell, begin in _SCRIPTS.items():
        ran = stranger.run("completion", shell)
        assert ran.status == 0
        assert begin in ran.out, shell
    assert stranger.run("completion", "tcsh").status == 2


@_needs("bash")
def test_bash_completes_commands_options_and_values(shelled: Shop) -> None:
    asked = """
source <(wechatpay-coupon completion bash)
for line in "stocks li" "call createP" "stocks list 1 --state S" "stocks list 1 --page-"; do
  COMP_WORDS=(wechatpay-coupon $line); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
  _wechatpay_coupon_completion wechatpay-coupon
  echo "${COMPREPLY[@]}"
done
"""
    assert _asked(shelled, "bash", "--norc", "-c", asked).splitlines() == [
        "list list-associated-stores",
        "createProductCoupon",
        "SENDING STOPPED",
        "--page-size --page-token",
    ]


@_needs("fish")
def test_fish_completes_after_an_installation(shelled: Shop) -> None:
    assert shelled.run("completion", "fish", "--install").status == 0
    shelled.environ["LANG"] = "C.UTF-8"  # the terminal's; the descriptions have Chinese terms
    found = _asked(shelled, "fish", "-c", 'complete --do-complete "wechatpay-coupon stocks li"').splitlines()
    assert [line.split("\t")[0] for line in found] == ["list", "list-associated-stores"]
    assert "查询商品券批次列表" in found[0]


@_needs("zsh")
def test_zsh_completes_after_an_installation(shelled: Shop) -> None:
    assert shelled.run("completion", "zsh", "--install").status == 0
    assert "fpath" in Path(shelled.folder, ".zshrc").read_text()
    with Path(shelled.folder, ".zshrc").open("a") as settings:
        settings.write("\nPS1='ready> '\n")
    # Tab needs a terminal. `undle` is what is left for the shell to add.
    typed = {"ready> ": "wechatpay-coupon user-coupons pre-send-b\t", "undle": "\x15exit\r"}
    ran = shelled.talk([str(shutil.which("zsh")), "-i"], typed)
    assert "undle" in ran.out
