"""Read the contract, and stop with file, line and reason where it is broken."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml
from openapi_spec_validator import OpenAPIV31SpecValidator

from codegen.lint import lint


class SpecError(Exception):
    """The contract is broken.

    Args:
        path: The file.
        problems: Pairs of line (counted from 1, 0 where it is unknown) and reason.
    """

    def __init__(self, path: Path, problems: Sequence[tuple[int, str]]) -> None:
        super().__init__("\n".join(f"{path.name}:{line}: {reason}" for line, reason in sorted(problems)))


class _Loader(yaml.CSafeLoader):
    """YAML as JSON knows it: no second member of one name, and times stay text."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[Any] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.MarkedYAMLError(problem="a key is a string", problem_mark=key.start_mark)
            if key.value in seen:
                raise yaml.MarkedYAMLError(problem=f"{key.value!r} stands here twice", problem_mark=key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in _Loader.yaml_implicit_resolvers.items()
}


def load(path: Path) -> dict[str, Any]:
    """Return the contract as plain data, checked.

    Raises:
        SpecError: It is not YAML, not OpenAPI 3.1, or breaks the project's own rules (`codegen.lint`).
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as exc:
        raise SpecError(path, [(0, f"cannot be read: {exc}")]) from exc
    try:
        document = yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as exc:
        line = exc.problem_mark.line + 1 if exc.problem_mark else 0
        raise SpecError(path, [(line, str(exc.problem))]) from exc
    if not isinstance(document, dict):
        raise SpecError(path, [(1, "an OpenAPI document is a mapping")])
    problems = list(_dead_references(document, document, [])) or list(_breaches(document))
    if problems:
        root = yaml.compose(text, Loader=_Loader)
        raise SpecError(path, [(_line(root, steps), f"{' > '.join(steps)}: {message}") for steps, message in problems])
    return document


def _breaches(document: dict[str, Any]) -> Iterator[tuple[list[str], str]]:
    """Yield what OpenAPI refuses; if that is nothing, what the project's own rules refuse."""
    broken = False
    for error in OpenAPIV31SpecValidator(document).iter_errors():
        broken = True
        # Below its first line the validator prints the place, which we say by line.
        yield [str(step) for step in error.absolute_path], error.message.partition("\n")[0]
    if not broken:
        yield from ((_steps(finding.pointer), finding.message) for finding in lint(document))


def _dead_references(document: dict[str, Any], node: Any, path: list[str]) -> Iterator[tuple[list[str], str]]:
    """Yield references that lead nowhere: the validator stops at one without saying where it stands."""
    if isinstance(node, list):
        for index, item in enumerate(node):
            yield from _dead_references(document, item, [*path, str(index)])
    elif isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref" and isinstance(value, str) and not _leads_somewhere(document, value):
                yield [*path, key], f"{value} leads nowhere"
            else:
                yield from _dead_references(document, value, [*path, str(key)])


def _leads_somewhere(document: dict[str, Any], reference: str) -> bool:
    target: Any = document
    for step in _steps(reference.removeprefix("#")):
        if not isinstance(target, dict) or step not in target:
            return False
        target = target[step]
    return reference.startswith("#/")


def _steps(pointer: str) -> list[str]:
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def _line(node: yaml.Node | None, steps: Sequence[str]) -> int:
    """Return the line of the place that a path leads to, or of the last step that exists."""
    line = 0
    for step in steps:
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == step), None)
            if found is None:
                break
            line, node = found[0].start_mark.line + 1, found[1]
        elif isinstance(node, yaml.SequenceNode) and step.isdigit() and int(step) < len(node.value):
            node = node.value[int(step)]
            line = node.start_mark.line + 1
        else:
            break
    return line
