"""From the validator's findings to words: what was wrong, where, what was expected, and why the rule applied."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from wechatpay_runtime._checks.schema import Schemas, dotted
from wechatpay_runtime._checks.texts import OF_A_ZONE, SEEN, is_id, time_words, unseen
from wechatpay_runtime._findings import Problem

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError


_TYPES: Final = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "an integer",
    "null": "null",
    "number": "a number",
    "object": "an object",
    "string": "a string",
}


def problem_of(error: ValidationError, whole: Any, root: Mapping[str, Any], schemas: Schemas) -> Problem:
    """Put one finding into words.

    Args:
        error: The validator's finding.
        whole: What was checked.
        root: The schema that was applied.
        schemas: The contract's schemas.
    """
    kind = error.kind.as_dict()
    path: tuple[str | int, ...] = tuple(error.instance_path)
    value: str | None = schemas.shown(error.instance, path)
    if error.kind.name == "required":
        path, value = (*path, kind["property"]), None
    entry, because = _condition(error, whole, root)
    # Why a member should be there only the rule itself can say.
    words = entry.get("x-soft", "").rstrip(".") if error.kind.name == "required" else ""
    return Problem(
        path=dotted(path[1:]),
        place=str(path[0]),
        rule=words or _rule(error, kind, root),
        because=because,
        value=value,
        name=schemas.title(root, path),
        source=entry.get("x-source", ""),
    )


def sourced(problem: Problem, page: str) -> Problem:
    """Return a problem with its source: that of its rule, else the official page of what was checked."""
    return problem if problem.source else problem._replace(source=page)


def _rule(error: ValidationError, kind: Mapping[str, Any], root: Mapping[str, Any]) -> str:
    """Return what the contract asks for: in its own words where it has them, else in ours."""
    schema: Any = root
    for step in error.schema_path[:-1]:
        schema = schema[step]
    if error.kind.name == "pattern" and "x-pattern-words" in schema:
        name = next((step for step in reversed(error.instance_path) if isinstance(step, str)), "")
        return f"{schema['x-pattern-words']}{unseen(error.instance) if is_id(name) else ''}"
    return _WORDS[error.kind.name](error, kind) if error.kind.name in _WORDS else error.message


def _condition(error: ValidationError, whole: Any, root: Mapping[str, Any]) -> tuple[Mapping[str, Any], str]:
    """Return the rule that a finding comes from, and its condition in words; empty if from none."""
    node: Any = root
    rule: Mapping[str, Any] = {}
    branch = ""
    depth = 0
    steps = iter(error.schema_path)
    for step in steps:
        node = node[step]
        if step in ("allOf", "properties"):
            # What follows is an index or a member's name, not a keyword.
            depth += bool(branch) and step == "properties"
            node = node[next(steps)]
            rule = node if step == "allOf" else rule
        elif step in ("then", "else", "dependentRequired"):
            branch, depth = str(step), 0
        elif step == "items":
            depth += bool(branch)
    if branch == "dependentRequired":
        return rule, f"{' or '.join(rule[branch])} is sent"
    holder = whole
    for step in error.instance_path[: len(error.instance_path) - depth]:
        holder = holder[step]
    because = _read_aloud(rule.get("if", {}), holder, "") if branch else ""
    return rule, f"it is not so that {because}" if branch == "else" else because


def _read_aloud(condition: Mapping[str, Any], holder: Any, prefix: str) -> str:
    """Return an `if` in words, with the values that met it: `usage_mode is SINGLE and scope is ALL`."""
    said: list[str] = []
    properties = condition.get("properties", {})
    for name, schema in properties.items():
        if name not in holder:
            continue
        if "contains" in schema:
            said.append(f"{prefix}{name} contains {schema['contains'].get('const')}")
        elif "properties" in schema:
            said.append(_read_aloud(schema, holder[name], f"{prefix}{name}."))
        else:
            said.append(f"{prefix}{name} is {holder[name]}")
    said += [f"{prefix}{name} is sent" for name in condition.get("required", ()) if name not in properties]
    return " and ".join(filter(None, said))


def _alternatives(kind: Mapping[str, Any]) -> str:
    """Return the words for `anyOf` and `oneOf`: which members would do."""
    missing = [
        " and ".join(e.kind.as_dict()["property"] for e in branch)
        for branch in kind["context"]
        if all(e.kind.name == "required" for e in branch)
    ]
    if len(missing) == len(kind["context"]):
        return f"at least one of {', '.join(missing)} is required"
    return "one of: " + "; or ".join(", ".join(e.message for e in branch) for branch in kind["context"])


def _format(error: ValidationError, kind: Mapping[str, Any]) -> str:
    if kind["format"] == "date-time":
        return time_words(error.instance)
    return f"of the form {kind['format']}"


def _pattern(error: ValidationError, kind: Mapping[str, Any]) -> str:
    if kind["pattern"] == OF_A_ZONE:
        return time_words(error.instance)
    if kind["pattern"] == SEEN:
        return f"characters that can be seen, and no blanks{unseen(error.instance)}"
    return f"of the form {kind['pattern']}"


_WORDS: Final[Mapping[str, Callable[[Any, Mapping[str, Any]], str]]] = {
    "additionalProperties": lambda _, k: f"no member {', '.join(k['unexpected'])}",
    "anyOf": lambda _, k: _alternatives(k),
    "const": lambda _, k: f"must be {k['expected_value']}",
    "enum": lambda _, k: f"one of {', '.join(map(str, k['options']))}",
    "exclusiveMaximum": lambda _, k: f"below {k['limit']}",
    "exclusiveMinimum": lambda _, k: f"above {k['limit']}",
    "falseSchema": lambda _, k: "must not be sent",
    "format": _format,
    "maxItems": lambda _, k: f"at most {k['limit']} elements",
    "maxLength": lambda _, k: f"at most {k['limit']} characters",
    "maximum": lambda _, k: f"at most {k['limit']}",
    "minItems": lambda _, k: f"at least {k['limit']} elements",
    "minLength": lambda _, k: f"at least {k['limit']} characters",
    "minimum": lambda _, k: f"at least {k['limit']}",
    "multipleOf": lambda _, k: f"a multiple of {k['multiple_of']}",
    "oneOfNotValid": lambda _, k: _alternatives(k),
    "pattern": _pattern,
    "required": lambda _, k: "required",
    "type": lambda _, k: " or ".join(_TYPES.get(t, t) for t in k["types"]),
    "uniqueItems": lambda _, k: "without repeated elements",
}
