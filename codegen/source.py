"""The contract's file: YAML that every reader of YAML understands alike, and the line of each place in it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import yaml

from codegen.lint.places import steps

_CORE: Final = "tag:yaml.org,2002:"
_KNOWN_TAGS: Final = {f"{_CORE}{name}" for name in ("str", "int", "float", "bool", "null", "map", "seq", "merge")}
# What YAML 1.1 reads as a value and YAML 1.2 as text, or the other way round, is written in quotes.
_PLAIN: Final = {
    f"{_CORE}bool": re.compile("true|false"),
    f"{_CORE}int": re.compile("-?(0|[1-9][0-9]*)"),
    f"{_CORE}float": re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+"),
    f"{_CORE}null": re.compile("null|~|"),
}
# Numbers of YAML 1.2 that are text to YAML 1.1.
_NUMBER: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)[eE][-+]?[0-9]+|0o[0-7]+")
_DEEPEST: Final = 100
_TIMESTAMP: Final = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?")
_WORDS: Final = {
    f"{_CORE}bool": "true or false",
    f"{_CORE}int": "a number",
    f"{_CORE}float": "a number",
    f"{_CORE}null": "nothing",
}


class SourceError(Exception):
    """The file cannot be read.

    Attributes:
        line: Where, counted from 1.
        column: Where in the line, counted from 1.
        reason: Why, and what to do.
    """

    def __init__(self, line: int, column: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.column = column
        self.reason = reason


class _Loader(yaml.CSafeLoader):
    """YAML as JSON knows it: times stay text."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != f"{_CORE}timestamp"]
    for first, resolvers in _Loader.yaml_implicit_resolvers.items()
}


class Source:
    """The contract's file, read.

    Attributes:
        path: Of the file.
        document: What it holds, as plain data.

    Args:
        path: Of the file.

    Raises:
        SourceError: It is no file of UTF-8 text, or no YAML that all readers understand alike.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        text = _text(path)
        try:
            loader = _Loader(text)
            root = loader.get_single_node()
            if not isinstance(root, yaml.MappingNode):
                raise SourceError(1, 1, "not a mapping; an OpenAPI document begins with `openapi: 3.1.0`")
            _check(root, ())
            self._root = root
            self.document: dict[str, Any] = loader.construct_document(self._root)
        except yaml.MarkedYAMLError as exc:
            raise _error(exc.problem_mark or exc.context_mark, _sentence(exc)) from exc
        except yaml.YAMLError as exc:
            raise _unprintable(text, exc) from exc

    def place(self, pointer: str) -> tuple[int, int]:
        """Return line and column of the place that a JSON pointer leads to, or of the last step that exists."""
        node: yaml.Node | None = self._root
        mark = self._root.start_mark
        for step in steps(pointer):
            if isinstance(node, yaml.MappingNode):
                found = next(((key, value) for key, value in _members(node) if key.value == step), None)
                if found is None:
                    break
                mark, node = found[0].start_mark, found[1]
            elif isinstance(node, yaml.SequenceNode) and step.isdecimal() and int(step) < len(node.value):
                node = node.value[int(step)]
                mark = node.start_mark
            else:
                break
        return mark.line + 1, mark.column + 1


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as exc:
        raise SourceError(1, 1, f"cannot be read: {exc.strerror}") from exc
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        before = content[: exc.start]
        line, column = before.count(b"\n") + 1, exc.start - before.rfind(b"\n")
        raise SourceError(line, column, "not UTF-8; save the file in this encoding") from exc


def _members(node: yaml.MappingNode) -> list[tuple[yaml.Node, yaml.Node]]:
    """Return the members of a mapping, those of a mapping merged into it last."""
    own = [(key, value) for key, value in node.value if key.tag != f"{_CORE}merge"]
    for key, value in node.value:
        if key.tag == f"{_CORE}merge":
            merged = value.value if isinstance(value, yaml.SequenceNode) else [value]
            own += [member for one in merged if isinstance(one, yaml.MappingNode) for member in _members(one)]
    return own


def _check(node: yaml.Node, within: tuple[yaml.Node, ...]) -> None:
    """Refuse what readers of YAML do not understand alike, or JSON cannot hold."""
    if len(within) > _DEEPEST:
        raise _error(node.start_mark, f"more than {_DEEPEST} lists and mappings within each other; write it flatter")
    if any(node is outer for outer in within):
        raise _error(node.start_mark, "an alias stands within what it is the name of; write the value out")
    if node.tag not in _KNOWN_TAGS:
        raise _error(node.start_mark, f"the tag {node.tag.replace(_CORE, '!!')} is not read; write a plain value")
    if isinstance(node, yaml.ScalarNode):
        _check_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _check(item, (*within, node))
    elif isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            _check_key(key, seen)
            _check(value, (*within, node))


def _check_key(key: yaml.Node, seen: set[str]) -> None:
    if not isinstance(key, yaml.ScalarNode):
        raise _error(key.start_mark, "a list or mapping in place of a key; a key is a text")
    if key.tag not in (f"{_CORE}str", f"{_CORE}merge"):
        kind = _WORDS.get(key.tag, "no text")
        told = f"{key.value} is {kind} to YAML, and a key is a text; write '{key.value}', in quotes"
        raise _error(key.start_mark, told)
    if key.value in seen:
        raise _error(key.start_mark, f"{key.value!r} stands here twice; remove or rename one of them")
    seen.add(key.value)


def _check_scalar(node: yaml.ScalarNode) -> None:
    if any("\ud800" <= character <= "\udfff" for character in node.value):
        raise _error(node.start_mark, "half of a surrogate pair, which no text can hold; write the whole character")
    if not node.style and _TIMESTAMP.fullmatch(node.value):
        told = f"{node.value} is a time to some readers of YAML and text to others; write '{node.value}' in quotes"
        raise _error(node.start_mark, told)
    if not node.style and node.tag == f"{_CORE}str" and _NUMBER.fullmatch(node.value):
        told = (
            f"{node.value} is text to some readers of YAML and a number to others; write '{node.value}' in quotes, or "
            "the number in digits alone"
        )
        raise _error(node.start_mark, told)
    pattern = _PLAIN.get(node.tag)
    if pattern and not node.style and not pattern.fullmatch(node.value):
        raise _error(
            node.start_mark,
            f"{node.value} is {_WORDS[node.tag]} to some readers of YAML and text to others; write '{node.value}' in "
            "quotes, or the value as JSON has it",
        )


def _error(mark: yaml.Mark | None, reason: str) -> SourceError:
    return SourceError(mark.line + 1, mark.column + 1, reason) if mark else SourceError(1, 1, reason)


def _sentence(exc: yaml.MarkedYAMLError) -> str:
    """Return what the YAML reader says, with what to do about the commonest slips."""
    problem = exc.problem or exc.context or "not YAML"
    hints = {
        "cannot start any token": "indent with spaces, not with tabs; a text that begins with @, ` or % is in quotes",
        "mapping values are not allowed": "put a text with `: ` in it in quotes, or correct the indentation",
        "expected <block end>": "correct the indentation",
        "undefined alias": "define the anchor before it is used, or put a text that begins with * in quotes",
    }
    hint = next((hint for part, hint in hints.items() if part in problem), "correct it")
    return f"not YAML: {problem}; {hint}"


def _unprintable(text: str, exc: yaml.YAMLError) -> SourceError:
    position = next((i for i, c in enumerate(text) if not c.isprintable() and c not in "\n\r\t\u2028\u2029\x85"), 0)
    before = text[:position]
    line, column = before.count("\n") + 1, position - before.rfind("\n")
    return SourceError(line, column, f"not YAML: {str(exc).splitlines()[0]}; write it as an escape, in double quotes")
