"""Rules for the structure: each key of the contract is one that is carried (`codegen.carried`), and has its shape."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, Final

from codegen.carried import CHOICES, KEYS, NEEDED, NOT_CHOSEN, REFUSED, SECTIONS
from codegen.lint.finding import Finding, Rule
from codegen.lint.patterns import unreadable
from codegen.lint.places import Places, at
from codegen.normal import without_null

_HOST: Final = re.compile(r"https://[A-Za-z0-9.-]+(:(?P<port>[0-9]{1,5}))?")
_LARGEST_PORT: Final = 65535
_COMPONENTS: Final = re.compile("/components/[^/]+")
_SHOWN_CHARACTERS: Final = 40
_LARGEST_COUNT: Final = 2**63 - 1  # what pydantic holds


def _everything_is_carried(spec: Places) -> Iterator[Finding]:
    yield from _read("", spec.document, "<document>")


def nearest(word: str, words: Collection[str], more: Collection[str] = ()) -> str:
    """Return a question for somebody who misspelt a word, else the list of those there are.

    Args:
        word: What is written.
        words: What could be meant.
        more: What could be meant as well, though it is not offered.
    """
    known = [*words, *more]
    near = [
        match
        for written in (word, word.lower())
        for match in difflib.get_close_matches(written, known, n=1, cutoff=0.6)
    ]
    return f"do you mean `{near[0]}`?" if near else f"there are {', '.join(words) or 'none'}"


def found(value: Any) -> str:
    """Return a value of the contract in words, as its writer sees it."""
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, str):
        text = value if len(value) <= _SHOWN_CHARACTERS else value[: _SHOWN_CHARACTERS - 1] + "…"
        return f"the text {text!r}"
    if isinstance(value, bool):
        return str(value).lower()
    return "nothing" if value is None else f"the number {value}"


def _read(pointer: str, node: Any, shape: str) -> Iterator[Finding]:
    """Yield what is wrong with what stands at a place."""
    if shape.startswith("false or "):
        yield from () if node is False else _read(pointer, node, shape.removeprefix("false or "))
    elif shape.startswith("null or "):
        yield from () if node == {"type": "null"} else _read(pointer, node, shape.removeprefix("null or "))
    elif shape.startswith("flag or "):
        yield from () if isinstance(node, bool) else _read(pointer, node, shape.removeprefix("flag or "))
    elif shape.startswith("list of "):
        yield from _list(pointer, node, shape.removeprefix("list of "))
    elif shape.startswith("map of "):
        yield from _map(pointer, node, shape.removeprefix("map of "))
    elif shape.startswith("<"):
        kind = shape.strip("<>!")
        if isinstance(node, Mapping) and "$ref" in node and shape.endswith("!"):
            yield from _reference(pointer, node, kind)
        else:
            yield from _object(pointer, node, kind)
    elif shape in CHOICES:
        yield from _choice(pointer, node, shape)
    elif problem := _PLAIN[shape](node):
        yield Finding(pointer, problem)


def _object(pointer: str, node: Any, kind: str) -> Iterator[Finding]:
    if not isinstance(node, Mapping):
        yield Finding(
            pointer, f"{found(node)} in place of {_article(kind)}; write a mapping of {', '.join(KEYS[kind])}"
        )
        return
    if kind == "schema" and "$ref" in node:
        yield from _target(at(pointer, "$ref"), node["$ref"], kind)
    for key, value in node.items():
        where = at(pointer, key)
        if instead := REFUSED.get(kind, {}).get(key):
            yield Finding(where, f"`{key}` is not carried: {instead}")
        elif shape := KEYS[kind].get(key):
            yield from _read(where, value, shape)
        elif not key.startswith("x-"):  # extensions have rules of their own
            yield Finding(where, f"{_article(kind)} has no `{key}`; {nearest(key, KEYS[kind], REFUSED.get(kind, ()))}")
    for key in NEEDED.get(kind, ()):
        if key not in node:
            yield Finding(pointer, f"`{key}` is missing; {_article(kind)} needs {' and '.join(NEEDED[kind])}")


def _article(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeio' else 'the' if kind in ('document', 'components') else 'a'} {kind}"


def _list(pointer: str, node: Any, shape: str) -> Iterator[Finding]:
    if not isinstance(node, list):
        hint = ""
        if pointer.endswith("/required") and isinstance(node, bool):
            hint = " of the names of members; it stands beside `properties`, not in one of them"
        yield Finding(pointer, f"{found(node)} in place of a list; write `[..., ...]`, or `- ...` line by line{hint}")
        return
    for index, item in enumerate(node):
        yield from _read(at(pointer, index), item, shape)


def _map(pointer: str, node: Any, shape: str) -> Iterator[Finding]:
    if not isinstance(node, Mapping):
        yield Finding(pointer, f"{found(node)} in place of a mapping; write `name: ...` line by line")
        return
    for name, item in node.items():
        where = at(pointer, name)
        if _COMPONENTS.fullmatch(pointer) and isinstance(item, Mapping) and "$ref" in item:
            yield Finding(where, "a name for what has one already; remove it, and refer to the other one")
        elif _COMPONENTS.fullmatch(pointer) and isinstance(item, Mapping) and _is_alias(item):
            yield Finding(
                where, "a name for what has one already, or null; remove it, and write this wherever it is referred to"
            )
        elif name.startswith("x-") and pointer == "/paths":
            yield Finding(where, "an unknown extension here; tools read none at this place; remove it")
        else:
            yield from _read(where, item, shape)


def _is_alias(schema: Mapping[str, Any]) -> bool:
    """Whether a schema with a name is another one with a name, or null."""
    plain = without_null(schema)
    return plain is not None and "$ref" in plain


def _reference(pointer: str, node: Mapping[str, Any], kind: str) -> Iterator[Finding]:
    yield from _target(at(pointer, "$ref"), node["$ref"], kind)
    for key in (key for key in node if key != "$ref"):
        yield Finding(at(pointer, key), f"`{key}` beside `$ref` is passed over; put it into what is referred to")


def _target(pointer: str, reference: Any, kind: str) -> Iterator[Finding]:
    section = f"#/components/{SECTIONS.get(kind, '')}/"
    if not isinstance(reference, str):
        yield Finding(pointer, f"{found(reference)} in place of a reference; write '{section}<its name>'")
    elif not reference.startswith("#"):
        yield Finding(pointer, f"{reference} is in another file, and those are not read; bring it under {section[1:]}")
    elif not reference.startswith(section) or "/" in reference.removeprefix(section):
        yield Finding(pointer, f"{reference} cannot be referred to; name the {kind}: '{section}<its name>'")


def _choice(pointer: str, node: Any, shape: str) -> Iterator[Finding]:
    values = node if shape == "type" and isinstance(node, list) else [node]
    for value in values:
        if not isinstance(value, str):
            yield Finding(pointer, f"{found(value)} is no {shape}; write one of {', '.join(CHOICES[shape])}")
        elif instead := NOT_CHOSEN.get(shape, {}).get(value):
            if len(values) == 1:
                yield Finding(pointer, f"`{value}` is not carried: {instead}")
        elif value not in CHOICES[shape]:
            words = [*CHOICES[shape], *NOT_CHOSEN.get(shape, {})]
            yield Finding(pointer, f"`{value}` is no {shape} that is carried; {nearest(value, words)}")
    if values is node and not (len(values) == 2 and values.count("null") == 1):
        yield Finding(pointer, "a member has one type; write it alone, or with null: `type: [string, 'null']`")


def _text(node: Any) -> str | None:
    return None if isinstance(node, str) else f"{found(node)} in place of a text; write it in quotes"


def _flag(node: Any) -> str | None:
    return None if isinstance(node, bool) else f"{found(node)} in place of true or false; write one, without quotes"


def _count(node: Any) -> str | None:
    if type(node) is int and 0 <= node <= _LARGEST_COUNT:
        return None
    told = f"write a whole number of 0 or more, at most {_LARGEST_COUNT}, without quotes"
    return f"{found(node)} in place of a count; {told}"


def _number(node: Any) -> str | None:
    if type(node) in (int, float) and math.isfinite(node):
        return None
    return f"{found(node)} in place of a number; write one, without quotes"


def _version(node: Any) -> str | None:
    if isinstance(node, str) and re.fullmatch(r"3\.1\.\d+", node):
        return None
    return f"{found(node)} in place of the version of OpenAPI; the contract is written in `openapi: 3.1.0`"


def _host(node: Any) -> str | None:
    if isinstance(node, str) and (host := _HOST.fullmatch(node)) and int(host["port"] or 0) <= _LARGEST_PORT:
        return None
    return f"{found(node)} in place of a server; write scheme and host alone, such as https://api.mch.weixin.qq.com"


_PLAIN: Final[Mapping[str, Callable[[Any], str | None]]] = {
    "any": lambda _: None,
    "reference": lambda _: None,  # told with the object that it stands in
    "text": _text,
    "flag": _flag,
    "count": _count,
    "number": _number,
    "pattern": lambda node: _text(node) or unreadable(node),
    "version": _version,
    "host": _host,
}

RULES: Final[Sequence[Rule]] = (_everything_is_carried,)
