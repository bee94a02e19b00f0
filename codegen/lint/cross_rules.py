"""Rules for cross rules: each stands at what it is about, and names members that can be compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from codegen.lint.finding import Finding, Rule
from codegen.lint.places import Places, at


class _Field(NamedTuple):
    """An argument of a kind of rules that names members.

    Attributes:
        argument: Its name in the rule.
        kinds: What each of them is: a type, or the format that says more.
        is_path: Whether it may lead through objects, as `meta.sha256`.
    """

    argument: str
    kinds: tuple[str, ...]
    is_path: bool = False


_NUMBERS: Final = ("integer", "number")
_QUANTITIES: Final = (*_NUMBERS, "date-time")
_HOLDERS: Final = {"object": "the members of an object", "array": "the elements of a list, which are objects"}
# What each kind of rule is about, and what it names there: as those read it who apply it (`codegen.lint.readers`).
MEANT: Final[Mapping[str, tuple[str, Sequence[_Field]]]] = {
    "ordered": ("object", [_Field("fields", _QUANTITIES)]),
    "span-at-most": ("object", [_Field("fields", ("date-time",))]),
    "disjoint": ("array", [_Field("fields", _QUANTITIES)]),
    "not-above": ("object", [_Field("fields", _QUANTITIES), _Field("unless-zero", _NUMBERS)]),
    "sha256-of": ("object", [_Field("digest", ("string",), is_path=True), _Field("of", ("binary",))]),
    "never-falls": ("array", [_Field("field", ("integer",))]),
    "never-rises": ("array", [_Field("field", ("integer",))]),
    "as-many-as": (
        "object",
        [_Field("list", ("array",), is_path=True), _Field("count", ("integer",), is_path=True)],
    ),
}


def _cross_rules_can_be_applied(spec: Places) -> Iterator[Finding]:
    for pointer, schema in spec.schemas:
        for index, rule in enumerate(schema.get("x-cross-rules", [])):
            where = at(pointer, "x-cross-rules", index)
            holder, fields = MEANT[rule["kind"]]
            plain = spec.plain(schema)
            if plain.get("type") != holder:
                yield Finding(
                    where,
                    f"a rule of the kind {rule['kind']} is about {_HOLDERS[holder]}, and would never be applied here; "
                    "move it there",
                )
                continue
            owner = spec.plain(plain.get("items", {})) if holder == "array" else plain
            for field in fields:
                yield from _unfit(spec, where, rule, field, owner)


def _unfit(
    spec: Places, pointer: str, rule: Mapping[str, Any], field: _Field, owner: Mapping[str, Any]
) -> Iterator[Finding]:
    told = rule[field.argument]
    kinds = {name: _kind(spec, owner, name.split(".") if field.is_path else [name]) for name in _names(told)}
    for name, kind in kinds.items():
        if kind is None:
            hint = "correct the name"
            if "." in name and not field.is_path:
                hint = "name a member of the object itself, or move the rule to the schema that has it"
            yield Finding(pointer, f"there is no field {name}; {hint}")
        elif kind not in field.kinds:
            yield Finding(
                pointer,
                f"{name} is of type {kind}, and {field.argument} of {rule['kind']} takes {' or '.join(field.kinds)}; "
                "name another member",
            )
    if len({kind == "date-time" for kind in kinds.values()}) > 1:
        yield Finding(pointer, f"{' and '.join(kinds)} cannot be compared; name two numbers, or two times")


def _names(told: str | list[str]) -> list[str]:
    return [told] if isinstance(told, str) else told


def _kind(spec: Places, owner: Mapping[str, Any], path: Sequence[str]) -> str | None:
    """Return what a member is: its type, or the format that says more; None where there is none."""
    for name in path:
        member = owner.get("properties", {}).get(name)
        if member is None:
            return None
        owner = spec.plain(member)
    return str(owner["format"] if owner.get("format") in ("binary", "date-time") else owner.get("type", "any"))


RULES: Final[Sequence[Rule]] = (_cross_rules_can_be_applied,)
