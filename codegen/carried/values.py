"""The values that are carried, and which of them go together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

CHOICES: Final[Mapping[str, Mapping[str, str]]] = {
    "place": {"path": "", "query": ""},
    "style": {"simple": "of a parameter of the path", "form": "of a parameter of the query"},
    "type": {"string": "", "integer": "", "number": "", "boolean": "", "array": "", "object": ""},
    "format": {
        "date-time": "a time with its offset: `datetime`",
        "uri": "a text, checked to be an address",
        "binary": "the content of a file, in multipart/form-data alone",
        "int64": "an integer; all are 64 bits wide",
        "double": "a number",
    },
}
"""The values of keys that take one of a few."""

NOT_CHOSEN: Final[Mapping[str, Mapping[str, str]]] = {
    "place": {
        "header": "the client has no code for header parameters; what every request needs is set by the signing part",
        "cookie": "the client has no code for cookie parameters, and WeChat Pay has none",
    },
    "style": dict.fromkeys(
        ("deepObject", "spaceDelimited", "pipeDelimited", "label", "matrix"),
        "the client has no code for this style; lists of the query travel as `form`, exploded or not",
    ),
    "type": {"null": "write null beside another type, as `type: [string, 'null']`"},
    "format": {
        **dict.fromkeys(
            ("date", "time", "duration", "uuid", "byte", "email", "hostname", "ipv4", "ipv6", "decimal"),
            "the client has no code for this format; leave `format` out and write a `pattern`",
        ),
        "int32": "all integers of the API are 64 bits wide; write int64",
        "float": "numbers have double precision; write double",
    },
}
"""Values that OpenAPI has and the contract must not, with what to write instead."""

APPLIES_TO: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(("minLength", "maxLength", "pattern", "enum"), ("string",)),
    **dict.fromkeys(
        ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"), ("integer", "number")
    ),
    **dict.fromkeys(("items", "minItems", "maxItems", "uniqueItems"), ("array",)),
    **dict.fromkeys(
        ("properties", "required", "minProperties", "maxProperties", "additionalProperties", "allOf"), ("object",)
    ),
}
"""The types of values that a keyword says anything of; JSON Schema would pass it over beside any other."""

FORMATS_OF: Final[Mapping[str, tuple[str, ...]]] = {
    "string": ("date-time", "uri", "binary"),
    "integer": ("int64",),
    "number": ("double",),
}

BESIDE_REFERENCE: Final = ("$ref", "description", "deprecated", "examples")
"""What may stand beside the `$ref` of a schema, and extensions."""

PARAMETERS: Final[Mapping[str, tuple[str, ...]]] = {
    "path": ("string", "integer", "boolean"),
    "query": ("string", "integer", "boolean", "array"),
}
"""The types of parameters by their place; enums and times are strings. The elements of an array are no arrays."""

REQUEST_BODIES: Final[Mapping[str, str]] = {
    "application/json": "an object with a name",
    "multipart/form-data": "an object with a name; a member of `format: binary` is a file, any other a part of JSON",
}
"""The media types of request bodies, and what their schema is."""

SUCCESSES: Final = ("200", "201", "202", "204")
"""The statuses of answers that say that an operation worked; 204 has no body."""

BESIDE_NULL: Final = (*BESIDE_REFERENCE, "anyOf", "oneOf")
"""What may stand beside a choice between a schema and null, and extensions."""

SIGNED_AS: Final[Mapping[str, str]] = {"type": "http", "scheme": "WECHATPAY2-SHA256-RSA2048"}
"""The one security scheme: how every request is signed."""

ANSWERS: Final[Mapping[str, str]] = {"application/json": "an object with a name"}
"""The media types of answers, and what their schema is. An answer without `content` has no body: None."""
