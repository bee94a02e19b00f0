"""The trees that the docstrings of the error modules draw are those of the classes."""

from __future__ import annotations

import re
from types import ModuleType

import pytest

import wechatpay_httpx.errors
import wechatpay_runtime.errors


def drawn(text: str) -> dict[str, str]:
    """Return the parent of each class in a drawn tree; the root's is empty."""
    parents: dict[str, str] = {}
    above: list[str] = []
    for line in text.splitlines():
        if found := re.match(r"((?:│  |   )*)(?:[├└]─ )?(\w+Error|\w+Timeout)\b", line):
            depth = len(found[1]) // 3 + (found[0][len(found[1])] in "├└")
            above[depth:] = [found[2]]
            parents[found[2]] = above[depth - 1] if depth else ""
    return parents


@pytest.mark.parametrize("module", [wechatpay_runtime.errors, wechatpay_httpx.errors], ids=lambda m: m.__name__)
def test_the_drawn_tree_is_that_of_the_classes(module: ModuleType) -> None:
    classes = {
        name: value
        for name, value in vars(module).items()
        if isinstance(value, type) and issubclass(value, Exception) and not name.startswith("_")
    }
    tree = drawn(module.__doc__ or "")
    assert tree.keys() == classes.keys()
    for name, parent in tree.items():
        first_of_ours = classes[name].__mro__[1].__name__
        assert parent in (first_of_ours, "")
    assert [name for name, parent in tree.items() if not parent] == list(tree)[:1]
