"""The extensions (`x-…`) that our tools read in the contract: where each may stand, and its shape."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from jsonschema import Draft202012Validator, SchemaError

from codegen.lint.finding import Finding, Rule
from codegen.lint.places import Places, at
from codegen.lint.structure import nearest
from codegen.lint.wording import OFFICIAL_PAGE
from codegen.naming import ENUM_MEMBER


def _record(optional: Mapping[str, Any] | None = None, **fields: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {**fields, **(optional or {})},
        "required": list(fields),
        "additionalProperties": False,
    }


_TEXT: Final = {"type": "string", "minLength": 1}
_COUNT: Final = {"type": "integer", "minimum": 1}
_CAPITALS: Final = {"type": "string", "pattern": "^[A-Z][A-Z0-9_]*$"}
_PAGE: Final = {"type": "string", "pattern": OFFICIAL_PAGE}
_MEMBER: Final = {"type": "string", "pattern": r"^\$response\.body#/[^/~]+$"}
_NAMES: Final = {"type": "array", "items": _TEXT, "minItems": 1, "uniqueItems": True}
_PAIR: Final = {"type": "array", "items": _TEXT, "minItems": 2, "maxItems": 2, "uniqueItems": True}
_ERRORS: Final = {
    "type": "array",
    "items": _record(
        {
            "causes": {"type": "array", "items": _TEXT, "minItems": 1},  # the usual ones, the likeliest first
            "after_repeat": _TEXT,  # what it means once an earlier attempt of the same call may have taken effect
            "result_codes": {"type": "array", "items": _COUNT, "minItems": 1},  # which say that it is this row
            "x-stops-job": True,
        },
        status={"type": "integer", "minimum": 400, "maximum": 599},
        code={"type": ["string", "null"], "pattern": "^[A-Z][A-Z0-9_]*$"},
        when=_TEXT,
        action=_TEXT,
        retry={"type": "boolean"},
    ),
}
# Every kind of cross rule, with the shapes of its arguments; `cross_rules` tells what they name, and `readers` sees to
# it that those who apply them know it.
CROSS_RULES: Final[Mapping[str, Mapping[str, Any]]] = {
    "ordered": {"fields": _PAIR},
    "span-at-most": {"fields": _PAIR, "days": {**_COUNT, "maximum": timedelta.max.days}},
    "disjoint": {"fields": _PAIR},
    "not-above": {"fields": _PAIR, "unless-zero": _TEXT},
    "sha256-of": {"digest": _TEXT, "of": _TEXT},
    # Of the elements of a list, from that position on (counted from 1).
    "never-falls": {"field": _TEXT, "from": _COUNT},
    "never-rises": {"field": _TEXT, "from": _COUNT},
    "as-many-as": {"list": _TEXT, "count": _TEXT},
}
# Where each extension may stand, and its shape as a JSON Schema.
EXTENSIONS: Final[Mapping[str, Mapping[str, Any]]] = {
    "operation": {
        "x-method": {"type": "string", "pattern": "^[a-z][a-z0-9]*(_[a-z0-9]+)*$"},  # its name on the client
        "x-errors": _ERRORS,
        "x-idempotency-key": {
            "if": {"type": "object"},
            "then": _record(none=_TEXT, repeat={"type": "boolean"}),
            # The members of path and body that make two requests the same one, the request number last.
            "else": _NAMES,
        },
        # What the platform counts or measures by itself, which no schema of a request can say.
        "x-limits": {
            "type": "array",
            "minItems": 1,
            "items": _record(
                name={"type": "string", "pattern": "^[a-z][a-z0-9]*(_[a-z0-9]+)*$"}, value=_COUNT, meaning=_TEXT
            ),
        },
        # What of an answer says which request it answers; both sides are OpenAPI's runtime expressions.
        "x-echoes": {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": r"^\$response\.body#(/[^/~]+)+$"},
            "additionalProperties": {
                "type": "string",
                "pattern": r"^\$request\.(body#(/[^/~]+)+|(path|query)\.[^.]+)$",
            },
        },
        # How the end of what it starts is waited for: which operation to ask, as a Link Object of OpenAPI names it with
        # its parameters, and which states end it well and badly.
        "x-waiter": _record(
            operationId=_TEXT,
            parameters={
                "type": "object",
                "additionalProperties": {
                    "type": "string",
                    "pattern": r"^\$(response\.body#|request\.body#)(/[^/~]+)+$|"
                    r"^\$request\.(path|query)\.[^.]+$",
                },
            },
            state=_MEMBER,
            done={"type": "array", "items": _TEXT, "minItems": 1, "uniqueItems": True},
            failed={"type": "array", "items": _TEXT, "uniqueItems": True},
            first_wait_seconds={"type": "number", "exclusiveMinimum": 0},
        ),
        # How the pages of a list are read: its items, and how a page names the next one.
        "x-pagination": _record(
            items=_MEMBER,
            next=_MEMBER,
            token={"type": "string", "pattern": r"^\$request\.query\.[^.]+$"},
        ),
        # Every limit of the list holds.
        "x-rate-limit": {
            "type": "array",
            "minItems": 1,
            "items": _record(requests=_COUNT, per_seconds=_COUNT, scope=_TEXT),
        },
    },
    "event": {
        # The schema of the decrypted data, and the members of it that tell one event from another.
        "x-event-data": _record(**{"$ref": {"type": "string", "pattern": "^#/components/schemas/"}}),
        "x-idempotency-key": _NAMES,
        # When it comes again that was not taken: the seconds after each attempt, the last one's missing.
        "x-repeats-after": {"type": "array", "items": _COUNT, "minItems": 1},
        # Other event types under which it was seen to come, and how its data tells.
        "x-also-sent-as": {
            "type": "array",
            "items": _record(event_type=_TEXT, reason=_TEXT, when={"type": "object", "minProperties": 1}),
        },
    },
    "components": {
        "x-errors": _ERRORS,
        "x-masked": {"type": "array", "items": _TEXT, "uniqueItems": True},  # members that no log may show
        "x-result-codes": {"type": "array", "items": _record(number=_COUNT, name=_CAPITALS, meaning=_TEXT)},
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
        # How an answer becomes a request: the object there has this list, in whose elements the members of this object
        # stand; and the list here is made of that member of each of them.
        "x-each-of": _TEXT,
        "x-each": _TEXT,
        "x-enum-descriptions": {"type": "array", "items": _TEXT},  # one for each value, in the order of `enum`
        "x-enum-varnames": {
            "type": "array",
            "items": {"type": "string", "pattern": ENUM_MEMBER},
            "minItems": 1,
            "uniqueItems": True,
        },
    },
    # An entry of allOf, x-cross-rules or x-soft-rules; its page, where that is not the operation's own.
    **{kind: {"x-source": _PAGE} for kind in ("rule", "cross rule", "soft rule")},
    # A row of x-errors: no repeat mends it, nor do other calls of the same job fare better.
    "error": {"x-stops-job": {"const": True}},
    # Wherever a pattern stands, in a rule's own schema too.
    "pattern": {"x-pattern-words": _TEXT},
}


def _extensions_are_known_and_well_formed(spec: Places) -> Iterator[Finding]:
    entries = {"cross rule": spec.cross_rules, "error": spec.errors}
    inner = [(pointer, node, kind) for kind, found in entries.items() for pointer, node in found]
    for pointer, node, kind in [*spec.objects, *inner]:
        allowed = {**EXTENSIONS.get(kind, {}), **(EXTENSIONS["pattern"] if "pattern" in node else {})}
        for key in (key for key in node if key.startswith("x-")):
            yield from _malformed(at(pointer, key), node[key], key, allowed)


def _malformed(pointer: str, value: Any, key: str, allowed: Mapping[str, Any]) -> Iterator[Finding]:
    if key not in allowed:
        advice = nearest(key, allowed) if allowed else "tools read none at this place"
        yield Finding(pointer, f"an unknown extension here; {advice}; else remove it")
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
