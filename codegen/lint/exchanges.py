"""Rules for what is exchanged: paths, parameters, bodies and answers that client and sandbox have code for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from codegen.carried import ANSWERS, PARAMETERS, REQUEST_BODIES, SUCCESSES
from codegen.lint.finding import Finding, Rule
from codegen.lint.kinds import type_of
from codegen.lint.places import Places, at
from codegen.lint.structure import nearest
from codegen.normal import may_be_null, successes

_PATH: Final = re.compile(r"(/(?:[A-Za-z0-9._~:@!$&'()*+,;=-]|\{[A-Za-z_][A-Za-z0-9_]*\})*)+")
_PARAMETER_OF_PATH: Final = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")
_NO_STEP: Final = re.compile(r"/(?=/.)|/\.{1,2}(?=/|$)")
_SEVERAL_PARAMETERS: Final = re.compile(r"\}[^/]*\{")
_STYLES: Final = {"path": "simple", "query": "form"}
_SIGNED_PART: Final = "meta"


def _paths_can_be_filled_in(spec: Places) -> Iterator[Finding]:
    alike: dict[str, str] = {}
    for path in spec.document["paths"]:
        where = at("/paths", path)
        if not _PATH.fullmatch(path):
            yield Finding(
                where,
                "not a path; write `/`, letters, digits and `{name_of_a_parameter}`, nothing percent-encoded",
            )
        elif _NO_STEP.search(path):
            yield Finding(where, "an empty step, or one of dots, which is taken out on the way; remove it")
        elif _SEVERAL_PARAMETERS.search(path):
            yield Finding(where, "nobody can tell where a parameter ends within a step; put `/` between the two")
        bare = _PARAMETER_OF_PATH.sub("{}", path)
        if bare in alike:
            yield Finding(where, f"nobody can tell it from {alike[bare]}; make one path item of the two")
        alike.setdefault(bare, path)


def _parameters_of_paths_are_declared(spec: Places) -> Iterator[Finding]:
    for pointer, operation in spec.operations:
        path = spec.path_of(pointer)
        asked = _PARAMETER_OF_PATH.findall(path)
        parameters = spec.parameters_of(pointer, operation)
        told = [p["name"] for p in parameters if p["in"] == "path"]
        for name in dict.fromkeys(asked):
            if name not in told:
                yield Finding(pointer, f"the path has {{{name}}}, and no parameter `{name}` is `in: path`; declare it")
            if asked.count(name) > 1:
                yield Finding(pointer, f"the path has {{{name}}} twice; give each parameter a name of its own")
        for name in (name for name in told if name not in asked):
            yield Finding(pointer, f"the parameter `{name}` is `in: path`, and the path has no {{{name}}}; remove it")
        own = [(p["in"], p["name"]) for p in map(spec.resolve, operation.get("parameters", []))]
        for place, name in {pair for pair in own if own.count(pair) > 1}:
            yield Finding(at(pointer, "parameters"), f"{name} in {place} is declared twice; remove one of them")


def _parameters_travel_as_text(spec: Places) -> Iterator[Finding]:
    for pointer, parameter in spec.parameters:
        place, schema = parameter["in"], parameter["schema"]
        kind, where = type_of(spec, schema), at(pointer, "schema")
        if kind not in PARAMETERS[place]:
            types = ", ".join(PARAMETERS[place])
            yield Finding(where, f"the client has no code for `{kind or 'any'}` in the {place}; write one of {types}")
        elif kind == "array" and type_of(spec, spec.resolve(schema).get("items", {})) not in PARAMETERS["path"]:
            yield Finding(where, "the elements of a list in the query are texts, whole numbers or truth values")
        if may_be_null(spec.document, schema):
            yield Finding(where, "null is never sent; leave the parameter optional")
        if parameter.get("style", _STYLES[place]) != _STYLES[place]:
            yield Finding(at(pointer, "style"), f"a parameter of the {place} has the style {_STYLES[place]}; remove it")
        if "explode" in parameter and kind != "array":
            yield Finding(at(pointer, "explode"), "`explode` says something of lists alone; remove it")
        if place == "path" and parameter.get("required") is not True:
            yield Finding(pointer, "a parameter of the path is always there; add `required: true`")


def _request_bodies_can_be_sent(spec: Places) -> Iterator[Finding]:
    for pointer, operation in spec.operations:
        if "requestBody" not in operation:
            continue
        where, body = spec.home(at(pointer, "requestBody"), operation["requestBody"])
        if pointer.endswith("/get"):
            yield Finding(where, "a GET has no body; make parameters of the query of it, or another method")
        if not body.get("required"):
            yield Finding(where, "a request body is always sent; add `required: true`")
        if len(body["content"]) != 1:
            yield Finding(at(where, "content"), f"a body has one media type; write one of {', '.join(REQUEST_BODIES)}")
        for kind, media in body["content"].items():
            yield from _media_type(spec, at(where, "content", kind), kind, media, REQUEST_BODIES)
            if kind == "multipart/form-data" and _SIGNED_PART not in _required_members(spec, media["schema"]):
                yield Finding(
                    at(where, "content", kind, "schema"),
                    f"of a form the part `{_SIGNED_PART}` alone is signed; give its schema a required member of this "
                    "name",
                )


def _required_members(spec: Places, schema: Any) -> set[str]:
    resolved = spec.resolve(schema)
    return {name for name in resolved.get("required", []) if name in resolved.get("properties", {})}


def _media_type(
    spec: Places, pointer: str, kind: str, media: Mapping[str, Any], carried: Mapping[str, str]
) -> Iterator[Finding]:
    if kind not in carried:
        yield Finding(pointer, f"the client has no code for {kind}; {nearest(kind, carried)}")
    elif "$ref" not in media["schema"] or type_of(spec, media["schema"]) != "object":
        what = type_of(spec, media["schema"]) or "any"
        what = "enum" if "enum" in spec.resolve(media["schema"]) else what
        yield Finding(
            at(pointer, "schema"),
            f"a body is {carried[kind].split(';')[0]}, and this is of type {what}; refer to an object under "
            "/components/schemas by $ref, which may have it as a member",
        )


def _answers_can_be_read(spec: Places) -> Iterator[Finding]:
    for pointer, operation in spec.operations:
        where = at(pointer, "responses")
        for status in operation["responses"]:
            if status not in (*SUCCESSES, "4XX", "5XX"):
                yield Finding(
                    at(where, status),
                    f"not a status that is told apart; write one of {', '.join(SUCCESSES)}, and 4XX and 5XX, whose "
                    "codes stand in x-errors",
                )
        if not list(successes(operation["responses"])):
            yield Finding(where, "no answer says that the operation worked; add '200', or '204' where it has no body")
        shapes: dict[str, str] = {}
        for status, answer in successes(operation["responses"]):
            home, resolved = spec.home(at(where, status), answer)
            content = resolved.get("content", {})
            for kind, media in content.items():
                yield from _media_type(spec, at(home, "content", kind), kind, media, ANSWERS)
            if content and status == "204":
                yield Finding(at(home, "content"), "an answer of 204 has no body; write '200', or remove `content`")
            if len(content) > 1:
                yield Finding(at(home, "content"), "an answer has one media type; write application/json alone")
            schemas = json.dumps([media["schema"] for media in content.values()], sort_keys=True)
            shapes.setdefault(schemas, status)
            if len(shapes) > 1:
                yield Finding(
                    at(where, status),
                    f"another answer than that of {next(iter(shapes.values()))}, and a method has one result; give "
                    "both the same schema, or leave one of them out",
                )


def _encodings_are_those_that_are_sent(spec: Places) -> Iterator[Finding]:
    for pointer, media in spec.media_types:
        members = spec.resolve(media["schema"]).get("properties", {})
        for name, encoding in media.get("encoding", {}).items():
            where = at(pointer, "encoding", name)
            if not pointer.endswith("/multipart~1form-data"):
                yield Finding(where, "only the parts of a form have an encoding; remove it")
            elif name not in members:
                yield Finding(where, f"the form has no part {name}; {nearest(name, members)}")
            elif (
                spec.resolve(members[name]).get("format") != "binary"
                and encoding.get("contentType") != "application/json"
            ):
                yield Finding(where, "a part that is no file is sent as JSON; write `contentType: application/json`")


RULES: Final[Sequence[Rule]] = (
    _paths_can_be_filled_in,
    _parameters_of_paths_are_declared,
    _parameters_travel_as_text,
    _request_bodies_can_be_sent,
    _answers_can_be_read,
    _encodings_are_those_that_are_sent,
)
