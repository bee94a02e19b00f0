"""Edits of waits and pages that work, with parameters of any name and elements of any kind."""

from __future__ import annotations

from typing import Final

from tests.codegen.edits.editing import Edit

_QUERY: Final = "in: query, description: A filter (过滤条件)."
_KINDS: Final = {
    "text": ("{$ref: '#/components/schemas/ElementText'}", "[a]", "['a']"),
    "number": ("{type: number}", "[1.5]", "[1.5]"),
    "time": ("{type: string, format: date-time}", "['2026-01-31T08:00:00Z']", "[datetime(2026, 1, 31, 8, tzinfo=UTC)]"),
    "object": ("{$ref: '#/components/schemas/EditAnswer'}", "[{brand_id: '7'}]", "[models.EditAnswer(brand_id='7')]"),
}

FOLLOWING: Final = (
    Edit(
        "following_names",
        {
            "post": f"""
            parameters: [{{name: started, {_QUERY}, schema: {{type: boolean}}}},
              {{name: asked, {_QUERY}, schema: {{type: boolean}}}}]
            x-waiter: {{operationId: edit_following_names_1, parameters: {{}}, state: $response.body#/state,
              done: [SENDING], failed: [], first_wait_seconds: 0.01}}
            """,
            "get /ask": "answer: {schema: AskedState, example: {state: SENDING}}",
            "get /list": f"""
            parameters: [{{name: listed, {_QUERY}, schema: {{type: boolean}}}},
              {{name: page_token, {_QUERY}, schema: {{type: string}}}}]
            x-pagination: {{items: $response.body#/row_list, next: $response.body#/next_page_token,
              token: $request.query.page_token}}
            answer: {{schema: NamedRows, example: {{row_list: [a]}}}}
            """,
        },
        """
        answer = client.stocks.following_names_and_wait(started=True, asked=False)
        assert answer.state == models.StockState.SENDING, answer
        assert on_the_wire()[1:] == ("/following-names/ask", 200), on_the_wire()
        assert sandbox.requests[-2].target.endswith("/following-names?started=true&asked=false")
        assert list(client.stocks.iter_following_names_2(listed=True)) == ["a"]
        assert on_the_wire()[1:] == ("/following-names/list?listed=true", 200), on_the_wire()
        """,
        schemas="""
        AskedState:
          type: object
          description: How it stands (状态).
          required: [state]
          properties:
            state: {$ref: '#/components/schemas/StockState', description: State (状态).}
        NamedRows:
          type: object
          description: A page (页).
          properties:
            row_list: {type: [array, 'null'], items: {type: string}, x-absent: [], description: Rows (行).}
            next_page_token: {type: [string, 'null'], description: Next page (下一页Token).}
        """,
    ),
    Edit(
        "page_elements",
        {
            f"get /{kind}": f"""
            parameters: [{{name: page_token, {_QUERY}, schema: {{type: string}}}}]
            x-pagination: {{items: $response.body#/row_list, next: $response.body#/next_page_token,
              token: $request.query.page_token}}
            answer: {{schema: PageOf{kind.capitalize()}, example: {{row_list: {example}}}}}
            """
            for kind, (_, example, _) in _KINDS.items()
        },
        "UTC = ZoneInfo('UTC')\n"
        + "".join(
            f"assert list(client.stocks.iter_page_elements{f'_{number}' if number else ''}()) == {elements}\n"
            for number, (_, _, elements) in enumerate(_KINDS.values())
        ),
        schemas="ElementText: {type: string, maxLength: 3, description: A short text (短文本).}\n"
        + "".join(
            f"""
PageOf{kind.capitalize()}:
  type: object
  description: A page (页).
  properties:
    row_list: {{type: array, items: {items}, description: Rows (行).}}
    next_page_token: {{type: string, description: Next page (下一页Token).}}
"""
            for kind, (items, _, _) in _KINDS.items()
        ),
    ),
)
