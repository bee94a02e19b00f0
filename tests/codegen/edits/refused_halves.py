"""Edits that were carried half: what vanished, never applied, or was sent in another way."""

from __future__ import annotations

from typing import Final

from tests.codegen.edits.refusing import (
    ANSWER,
    ENUM,
    ERRORS,
    STATUS,
    Edit,
    free,
    in_operation,
    parameter,
)

_REQUIRED: Final = "      required: [thing_id]\n"
_OBJECT: Final = "    ThingA:\n      type: object\n"
_PATH_SCHEMA: Final = "schema: {type: string, minLength: 1}\n        - name"
_THINGS: Final = "product-coupon/things/{product_coupon_id}:\n"
_KIND: Final = """\
      type: string
      description: Kind (种类).
      enum: [BIG, SMALL]
      x-enum-descriptions: [Big (大)., Small (小).]
"""


def _rule(name: str, rule: str, *told: str) -> Edit:
    """Add a conditional rule."""
    return Edit(name, _REQUIRED, f"{_REQUIRED}      allOf: [{{description: A rule (则)., {rule}}}]\n", told)


def _more(name: str, schema: str, *told: str) -> Edit:
    """Say what members without a name are."""
    return Edit(name, _REQUIRED, f"{_REQUIRED}      additionalProperties: {schema}\n", told)


def _member(name: str, *told: str) -> Edit:
    """Give the member `free` another name."""
    return Edit(f"member {name}", "        free:\n", f"        →{name}:\n", told)


def _path(name: str, path: str, *told: str) -> Edit:
    """Write the path in another way."""
    return Edit(name, f"  /v3/marketing/partner/{_THINGS}", f'  →"/v3/marketing/partner/{path}":\n', told)


HALF_CARRIED: Final = (
    free("maxLength: 3", "no_type_but_a_limit", "the schema has no type"),
    free("→type: [string]", "type_in_a_list", "write it alone"),
    free("→type: ['null', 'null']", "type_null_twice", "write it alone"),
    free("→oneOf: [{type: 'null'}, {type: 'null'}]", "one_of_nulls", "choose between"),
    free(
        "→maxLength: 2\nanyOf: [{type: string, maxLength: 3}, {type: 'null'}]",
        "limit_beside_null",
        "`maxLength` stands beside `anyOf`",
    ),
    free("→type: string\nanyOf: [{type: string}, {type: 'null'}]", "type_beside_null", "beside `anyOf`"),
    free("type: array\nitems: {type: string, →deprecated: true}", "deprecated_elements", "beside one of these"),
    free(
        "type: array\nitems: {type: string, →minimum: 3}",
        "keyword_of_another_type_in_a_list",
        "says nothing of type string",
    ),
    free("type: number\n→multipleOf: 0.01", "multiple_of_a_fraction", "write a whole number"),
    free("type: string\nexamples: [→2026-01-01]", "time_without_quotes", "is a time to some readers of YAML"),
    Edit("deprecated_object", _OBJECT, f"{_OBJECT}      →deprecated: true\n", ("write it beside one of these",)),
    Edit("enum_with_a_length", ENUM, f"{ENUM}      →maxLength: 2\n", ("says each value by itself",)),
    Edit("enum_with_a_pattern", ENUM, f"{ENUM}      →pattern: ^B\n      x-pattern-words: B\n", ("by itself",)),
    Edit("enum_of_times", ENUM, f"{ENUM}      →format: date-time\n", ("by itself",)),
    Edit(
        "enum_with_null_and_names",
        _KIND,
        "      type: [string, 'null']\n      description: Kind (种类).\n      enum: [BIG, SMALL, null]\n"
        "      →x-enum-varnames: [BIG, SMALL]\n      x-enum-descriptions: [Big., Small., None.]\n",
        ("2 names for 3 values",),
    ),
    _more("more_misapplied", "{type: string, →minimum: 3}", "says nothing of type string"),
    _more("more_pattern", "{type: string, pattern: a}", "x-pattern-words"),
    _more("more_enum", "{type: string, enum: [A]}", "without a name"),
    _more("more_null", "{type: [string, 'null']}", "null is never sent"),
    _more("more_integers", "{type: integer}", "add `format: int64`"),
    _more("more_files", "{type: string, →format: binary}", "multipart/form-data"),
    _more("more_lists", "{type: array, items: {type: string}}", "no model for them"),
    _rule("rule_of_no_value", "if: {properties: {kind: {→const: HUGE}}}, then: {required: [free]}", "HUGE is no value"),
    _rule("rule_of_another_type", "if: {properties: {free: {→enum: [3]}}}, then: {required: [kind]}", "3 is no value"),
    _rule("demand_of_no_value", "if: {required: [free]}, then: {properties: {kind: {→const: HUGE}}}", "HUGE is no"),
    _rule(
        "rule_of_a_list_that_is_none",
        "if: {properties: {free: {→contains: {const: a}}}}, then: {required: [kind]}",
        "no list",
    ),
    _rule("rule_with_not", "→not: {required: [free]}", "a rule has no `not`"),
    _rule("rule_of_a_type", "if: {properties: {free: {→type: string}}}, then: {required: [kind]}", "no `type`"),
    _member("$ref", "take it for a reference"),
    _member("'12'", "the index of an item"),
    _member("like", "a member of this name already"),
    _member("additionalProperties", "a member of this name already"),
    _member("'_'", "no name in Python"),
    parameter("→explode: true\nschema: {type: string}", "explode_of_a_text", "of lists alone"),
    parameter("schema: {type: string, →deprecated: true}", "deprecated_in_a_schema", "beside one of these"),
    Edit(
        "explode_of_the_path",
        _PATH_SCHEMA,
        f"→explode: true\n          {_PATH_SCHEMA}",
        ("of lists alone",),
    ),
    _path("path_percent", "product-coupon/th%20ings/{product_coupon_id}", "nothing percent-encoded"),
    _path("path_dots", "../things/{product_coupon_id}", "of dots"),
    _path("path_empty_step", "product-coupon//things/{product_coupon_id}", "an empty step"),
    _path("path_query", "things/{product_coupon_id}?a=b", "not a path"),
    _path("path_fragment", "things/{product_coupon_id}#b", "not a path"),
    _path("path_two_parameters", "things/{product_coupon_id}-{filter}", "where a parameter ends"),
    Edit("status_206", STATUS, STATUS.replace("        '200'", "        →'206'"), ("200, 201, 202, 204",)),
    Edit("status_302", STATUS, "        →'302': {description: Elsewhere.}\n" + STATUS, ("200, 201, 202, 204",)),
    Edit(
        "error_of_its_own",
        STATUS,
        f"        →'404':\n          description: None.\n          content: {{application/json: {{{ANSWER}}}}}\n"
        + STATUS,
        ("x-errors",),
    ),
    Edit("content_of_204", STATUS, STATUS.replace("'200'", "'204'"), ("an answer of 204 has no body",)),
    Edit(
        "encoding_of_json", ANSWER, f"{ANSWER}\n              encoding: {{→thing_id: {{contentType: a/b}}}}", ("form",)
    ),
    Edit(
        "tag_without_operations",
        "  - name: images\n",
        "  - name: things\n    description: Things (物).\n  - name: images\n",
        ("no operation has the tag things",),
    ),
    Edit(
        "server_twice",
        "  - url: https://api2.mch.weixin.qq.com\n",
        "  - →url: https://api.mch.weixin.qq.com\n",
        ("stands here twice",),
    ),
    Edit(
        "security_of_another_kind",
        "    wechatpay:\n      type: http\n",
        "    →wechatpay:\n      type: apiKey\n",
        ("requests are signed as WECHATPAY2-SHA256-RSA2048",),
    ),
    Edit("security_or_none", "  - wechatpay: []\n", "  - wechatpay: []\n  - →{}\n", ("remove what it could be",)),
    Edit("masked_misspelt", "  x-masked:\n", "  x-masked:\n    - →openids\n", ("do you mean `openid`?",)),
    Edit("error_code_in_small", ERRORS, ERRORS.replace("NOT_FOUND", "not_found"), ("x-errors is not well formed",)),
    in_operation(
        "x-pagination: {items: $response.body#/free, next: $response.body#/thing_id, token: $request.query.filter}",
        "pages_of_a_text",
        "no list there",
    ),
    in_operation("x-echoes: {→$response.body#/kind/x: $request.query.filter}", "echo_of_nothing", "nothing that"),
)
