"""Edits of schemas that stop `make`."""

from __future__ import annotations

from typing import Final

from tests.codegen.edits.refusing import ENUM, SCHEMA, Edit, free

SCHEMAS: Final = (
    free("→oneOf: [{$ref: '#/components/schemas/ThingKind'}, {type: integer}]", "oneof_field", "choose between"),
    free("→oneOf: [{type: string}, {type: integer, format: int64}]", "oneof_scalar", "choose between schemas"),
    free("type: string\n→nullable: true", "nullable_30", "`nullable` is not carried", "type: [string, 'null']"),
    free("type: string\n→format: date", "date_field", "`date` is not carried", "write a `pattern`"),
    free("type: string\n→format: uuid", "number_and_formats", "`uuid` is not carried"),
    free("type: string\n→format: datetime", "format_typo", "do you mean `date-time`?"),
    free("→type: strin", "type_typo", "`strin` is no type", "do you mean `string`?"),
    free("→type: [string, integer]", "two_types", "one type"),
    free("type: integer\nformat: int64\n→default: 3", "default_value", "`default` is not carried"),
    free("type: string\n→maxLenght: 3", "unknown_keyword", "do you mean `maxLength`?"),
    free("type: integer\nformat: int64\n→maximun: 3", "constraint_misspelt", "do you mean `maximum`?"),
    free("type: string\n→minLength: '1'", "count_as_text", "the text '1' in place of a count", "without quotes"),
    free("type: string\n→minimum: 3", "keyword_of_another_type", "`minimum` says nothing of type string"),
    free("type: string\n→minLength: 4\nmaxLength: 3", "limits_crossed", "above maxLength"),
    free("type: string\n→pattern: '['\nx-pattern-words: words", "pattern_broken", "not a regular expression"),
    free("type: string\n→pattern: (?=a)b\nx-pattern-words: words", "pattern_lookahead", "without lookahead"),
    free("type: string\n→required: true", "required_in_a_member", "true in place of a list", "beside `properties`"),
    free(
        "type: object\nproperties:\n  a: {type: string, description: A (甲).}", "object_free_inline", "without a name"
    ),
    free("→type: array", "array_without_items", "add `items`"),
    free("type: array\n→items: {type: array, items: {type: string}}", "list_of_lists", "lists of lists"),
    free("type: array\n→items: {type: [string, 'null']}", "list_of_nulls", "null is never sent"),
    free("→$ref: more.yaml#/Thing", "ref_other_file", "in another file, and those are not read"),
    free("→$ref: '#/components/schemas/ThingKin'", "dead_ref", "leads nowhere", "do you mean `ThingKind`?"),
    free("→$ref: '#/paths'", "ref_elsewhere", "cannot be referred to"),
    free("$ref: '#/components/schemas/ThingKind'\n→maxLength: 3", "beside_ref", "put it into the schema referred to"),
    free("type: string\n→const: A", "const", "write an enum of one value"),
    free("type: string\n→format: binary", "file_in_an_answer", "multipart/form-data"),
    free("type: string\n→x-speed: 1", "unknown_extension", "unknown extension here"),
    free("type: string\n→x-pattern-word: words\npattern: a", "misspelt_extension", "do you mean `x-pattern-words`?"),
    Edit(
        "misspelt_required",
        "      required: [thing_id]\n",
        "      →requird: [thing_id]\n",
        ("do you mean `required`?",),
    ),
    Edit("required_as_text", "      required: [thing_id]\n", "      →required: thing_id\n", ("in place of a list",)),
    Edit("required_unknown", "required: [thing_id]", "required: [thing]", ("there is no field thing",)),
    Edit(
        "allof_inherit",
        "      required: [thing_id]\n",
        "      allOf:\n        - →$ref: '#/components/schemas/ThingKind'\n",
        ("no code for inheritance",),
    ),
    Edit("discriminator", "      required: [thing_id]\n", "      →discriminator: {propertyName: a}\n", ("`allOf`",)),
    Edit("title", "      required: [thing_id]\n", "      →title: Thing\n", ("`title` is not carried",)),
    Edit("closed", "      required: [thing_id]\n", "      additionalProperties: false\n", ("members newer than",)),
    Edit(
        "additional_properties_of_objects",
        "      required: [thing_id]\n",
        "      →additionalProperties: {$ref: '#/components/schemas/ThingA'}\n",
        ("no model for them",),
    ),
    Edit(
        "schema_alias",
        SCHEMA[:11],
        "    →Thing: {$ref: '#/components/schemas/ThingA'}\n    ThingA:\n",
        ("one already",),
    ),
)

ENUMS: Final = (
    Edit("new_enum_value_undescribed", ENUM, "      enum: [BIG, SMALL, TINY]\n", ("3 values in enum, 2 texts",)),
    Edit("enum_colliding", ENUM, "      →enum: [BIG, big]\n", ("x-enum-varnames",)),
    Edit("enum_digits_unnamed", ENUM, "      →enum: ['2BIG', SMALL]\n", ("2BIG", "x-enum-varnames")),
    Edit("enum_chinese_unnamed", ENUM, "      →enum: [大, SMALL]\n", ("大", "x-enum-varnames")),
    Edit("enum_names_missing", ENUM, ENUM + "      →x-enum-varnames: [BIG]\n", ("1 names for 2 values",)),
    Edit("enum_integers", ENUM, "      →enum: [1, 2]\n", ("the number 1 in an enum",)),
    Edit("enum_no", ENUM, "      →enum: [NO, SMALL]\n", ("write 'NO' in quotes",)),
    Edit("enum_as_text", ENUM, "      →enum: BIG\n", ("in place of a list",)),
    Edit("enum_twice", ENUM, "      →enum: [BIG, BIG]\n", ("stands here 2 times",)),
    Edit(
        "enum_of_an_integer",
        "type: string\n      description: Kind",
        "type: integer\n      description: Kind",
        ("enum",),
    ),
)
