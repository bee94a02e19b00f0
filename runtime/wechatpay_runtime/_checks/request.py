"""Check a request against the contract before anything is signed or sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from jsonschema_rs import Draft202012Validator, Registry, ValidationError

from wechatpay_runtime._checks.cross_rules import CrossRule, cross_rules
from wechatpay_runtime._checks.json_values import foreign, not_json, without
from wechatpay_runtime._checks.members import UNKNOWN, Members, Unknown, explained
from wechatpay_runtime._checks.schema import Schemas, dotted, instances, member
from wechatpay_runtime._checks.texts import with_rules_of_texts
from wechatpay_runtime._checks.wording import problem_of, sourced
from wechatpay_runtime._findings import Problem
from wechatpay_runtime._fork import made_once
from wechatpay_runtime._types import SOUND_FILE, File
from wechatpay_runtime.errors import RequestValidationError

_WHOLE_NUMBER: Final = {
    "$schema": "http://json-schema.org/draft-04/schema#",
    "id": "urn:wechatpay:whole-number",
    "type": "integer",
}
"""An integer that is written without a fraction. For drafts of JSON Schema after this one 5.0 is an integer too."""

_WHOLE: Final = ("type",)
"""Where a finding of that schema stands in it; those of an operation's schemas stand deeper."""

_OTHER_DRAFTS: Final = Registry([(_WHOLE_NUMBER["id"], _WHOLE_NUMBER)])


class RequestCheck:
    """The contract's rules for the requests of one operation, compiled.

    Args:
        operation: The `operationId`.
        contract: The operation's entry in the packaged contract.
        schemas: The contract's schemas.
    """

    def __init__(self, operation: str, contract: Mapping[str, Any], schemas: Schemas) -> None:
        self._operation = operation
        self._page = contract["page"]
        self._schemas = schemas
        self._files: dict[str, Mapping[str, Any]] = {}
        self._needed_files: frozenset[str] = frozenset()
        properties = {
            "path": contract["path_parameters"],
            "query": contract["query_parameters"],
            "body": self._body_schema(contract["body"]),
        }
        self._members = Members(schemas, properties["body"])
        named = {n: with_rules_of_texts(s, schemas) for n, s in schemas.reachable(properties).items()}
        properties = {n: with_rules_of_texts(s, schemas) for n, s in properties.items()}
        self._root = {"$defs": named, "properties": properties}
        self._soft_root = {
            "$defs": {n: _with_all_rules(self._members.closed(s, n)) for n, s in named.items()},
            "properties": {
                **{place: _with_all_rules(s) for place, s in properties.items()},
                "body": _with_all_rules(self._members.closed(properties["body"])),
            },
        }
        # Most requests break no rule at all, so one pass over them says all there is to say.
        self._all_rules = Draft202012Validator(self._soft_root, validate_formats=True, registry=_OTHER_DRAFTS)
        self._cross_rules = cross_rules(schemas, self._root, soft=False)
        self._soft_cross_rules = cross_rules(schemas, self._root, soft=True)
        each = list(schemas.below_all({"properties": properties}))
        self._deprecated = [path for path, schema in each if path and "deprecated" in schema]

    def check(
        self, path: Mapping[str, Any], query: Mapping[str, Any], body: Any, *, hash_files: bool = False
    ) -> list[Problem]:
        """Refuse a request that breaks a rule that the server is known to enforce (HARD).

        Args:
            path: Path parameters.
            query: Query parameters, without what is unset.
            body: The body as JSON has it, with a `File` for each file; None where there is none.
            hash_files: Whether to compare the files with their digests in the body.

        Returns:
            Which rules the request breaks that only some of WeChat Pay's documents know (SOFT), and which of its
            members none of them knows.

        Raises:
            RequestValidationError: With every breach.
        """
        bare = {"path": path, "query": query, "body": self._json_of(body)}
        whole = {**bare, "body": body} if hash_files else bare
        is_kept = self._keeps_all_rules(bare)
        problems = [] if is_kept else [*self._schema_problems(bare), *self._fraction_problems(bare)]
        if self._files:
            problems += self._file_problems(body)
        if self._cross_rules:
            problems += self._cross_problems(self._cross_rules, whole)
        if problems:
            in_order = sorted(problems, key=lambda problem: (problem.place, problem.path))
            unknown = self._unknown_members(bare)
            told = [explained(problem, unknown) for problem in in_order]
            raise RequestValidationError(self._operation, [sourced(problem, self._page) for problem in told])
        advice = [] if is_kept else self._advice(bare)
        if self._soft_cross_rules:
            advice += self._cross_problems(self._soft_cross_rules, bare)
        return [sourced(problem, self._page) for problem in advice]

    def deprecated_in(self, path: Mapping[str, Any], query: Mapping[str, Any], body: Any) -> list[str]:
        """Return what a request holds of what the contract marks as deprecated, such as `stock.remark`."""
        if not self._deprecated:
            return []
        request = {"path": path, "query": query, "body": body}
        found = [place for steps in self._deprecated for place, _ in instances(request, steps)]
        return [dotted(place[1:]) for place in found]

    def _advice(self, request: Mapping[str, Any]) -> list[Problem]:
        rules = [error for error in self._findings(request) if error.kind.name not in UNKNOWN]
        return [
            *self._put(rules, request, self._soft_root),
            *(unknown.problem() for unknown in self._unknown_members(request)),
        ]

    def _unknown_members(self, request: Mapping[str, Any]) -> list[Unknown]:
        return [
            unknown
            for error in self._findings(request)
            if error.kind.name in UNKNOWN
            for unknown in self._members.unknown(error)
        ]

    def _findings(self, request: Mapping[str, Any]) -> list[ValidationError]:
        try:
            return list(self._all_rules.iter_errors(request))
        except (ValueError, RecursionError):
            return []  # it is no JSON, which is told by itself

    def _keeps_all_rules(self, request: Mapping[str, Any]) -> bool:
        try:
            return self._all_rules.is_valid(request)
        except (ValueError, RecursionError):
            return False  # the validator takes JSON's own types only

    @made_once
    def _validator(self) -> Draft202012Validator:
        return Draft202012Validator(self._root, validate_formats=True)

    def _put(
        self, errors: Iterable[ValidationError], request: Mapping[str, Any], root: Mapping[str, Any]
    ) -> list[Problem]:
        """Put findings into words. One breach can be found on two ways through the schema; it is said once."""
        return list(dict.fromkeys(problem_of(error, request, root, self._schemas) for error in errors))

    def _body_schema(self, body: Mapping[str, Any] | None) -> Mapping[str, Any]:
        """Return the schema of what is JSON in a body; files are no JSON and are checked by themselves."""
        if body is None:
            return {"const": None}
        schema: Mapping[str, Any] = body["schema"]
        if body["media_type"] != "multipart/form-data":
            return schema
        whole = self._schemas.resolve(schema)
        self._files = {n: p for n, p in whole["properties"].items() if p.get("format") == "binary"}
        self._needed_files = frozenset(whole.get("required", ())) & self._files.keys()
        return {
            **whole,
            "properties": {n: p for n, p in whole["properties"].items() if n not in self._files},
            "required": [n for n in whole.get("required", ()) if n not in self._files],
        }

    def _json_of(self, body: Any) -> Any:
        """Return a body without its files."""
        if not self._files or not isinstance(body, dict):
            return body
        return {name: value for name, value in body.items() if name not in self._files}

    def _file_problems(self, body: Any) -> Iterator[Problem]:
        for name, schema in self._files.items():
            title, file = schema.get("title", ""), body.get(name) if isinstance(body, dict) else None
            if file is None and name not in self._needed_files:
                continue
            if not isinstance(file, File) or not file.is_sound:
                told = None if file is None else repr(file) if isinstance(file, File) else f"<{type(file).__name__}>"
                yield Problem(path=name, place="body", rule=SOUND_FILE, value=told, name=title)
            elif (size := len(file.content)) > schema.get("maxLength", size):
                yield Problem(
                    path=name,
                    place="body",
                    rule=f"at most {schema['maxLength']} bytes",
                    value=f"{size} bytes",
                    name=title,
                )

    def _schema_problems(self, request: Mapping[str, Any]) -> Iterator[Problem]:
        try:
            if self._validator.is_valid(request):
                return
        except (ValueError, RecursionError) as exc:
            # The validator takes JSON's own types only, and does not say where it met another.
            trouble = str(exc)
        else:
            trouble = ""
        strange = dict(foreign(request, ()))
        if trouble and not strange:
            yield Problem(path="", place="body", rule=f"a value that JSON can hold: {trouble}", value="…")
            return
        yield from (not_json(path, value, self._schemas.title(self._root, path)) for path, value in strange.items())
        checked = without(request, strange, ()) if strange else request
        errors = [e for e in self._validator.iter_errors(checked) if tuple(e.instance_path) not in strange]
        yield from self._put(errors, request, self._root)

    def _fraction_problems(self, request: Mapping[str, Any]) -> Iterator[Problem]:
        """Yield the integers that would travel as `5.0`: JSON Schema takes that for one, WeChat Pay does not."""
        for error in self._findings(request):
            path = tuple(error.instance_path)
            value = member(request, path)
            # Any other value is told as what it is, by the contract's own schemas.
            if tuple(error.schema_path) == _WHOLE and isinstance(value, float | Decimal) and value % 1 == 0:
                yield Problem(
                    path=dotted(path[1:]),
                    place=str(path[0]),
                    rule="an integer, without a fraction",
                    value=self._schemas.shown(value, path),
                    name=self._schemas.title(self._root, path),
                )

    def _cross_problems(self, rules: list[CrossRule], request: Mapping[str, Any]) -> Iterator[Problem]:
        for rule in rules:
            for path, value in rule.breaches(request):
                yield Problem(
                    path=dotted(path[1:]),
                    place=str(path[0]),
                    rule=rule.spec["description"].rstrip("."),
                    value=self._schemas.shown(value, path),
                    name=self._schemas.title(self._root, path),
                    source=rule.spec.get("x-source", ""),
                )


def _with_all_rules(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a schema that asks for its soft rules too, for integers without a fraction, and below it alike."""
    whole = dict(schema)
    if members := schema.get("properties"):
        whole["properties"] = {name: _with_all_rules(member) for name, member in members.items()}
    if isinstance(schema.get("items"), Mapping):
        whole["items"] = _with_all_rules(schema["items"])
    asked = [
        {"x-soft": rule["description"], "x-source": rule.get("x-source", ""), **rule["schema"]}
        for rule in schema.get("x-soft-rules", ())
    ]
    if schema.get("type") == "integer":
        asked.append({"$ref": _WHOLE_NUMBER["id"]})
    if asked:
        whole["allOf"] = [*schema.get("allOf", ()), *asked]
    return whole


def foreign_problems(request: Mapping[str, Any]) -> list[Problem]:
    """Return a problem for every value that JSON has no form for."""
    return [not_json(path, value, "") for path, value in foreign(request, ())]
