"""What the contract says in keywords, in Chinese words: limits of a member, rules between members."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from codegen.escaping import code

_TERM: Final = re.compile(r"\(([^()]*[\u4e00-\u9fff][^()]*)\)")
# What the contract says of errors and patterns in English alone; a test holds it complete.
_SENTENCES: Final[Mapping[str, str]] = json.loads(Path(__file__).with_name("chinese.json").read_bytes())
_TYPES: Final = {"string": "文本", "integer": "整数", "number": "数", "boolean": "布尔", "object": "对象"}
_FORMATS: Final = {"date-time": "时间（RFC 3339，带时区）", "uri": "URL", "binary": "文件", "date": "日期"}
_RANGES: Final = (
    ("minLength", "maxLength", " 个字符"),
    ("minItems", "maxItems", " 个"),
    ("minimum", "maximum", ""),
)
_BETWEEN: Final[Mapping[str, Callable[[Mapping[str, Any]], str]]] = {
    "as-many-as": lambda rule: f"{code(rule['list'])} 的个数应等于 {code(rule['count'])}",
    "disjoint": lambda rule: f"{code(rule['fields'][0])} 到 {code(rule['fields'][1])} 的各段时间不能重叠",
    "never-falls": lambda rule: f"从第 {rule['from']} 个起，{code(rule['field'])} 不能比前一个小",
    "never-rises": lambda rule: f"从第 {rule['from']} 个起，{code(rule['field'])} 不能比前一个大",
    "not-above": lambda rule: (
        f"{code(rule['fields'][0])} 不能大于 {code(rule['fields'][1])}"
        + (f"（{code(rule['unless-zero'])} 为 0 时除外）" if "unless-zero" in rule else "")
    ),
    "ordered": lambda rule: f"{code(rule['fields'][0])} 必须早于 {code(rule['fields'][1])}",
    "sha256-of": lambda rule: f"{code(rule['digest'])} 必须是 {code(rule['of'])} 全部字节的 SHA-256",
    "span-at-most": lambda rule: f"{code(rule['fields'][0])} 到 {code(rule['fields'][1])} 不超过 {rule['days']} 天",
}


def term(description: str) -> str:
    """Return the official Chinese term that stands in the brackets of a description; empty where there is none."""
    found = _TERM.search(description)
    return found[1] if found else ""


def sentence(text: str) -> str:
    """Return what the contract says of an error, in Chinese; the text as it is where nobody has said it in Chinese."""
    return _SENTENCES.get(text) or term(text) or text


def type_name(schema: Mapping[str, Any]) -> str:
    """Return the name of a plain type."""
    return _FORMATS.get(schema.get("format", "")) or _TYPES.get(schema.get("type", ""), "任意")


def limits(schema: Mapping[str, Any]) -> str:
    """Return the limits of a value."""
    said = [_range(schema, *names) for names in _RANGES if names[0] in schema or names[1] in schema]
    if "multipleOf" in schema:
        said.append(f"{schema['multipleOf']} 的倍数")
    if schema.get("uniqueItems"):
        said.append("不能重复")
    if "pattern" in schema:
        words = _SENTENCES.get(schema.get("x-pattern-words", ""))
        said.append(words or f"格式 {code(schema['pattern'])}")
    if "const" in schema:
        said.append(f"只能是 {code(str(schema['const']))}")
    if "x-absent" in schema:
        said.append("没有返回表示空列表")
    if each := "items" in schema and limits(schema["items"]):
        said.append(f"每个：{each}")
    return "；".join(said)


def _range(schema: Mapping[str, Any], low: str, high: str, unit: str) -> str:
    if low not in schema:
        return f"不超过 {schema[high]}{unit}"
    if high not in schema:
        return f"至少 {schema[low]}{unit}" if unit else f"不小于 {schema[low]}"
    if schema[low] == schema[high]:
        return f"恰好 {schema[low]}{unit}"
    return f"{schema[low]} 到 {schema[high]}{unit}"


def rule(rule: Mapping[str, Any]) -> str:
    """Return a rule between members in words; empty where there are none for it."""
    if "kind" in rule:
        words = _BETWEEN.get(rule["kind"])
        return words(rule) if words else ""
    schema = rule.get("schema", rule)
    needed = "；".join(_demands(schema, ""))
    if "if" not in schema:
        return needed
    met = "，并且 ".join(_conditions(schema["if"], ""))
    told = f"{met} 时，{'；'.join(_demands(schema['then'], ''))}"
    return f"{told}；否则{'；'.join(_demands(schema['else'], ''))}" if "else" in schema else told


def _conditions(schema: Mapping[str, Any], place: str) -> Iterator[str]:
    members = schema.get("properties", {})
    for name in schema.get("required", []):
        if name not in members:
            yield f"有 {code(place + name)}"
    for name, member in members.items():
        path = place + name
        if "const" in member:
            yield f"{code(path)} 为 {code(str(member['const']))}"
        elif "enum" in member:
            yield f"{code(path)} 为 {_either(member['enum'])}"
        elif "contains" in member:
            yield f"{code(path)} 包含 {code(str(member['contains'].get('const', '')))}"
        else:
            yield from _conditions(member, f"{path}.")


def _demands(schema: Mapping[str, Any], place: str) -> Iterator[str]:
    if required := [code(place + name) for name in schema.get("required", [])]:
        yield f"必须有 {'、'.join(required)}"
    if refused := [code(place + n) for n, member in schema.get("properties", {}).items() if member is False]:
        yield f"不能有 {'、'.join(refused)}"
    for name, needed in schema.get("dependentRequired", {}).items():
        yield f"有 {code(place + name)} 就必须有 {'、'.join(code(place + other) for other in needed)}"
    for key in ("anyOf", "oneOf"):
        if key in schema:
            yield "，或者".join("、".join(_demands(choice, place)) for choice in schema[key])
    for name, member in schema.get("properties", {}).items():
        if member is not False:
            yield from _demands_of_member(member, place + name)


def _demands_of_member(member: Mapping[str, Any], path: str) -> Iterator[str]:
    if "enum" in member:
        yield f"{code(path)} 只能是 {_either(member['enum'])}"
    elif said := limits(member):
        yield f"{code(path)} {said}"
    yield from _demands(member, f"{path}.")


def _either(values: list[Any]) -> str:
    return " 或 ".join(code(str(value)) for value in values)
