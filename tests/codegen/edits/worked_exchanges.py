"""Edits of whole operations that work: uploads, pages, paths, statuses, methods and events."""

from __future__ import annotations

from typing import Final

from tests.codegen.edits.editing import Edit

_QUERY: Final = "in: query, description: A filter (过滤条件)."
_PATH: Final = "in: path, required: true, description: A part (部分)."

EXCHANGES: Final = (
    Edit(
        "second_upload",
        {
            "post /{store_id}": """
            requestBody:
              required: true
              content:
                multipart/form-data:
                  schema: {$ref: '#/components/schemas/SecondUpload'}
                  encoding: {meta: {contentType: application/json}, file: {contentType: image/png}}
            """
        },
        """
        content = b"\\x89PNG\\r\\n\\x1a\\n--\\r\\n"
        picture = File(content, "a.png", "image/png")
        form = {"meta": {"filename": "a.png", "remark": "图"}, "file": picture, "more": {"filename": "b"}}
        assert client.stocks.second_upload("s1", form).brand_id == "1"
        assert on_the_wire() == ("POST", "/second-upload/s1", 200)
        model = models.SecondUpload(meta=models.SecondMeta(filename="a"), file=picture)
        client.stocks.second_upload("s1", model)
        assert on_the_wire()[2] == 200
        refused("meta.filename", client.stocks.second_upload, "s1", {**form, "meta": {"filename": ""}})
        client.stocks.second_upload("s1", {**form, "note": picture})
        assert on_the_wire()[2] == 200
        refused("note", client.stocks.second_upload, "s1", {**form, "note": "a.png"})
        refused("file", client.stocks.second_upload, "s1", {"meta": {"filename": "a"}})
        unchecked("/meta/filename", client.stocks.second_upload, "s1", {**form, "meta": {"filename": ""}})
        """,
        schemas="""
        SecondUpload:
          type: object
          description: A form (表单).
          required: [meta, file]
          properties:
            file: {type: string, format: binary, description: The file (文件).}
            note: {type: string, format: binary, description: A second file (附件).}
            more: {$ref: '#/components/schemas/SecondMeta', description: More (更多).}
            meta: {$ref: '#/components/schemas/SecondMeta', description: About the file (文件信息).}
        SecondMeta:
          type: object
          description: About a file (文件信息).
          required: [filename]
          properties:
            filename: {type: string, minLength: 1, description: File name (文件名).}
            remark: {type: string, description: Remark (备注).}
        """,
    ),
    Edit(
        "paged_list_array_query",
        {
            "get": f"""
            parameters:
              - {{name: states, {_QUERY}, schema: {{type: array, items: {{$ref: '#/components/schemas/StockState'}}}}}}
              - {{name: page_token, {_QUERY}, schema: {{type: string}}}}
            x-pagination:
              items: $response.body#/row_list
              next: $response.body#/next_page_token
              token: $request.query.page_token
            answer: {{schema: RowsAnswer, example: {{row_list: [SENDING, PAUSED]}}}}
            """
        },
        """
        rows = list(client.stocks.iter_paged_list_array_query(states=["SENDING", "PAUSED"], page_token="a b"))
        assert rows == [models.StockState.SENDING, models.StockState.PAUSED], rows
        assert on_the_wire()[1:] == ("/paged-list-array-query?states=SENDING&states=PAUSED&page_token=a%20b", 200)
        """,
        schemas="""
        RowsAnswer:
          type: object
          description: A page (页).
          properties:
            row_list: {type: array, items: {$ref: '#/components/schemas/StockState'}, description: Rows (行).}
            next_page_token: {type: string, description: Next page (下一页Token).}
        """,
    ),
    Edit(
        "response_202_first",
        {
            "post": """
            responses:
              '202': {description: Soon., content: &shape {application/json: {
                schema: {$ref: '#/components/schemas/EditAnswer'}, examples: {official: {value: {brand_id: '1'}}}}}}
              '200': {description: Done., content: *shape}
            """
        },
        """
        assert client.stocks.response_202_first().brand_id == "1"
        assert on_the_wire()[2] == 202
        """,
    ),
    Edit(
        "response_201",
        {
            "post": """
            body: EditAnswer
            responses: {'201': {description: Made., content: {application/json: {
              schema: {$ref: '#/components/schemas/EditAnswer'}, examples: {official: {value: {brand_id: '1'}}}}}}}
            """,
            "put": "responses: {'201': {description: Made.}}",
        },
        """
        assert client.stocks.response_201({"brand_id": "9"}).brand_id == "9"
        assert on_the_wire() == ("POST", "/response-201", 201)
        assert client.stocks.response_201_1() is None
        assert on_the_wire() == ("PUT", "/response-201", 201)
        """,
    ),
    Edit(
        "operation_snake_twice_other_tag",
        {
            "get": "{x-method: same_method}",
            "post": "{x-method: same_method, tags: [images]}",
        },
        """
        client.stocks.same_method()
        assert on_the_wire()[:2] == ("GET", "/operation-snake-twice-other-tag")
        client.images.same_method()
        assert on_the_wire()[:2] == ("POST", "/operation-snake-twice-other-tag")
        """,
    ),
    Edit(
        "optional_path_param_order",
        {
            "get /{first}/{second}": f"""
            parameters:
              - {{name: word, {_QUERY}, schema: {{type: string}}}}
              - {{name: second, {_PATH[:-1]}, schema: {{type: string}}}}
              - {{name: first, {_PATH[:-1]}, schema: {{type: string}}}}
            """
        },
        """
        client.stocks.optional_path_param_order("a", "b", word="c")
        assert on_the_wire()[1:] == ("/optional-path-param-order/a/b?word=c", 200)
        client.stocks.optional_path_param_order(second="b", first="a")
        assert on_the_wire()[1:] == ("/optional-path-param-order/a/b", 200)
        """,
    ),
    Edit(
        "path_parameter_kinds",
        {
            f"get /{{{name}}}/{name}": f"parameters: [{{name: {name}, {_PATH[:-1]}, schema: {schema}}}]"
            for name, schema in {
                "state": "{$ref: '#/components/schemas/StockState'}",
                "flag": "{type: boolean}",
                "moment": "{type: string, format: date-time}",
            }.items()
        },
        """
        client.stocks.path_parameter_kinds(models.StockState.SENDING)
        assert on_the_wire()[1:] == ("/path-parameter-kinds/SENDING/state", 200)
        refused("state", client.stocks.path_parameter_kinds, "?")
        unchecked("state", client.stocks.path_parameter_kinds, "?")
        client.stocks.path_parameter_kinds_1(True)
        assert on_the_wire()[1:] == ("/path-parameter-kinds/true/flag", 200)
        unchecked("flag", client.stocks.path_parameter_kinds_1, "True")
        client.stocks.path_parameter_kinds_2(datetime(2026, 1, 31, 8, tzinfo=ZoneInfo("Asia/Shanghai")))
        assert on_the_wire()[1:] == ("/path-parameter-kinds/2026-01-31T08%3A00%3A00%2B08%3A00/moment", 200)
        """,
    ),
    Edit(
        "path_characters",
        {"get /{x}.json": "{}", "get /a+b'(c)*;=@!$&,~-": "{}", "get /pre{x}:confirm": "{}"},
        """
        client.stocks.path_characters("y.json")
        assert on_the_wire()[1:] == ("/path-characters/y.json.json", 200), on_the_wire()
        client.stocks.path_characters_1()
        assert on_the_wire()[1:] == ("/path-characters/a+b'(c)*;=@!$&,~-", 200), on_the_wire()
        client.stocks.path_characters_2("a:b/c")
        assert on_the_wire()[1:] == ("/path-characters/prea%3Ab%2Fc:confirm", 200), on_the_wire()
        """,
    ),
    Edit(
        "query_names",
        {
            "get": "parameters: ["
            + ", ".join(
                f"{{name: {name}, {_QUERY}, schema: {{type: string}}}}"
                for name in ("from", "class", "'states[]'", "$filter", "券", "OPERATION", "page-size", "'a b'", "'1st'")
            )
            + "".join(
                f", {{name: {name}, {_QUERY}, schema: {{type: string}}}}"
                for name in ("list", "print", "id", "path", "query", "Sequence", "datetime", "cls", "FIRST_USE", "item")
            )
            + "]",
        },
        """
        client.stocks.query_names(from_="1", class_="2", states="3", filter_="4", a_b="5", field_1st="6", page_size="7")
        wanted = "from=1&class=2&states%5B%5D=3&%24filter=4&page-size=7&a%20b=5&1st=6"
        assert on_the_wire()[1:] == ("/query-names?" + wanted, 200), on_the_wire()
        client.stocks.query_names(券="1", operation="2", list_="3", print_="4", id="5", path="6", query="7")
        wanted = "%E5%88%B8=1&OPERATION=2&list=3&print=4&id=5&path=6&query=7"
        assert on_the_wire()[1:] == ("/query-names?" + wanted, 200), on_the_wire()
        client.stocks.query_names(sequence="8", datetime_="1", cls="2", first_use="3", item="4")
        assert on_the_wire()[1:] == ("/query-names?Sequence=8&datetime=1&cls=2&FIRST_USE=3&item=4", 200), on_the_wire()
        """,
    ),
    Edit(
        "query_lists",
        {
            "get": f"""
            parameters:
              - {{name: times, {_QUERY}, schema: {{type: array, items: {{type: string, format: date-time}}}}}}
              - {{name: flags, {_QUERY}, explode: false, schema: {{type: array, items: {{type: boolean}}}}}}
              - {{name: states, {_QUERY}, explode: false, schema: {{type: array, uniqueItems: true, minItems: 2,
                  items: {{$ref: '#/components/schemas/StockState'}}}}}}
            """
        },
        """
        moment = datetime(2026, 1, 31, 8, tzinfo=ZoneInfo("Asia/Shanghai"))
        client.stocks.query_lists(times=[moment, "2026-01-31T08:00:00Z"], flags=[True, False])
        wanted = "times=2026-01-31T08%3A00%3A00%2B08%3A00&times=2026-01-31T08%3A00%3A00Z&flags=true,false"
        assert on_the_wire()[1:] == ("/query-lists?" + wanted, 200), on_the_wire()
        client.stocks.query_lists(states=["SENDING", models.StockState.PAUSED])
        assert on_the_wire()[1:] == ("/query-lists?states=SENDING,PAUSED", 200), on_the_wire()
        refused("states", client.stocks.query_lists, states=["SENDING", "SENDING"])
        unchecked("states", client.stocks.query_lists, states=["SENDING", "SENDING"])
        unchecked("times", client.stocks.query_lists, times=["yesterday"])
        """,
    ),
    Edit(
        "new_webhook",
        {},
        """
        told = events.read(SimpleNamespace(id="1", event_type="EDITS.DONE", data={"done_id": "7", "more": 1}))
        assert (type(told).__name__, told.done_id) == ("EditDone", "7"), told
        """,
        schemas="""
        EditDone:
          type: object
          description: What was done (完成通知).
          required: [done_id]
          properties:
            done_id: {type: string, description: Number (编号).}
        """,
        rest="""
        webhooks:
          EDITS.DONE:
            post:
              operationId: onEditDone
              summary: An edit was made (编辑通知)
              description: Comes when an edit was made.
              externalDocs: {url: 'https://pay.weixin.qq.com/doc/v3/partner/4016435717'}
              security: []
              x-idempotency-key: [done_id]
              x-event-data: {$ref: '#/components/schemas/EditDone'}
              requestBody: {$ref: '#/components/requestBodies/Notification'}
              responses:
                '200': {$ref: '#/components/responses/NotificationTaken'}
                4XX: {$ref: '#/components/responses/NotificationNotTaken'}
                5XX: {$ref: '#/components/responses/NotificationNotTaken'}
        """,
    ),
)
