"""Everything that is said in English is said in Chinese as well, and nothing else is in the catalogue."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.cli.terminal import Shop
from wechatpay_cli._doctor_causes import DIFFERENCES
from wechatpay_cli._wording import NOTES, SENTENCES, WORDS

_ROOM: Final = Path(__file__).parents[2] / "cli/wechatpay_cli"
_CATALOGUE: Final[dict[str, str]] = json.loads((_ROOM / "chinese.json").read_bytes())


def _said() -> Iterator[str]:
    for path in _ROOM.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
                (text, *_) = node.args
                assert isinstance(text, ast.Constant), f"{path.name}:{node.lineno}: a literal is needed"
                yield str(text.value)


def _causes() -> Iterator[str]:
    """Yield the causes of SIGN_ERROR, which the doctor tells."""
    details = json.loads((_ROOM / "_contract/details.json").read_bytes())
    for operation in details["operations"].values():
        for row in operation["errors"]:
            if row["code"] == "SIGN_ERROR":
                yield from row["causes"]


def _of_the_contract() -> Iterator[str]:
    """Yield what the contract says in a word of English where all else of it has an official term."""
    details = json.loads((_ROOM / "_contract/details.json").read_bytes())
    for operation in details["operations"].values():
        yield from (limit["scope"] for limit in operation["rate_limits"])
    yield from json.loads((_ROOM / "_contract/commands.json").read_bytes())["tags"].values()


def test_the_catalogue_is_complete_and_holds_nothing_else() -> None:
    assert {*_said(), *_causes(), *_of_the_contract(), *SENTENCES, *WORDS, *NOTES, *DIFFERENCES} == _CATALOGUE.keys()


def test_both_languages_name_the_same_values() -> None:
    for english, chinese in _CATALOGUE.items():
        assert sorted(re.findall(r"\{[^}]*\}", english)) == sorted(re.findall(r"\{[^}]*\}", chinese)), english
        assert chinese != english


def test_the_language_is_that_of_the_locale_unless_another_is_chosen(stranger: Shop) -> None:
    command = ("doctor", "--offline")
    chinese = stranger.run(*command, LANG="zh_CN.UTF-8")
    assert chinese.status == 4
    assert "✗ 商户API私钥" in chinese.out
    assert "✗ Merchant private key" in stranger.run(*command, LC_ALL="C.UTF-8", LANG="zh_CN.UTF-8").out
    assert "✗ 商户API私钥" in stranger.run("--lang", "zh", *command, LANG="en_US.UTF-8").out
    assert stranger.run("--lang=fr", *command).status == 2
