"""Read the contract, and stop with file, line, column and reason where it is broken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from openapi_spec_validator import OpenAPIV31SpecValidator

from codegen.escaping import one_line
from codegen.lint import Finding, lint
from codegen.lint.places import Places, at
from codegen.lint.sandbox import missing_names
from codegen.rule_groups import with_rules_in_place
from codegen.source import Source, SourceError


class SpecError(Exception):
    """The contract is broken.

    Args:
        name: Of the file.
        problems: Line, column (both counted from 1) and reason of each.
    """

    def __init__(self, name: str, problems: Sequence[tuple[int, int, str]]) -> None:
        # A reason may hold a text of the contract, and each is told in one line.
        told = dict.fromkeys(f"{name}:{line}:{column}: {one_line(why)}" for line, column, why in sorted(problems))
        super().__init__("\n".join(told))


def load(path: Path) -> dict[str, Any]:
    """Return the contract as plain data, checked.

    Raises:
        SpecError: It is not YAML, not OpenAPI 3.1, breaks the project's own rules (`codegen.lint`), or lacks what the
            sandbox beside it needs.
    """
    try:
        source = Source(path)
    except SourceError as exc:
        raise SpecError(path.name, [(exc.line, exc.column, exc.reason)]) from exc
    document, written = with_rules_in_place(source.document)
    if findings := check(document) or list(missing_names(Places(document), path.parent)):
        raise _broken(source, [Finding(_as_written(found.pointer, written), found.message) for found in findings])
    return document


def check(document: dict[str, Any]) -> list[Finding]:
    """Return what is wrong with a document: by the project's own rules, and where they find nothing by OpenAPI's."""
    return lint(document) or list(_invalid(document))


def stumbled(path: Path, pointer: str, reason: str) -> SpecError:
    """Return an error for what no rule refuses, and a generator could not make code of.

    Args:
        path: The contract's file.
        pointer: JSON pointer to the place.
        reason: What the generator says.
    """
    told = (
        "no code can be made of it, though no rule refuses it. Compare it with an operation that works, write what is "
        f"unlike in another way, and report this as a gap of the rules ({reason})"
    )
    return _broken(Source(path), [Finding(pointer, told)])


def _as_written(pointer: str, written: Mapping[str, str]) -> str:
    """Return where the file has what a pointer leads to, which may have been put elsewhere."""
    for now, before in written.items():
        if pointer == now or pointer.startswith(f"{now}/"):
            return before + pointer.removeprefix(now)
    return pointer


def _broken(source: Source, findings: Sequence[Finding]) -> SpecError:
    """Return an error that tells findings by the lines of the contract."""
    return SpecError(
        source.path.name,
        [(*source.place(f.pointer), f"{f.pointer or 'the whole document'}: {f.message}") for f in findings],
    )


def _invalid(document: dict[str, Any]) -> Iterator[Finding]:
    """Yield what OpenAPI's own validator refuses, for all that our rules left to it."""
    for error in OpenAPIV31SpecValidator(document).iter_errors():
        # Below its first line the validator prints the place, which we say by line.
        yield Finding(
            at("", *error.absolute_path), f"not OpenAPI 3.1: {error.message.partition(chr(10))[0]}; correct it"
        )
