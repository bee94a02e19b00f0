"""The extensions (`x-…`) that our tools read in the contract: where each may stand, and its shape."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from jsonschema import Draft202012Validator, SchemaError

from codegen.lint.finding import Finding, Rule
from codegen.lint.places import Places, at
from codegen.lint.wording import OFFICIAL_PAGE


def _record(optional: Mapping[str, Any] | None = None, **fields: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {**fields, **(optional or {})},
        "required": list(fields),
        "additionalProperties": False,
    }


_TEXT: Final = {"type": "string", "minLength": 1}
_COUNT: Final = {"type": "integer", "minimum": 1}
_PAGE: Final = {"type": "string", "pattern": OFFICIAL_PAGE}
_TEXTS: Final = {"type": "object", "minProperties": 1, "additionalProperties": _TEXT}
_PAIR: Final = {"type": "array", "items": _TEXT, "minItems": 2, "maxItems": 2}
_ERRORS: Final = {
    "type": "array",
    "items": _record(
        {
            "causes": {"type": "array", "items": _TEXT, "minItems": 1},  # the usual ones, the likeliest first
            "after_repeat": _TEXT,  # what it means once an earlier attempt of the same call may have taken effect
        },
        status={"type": "integer", "minimum": 400, "maximum": 599},
        code={"type": ["string", "null"], "pattern": "^[A-Z][A-Z0-9_]*$"},
        when=_TEXT,
        action=_TEXT,
        retry={"type": "boolean"},
    ),
}
# Every kind of cross rule, with the shapes of its arguments; `readers` sees to it that those who apply them know it.
CROSS_RULES: Final[Mapping[str, Mapping[str, Any]]] = {
    "ordered": {"fields": _PAIR},
    "span-at-most": {"fields": _PAIR, "days": _COUNT},
    "disjoint": {"fields": _PAIR},
    "not-above": {"fields": _PAIR, "unless-zero": _TEXT},
    "sha256-of": {"digest": _TEXT, "of": _TEXT},
}
# Where each extension may stand, and its shape as a JSON Schema.
_EXTENSIONS: Final[Mapping[str, Mapping[str, Any]]] = {
    "operation": {
        "x-method": {"type": "string", "pattern": "^[a-z][a-z0-9]*(_[a-z0-9]+)*$"},  # its name on the client
        "x-errors": _ERRORS,
        "x-idempotency-key": {
            "if": {"type": "object"},
            "then": _record(none=_TEXT, repeat={"type": "boolean"}),
            "else": _TEXT,
        },
        # What of an answer says which request it answers; both sides are OpenAPI's runtime expressions.
        "x-echoes": {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": r"^\$response\.body#(/[^/~]+)+$"},
            "additionalProperties": {"pattern": r"^\$request\.(body#(/[^/~]+)+|(path|query)\.[^.]+)$"},
        },
        "x-rate-limit": _record(requests=_COUNT, per_seconds=_COUNT, scope=_TEXT),
    },
    "event": {
        # The schema of the decrypted data, and the members of it that tell one event from another.
        "x-event-data": _record(**{"$ref": {"type": "string", "pattern": "^#/components/schemas/"}}),
        "x-idempotency-key": {"type": "array", "items": _TEXT, "minItems": 1, "uniqueItems": True},
        # Other event types under which it was seen to come, and how its data tells.
        "x-also-sent-as": {
            "type": "array",
            "items": _record(event_type=_TEXT, reason=_TEXT, when={"type": "object", "minProperties": 1}),
        },
    },
    "components": {
        "x-errors": _ERRORS,
        "x-masked": {"type": "array", "items": _TEXT, "uniqueItems": True},  # members that no log may show
        "x-result-codes": {"type": "array", "items": _record(number=_COUNT, meaning=_TEXT)},
    },
    "schema": {
        "x-cross-rules": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["kind"],
                "properties": {"kind": {"enum": list(CROSS_RULES)}},
                "allOf": [
                    {
                        "if": {"required": ["kind"], "properties": {"kind": {"const": kind}}},
                        "then": _record(
                            {"soft": {"const": True}, "x-source": True}, kind=True, description=_TEXT, **arguments
                        ),
                    }
                    for kind, arguments in CROSS_RULES.items()
                ],
            },
        },
        "x-soft-rules": {
            "type": "array",
            "items": _record({"x-source": True}, description=_TEXT, schema={"type": "object", "minProperties": 1}),
        },
        "x-absent": {"const": []},  # what it means that the member is absent
        "x-enum-descriptions": _TEXTS,
        "x-newer-fields": _TEXTS,
    },
    # An entry of allOf, x-cross-rules or x-soft-rules; its page, where that is not the operation's own.
    "rule": {"x-source": _PAGE},
    # Wherever a pattern stands, in a rule's own schema too.
    "pattern": {"x-pattern-words": _TEXT},
}


def _extensions_are_known_and_well_formed(spec: Places) -> Iterator[Finding]:
    kinds = {"operation": spec.operations, "event": spec.events, "schema": spec.schemas, "rule": spec.rules}
    places = {pointer: kind for kind, found in kinds.items() for pointer, _ in found}
    for pointer, node in spec.mappings:
        place = places.get(pointer, pointer.removeprefix("/"))
        allowed = {**_EXTENSIONS.get(place, {}), **(_EXTENSIONS["pattern"] if "pattern" in node else {})}
        for key in (key for key in node if key.startswith("x-")):
            yield from _malformed(at(pointer, key), node[key], key, allowed)


def _malformed(pointer: str, value: Any, key: str, allowed: Mapping[str, Any]) -> Iterator[Finding]:
    if key not in allowed:
        known = ", ".join(allowed) or "none"
        yield Finding(pointer, f"an unknown extension here; remove it, or use one that tools read here ({known})")
        return
    errors = list(Draft202012Validator(allowed[key]).iter_errors(value))
    for error in errors:
        yield Finding(at(pointer, *error.absolute_path), f"{key} is not well formed: {error.message}; correct it")
    for index, entry in enumerate(value if key == "x-soft-rules" and not errors else []):
        try:
            Draft202012Validator.check_schema(entry["schema"])
        except SchemaError as exc:
            yield Finding(at(pointer, index, "schema"), f"not a JSON Schema: {exc.message}; correct it")


RULES: Final[Sequence[Rule]] = (_extensions_are_known_and_well_formed,)
