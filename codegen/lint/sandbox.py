"""Rules for what the sandbox's own code calls by name: a name that the contract has no more stops every sandbox."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from codegen.lint.finding import Finding
from codegen.lint.places import Places
from codegen.lint.structure import nearest

_PACKAGE: Final = Path("sandbox/wechatpay_sandbox")
_MODELS: Final = "wechatpay_sandbox.models"


class _Need(NamedTuple):
    """A name of the contract in the sandbox's code.

    Attributes:
        place: The file.
        line: Where in it, counted from 1.
        section: JSON pointer to where the contract has such names.
        name: The name.
    """

    place: Path
    line: int
    section: str
    name: str


def missing_names(spec: Places, root: Path) -> Iterator[Finding]:
    """Yield each operation that is played, and each model that is imported, and that the contract does not have.

    The code is read, not imported: it imports models that codegen writes, and broken ones could never be written anew.

    Args:
        spec: The contract.
        root: The folder that holds the contract, and the sandbox if there is one.
    """
    operations = [str(operation.get("operationId")) for _, operation in spec.operations]
    needed = list(_needed(root))
    for place, line, section, name in needed:
        known = operations if section == "/paths" else list(spec.named)
        if name not in known:
            free = [other for other in known if other not in {found.name for found in needed}]
            what = "operation" if section == "/paths" else "schema"
            yield Finding(
                section,
                f"{place}, line {line}, needs the {what} {name}, which is not there; {nearest(name, free)} Rename it "
                "there too, or remove what needs it",
            )


def _needed(root: Path) -> Iterator[_Need]:
    for path in sorted((root / _PACKAGE).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="plays"), args=[ast.Constant(value=str(name))]):
                    yield _Need(path.relative_to(root), node.lineno, "/paths", name)
                case ast.ImportFrom(module=module, names=names) if module == _MODELS:
                    for alias in names:
                        yield _Need(path.relative_to(root), node.lineno, "/components/schemas", alias.name)
