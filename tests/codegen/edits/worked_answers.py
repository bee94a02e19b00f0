"""Edits of answers that work, and of what is deprecated."""

from __future__ import annotations

from typing import Final

from tests.codegen.edits.editing import Edit

_QUERY: Final = "in: query, description: A filter (过滤条件)."

ANSWERS: Final = (
    Edit(
        "response_202",
        {"post": "body: EditAnswer\nresponses: {'202': {description: Accepted.}}"},
        """
        assert client.stocks.response_202({"brand_id": "1"}) is None
        assert on_the_wire() == ("POST", "/response-202", 202)
        answer = client.send(api("response_202").call({"brand_id": "1"}))
        assert (answer.status_code, answer.parsed, answer.content) == (202, None, b"")
        """,
    ),
    Edit(
        "response_204",
        {"delete /{stock_id}": "responses: {'204': {description: Gone.}}", "patch /{stock_id}": "body: EditAnswer"},
        """
        assert client.stocks.response_204("1") is None
        assert on_the_wire() == ("DELETE", "/response-204/1", 204)
        assert client.stocks.response_204_1("1", {"brand_id": "7"}).brand_id == "7"
        assert on_the_wire() == ("PATCH", "/response-204/1", 200)
        """,
    ),
    Edit(
        "delete_with_body",
        {"delete": "body: EditAnswer"},
        """
        assert client.stocks.delete_with_body({"brand_id": "7"}).brand_id == "7"
        assert on_the_wire() == ("DELETE", "/delete-with-body", 200)
        """,
    ),
    Edit(
        "nullable_field",
        {"get": "answer: {schema: NullableAnswer, example: {remark: null, must: null, state: null}}"},
        """
        answer = client.stocks.nullable_field()
        assert (answer.remark, answer.must, answer.state, answer.to_dict()) == (None, None, None, {})
        assert not drifts, drifts
        """,
        schemas="""
        NullableAnswer:
          type: object
          description: What may be null (可空应答).
          required: [must]
          properties:
            remark: {type: [string, 'null'], description: Remark (备注).}
            must: {type: [integer, 'null'], format: int64, description: A number (数).}
            state:
              anyOf: [{$ref: '#/components/schemas/StockState'}, {type: 'null'}]
              description: State (批次状态).
        """,
    ),
    Edit(
        "deprecated",
        {
            "post": f"""
            deprecated: true
            body: OldRequest
            parameters: [{{name: old, deprecated: true, {_QUERY}, schema: {{type: string}}}}]
            """
        },
        """
        told = warned(client.stocks.deprecated, {"brand_id": "1", "remark": "x"}, old="1")
        name = "edit_deprecated_0"
        assert told == [f"{name}{what} is deprecated" for what in ("", ": old", ": remark")], told
        assert "Deprecated." in client.stocks.deprecated.__doc__
        """,
        schemas="""
        OldRequest:
          type: object
          description: A request (请求).
          required: [brand_id]
          properties:
            brand_id: {type: string, description: Brand id (品牌ID).}
            remark: {type: string, deprecated: true, description: Remark (备注).}
        """,
    ),
    Edit(
        "enum_chinese",
        {"get": "answer: {schema: KindAnswer, example: {kind: '2人同行', size: 大}}"},
        """
        answer = client.stocks.enum_chinese()
        assert (answer.kind is models.PartyKind.TOGETHER_2, answer.kind, answer.size.name) == (True, "2人同行", "LARGE")
        """,
        schemas="""
        KindAnswer:
          type: object
          description: A kind (种类应答).
          properties:
            kind: {$ref: '#/components/schemas/PartyKind', description: Kind (种类).}
            size: {$ref: '#/components/schemas/PartySize', description: Size (大小).}
        PartyKind:
          type: string
          description: Kind (种类).
          enum: [1人, 2人同行, MORE]
          x-enum-varnames: [ALONE, TOGETHER_2, MORE]
          x-enum-descriptions: [One., Two., More.]
        PartySize:
          type: string
          description: Size (大小).
          enum: [大, 小]
          x-enum-varnames: [LARGE, SMALL]
          x-enum-descriptions: [Large., Small.]
        """,
    ),
)
