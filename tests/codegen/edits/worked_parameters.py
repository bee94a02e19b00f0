"""Edits of parameters that work."""

from __future__ import annotations

from typing import Final

from tests.codegen.edits.editing import Edit

_QUERY: Final = "in: query, description: A filter (过滤条件)."

PARAMETERS: Final = (
    Edit(
        "array_query",
        {
            "get /{product_coupon_id}": f"""
            parameters:
              - {{name: states, {_QUERY}, schema: {{type: array, items: {{$ref: '#/components/schemas/StockState'}}}}}}
              - {{name: offset, {_QUERY}, schema: {{type: integer, format: int64, minimum: 0}}}}
            """
        },
        """
        client.stocks.array_query("1", states=["SENDING", models.StockState.PAUSED], offset=20)
        assert on_the_wire() == ("GET", "/array-query/1?states=SENDING&states=PAUSED&offset=20", 200)
        client.stocks.array_query("1", states=[])
        assert on_the_wire() == ("GET", "/array-query/1", 200)
        refused("states[1]", client.stocks.array_query, "1", states=["SENDING", "?"])
        refused("offset", client.stocks.array_query, "1", offset=-1)
        unchecked("states", client.stocks.array_query, "1", states=["?"])
        unchecked("offset", client.stocks.array_query, "1", offset="ten")
        """,
    ),
    Edit(
        "array_query_explode_false",
        {
            "get": f"""
            parameters:
              - {{name: names, {_QUERY}, explode: false, schema: {{type: array, minItems: 2, items: {{type: string}}}}}}
              - {{name: marks, {_QUERY}, explode: false, schema: {{$ref: '#/components/schemas/Marks'}}}}
            """
        },
        """
        client.stocks.array_query_explode_false(names=["a,b", "c d", "券"])
        assert on_the_wire()[1] == "/array-query-explode-false?names=a%2Cb,c%20d,%E5%88%B8", on_the_wire()
        client.stocks.array_query_explode_false(names=["a", "b"], marks=["c", "d"])
        assert on_the_wire()[1:] == ("/array-query-explode-false?names=a,b&marks=c,d", 200), on_the_wire()
        unchecked("names", client.stocks.array_query_explode_false, names=["a,b"])
        """,
        schemas="Marks: {type: array, items: {type: string}, description: Marks (标记).}",
    ),
    Edit(
        "array_int_query",
        {
            "get": f"""
            parameters:
              - {{name: numbers, {_QUERY}, required: true, style: form, explode: true,
                  schema: {{type: array, maxItems: 3, items: {{type: integer, format: int64, maximum: 9}}}}}}
            """
        },
        """
        client.stocks.array_int_query(numbers=[1, 2])
        assert on_the_wire()[1] == "/array-int-query?numbers=1&numbers=2", on_the_wire()
        refused("numbers[0]", client.stocks.array_int_query, numbers=[10])
        refused("numbers", client.stocks.array_int_query, numbers=[])
        unchecked("numbers", client.stocks.array_int_query, numbers=[1, 2, 3, 4])
        unchecked("numbers", client.stocks.array_int_query, numbers=["two"])
        """,
    ),
    Edit(
        "boolean_query",
        {
            "get": f"parameters: [{{name: with_total, {_QUERY}, schema: {{type: boolean}}}}]",
        },
        """
        client.stocks.boolean_query(with_total=True)
        assert on_the_wire()[1] == "/boolean-query?with_total=true", on_the_wire()
        client.stocks.boolean_query(with_total=False)
        assert on_the_wire()[1:] == ("/boolean-query?with_total=false", 200)
        unchecked("with_total", client.stocks.boolean_query, with_total="True")
        """,
    ),
    Edit(
        "datetime_query",
        {"get": f"parameters: [{{name: begin, {_QUERY}, schema: {{type: string, format: date-time}}}}]"},
        """
        client.stocks.datetime_query(begin=datetime(2026, 1, 31, 8, tzinfo=ZoneInfo("Asia/Shanghai")))
        assert on_the_wire()[1:] == ("/datetime-query?begin=2026-01-31T08%3A00%3A00%2B08%3A00", 200)
        """,
    ),
    Edit(
        "enum_query",
        {"get": f"parameters: [{{name: state, {_QUERY}, schema: {{$ref: '#/components/schemas/StockState'}}}}]"},
        """
        client.stocks.enum_query(state=models.StockState.SENDING)
        assert on_the_wire()[1:] == ("/enum-query?state=SENDING", 200)
        client.stocks.enum_query()
        assert on_the_wire()[1:] == ("/enum-query", 200)
        """,
    ),
    Edit(
        "int64_path",
        {
            "get /{number}": """
            parameters:
              - {name: number, in: path, required: true, description: A number (编号).,
                 schema: {type: integer, format: int64, minimum: 1}}
            answer: {schema: NumberAnswer, example: {number: 7}}
            x-echoes: {$response.body#/number: $request.path.number}
            """
        },
        """
        assert client.stocks.int64_path(2**62).number == 2**62
        assert on_the_wire()[1] == f"/int64-path/{2**62}"
        refused("number", client.stocks.int64_path, 0)
        unchecked("number", client.stocks.int64_path, "one")
        """,
        schemas="""
        NumberAnswer:
          type: object
          description: A number (编号应答).
          required: [number]
          properties:
            number: {type: integer, format: int64, description: The number (编号).}
        """,
    ),
    Edit(
        "path_level_parameters",
        {"get /{number}": "{}", "delete /{number}": "{}"},
        """
        client.stocks.path_level_parameters(5, limit=10)
        assert on_the_wire() == ("GET", "/path-level-parameters/5?limit=10", 200)
        client.stocks.path_level_parameters_1(5)
        assert on_the_wire() == ("DELETE", "/path-level-parameters/5", 200)
        refused("limit", client.stocks.path_level_parameters, 5, limit=101)
        unchecked("limit", client.stocks.path_level_parameters_1, 5, limit=101)
        """,
        items={
            "/{number}": f"""
            parameters:
              - {{name: number, in: path, required: true, description: A number (编号).,
                  schema: {{type: integer, format: int64}}}}
              - {{name: limit, {_QUERY}, schema: {{type: integer, format: int64, maximum: 100}}}}
            """
        },
    ),
    Edit(
        "parameter_ref",
        {"get": "parameters: [{$ref: '#/components/parameters/BrandId'}]"},
        """
        client.stocks.parameter_ref(brand_id="7")
        assert on_the_wire()[1] == "/parameter-ref?brand_id=7"
        refused("brand_id", client.stocks.parameter_ref, brand_id="")
        unchecked("brand_id", client.stocks.parameter_ref, brand_id=None)
        """,
        rest="""
        components:
          parameters:
            BrandId: {name: brand_id, in: query, required: true, description: Brand id (品牌ID).,
                      schema: {type: string, minLength: 1}}
        """,
    ),
)
