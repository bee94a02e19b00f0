"""What the sandbox says in its own words is said in Chinese as well, and nothing else is in the catalogue."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from wechatpay_sandbox._protocol.wording import chinese, english

_ROOM: Final = Path(__file__).parents[2] / "sandbox/wechatpay_sandbox"
_CATALOGUE: Final[dict[str, str]] = json.loads((_ROOM / "_protocol/chinese.json").read_bytes())
_PLACE: Final = {"unfit": 2, "_not_enough": 1}
"""Which argument is what is said."""
_USED: Final = "{} was used before"


def _template(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _said() -> Iterator[str]:
    """Yield what the players of operations say of the state of an object."""
    for path in (_ROOM / "_operations").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _PLACE:
                yield _template(node.args[_PLACE[node.func.id]])
            if isinstance(node, ast.Assign):
                target = node.targets[0]
                first = target.elts[0] if isinstance(target, ast.Tuple) else target
                value = (
                    node.value.elts[0]
                    if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple)
                    else node.value
                )
                if isinstance(first, ast.Name) and first.id == "issue":
                    yield _template(value)


def test_the_catalogue_is_complete_and_holds_nothing_else() -> None:
    not_of_a_state = ("the sandbox does not play", "must have ")
    said = {text for text in _said() if text and not text.startswith(not_of_a_state)}
    assert len(said) > 20
    assert said | {_USED, f"{_USED}, for other data"} == set(_CATALOGUE)


@pytest.mark.parametrize("sentence", _CATALOGUE)
def test_a_sentence_is_said_with_the_values_it_was_given(sentence: str) -> None:
    values = [f"value-{number}" for number in range(sentence.count("{}"))]
    assert chinese(sentence.format(*values)) == _CATALOGUE[sentence].format(*values)
    assert re.search("[\u4e00-\u9fff]", _CATALOGUE[sentence])
    assert english(sentence.format(*values)) == sentence.format(*values)
