"""Edits of operations that stop `make`: parameters, bodies, answers."""

from __future__ import annotations

from typing import Final

from tests.codegen.edits.refusing import ANSWER, OF_PATH, STATUS, THING, Edit, in_operation, parameter

PARAMETERS: Final = (
    parameter("schema: {type: string}\n→in: header", "header_parameter", "stands here twice"),
    Edit(
        "header",
        "          in: query\n          description: A filter",
        "          →in: header\n          description: A filter",
        ("header parameters", "signing part"),
    ),
    Edit(
        "cookie_parameter",
        "          in: query\n          description: A filter",
        "          →in: cookie\n          description: A filter",
        ("cookie parameters",),
    ),
    Edit(
        "place_typo",
        "          in: query\n          description: A filter",
        "          →in: quer\n          description: A filter",
        ("do you mean `query`?",),
    ),
    parameter("→schema: {$ref: '#/components/schemas/ThingA'}", "object_query", "no code for `object` in the query"),
    parameter("→style: deepObject\nschema: {$ref: '#/components/schemas/ThingA'}", "object_query_deep", "deepObject"),
    parameter("→style: pipeDelimited\nschema: {type: array, items: {type: string}}", "pipes", "pipeDelimited"),
    parameter("→style: simple\nschema: {type: string}", "style_of_the_path", "has the style form"),
    parameter("→schema: {type: number}", "number_query", "no code for `number` in the query"),
    parameter("→schema: {type: [string, 'null']}", "nullable_query", "null is never sent"),
    parameter("→schema: {type: array, items: {type: number}}", "array_of_numbers_query", "elements of a list"),
    parameter(
        "→content: {application/json: {schema: {type: string}}}", "parameter_content", "`content` is not carried"
    ),
    parameter("→shema: {type: string}", "misspelt_schema", "do you mean `schema`?"),
    parameter("schema: {type: string}\n→allowEmptyValue: true", "allow_empty", "write minLength"),
    parameter("schema: {type: string}\n→required: 'true'", "required_flag_as_text", "without quotes"),
    parameter("schema: {type: string}\n→example: a", "example_without_a_name", "move it to `examples`"),
    parameter("schema: {type: string}\n→allowReserved: true", "allow_reserved", "percent-encoded"),
    Edit(
        "array_path",
        "schema: {type: string, minLength: 1}\n        - name",
        "→schema: {type: array, items: {type: string}}\n        - name",
        ("no code for `array` in the path",),
    ),
    Edit(
        "path_param_missing",
        "things/{product_coupon_id}:\n    get",
        "things/{other}:\n    →get",
        ("{other}", "declare it"),
    ),
    Edit(
        "path_param_optional",
        f"          required: true\n{OF_PATH}",
        OF_PATH,
        ("`required: true`",),
    ),
    Edit(
        "parameter_names", "        - name: filter\n", "        - name: Timeout\n", ("an argument 'timeout' already",)
    ),
    Edit("parameter_of_blanks", "        - name: filter\n", "        - name: ' '\n", ("no name in Python",)),
    Edit("query_like_path", "        - name: filter\n", "        - name: productCouponId\n", ("rename all but one",)),
)

EXCHANGES: Final = (
    in_operation("→servers: [{url: https://example.com}]", "server_override", "servers of the document"),
    in_operation("→security: []", "security_override", "signed the same way"),
    in_operation("→sumary: x", "misspelt_key_operation", "do you mean `summary`?"),
    in_operation("→operationID: a", "misspelt_operation_id", "do you mean `operationId`?"),
    in_operation("→x-methods: a", "misspelt_method", "do you mean `x-method`?"),
    in_operation(
        "x-rate-limit: [→{requests: 5, per_second: 1, scope: merchant}]", "misspelt_rate", "'per_seconds' is a required"
    ),
    in_operation("→deprecated: 'true'", "flag_as_text", "the text 'true' in place of true or false"),
    in_operation("→callbacks: {}", "callbacks", "under /webhooks"),
    in_operation("→x-rate-limit: 20/s", "rate_limit_bad", "x-rate-limit is not well formed"),
    in_operation(
        f"requestBody: {{required: true, content: {{→application/x-www-form-urlencoded: {{{ANSWER}}}}}}}",
        "form_urlencoded",
        "no code for application/x-www-form-urlencoded",
    ),
    in_operation(
        "→requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/ThingA'}}}}",
        "optional_body",
        "`required: true`",
    ),
    in_operation(
        "→requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/ThingA'}}}}",
        "body_of_a_get",
        "a GET has no body",
    ),
    in_operation(
        "requestBody: {required: true, content: {application/json: {→schema: {type: array, items: {type: string}}}}}",
        "array_body",
        "this is of type array",
    ),
    Edit(
        "array_answer",
        ANSWER,
        "→schema: {type: array, items: {$ref: '#/components/schemas/ThingA'}}",
        ("of type array",),
    ),
    Edit("scalar_answer", ANSWER, "→schema: {type: string}", ("of type string",)),
    Edit("enum_answer", ANSWER, "→schema: {$ref: '#/components/schemas/ThingKind'}", ("of type enum",)),
    Edit(
        "text_answer",
        "            application/json:\n              " + ANSWER,
        "            →text/plain:\n              " + ANSWER,
        ("no code for text/plain",),
    ),
    Edit(
        "two_answers",
        STATUS,
        "        '202':\n          description: Accepted.\n        →'200':\n          description: The thing.\n",
        ("a method has one result",),
    ),
    Edit("answer_2xx", STATUS, STATUS.replace("        '200'", "        →2XX"), ("200, 201, 202, 204",)),
    Edit("answer_links", STATUS, STATUS + "          →links: {}\n", ("`links` is not carried",)),
    Edit("answer_without_words", "          description: The thing.\n", "", ("`description` is missing",)),
    Edit("misspelt_media_schema", ANSWER, "→" + ANSWER.replace("schema:", "scheme:"), ("do you mean `schema`?",)),
    Edit(
        "example_that_is_not_there",
        ANSWER,
        f"{ANSWER}\n              examples: {{a: {{→$ref: '#/components/examples/Nope'}}}}",
        ("leads nowhere",),
    ),
    Edit(
        "example_without_value",
        ANSWER,
        f"{ANSWER}\n              examples: {{→a: {{thing_id: '1'}}}}",
        ("`value` is missing",),
    ),
    Edit("default_answer", STATUS, "        →default:\n          description: Done.\n" + STATUS, ("4XX and 5XX",)),
    Edit("no_success", STATUS, "        '404':\n          description: The thing.\n", ("add '200'",)),
    Edit(
        "misspelt_responses",
        "      responses:\n" + STATUS,
        "      →responces:\n" + STATUS,
        ("do you mean `responses`?",),
    ),
    Edit("answer_headers", STATUS, STATUS + "          →headers: {}\n", ("Response.headers",)),
    Edit(
        "head",
        "    get:\n      operationId: getThing",
        "    →head:\n      operationId: getThing",
        ("no code for this method",),
    ),
    Edit(
        "ref_path_other_file",
        THING.split("\n")[0],
        "  /v3/more:\n    →$ref: more.yaml#/paths/more\n" + THING.split("\n")[0],
        ("other files are not read",),
    ),
    Edit("path_braces", "things/{product_coupon_id}:", "things/{product_coupon_id}{:", ("not a path",)),
)
