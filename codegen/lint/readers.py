"""Rules for what client and sandbox read while they run: a kind of cross rule that one of them lacks is refused."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from codegen.lint.finding import Finding, Rule
from codegen.lint.places import Places, at

_ROOT: Final = Path(__file__).parents[2]
# Each module that applies cross rules, its table with the kinds as keys, and whether it applies soft rules too.
_TABLES: Final = (
    ("runtime/wechatpay_runtime/_checks/cross_rules.py", "KINDS", True),
    ("sandbox/wechatpay_sandbox/_protocol/checks.py", "RULES", False),
)


@dataclass(frozen=True)
class Reader:
    """Who applies cross rules.

    Args:
        module: Where its code stands.
        kinds: The kinds of rules that it can apply.
        soft: Whether it applies soft rules too.
    """

    module: str
    kinds: Collection[str]
    soft: bool


def missing_kinds(spec: Places, readers: Sequence[Reader]) -> Iterator[Finding]:
    """Yield each cross rule of the contract for each reader that ought to apply it and does not know its kind."""
    for pointer, schema in spec.schemas:
        for index, rule in enumerate(schema.get("x-cross-rules", [])):
            for reader in readers:
                if rule["kind"] not in reader.kinds and (reader.soft or not rule.get("soft")):
                    yield Finding(
                        at(pointer, "x-cross-rules", index, "kind"),
                        f"{reader.module} cannot apply rules of the kind {rule['kind']}; teach it there, or use "
                        f"a kind that it knows ({', '.join(sorted(reader.kinds))})",
                    )


def _kinds_of_cross_rules_have_readers(spec: Places) -> Iterator[Finding]:
    yield from missing_kinds(spec, [Reader(path, _keys(path, table), soft) for path, table, soft in _TABLES])


def _keys(path: str, table: str) -> list[str]:
    """Return the keys of a module's table.

    The module is read, not imported: the sandbox imports models that codegen writes, and broken ones could never be
    written anew.

    Raises:
        LookupError: The module has no such table, written as a dict.
    """
    for node in ast.parse((_ROOT / path).read_text(encoding="utf-8")).body:
        match node:
            case (
                ast.AnnAssign(target=ast.Name(id=name), value=ast.Dict(keys=keys))
                | ast.Assign(targets=[ast.Name(id=name)], value=ast.Dict(keys=keys))
            ) if name == table:
                return [str(ast.literal_eval(key)) for key in keys if key]
    raise LookupError(f"{path} has no dict {table} of the kinds of cross rules; name the right one in {__name__}")


RULES: Final[Sequence[Rule]] = (_kinds_of_cross_rules_have_readers,)
