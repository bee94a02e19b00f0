"""Edits that stop `make` since two readers would take them in two ways, or one not at all."""

from __future__ import annotations

from typing import Final

from tests.codegen.edits.refusing import ANSWER, ENUM, FREE, SCHEMA, Edit, free, in_operation

_OBJECT: Final = "    ThingA:\n      type: object\n"
_HOST: Final = "  - url: https://api2.mch.weixin.qq.com\n"


def _pattern(name: str, pattern: str, *told: str) -> Edit:
    return free(f"type: string\n→pattern: '{pattern}'\nx-pattern-words: words", name, *told)


def _member(name: str, told: str) -> Edit:
    return Edit(f"member {name}", "        free:\n", f"        →{name}:\n", (told,))


READINGS: Final = (
    _pattern("edges_of_words", r"^\<[a-z]+\>$", r"`\<` is the edge of a word", "write `<`"),
    _pattern("edges_within_a_class", r"^[a\>]$", r"`\>` is the edge of a word", "write `>`"),
    _pattern("possessive_plus", "^a++a$", "`++` gives nothing back"),
    _pattern("possessive_count", "^a{1,2}+a$", "`{1,2}+` gives nothing back"),
    _pattern("blank_in_a_count", "^a{1, 2}$", "`{1, 2}` is a count to some engines"),
    _pattern("word_within_a_class", r"^[\w-]$", r"`\w` is ASCII to some engines"),
    Edit("number_of_yaml_1_2", ENUM, "      enum: [→1e3, SMALL]\n", ("write '1e3' in quotes",)),
    Edit("octal_of_yaml_1_2", ENUM, "      enum: [→0o17, SMALL]\n", ("write '0o17' in quotes",)),
    free("type: integer\nformat: int64\nmaximum: →1e3", "limit_with_an_exponent", "the number in digits alone"),
    free(f"type: string\n→maxLength: {2**63}", "count_beyond_64_bits", f"at most {2**63 - 1}"),
    Edit("port_too_high", _HOST, "  - →url: https://a.example:99999\n", ("scheme and host alone",)),
    _member("ｉｄ", "Python reads it as id"),
    Edit(
        "reference_of_a_member_named_examples",
        FREE,
        f"{FREE}        examples: {{→$ref: '#/components/schemas/Nope', description: Examples (示例).}}\n",
        ("leads nowhere",),
    ),
    Edit("components_of_nothing", "\ncomponents:\n", "\n→components:\nx-rest:\n", ("nothing in place of",)),
    Edit("components_in_a_list", "\ncomponents:\n", "\n→components: []\nx-rest:\n", ("a list in place of",)),
    Edit("paths_extended", "\npaths:\n", "\npaths:\n  →x-mine: {}\n", ("an unknown extension here",)),
    Edit(
        "alias_or_null",
        SCHEMA[:11],
        "    →Thing:\n      description: A thing or none (物).\n"
        "      anyOf: [{$ref: '#/components/schemas/ThingA'}, {type: 'null'}]\n    ThingA:\n",
        ("one already, or null",),
    ),
    Edit(
        "alias_of_itself",
        SCHEMA[:11],
        "    →Thing:\n      description: A thing or none (物).\n"
        "      oneOf: [{type: 'null'}, {$ref: '#/components/schemas/Thing'}]\n    ThingA:\n",
        ("one already, or null",),
    ),
    Edit(
        "soft_rules_of_nothing_beside_a_group",
        _OBJECT,
        "    ThingRules:\n      description: Rules (规则).\n"
        "      allOf: [{description: A rule., dependentRequired: {free: [kind]}}]\n    ThingA:\n      →x-soft-rules:\n"
        "      allOf: [{$ref: '#/components/schemas/ThingRules'}]\n      type: object\n",
        ("nothing in place of a list",),
    ),
    Edit(
        "nested_too_deep", ANSWER, ANSWER + "\n              example: " + "[" * 3000 + "]" * 3000, ("write it flatter",)
    ),
    in_operation("x-echoes: {→$response.body#/free: 3}", "echo_of_a_number", "3 is not of type 'string'"),
)
