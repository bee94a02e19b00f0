"""What `--help` of an operation tells: the official page, and every member of the body with its limits."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any, Final

from wechatpay_cli._facts import Operation, details, schema
from wechatpay_cli._say import in_chinese, say, term, translated

_INDENT: Final = 4


def write(operation: Operation, formatter: Any) -> None:
    """Write it below the options.

    Args:
        operation: What is told of.
        formatter: Where it goes, a help formatter.
    """
    facts = details(operation.id)
    formatter.write("\n")
    _prose(formatter, facts["description"])
    formatter.write(f"  {say('Official name: {name}', name=operation.id)}\n")
    formatter.write(f"  {say('Official page: {page}', page=facts['page'])}\n")
    for limit in facts["rate_limits"]:
        scope = translated(limit["scope"])
        said = say("Rate limit: {requests} in {per_seconds} s for each {scope}", **{**limit, "scope": scope})
        formatter.write(f"  {said}\n")
    if operation.query_parameters or operation.path_parameters:
        formatter.write(f"\n{say('Parameters:')}\n")
        for name, node in facts["parameters"].items():
            _member(formatter, name, schema(node), is_required=False, depth=0)
    if facts["body"]:
        formatter.write(f"\n{say('Body (* is required):')}\n")
        _members(formatter, facts["body"], depth=0, within=())


def _members(formatter: Any, node: Mapping[str, Any], *, depth: int, within: tuple[str, ...]) -> None:
    """Write the members of an object, those of objects in it below each."""
    here = schema(node)
    for name, member in here.get("properties", {}).items():
        told = schema(member)
        _member(formatter, name, told, is_required=name in here.get("required", ()), depth=depth)
        inner, is_list = (told["items"], True) if "items" in told else (member, False)
        model = inner.get("$ref", "")
        if "properties" in schema(inner) and model not in within:
            _members(formatter, inner, depth=depth + 1 + is_list, within=(*within, model))
    for rule in here.get("rules", ()):
        _wrapped(formatter, f"! {in_chinese(rule['chinese']) or rule['text']}", depth)


def _member(formatter: Any, name: str, node: Mapping[str, Any], *, is_required: bool, depth: int) -> None:
    kind = f"{schema(node['items']).get('type', 'object')}[]" if "items" in node else node.get("type", "object")
    said = ", ".join([kind, *_limits(node)])
    mark = "*" if is_required else ""
    description = " ".join(node.get("description", "").split())
    official = term(description)
    if official != description:  # Chinese was chosen
        said = f"{official}, {said}"
        description = translated(description)
    deprecated = say("Deprecated. ") if node.get("deprecated") else ""
    _wrapped(formatter, f"{name}{mark}  {said}.  {deprecated}{description}", depth)


def _limits(node: Mapping[str, Any]) -> Iterator[str]:
    if node.get("format") not in (None, "int64"):
        yield node["format"]
    yield from (f"{sign} {node[key]}" for key, sign in (("minimum", "≥"), ("maximum", "≤")) if key in node)
    for least, most, what in (("minLength", "maxLength", say("characters")), ("minItems", "maxItems", say("elements"))):
        yield from (f"{what} {sign} {node[key]}" for key, sign in ((least, "≥"), (most, "≤")) if key in node)
    item = schema(node["items"]) if "items" in node else node
    if "enum" in item:
        yield "|".join(map(str, item["enum"]))
    if "pattern" in item:
        yield item.get("x-pattern-words") or item["pattern"]


def _prose(formatter: Any, text: str) -> None:
    for paragraph in text.strip().split("\n\n"):
        _wrapped(formatter, " ".join(paragraph.split()), 0, hang="")
    formatter.write("\n")


def _wrapped(formatter: Any, text: str, depth: int, *, hang: str = "    ") -> None:
    margin = " " * (2 + _INDENT * depth)
    width = max(formatter.width, 40 + len(margin))
    formatter.write(
        textwrap.fill(text, width, initial_indent=margin, subsequent_indent=margin + hang, break_on_hyphens=False)
        + "\n"
    )
