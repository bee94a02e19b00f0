"""The objects of the contract, with the keys of each: those that are carried, and those that are not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_TOLD: Final = {"summary": "text", "description": "text"}
_FOR_RULES: Final = {"required": "list of text", "const": "any", "enum": "list of any"}

KEYS: Final[Mapping[str, Mapping[str, str]]] = {
    "document": {
        "openapi": "version",
        "info": "<info>",
        "servers": "list of <server>",
        "security": "list of any",
        "tags": "list of <tag>",
        "externalDocs": "<page>",
        "paths": "map of <path item>",
        "webhooks": "map of <webhook>",
        "components": "<components>",
    },
    "info": {**_TOLD, "title": "text", "version": "text", "contact": "<contact>", "license": "<license>"},
    "contact": {"name": "text", "url": "text", "email": "text"},
    "license": {"name": "text", "identifier": "text", "url": "text"},
    "server": {"url": "host", "description": "text"},
    "tag": {"name": "text", "description": "text", "externalDocs": "<page>"},
    "page": {"url": "text", "description": "text"},
    "path item": {
        **_TOLD,
        "parameters": "list of <parameter>!",
        **dict.fromkeys(("get", "put", "post", "delete", "patch"), "<operation>"),
    },
    "operation": {
        **_TOLD,
        "operationId": "text",
        "tags": "list of text",
        "externalDocs": "<page>",
        "parameters": "list of <parameter>!",
        "requestBody": "<request body>!",
        "responses": "map of <answer>!",
        "deprecated": "flag",
    },
    "webhook": {"post": "<event>"},
    "event": {
        **_TOLD,
        "operationId": "text",
        "tags": "list of text",
        "externalDocs": "<page>",
        "security": "list of any",
        "requestBody": "<request body>!",
        "responses": "map of <answer>!",
        "x-also-sent-as": "list of <other event type>",
    },
    "other event type": {"event_type": "text", "reason": "text", "when": "<any schema>"},
    "parameter": {
        "name": "text",
        "in": "place",
        "description": "text",
        "required": "flag",
        "deprecated": "flag",
        "schema": "<schema>",
        "style": "style",
        "explode": "flag",
        "example": "any",
        "examples": "map of <example>!",
    },
    "request body": {"description": "text", "required": "flag", "content": "map of <media type>"},
    "answer": {"description": "text", "content": "map of <media type>"},
    "media type": {
        "schema": "<schema>",
        "example": "any",
        "examples": "map of <example>!",
        "encoding": "map of <encoding>",
    },
    "encoding": {"contentType": "text"},
    "example": {**_TOLD, "value": "any"},
    "components": {
        "schemas": "map of <schema>",
        "parameters": "map of <parameter>",
        "requestBodies": "map of <request body>",
        "responses": "map of <answer>",
        "examples": "map of <example>",
        "securitySchemes": "map of any",
    },
    "schema": {
        "$ref": "reference",
        "type": "type",
        "format": "format",
        "description": "text",
        "deprecated": "flag",
        "examples": "list of any",
        "enum": "list of any",
        "minLength": "count",
        "maxLength": "count",
        "pattern": "pattern",
        "minimum": "number",
        "maximum": "number",
        "exclusiveMinimum": "number",
        "exclusiveMaximum": "number",
        "multipleOf": "number",
        "items": "<schema>",
        "minItems": "count",
        "maxItems": "count",
        "uniqueItems": "flag",
        "properties": "map of <schema>",
        "required": "list of text",
        "minProperties": "count",
        "maxProperties": "count",
        "additionalProperties": "flag or <schema>",
        "anyOf": "list of null or <schema>",
        "oneOf": "list of null or <schema>",
        "allOf": "list of <rule>",
        "x-soft-rules": "list of <soft rule>",
    },
    "rule": {
        "description": "text",
        "if": "<condition>",
        "then": "<demand>",
        "else": "<demand>",
        "dependentRequired": "map of list of text",
    },
    "condition": {**_FOR_RULES, "properties": "map of <condition>", "contains": "<condition>"},
    "demand": {
        **_FOR_RULES,
        "properties": "map of false or <demand>",
        "anyOf": "list of <demand>",
        "oneOf": "list of <demand>",
    },
    "soft rule": {"description": "text", "schema": "<any schema>"},
    # What only warns, or tells events apart, may be any JSON Schema.
    "any schema": {
        **_FOR_RULES,
        "description": "text",
        "type": "any",
        "format": "text",
        **dict.fromkeys(("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"), "count"),
        **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"), "number"),
        "pattern": "pattern",
        "uniqueItems": "flag",
        "dependentRequired": "map of list of text",
        **dict.fromkeys(("if", "then", "else", "not", "items", "contains"), "flag or <any schema>"),
        **dict.fromkeys(("properties", "dependentSchemas"), "map of flag or <any schema>"),
        **dict.fromkeys(("allOf", "anyOf", "oneOf"), "list of <any schema>"),
        "additionalProperties": "flag or <any schema>",
    },
}
"""The keys of each kind of object, with the shape of what stands there. Extensions have a table of their own."""

NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "document": ("openapi", "info", "servers", "tags", "paths", "components"),
    "info": ("title", "version"),
    "server": ("url",),
    "tag": ("name", "description"),
    "page": ("url",),
    "operation": ("responses",),
    "parameter": ("name", "in", "schema"),
    "request body": ("content",),
    "answer": ("description",),
    "media type": ("schema",),
    "example": ("value",),
    "components": ("schemas",),
}
"""The keys that an object cannot be read without. Others are asked for by rules that say why."""

REFUSED: Final[Mapping[str, Mapping[str, str]]] = {
    "document": {"jsonSchemaDialect": "schemas are JSON Schema 2020-12; remove it"},
    "info": {"termsOfService": "no reader shows it; tell of it in the description"},
    "server": {"variables": "the client has no code for servers with variables; write each server whole"},
    "path item": {
        "$ref": "a path stands where it belongs, and other files are not read; write its operations here",
        "servers": "every operation goes to the servers of the document; remove it, or make another contract",
        **dict.fromkeys(("head", "options", "trace"), "the client has no code for this method; use get, put, post, "
        "delete or patch"),
    },
    "operation": {
        "servers": "every operation goes to the servers of the document; remove it, or make another contract",
        "callbacks": "write what WeChat Pay calls under /webhooks",
        "security": "every request is signed the same way, by `security` of the document; remove it",
    },
    "webhook": {
        **dict.fromkeys(("get", "put", "delete", "patch", "head", "options", "trace"), "a notification is a POST; "
        "put it under `post`"),
        "$ref": "a notification stands where it belongs; write it here",
        "parameters": "a notification has no parameters that a reader is given; remove them",
    },
    "event": {
        "parameters": "a notification has no parameters that a reader is given; remove them",
        "deprecated": "no reader warns of it; tell of it in the description",
    },
    "parameter": {
        "content": "parameters travel as text; write `schema`",
        "allowReserved": "every value is percent-encoded; remove it",
        "allowEmptyValue": "an empty text is sent as any other; remove it, and write minLength where it is not taken",
    },
    "answer": {
        "headers": "`Response.headers` has every header of an answer; tell of this one in the description",
        "links": "no reader follows links; tell of it in the description",
    },
    "encoding": dict.fromkeys(
        ("headers", "style", "explode", "allowReserved"), "a part is JSON or a file; write contentType alone"
    ),
    "example": {"externalValue": "examples are checked, so they stand here; write `value`"},
    "components": dict.fromkeys(
        ("headers", "links", "callbacks", "pathItems"), "no operation can refer to it; remove it"
    ),
    "schema": {
        "title": "a schema is called by its name under /components/schemas; remove it",
        "default": "generators would send this default; remove `default`, and tell it in the description",
        "nullable": "a word of OpenAPI 3.0; write `type: [string, 'null']`",
        "example": "an example of a schema is an entry of a list; write `examples: [...]`",
        "const": "write an enum of one value, named under /components/schemas",
        "discriminator": "the client has no code to choose between schemas; write one object with the members of all, "
        "and rules in `allOf` for which of them belong together",
        **dict.fromkeys(("if", "then", "else", "not", "dependentRequired"), "a rule beside `properties` makes "
        "generators drop fields; write it as an entry of `allOf`"),
        **dict.fromkeys(("readOnly", "writeOnly"), "requests and answers have schemas of their own; leave the member "
        "out of the other one"),
        **dict.fromkeys(
            ("patternProperties", "propertyNames", "unevaluatedProperties", "dependentSchemas"),
            "the client has no code for it; list the members in `properties`",
        ),
        **dict.fromkeys(
            ("contains", "minContains", "maxContains", "prefixItems", "unevaluatedItems", "additionalItems"),
            "the client has no code for it; say what every element is by `items`",
        ),
        **dict.fromkeys(("contentMediaType", "contentEncoding", "contentSchema", "xml"), "the client has no code for "
        "it; tell of it in the description"),
        **dict.fromkeys(("$id", "$anchor", "$schema", "$dynamicRef", "$dynamicAnchor", "$vocabulary"), "schemas are "
        "found by their names; remove it"),
        **dict.fromkeys(("$defs", "definitions"), "put the schema under /components/schemas"),
        "$comment": "no reader shows it; write a comment of YAML, `# ...`",
        "externalDocs": "no reader shows it; name the page in the description",
    },
    "rule": {
        "$comment": "nobody is told it; write the rule's sentence as `description`",
        "$ref": "the client has no code for inheritance, `allOf` holds rules alone, and refers to nothing but a schema "
        "of rules alone (`description`, `allOf`, `x-soft-rules`, `x-cross-rules`) under /components/schemas that does "
        "not contain itself; write all members under `properties` of the schema itself",
        **dict.fromkeys(
            ("type", "properties", "required", "additionalProperties"),
            "the client has no code for inheritance, `allOf` holds rules alone; write all members under `properties` "
            "of the schema itself",
        ),
    },
}  # fmt: skip
"""What OpenAPI has and the contract must not, with what to write instead."""

SECTIONS: Final[Mapping[str, str]] = {
    "schema": "schemas",
    "parameter": "parameters",
    "request body": "requestBodies",
    "answer": "responses",
    "example": "examples",
}
"""Where each kind of object may be referred to, below /components."""
