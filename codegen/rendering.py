"""The templates that this project renders by itself, and how."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from codegen.escaping import FILTERS

TEMPLATES: Final = Path(__file__).parent / "templates"


def environment() -> Environment:
    """Return an environment in which a mistyped field fails, instead of rendering as nothing."""
    found = Environment(
        loader=FileSystemLoader(TEMPLATES),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        autoescape=False,
    )
    found.filters.update(FILTERS)
    return found
