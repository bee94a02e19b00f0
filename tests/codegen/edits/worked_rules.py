"""Edits of rules that work: groups within groups, and cross rules of numbers."""

from __future__ import annotations

from typing import Final

from tests.codegen.edits.editing import Edit

RULES: Final = (
    Edit(
        "rules_of_groups",
        {"post": "body: TakesRules"},
        """
        whole = {"a": "1", "b": "1", "examples": "1"}
        client.stocks.rules_of_groups(whole)
        assert on_the_wire()[2] == 200
        for name in whole:
            bare = {other: value for other, value in whole.items() if other != name}
            refused(name, client.stocks.rules_of_groups, bare)
            against_a_rule(client.stocks.rules_of_groups, bare)
        refused("c", client.stocks.rules_of_groups, {"description": "1"})
        against_a_rule(client.stocks.rules_of_groups, {"description": "1"})
        """,
        schemas="""
        TakesRules:
          type: object
          description: It takes rules (规则).
          properties:
            a: {type: string, description: A member (甲).}
            b: {type: string, description: A member (乙).}
            c: {type: string, description: A member (丙).}
            examples: {type: string, description: A member (丁).}
            description: {type: string, description: A member (戊).}
          allOf: [{$ref: '#/components/schemas/OuterRules'}]
        OuterRules:
          description: Rules that others stand in (外层规则).
          allOf: [{$ref: '#/components/schemas/InnerRules'}]
        InnerRules:
          description: Rules (内层规则).
          allOf:
            - {description: With a there is b., dependentRequired: {a: [b]}}
            - {description: With b there is a., dependentRequired: {b: [a]}}
            - {description: With a there is examples., dependentRequired: {a: [examples]}}
            - {description: With description there is c., dependentRequired: {description: [c]}}
        """,
    ),
    Edit(
        "rule_of_what_may_be_null",
        {"post": "body: MayHaveInner"},
        """
        client.stocks.rule_of_what_may_be_null({"inner": {"mark": "A"}, "b": "1"})
        client.stocks.rule_of_what_may_be_null({"inner": None, "marks": ["C"], "b": "1"})
        assert on_the_wire()[2] == 200
        for body in ({"inner": {"mark": "A"}}, {"marks": ["C"]}):
            refused("b", client.stocks.rule_of_what_may_be_null, body)
            against_a_rule(client.stocks.rule_of_what_may_be_null, body)
        """,
        schemas="""
        MayHaveInner:
          type: object
          description: It may have an inner part (可空).
          properties:
            inner: {anyOf: [{type: 'null'}, {$ref: '#/components/schemas/InnerPart'}], description: Inner (内).}
            marks: {type: [array, 'null'], items: {type: string}, description: Marks (标记).}
            b: {type: string, description: A member (乙).}
          allOf:
            - description: With the mark A there is b.
              if: {required: [inner], properties: {inner: {required: [mark], properties: {mark: {const: A}}}}}
              then: {required: [b]}
            - description: With the mark C there is b.
              if: {required: [marks], properties: {marks: {contains: {const: C}}}}
              then: {required: [b]}
        InnerPart:
          type: object
          description: The inner part (内).
          properties:
            mark: {type: string, description: Mark (标记).}
        """,
    ),
    Edit(
        "order_of_numbers",
        {"post": "body: TwoNumbers"},
        """
        for body in ({"low": 1, "high": 1.5}, {"low": 1.5, "high": 2}, {"low": 3}):
            client.stocks.order_of_numbers(body)
            assert on_the_wire()[2] == 200
        for body in ({"low": 2.5, "high": 1.5}, {"low": 2, "high": 1.5}, {"low": 1.5, "high": 1.5}):
            refused("high", client.stocks.order_of_numbers, body)
            against_a_rule(client.stocks.order_of_numbers, body)
        """,
        schemas="""
        TwoNumbers:
          type: object
          description: Two numbers (两个数).
          properties:
            low: {type: number, description: The lower one (下限).}
            high: {type: [number, 'null'], description: The higher one (上限).}
          x-cross-rules: [{kind: ordered, fields: [low, high], description: low is below high.}]
        """,
    ),
)
