"""Names that generated modules have for their own purposes, read from where they come from: no list to keep."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

_TEMPLATES: Final = Path(__file__).parent / "templates"
# No template makes these. They are read as text: broken ones could never be written anew if they were imported.
_MODELS_OF_THE_SANDBOX: Final = Path(__file__).parents[1] / "sandbox/wechatpay_sandbox/models.py"
_IMPORT: Final = re.compile(r"\bimport (\([^()]*\)|[\w, ]+)")
_BINDINGS: Final = (
    re.compile(r'^ +"(\w+)": "[\w.]+",$', re.MULTILINE),  # imported when first used
    re.compile(r"^(\w+)(?:: [^=\n]+)? = ", re.MULTILINE),
)
_USED_IN_CLASS: Final = re.compile(r"repr=(\w+)")


def is_taken_by_generated_code(name: str) -> bool:
    """Whether a generated module, or one that is imported there, has a class of this name for its own purposes."""
    return name in taken_by_generated_code()


@cache
def taken_by_generated_code() -> frozenset[str]:
    """Return what templates and the models that were generated last import, or bind, for their own purposes."""
    texts = [path.read_text(encoding="utf-8") for path in [*_TEMPLATES.glob("*.jinja"), _MODELS_OF_THE_SANDBOX]]
    imported = {_bound(name) for text in texts for names in _IMPORT.findall(text) for name in names.split(",")}
    bound = {name for text in texts for pattern in _BINDINGS for name in pattern.findall(text)}
    return frozenset(name for name in imported | bound if name.isidentifier())


def _bound(imported: str) -> str:
    """Return what a part of an import binds, as `a` or `a as b`."""
    return imported.strip().rpartition(" as ")[2].strip(" ()")


@cache
def used_by_model_classes() -> frozenset[str]:
    """Return the names that the body of a model's class uses, which a member of this name would hide."""
    return frozenset(_USED_IN_CLASS.findall((_TEMPLATES / "model.py.jinja").read_text(encoding="utf-8")))
