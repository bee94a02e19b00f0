"""Edits of schemas, paths and events that work."""

from __future__ import annotations

from typing import Final

from tests.codegen.edits.editing import Edit

SCHEMAS: Final = (
    Edit(
        "recursive_schema",
        {"post": "body: TreeNode\nanswer: {schema: TreeNode, example: {name: a, children: [{name: b}]}}"},
        """
        answer = client.stocks.recursive_schema(models.TreeNode(name="a", children=[models.TreeNode(name="b")]))
        assert answer.children[0].name == "a", answer  # the example, with the caller's own name in it
        refused("children[0].name", client.stocks.recursive_schema, {"name": "a", "children": [{"name": ""}]})
        unchecked("/children/0/name", client.stocks.recursive_schema, {"name": "a", "children": [{"name": ""}]})
        """,
        schemas="""
        TreeNode:
          type: object
          description: A node (节点).
          required: [name]
          properties:
            name: {type: string, minLength: 1, description: Name (名称).}
            children:
              type: array
              items: {$ref: '#/components/schemas/TreeNode'}
              description: Children (子节点).
        """,
    ),
    Edit(
        "object_free",
        {"post": "body: FreeRequest\nanswer: {schema: FreeObject, example: {anything: [1, x]}}"},
        """
        answer = client.stocks.object_free({"free": {"a": [1, {"b": None}]}, "labels": {"x": "1"}})
        assert answer.additional_properties == {"anything": [1, "x"]}
        refused("labels.x", client.stocks.object_free, {"labels": {"x": 1}})
        unchecked("/labels/x", client.stocks.object_free, {"labels": {"x": 1}})
        """,
        schemas="""
        FreeObject: {type: object, description: Anything (任意).}
        TextLabels: {type: object, description: Labels (标签)., additionalProperties: {type: string}}
        FreeRequest:
          type: object
          description: A request (请求).
          properties:
            free: {$ref: '#/components/schemas/FreeObject', description: Anything (任意).}
            labels: {$ref: '#/components/schemas/TextLabels', description: Labels (标签).}
        """,
    ),
    Edit(
        "property_names",
        {"post": "body: AwkwardRequest\nanswer: {schema: AwkwardRequest, example: {class: a, '1st': b, a-b: c}}"},
        """
        answer = client.stocks.property_names({"class": "a", "1st": "b", "a-b": "c", "__x": "d", "list": ["e"]})
        assert (answer.class_, answer.field_1st, answer.a_b) == ("a", "b", "c")
        model = models.AwkwardRequest(class_="a", field_1st="b", a_b="c", list_=["d"], self_="e")
        assert model.to_dict() == {"class": "a", "1st": "b", "a-b": "c", "list": ["d"], "self": "e"}
        refused("a-b", client.stocks.property_names, {"class": "a", "1st": "b", "a-b": 1})
        """,
        schemas="""
        AwkwardRequest:
          type: object
          description: Awkward names (名称).
          required: [class, 1st, a-b]
          properties:
            class: {type: string, description: A class (类).}
            1st: {type: string, description: The first (一).}
            a-b: {type: string, description: A dash (横).}
            __x: {type: string, description: Underscores (线).}
            self: {type: string, description: Self (己).}
            list: {type: array, items: {type: string}, description: A list (列).}
            Any: {type: string, description: Any (任).}
            datetime: {type: string, format: date-time, description: A time (时).}
            "quoted \\"'name": {type: string, description: Quotes (引).}
        """,
    ),
    Edit(
        "enum_python_names",
        {"get": "answer: {schema: NamesAnswer, example: {kind: None, more: [mro, name]}}"},
        """
        answer = client.stocks.enum_python_names()
        assert (answer.kind is models.AwkwardNames.NONE, answer.more[0].name) == (True, "MRO")
        """,
        schemas="""
        NamesAnswer:
          type: object
          description: Names (名称).
          properties:
            kind: {$ref: '#/components/schemas/AwkwardNames', description: Kind (种类).}
            more: {type: array, items: {$ref: '#/components/schemas/AwkwardNames'}, description: More (更多).}
        AwkwardNames:
          type: string
          description: Names (名称).
          enum: [name, value, mro, None, is_known, class]
          x-enum-descriptions: [N., V., M., O., K., C.]
        """,
    ),
    Edit(
        "number_field",
        {"post": "body: NumberRequest"},
        """
        client.stocks.number_field({"ratio": 0.5, "fen": 3, "link": "https://a.cn", "when": "2026-01-31T08:00:00Z"})
        assert on_the_wire()[2] == 200
        refused("ratio", client.stocks.number_field, {"ratio": 2.5})
        refused("fen", client.stocks.number_field, {"fen": 4})
        unchecked("/ratio", client.stocks.number_field, {"ratio": "half"})
        """,
        schemas="""
        NumberRequest:
          type: object
          description: Numbers (数字).
          properties:
            ratio: {type: number, maximum: 1, description: A ratio (比例).}
            fen: {type: integer, format: int64, multipleOf: 3, description: Money (金额).}
            link: {type: string, format: uri, description: An address (地址).}
            when: {type: string, format: date-time, description: A time (时间).}
        """,
    ),
    Edit(
        "nasty_description",
        {"get": r"""description: 'It''s "quoted" \\ {braces} {{ }} {%% %%} #} \"\"\" `code` | <b>, ends with "'"""},
        """
        client.stocks.nasty_description()
        assert '"quoted"' in client.stocks.nasty_description.__doc__
        """,
    ),
    Edit(
        "yaml_anchors",
        {
            "get": "externalDocs: &page {description: A (页), url: 'https://pay.weixin.qq.com/doc/v3/partner/4015781290'}"
        },
        "client.stocks.yaml_anchors()",
    ),
    Edit(
        "trailing_slash_path",
        {"get /a.b:c/": "{}", "get /{stock_id}": "{}", "get /list": "{}"},
        """
        client.stocks.trailing_slash_path()
        assert on_the_wire() == ("GET", "/trailing-slash-path/a.b:c/", 200)
        client.stocks.trailing_slash_path_1("%2F?#")
        assert on_the_wire()[1:] == ("/trailing-slash-path/%252F%3F%23", 200)
        """,
    ),
    Edit(
        "path_param_dots",
        {
            "get /{stock_id}/x": """
            parameters:
              - {name: stock_id, in: path, required: true, description: An id (编号)., schema: {type: string}}
            """
        },
        """
        for value in ("", ".", ".."):
            refused("stock_id", client.stocks.path_param_dots, value)
        for value, sent in {"a/b": "a%2Fb", "%2F": "%252F", "../x": "..%2Fx", "券+": "%E5%88%B8%2B"}.items():
            client.stocks.path_param_dots(value)
            assert on_the_wire()[1:] == (f"/path-param-dots/{sent}/x", 200), on_the_wire()
        """,
    ),
    Edit(
        "two_answers_of_one_shape",
        {
            "post": """
            responses:
              '202': {description: Soon., content: &shape {application/json: {
                schema: {$ref: '#/components/schemas/EditAnswer'}, examples: {official: {value: {brand_id: '1'}}}}}}
              '200': {description: Done., content: *shape}
              4XX: {description: Refused., content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}}
              5XX: {description: Failed., content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}}
            """
        },
        """
        assert client.stocks.two_answers_of_one_shape().brand_id == "1"
        assert on_the_wire()[2] == 202
        """,
    ),
)
