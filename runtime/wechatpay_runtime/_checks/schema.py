"""Find one's way in the packaged contract's schemas."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any, Final, TypeAlias

from wechatpay_runtime._text import shown

Path: TypeAlias = Sequence[str | int]

_SHOWN_CHARACTERS: Final = 60

_STEP: Final = r"\[(?P<index>\d+)\]|(?P<name>[^.\[\]]+)"  # compiled when it is used: few programs read paths

EACH: Final = "*"
"""The step of a path that stands for every element of a list."""


class Schemas:
    """The contract's named schemas.

    Args:
        named: Schemas by name; they refer to each other as `#/$defs/<name>`.
        masked: Names of members whose values nobody may see.
    """

    def __init__(self, named: Mapping[str, Any], masked: Set[str] = frozenset()) -> None:
        self.named = named
        self._masked = masked

    def resolve(self, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return what a schema refers to, or itself."""
        while "$ref" in schema:
            schema = self.named[schema["$ref"].rpartition("/")[2]]
        return schema

    def reachable(self, schema: Any) -> dict[str, Any]:
        """Return the named schemas that one refers to, and those that they refer to.

        A validator compiles every schema that it is given, and an operation uses a few of the contract's hundreds.
        """
        found: dict[str, Any] = {}
        waiting = [schema]
        while waiting:
            node = waiting.pop()
            if isinstance(node, list):
                waiting += node
            elif isinstance(node, Mapping):
                waiting += node.values()
                name = str(node.get("$ref", "")).removeprefix("#/$defs/")
                if name in self.named and name not in found:
                    found[name] = self.named[name]
                    waiting.append(found[name])
        return found

    def below(self, schema: Mapping[str, Any], step: str | int) -> Mapping[str, Any]:
        """Return the schema of a member or element, `{}` where the contract has none."""
        schema = self.resolve(schema)
        found = schema.get("items") if isinstance(step, int) else schema.get("properties", {}).get(step)
        return found if isinstance(found, dict) else {}

    def title(self, schema: Mapping[str, Any], path: Path) -> str:
        """Return the official Chinese name of the place that a path leads to; an element has the name of its list."""
        title = ""
        for step in path:
            schema = self.below(schema, step)
            if not isinstance(step, int):
                title = schema.get("title", "")
        return title

    def shown(self, value: Any, path: Path) -> str:
        """Return the value at a path as JSON, cut to what fits in a line, without what nobody may see.

        Of a list or an object there is its size alone: what is in it may be what nobody may see.
        """
        if not self._masked.isdisjoint(step for step in path if isinstance(step, str)):
            return "***"
        if isinstance(value, list):
            return f"a list of {len(value)}"
        if isinstance(value, dict):
            return f"an object of {len(value)} members"
        return shown(json.dumps(value, ensure_ascii=False, default=repr), _SHOWN_CHARACTERS)

    def below_all(
        self, schema: Mapping[str, Any], path: tuple[str, ...] = (), within: frozenset[str] = frozenset()
    ) -> Iterator[tuple[tuple[str, ...], Mapping[str, Any]]]:
        """Yield every schema that stands in one, itself included, with the path of its instances.

        A schema that contains itself is followed once.
        """
        if reference := schema.get("$ref"):
            if reference in within:
                return
            within |= {reference}
        here = {**self.resolve(schema), **schema}
        yield path, here
        for name, member in here.get("properties", {}).items():
            if isinstance(member, dict):
                yield from self.below_all(member, (*path, name), within)
        if isinstance(items := here.get("items"), dict):
            yield from self.below_all(items, (*path, EACH), within)


def instances(value: Any, path: Sequence[str]) -> Sequence[tuple[tuple[str | int, ...], Any]]:
    """Return what stands at a path in a JSON value, once for each element where the path says `EACH`."""
    if EACH not in path:
        found = member(value, path)
        return () if found is None else ((tuple(path), found),)
    length = path.index(EACH)
    items = member(value, path[:length])
    return [
        ((*path[:length], index, *below), instance)
        for index, item in enumerate(items if isinstance(items, list) else ())
        for below, instance in instances(item, path[length + 1 :])
    ]


def member(value: Any, path: Path) -> Any:
    """Return what stands at a path in a JSON value; None where nothing does."""
    try:
        for step in path:
            value = value[step]
    except (IndexError, KeyError, TypeError):
        return None
    return value


def dotted(path: Path) -> str:
    """Return a path as people write it: `stock.stock_send_rule.max_count`, `code_list[3]`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".")


def steps(text: str) -> tuple[str | int, ...]:
    """Return the path that `dotted` wrote."""
    found = re.finditer(_STEP, text)
    return tuple(int(step["index"]) if step["index"] else step["name"] for step in found)
