"""Members of a request that the contract does not know, at every depth, and the known names that may be meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from wechatpay_runtime._checks.schema import Path, Schemas, dotted
from wechatpay_runtime._findings import Problem
from wechatpay_runtime._text import shown

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError

UNKNOWN: Final = ("additionalProperties", "unevaluatedProperties")
"""Kinds of the validator's findings that tell of such members; no rule of the contract is of these kinds."""

_PARTS: Final = ("allOf", "anyOf", "oneOf", "if", "then", "else", "not")
_NAME_CHARACTERS: Final = 60


class Members:
    """Closes the schemas of a contract, which leave each object open for what is newer.

    An object of no members, or one that says itself which others it takes, stays open.

    Args:
        schemas: The contract's schemas.
        body: The schema of the body.
    """

    def __init__(self, schemas: Schemas, body: Mapping[str, Any]) -> None:
        self._schemas = schemas
        self._body = body
        reachable = schemas.reachable(body)
        # A schema within allOf, anyOf or oneOf lists some members only, so it stays open; what has it is closed.
        self._parts = {name for schema in (body, *reachable.values()) for name in _named_parts(schema, is_part=False)}

    def closed(self, schema: Any, name: str = "") -> Any:
        """Return a schema that takes no unknown members, in it or below it.

        Args:
            schema: Of an object, or of anything else.
            name: By which others refer to it; empty where nothing does.
        """
        if not isinstance(schema, Mapping):
            return schema
        inside = {key: self._below(key, value) for key, value in schema.items()}
        if name in self._parts or "additionalProperties" in schema:
            return inside
        reference = schema.get("$ref", "").rpartition("/")[2]
        own, all_of_it = schema.get("properties", {}).keys(), self.known(schema)
        if not all_of_it or (reference and reference not in self._parts):
            return inside
        # Where all members stand in one place this is the same, and faster.
        return {**inside, UNKNOWN[0] if own == all_of_it else UNKNOWN[1]: False}

    def _below(self, key: str, value: Any) -> Any:
        if key == "properties":
            return {name: self.closed(member) for name, member in value.items()}
        return self.closed(value) if key == "items" else value

    def known(self, schema: Mapping[str, Any]) -> set[str]:
        """Return the names of an object's members, those of its parts too; none where it takes any."""
        schema = {**self._schemas.resolve(schema), **schema}
        if schema.get("additionalProperties", False) is not False:
            return set()
        names = set(schema.get("properties", {}))
        for key in _PARTS:
            parts = schema.get(key, ())
            for part in parts if isinstance(parts, list) else (parts,) if parts else ():
                names |= self.known(part) if isinstance(part, Mapping) else set()
        return names

    def unknown(self, error: ValidationError) -> Iterator[Unknown]:
        """Yield the members that a finding of the kind `UNKNOWN` tells of."""
        holder: Any = error.instance
        path = tuple(error.instance_path)[1:]
        known = self.known(self._at(path))
        for name in error.kind.as_dict()["unexpected"]:
            if name not in known:
                # What is spelled right stands in the wrong place; what is not is misspelt in the right one.
                meant = _spelled(name) if _spelled(name) in known else self._elsewhere(name)
                yield Unknown(path, name, meant or _nearest(name, known - holder.keys()) or _nearest(name, known))

    def _at(self, path: Path) -> Mapping[str, Any]:
        schema: Mapping[str, Any] = self._body
        for step in path:
            schema = self._step(schema, step)
        return schema

    def _step(self, schema: Mapping[str, Any], step: str | int) -> Mapping[str, Any]:
        if found := self._schemas.below(schema, step):
            return found
        schema = self._schemas.resolve(schema)
        parts = [part for key in ("allOf", "anyOf", "oneOf") for part in schema.get(key, ())]
        return next((found for part in parts if (found := self._step(part, step))), {})

    def _elsewhere(self, name: str) -> str:
        """Return where a member of this very name belongs."""
        places = (path for path, _ in self._schemas.below_all(self._body) if path and path[-1] == _spelled(name))
        return dotted(next(places, ()))


class Unknown(NamedTuple):
    """A member that the contract does not know.

    Attributes:
        holder: Where it is.
        name: Its name.
        meant: The known name that may be meant; empty where none is like it.
    """

    holder: Path
    name: str
    meant: str

    def problem(self) -> Problem:
        """Put it into words; never with its value, which may be anything."""
        hint = f"; did you mean {self.meant}?" if self.meant else ""
        name = shown(self.name, _NAME_CHARACTERS)
        return Problem(
            path=dotted((*self.holder, name)), place="body", rule=f"a member that the contract lists{hint}", value="…"
        )


def _spelled(name: str) -> str:
    """Return a name as the contract spells its names: `brandId` and `Brand-Id` as `brand_id`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|[\s-]+", "_", name).lower()


def _nearest(name: str, known: set[str]) -> str:
    return next(iter(difflib.get_close_matches(_spelled(name), sorted(known), 1)), "")


def explained(problem: Problem, unknown: list[Unknown]) -> Problem:
    """Return a problem of a missing member with the unknown one that was given in its place."""
    for each in unknown:
        if problem.value is None and problem.path == dotted((*each.holder, each.meant)):
            given = shown(each.name, _NAME_CHARACTERS)
            return problem._replace(rule=f"{problem.rule}, under this name and not as {given}")
    return problem


def _named_parts(schema: Any, *, is_part: bool) -> Iterator[str]:
    """Yield the names of the schemas that others are composed of."""
    if isinstance(schema, list):
        for each in schema:
            yield from _named_parts(each, is_part=is_part)
    elif isinstance(schema, Mapping):
        if is_part and "$ref" in schema:
            yield schema["$ref"].rpartition("/")[2]
        for key, value in schema.items():
            if key == "properties":
                for member in value.values():
                    yield from _named_parts(member, is_part=False)
            elif key in ("items", *_PARTS):
                yield from _named_parts(value, is_part=key != "items")
