"""Edits of members and values that work: awkward names, limits, values of any type, conditional rules."""

from __future__ import annotations

from typing import Final

from tests.codegen.edits.editing import Edit

_NAMES: Final = (
    *("$id", "properties", "examples", "example", "enum", "x-foo", "description", "allOf", "title", "required"),
    *("const", "items", "type", "default", "classmethod", "copy", "json", "dict"),
    *("schema", "model_config", "model_fields", "validate", "field", "define", "File", "Model", "to_json", "integer"),
    *("名称", "x/y", "z~w", "s p", "v%25w", "from", "None", "match", "cls", "d", "src_dict", "exc", "fields", "name"),
    *("value", "JSON_NAME", "model_error", "é", "str", "int", "not_text", "Self", "RootModel"),
    *("root", "Mapping", "Sequence", "StrEnum", "sort", "property", "date", "__init__"),
)

VALUES: Final = (
    Edit(
        "property_names_optional",
        {"post": "body: ManyNames\nanswer: {schema: ManyNames, example: {x/y: c, $id: r}}"},
        """
        names = sorted(given for given in __import__("json").loads(NAMES))
        body = {name: f"of-{name}".replace(" ", "") for name in names}
        answer = client.stocks.property_names_optional(body)
        assert on_the_wire()[2] == 200
        assert (answer.xy, answer.id) == (
            body["x/y"], body["$id"]), answer
        model = models.ManyNames.from_dict(body)
        assert model.to_dict() == body and not model.additional_properties
        for name in names:
            place = "/" + name.replace("~", "~0").replace("/", "~1")
            refused(name, client.stocks.property_names_optional, {**body, name: 1})
            unchecked(place, client.stocks.property_names_optional, {**body, name: 1})
        """.replace("NAMES", repr(__import__("json").dumps([name.strip("'") for name in _NAMES]))),
        schemas="ManyNames:\n  type: object\n  description: Names (名称).\n  properties:\n"
        + "".join(
            f"    {name}: {{type: string, maxLength: 40, deprecated: false, description: A name (名).}}\n"
            for name in _NAMES
        ).replace("    None:", "    'None':"),
    ),
    Edit(
        "additional_properties_typed",
        {"post": "body: TypedMore\nanswer: {schema: TypedMore, example: {name: a, x: 3}}"},
        """
        answer = client.stocks.additional_properties_typed({"name": "a", "x": 3})
        assert (answer.name, answer.additional_properties) == ("a", {"x": 3}), answer
        model = models.TypedMore(name="a", additional_properties={"x": 9})
        assert client.stocks.additional_properties_typed(model).name == "a"
        refused("x", client.stocks.additional_properties_typed, {"x": 10})
        refused("x", client.stocks.additional_properties_typed, {"x": "3"})
        unchecked("/x", client.stocks.additional_properties_typed, {"x": 10})
        """,
        schemas="""
        TypedMore:
          type: object
          description: More (更多).
          properties:
            name: {type: string, description: Name (名称).}
          additionalProperties: {type: integer, format: int64, maximum: 9}
        """,
    ),
    Edit(
        "any_value",
        {"post": "body: AnyValues\nanswer: {schema: AnyValues, example: {free: [1, {$ref: x}], rest: [x, 2]}}"},
        """
        for value in ("x", 1, 1.5, True, [1, "a", None], {"b": {"c": None}}):
            answer = client.stocks.any_value({"free": value, "rest": [value]})
            assert on_the_wire()[2] == 200
            assert models.AnyValues(free=value).to_dict() == {"free": value}
        assert models.AnyValues.from_dict({"free": [1, {"a": None}], "rest": ["x", 2]}).rest == ["x", 2]
        """,
        schemas="""
        AnyValues:
          type: object
          description: Values (值).
          properties:
            free: {description: Anything (任意).}
            rest: {type: array, items: {}, description: A list of anything (任意列表).}
        """,
    ),
    Edit(
        "limits",
        {"post": "body: LimitedRequest"},
        """
        good = {"unique": ["a", "b"], "above": 6, "below": 1.5, "pairs": 4, "huge": 2**62, "half": 10, "few": {"a": 1}}
        client.stocks.limits(good)
        assert on_the_wire()[2] == 200
        for name, value in {"unique": ["a", "a"], "above": 5, "below": 2.5, "pairs": 45, "half": 11, "few": {},
                            "link": "no address", "when": "2026-01-31"}.items():
            refused(name, client.stocks.limits, {**good, name: value})
            unchecked(f"/{name}", client.stocks.limits, {**good, name: value})
        refused("few", client.stocks.limits, {**good, "few": {"a": 1, "b": 2, "c": 3}})
        unchecked("/few", client.stocks.limits, {**good, "few": {"a": 1, "b": 2, "c": 3}})
        """,
        schemas="""
        LimitedRequest:
          type: object
          description: Limits (限制).
          required: []
          properties:
            unique: {type: array, items: {type: string}, uniqueItems: true, description: Unique (唯一).}
            above: {type: integer, format: int64, exclusiveMinimum: 5, description: Above (大于).}
            below: {type: number, exclusiveMaximum: 2.5, format: double, description: Below (小于).}
            pairs: {type: number, multipleOf: 2, description: Pairs (双).}
            huge: {type: integer, format: int64, maximum: 99999999999999999999, description: Huge (大).}
            half: {type: integer, format: int64, maximum: 10.5, description: A half (半).}
            few: {$ref: '#/components/schemas/FewMembers', description: Few (少).}
            link: {type: string, format: uri, maxLength: 40, description: An address (地址).}
            when: {type: string, format: date-time, description: A time (时间).}
        FewMembers: {type: object, description: Few (少)., minProperties: 1, maxProperties: 2}
        """,
    ),
    Edit(
        "nullable_kinds",
        {"post": "body: NullableKinds\nanswer: {schema: NullableKinds, example: {texts: null, kind: null}}"},
        """
        answer = client.stocks.nullable_kinds({"texts": ["a"], "short": "abc", "when": "2026-01-31T08:00:00Z"})
        assert on_the_wire()[2] == 200
        assert not drifts, drifts
        read = models.NullableKinds.from_dict({"texts": None, "more": None, "kind": None, "short": None, "when": None})
        assert read.to_dict() == {}, read
        read = models.NullableKinds.from_dict({"more": {"brand_id": "1"}, "kind": "A", "when": "2026-01-31T08:00:00Z"})
        assert (read.more.brand_id, read.kind.name, read.when.year) == ("1", "FIRST", 2026), read
        refused("short", client.stocks.nullable_kinds, {"short": "abcd"})
        unchecked("/short", client.stocks.nullable_kinds, {"short": "abcd"})
        refused("kind", client.stocks.nullable_kinds, {"kind": "C"})
        """,
        schemas="""
        NullableKinds:
          type: object
          description: Nullable (可空).
          properties:
            texts: {type: [array, 'null'], items: {type: string}, description: Texts (文本).}
            more: {oneOf: [{$ref: '#/components/schemas/EditAnswer'}, {type: 'null'}], description: More (更多).}
            short: {anyOf: [{type: 'null'}, {type: string, maxLength: 3}], description: Short (短).}
            kind: {$ref: '#/components/schemas/NullableKind', description: Kind (种类).}
            when: {type: ['null', string], format: date-time, description: A time (时间).}
        NullableKind:
          type: [string, 'null']
          description: Kind (种类).
          enum: [A, null, '2"B']
          x-enum-varnames: [FIRST, NOTHING, SECOND]
          x-enum-descriptions: [A., None., B.]
        """,
    ),
    Edit(
        "named_parts",
        {"post": "body: NamedParts\nanswer: {schema: NamedParts, example: {text: a, times: ['2026-01-31T08:00:00Z']}}"},
        """
        answer = client.stocks.named_parts({"text": "a", "texts": ["b"], "times": ["2026-01-31T08:00:00Z"]})
        assert (answer.text, answer.times[0].year) == ("a", 2026), answer
        refused("text", client.stocks.named_parts, {"text": "abcd"})
        refused("texts", client.stocks.named_parts, {"texts": []})
        unchecked("/text", client.stocks.named_parts, {"text": "abcd"})
        """,
        schemas="""
        NamedParts:
          type: object
          description: Parts (部分).
          properties:
            text: {$ref: '#/components/schemas/ShortText', description: A text (文本).}
            texts: {$ref: '#/components/schemas/TextList', description: Texts (文本).}
            times: {type: array, items: {type: string, format: date-time}, description: Times (时间).}
        ShortText: {type: string, maxLength: 3, description: A text (文本).}
        TextList: {type: array, minItems: 1, items: {$ref: '#/components/schemas/ShortText'},
                   description: Texts (文本).}
        """,
    ),
    Edit(
        "conditional_rules",
        {"post": "body: RuledRequest"},
        """
        client.stocks.conditional_rules({"kind": "SENDING", "a": "1", "tags": []})
        client.stocks.conditional_rules({"tags": ["x"], "b": "p"})
        assert on_the_wire()[2] == 200
        refused("a", client.stocks.conditional_rules, {"kind": "SENDING"})
        refused("tags", client.stocks.conditional_rules, {"a": "1"})
        refused("b", client.stocks.conditional_rules, {"tags": ["x"]})
        refused("b", client.stocks.conditional_rules, {"b": "r"})
        """,
        schemas="""
        RuledRequest:
          type: object
          description: Rules (规则).
          properties:
            kind: {$ref: '#/components/schemas/StockState', description: Kind (种类).}
            a: {type: string, description: A (甲).}
            b: {type: string, description: B (乙).}
            tags: {type: array, items: {type: string}, description: Tags (标签).}
          allOf:
            - description: A sending one has a.
              if: {required: [kind], properties: {kind: {const: SENDING}}}
              then: {required: [a]}
              else: {properties: {b: {enum: [p, q]}}}
            - description: With a there is tags.
              dependentRequired: {a: [tags]}
            - description: With x there is b.
              if: {required: [tags], properties: {tags: {contains: {const: x}}}}
              then: {required: [b]}
        """,
    ),
    Edit(
        "enum_quotes",
        {"get": "answer: {schema: QuotedAnswer, example: {kind: 'a\"b'}}"},
        """
        answer = client.stocks.enum_quotes()
        assert answer.kind is models.QuotedKind.AB and answer.to_dict() == {"kind": 'a"b'}, answer
        """,
        schemas="""
        QuotedAnswer:
          type: object
          description: Quotes (引号应答).
          properties:
            kind: {$ref: '#/components/schemas/QuotedKind', description: Kind (种类).}
        QuotedKind:
          type: string
          description: Kind (种类).
          enum: ['a"b', "c\\nd", '\\']
          x-enum-varnames: [AB, CD, BACKSLASH]
          x-enum-descriptions: [A., C., B.]
        """,
    ),
    Edit(
        "new_enum_value",
        {"get": "answer: {schema: StateAnswer, example: {state: FROZEN}}"},
        """
        answer = client.stocks.new_enum_value()
        assert (answer.state is models.StockState.FROZEN, answer.state.is_known) == (True, True), answer
        """,
        schemas="""
        StateAnswer:
          type: object
          description: A state (状态应答).
          properties:
            state: {$ref: '#/components/schemas/StockState', description: State (状态).}
        """,
        rest="""
        components:
          schemas:
            StockState:
              enum: [FROZEN]
              x-enum-descriptions: [Frozen by WeChat Pay (已冻结).]
        """,
    ),
)
