"""A body from a file, and what `--set` puts into it."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from wechatpay_cli._exits import WrongUsageError
from wechatpay_cli._facts import schema
from wechatpay_cli._say import say

_STEP: Final = re.compile(r"\.?([^.\[\]]+)|\[(\d+)\]")
_LONGEST_LIST: Final = 10_000
_DEEPEST: Final = 64
_FEW_NODES: Final = 10_000  # of a body; more of them take a text of as many characters
_STDIN: Final = "-"


def read(file: str, of: Mapping[str, Any] = MappingProxyType({})) -> Any:
    """Return what a file of JSON or YAML holds; `-` is stdin.

    Args:
        file: Its path.
        of: Schema of what it holds: where that is a text, YAML's `0012345` is one, and no number.

    Raises:
        WrongUsageError: It cannot be read, or is neither.
    """
    text = text_of(file)
    name = _name_of(file)
    if file.endswith(".json") or text.lstrip()[:1] in ("{", "["):
        return from_json(text, name)
    return _yaml(text, name, of)


def from_json(text: str, name: str) -> Any:
    """Return what a text of JSON holds.

    Args:
        text: The text.
        name: Where it stands, for who is told that it is none.

    Raises:
        WrongUsageError: It is no JSON, names a member twice, or is nested too deeply.
    """
    try:
        value = json.loads(text, object_pairs_hook=_without_repeats, parse_constant=_refuse_constant)
        _bound(value, _inner, text)
    except (ValueError, RecursionError) as error:
        raise WrongUsageError(say("{file} is no JSON: {error}", file=name, error=error)) from None
    return value


def text_of(file: str) -> str:
    """Return the text of a file; `-` is stdin.

    Raises:
        WrongUsageError: It cannot be read.
    """
    try:
        return bytes_of(file).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WrongUsageError(say("{file} is no UTF-8.", file=_name_of(file))) from None


def bytes_of(file: str) -> bytes:
    """Return the bytes of a file; `-` is stdin.

    Raises:
        WrongUsageError: It cannot be read.
    """
    try:
        return sys.stdin.buffer.read() if file == _STDIN else Path(file).read_bytes()
    except (OSError, ValueError) as exc:  # a NUL in a path is the latter
        name, reason = _name_of(file), getattr(exc, "strerror", None) or exc
        raise WrongUsageError(say("{file} cannot be read: {reason}.", file=name, reason=reason)) from None


def _name_of(file: str) -> str:
    return say("stdin") if file == _STDIN else file


def with_values(body: Any, assignments: Sequence[str], of: Mapping[str, Any]) -> Any:
    """Return a body with the members that `--set` names.

    Args:
        body: What it is so far.
        assignments: `path=value` each. A text member takes the value as it stands, any other one as JSON.
        of: The body's schema.

    Raises:
        WrongUsageError: An assignment has another form, or leads through what is no object.
    """
    for assignment in assignments:
        path, equals, value = assignment.partition("=")
        steps = [name or int(number) for name, number in _STEP.findall(path)]
        if not equals or not 0 < len(steps) <= _DEEPEST or _STEP.sub("", path):
            raise WrongUsageError(
                say("--set {given!r}: PATH=VALUE is needed, such as stock.remark=summer.", given=assignment)
            )
        body = _put(body, steps, _value(value, _member(of, steps)), path)
    return body


def _yaml(text: str, name: str, of: Mapping[str, Any]) -> Any:
    import yaml

    class Loader(yaml.SafeLoader):
        """Reads times as the texts that they are in JSON."""

    Loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in found if not tag.endswith(":timestamp")]
        for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    try:
        loader = Loader(text)
        node = loader.get_single_node()
        if node is None:
            return None
        _bound(node, _inner_nodes, text)
        _as_texts(node, of)
        return loader.construct_document(node)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise WrongUsageError(say("{file} is no YAML: {error}", file=name, error=error)) from None


def _bound(root: Any, inner: Callable[[Any], Iterable[Any]], text: str) -> None:
    """Refuse what is nested too deeply, or is more than its text shows: with aliases, a few lines of YAML are billions.

    Raises:
        ValueError: It is.
    """
    waiting = [(root, 1)]
    left = max(_FEW_NODES, len(text))
    while waiting:
        node, depth = waiting.pop()
        left -= 1
        if depth > _DEEPEST or left < 0:
            raise ValueError(say("it is nested more than {deepest} deep, or too much", deepest=_DEEPEST))
        waiting += [(each, depth + 1) for each in inner(node)]


def _inner(value: Any) -> Iterable[Any]:
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def _inner_nodes(node: Any) -> Iterable[Any]:
    if node.id != "mapping":
        return node.value if node.id == "sequence" else ()
    _without_repeats([(key.value, value) for key, value in node.value if key.id == "scalar"])
    return [each for pair in node.value for each in pair]


def _without_repeats(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object. Of a member that it names twice one would go unnoticed, such as a limit of money.

    Raises:
        ValueError: It names one twice.
    """
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(say("{name} stands twice in one object", name=name))
        found[name] = value
    return found


def _refuse_constant(name: str) -> None:
    raise ValueError(say("{name} is no number of JSON", name=name))


def _as_texts(node: Any, of: Mapping[str, Any]) -> None:
    """Let the scalars of a YAML tree be texts where the schema has texts."""
    of = schema(of)
    if node.id == "mapping":
        for key, value in node.value:
            _as_texts(value, of.get("properties", {}).get(key.value, {}) if key.id == "scalar" else {})
    elif node.id == "sequence":
        for value in node.value:
            _as_texts(value, of.get("items", {}))
    elif of.get("type") == "string" and node.tag != "tag:yaml.org,2002:null":
        node.tag = "tag:yaml.org,2002:str"


def _member(node: Mapping[str, Any], steps: Sequence[str | int]) -> Mapping[str, Any]:
    """Return the schema of a member; an empty one where the contract does not know it."""
    node = schema(node)
    for step in steps:
        inner = node.get("items", {}) if isinstance(step, int) else node.get("properties", {}).get(step, {})
        node = schema(inner)
    return node


def _value(text: str, node: Mapping[str, Any]) -> Any:
    if node.get("type") == "string":
        return text
    try:
        return from_json(text, "")
    except WrongUsageError:
        return text  # the check of the request says what is needed there


def _put(body: Any, steps: Sequence[str | int], value: Any, path: str) -> Any:
    """Put a value into an object or a list, which are made where they are missing."""
    if not steps:
        return value
    step, rest = steps[0], steps[1:]
    if isinstance(step, int):
        body = [] if body is None else body
        if not isinstance(body, list) or step > min(len(body), _LONGEST_LIST):
            raise WrongUsageError(
                say("--set {path}: there is no list with an element before [{step}].", path=path, step=step)
            )
        changed = [*body, None] if step == len(body) else list(body)
        changed[step] = _put(changed[step], rest, value, path)
        return changed
    body = {} if body is None else body
    if not isinstance(body, dict):
        raise WrongUsageError(say("--set {path}: what holds {step} is no object.", path=path, step=step))
    return {**body, step: _put(body.get(step), rest, value, path)}
