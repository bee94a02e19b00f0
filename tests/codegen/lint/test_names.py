from __future__ import annotations

from tests.codegen.contract_document import operation, schema
from tests.codegen.lint.breaches import Change, assert_found, breaches


@breaches(
    (
        "a property that generated models have already",
        lambda d: schema(d, "StockSendRule")["properties"].update(
            to_dict={"type": "boolean", "description": "Something (某物)."}
        ),
        "/StockSendRule/properties/to_dict",
        "a member of this name already",
    ),
    (
        "a parameter that generated methods have already",
        lambda d: operation(d, "getImageGenerationTask")["parameters"].append(
            {"name": "options", "in": "query", "description": "Something (某物).", "schema": {"type": "string"}}
        ),
        "/get",
        "an argument 'options' already",
    ),
)
def test_a_breach_is_found_where_it_is(change: Change, pointer: str, message: str) -> None:
    assert_found(change, pointer, message)
