"""What an edit that stops `make` is: a change of the text of the contract, the line on which it is told, and how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

THING: Final = """\
  /v3/marketing/partner/product-coupon/things/{product_coupon_id}:
    get:
      operationId: getThing
      x-method: get_thing
      tags: [product_coupons]
      summary: Get a thing (查询)
      description: Gets a thing.
      externalDocs:
        description: Get a thing (查询)
        url: https://pay.weixin.qq.com/doc/v3/partner/4015781290
      x-idempotency-key: {none: Reading changes nothing., repeat: true}
      x-errors:
        - {status: 404, code: NOT_FOUND, when: No such thing (无)., action: Ask., retry: false}
      parameters:
        - name: product_coupon_id
          in: path
          required: true
          description: Product coupon id (商品券ID).
          schema: {type: string, minLength: 1}
        - name: filter
          in: query
          description: A filter (过滤条件).
          schema: {type: string}
      responses:
        '200':
          description: The thing.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/ThingA'}
        4XX: {$ref: '#/components/responses/Refused'}
        5XX: {$ref: '#/components/responses/Failed'}
"""
"""An operation that stands in the contract when an edit is made."""

SCHEMA: Final = """\
    ThingA:
      type: object
      description: A thing (物品).
      required: [thing_id]
      properties:
        thing_id: {type: string, minLength: 1, description: Thing id (物品ID).}
        kind: {$ref: '#/components/schemas/ThingKind', description: Kind (种类).}
        free:
          type: string
          description: Free text (文本).
    ThingKind:
      type: string
      description: Kind (种类).
      enum: [BIG, SMALL]
      x-enum-descriptions: [Big (大)., Small (小).]
"""


@dataclass(frozen=True)
class Edit:
    """An edit that is refused.

    Args:
        name: Of the edit.
        old: The text that is replaced, once; the line that is told is that where its replacement begins ...
        new: ... or, where there is one, that of the mark `→` in the replacement.
        told: Parts of what is told.
    """

    name: str
    old: str
    new: str
    told: tuple[str, ...]


FREE: Final = "          type: string\n          description: Free text (文本).\n"
FILTER: Final = "          schema: {type: string}\n"
ANSWER: Final = "schema: {$ref: '#/components/schemas/ThingA'}"
STATUS: Final = "        '200':\n          description: The thing.\n"
OPERATION: Final = "      operationId: getThing\n"
OF_PATH: Final = """\
          description: Product coupon id (商品券ID).
          schema: {type: string, minLength: 1}
        - name: filter
"""
ERRORS: Final = """\
      x-errors:
        - {status: 404, code: NOT_FOUND, when: No such thing (无)., action: Ask., retry: false}
"""
ENUM: Final = "      enum: [BIG, SMALL]\n"


def free(kind: str, name: str, *told: str) -> Edit:
    """Say another thing of the member `free`."""
    lines = "".join(f"          {line}\n" for line in kind.split("\n"))
    return Edit(name, FREE, f"{lines}          description: Free text (文本).\n", told)


def parameter(lines: str, name: str, *told: str) -> Edit:
    """Declare the parameter `filter` in another way."""
    return Edit(name, FILTER, "".join(f"          {line}\n" for line in lines.split("\n")), told)


def in_operation(lines: str, name: str, *told: str) -> Edit:
    """Add lines to the operation."""
    return Edit(name, OPERATION, OPERATION + "".join(f"      {line}\n" for line in lines.split("\n")), told)
