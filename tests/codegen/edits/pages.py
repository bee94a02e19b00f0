"""A list in pages, added to a copy of the contract."""

from __future__ import annotations

from typing import Any, Final

import yaml

from tests.codegen.small_contract import small_copy, without_unused

PATH: Final = "/v3/marketing/partner/product-coupon/product-coupons/{product_coupon_id}/stocks"

_LIST: Final = f"""
paths:
  {PATH}:
    get:
      operationId: listStocks
      x-method: list
      tags: [stocks]
      summary: List the stocks of a coupon (查询商品券批次列表)
      description: Lists the stocks of a coupon, page by page.
      externalDocs:
        description: List the stocks of a coupon (查询商品券批次列表)
        url: https://pay.weixin.qq.com/doc/v3/partner/4015781553
      x-idempotency-key: {{none: Reading changes nothing., repeat: true}}
      x-pagination:
        items: $response.body#/stock_list
        next: $response.body#/next_page_token
        token: $request.query.page_token
      x-errors:
        - {{status: 404, code: NOT_FOUND, when: No such coupon (未找到)., action: Check the id., retry: false}}
      parameters:
        - name: product_coupon_id
          in: path
          required: true
          description: Product coupon id (商品券ID).
          schema: {{type: string, minLength: 1}}
        - name: brand_id
          in: query
          required: true
          description: Brand id (品牌ID).
          schema: {{type: string, minLength: 1}}
        - $ref: '#/components/parameters/PageSize'
        - name: page_token
          in: query
          description: The next_page_token of the page before (分页Token).
          schema: {{type: string, maxLength: 100}}
      responses:
        '200':
          description: A page.
          content:
            application/json:
              schema: {{$ref: '#/components/schemas/ListStocksResponse'}}
              examples:
                official:
                  value:
                    total_count: 1
                    stock_list: [{{stock_id: '1001'}}]
        4XX: {{$ref: '#/components/responses/Refused'}}
        5XX: {{$ref: '#/components/responses/Failed'}}
schemas:
  ListStocksResponse:
    type: object
    description: A page of stocks (批次列表).
    properties:
      total_count: {{type: integer, format: int64, description: 'Number of stocks (总个数), on the first page only.'}}
      stock_list:
        type: array
        description: This page (批次列表).
        items: {{$ref: '#/components/schemas/ListedStock'}}
      next_page_token: {{type: string, description: 'Names the next page (下一页Token), absent on the last one.'}}
  ListedStock:
    type: object
    description: A stock in a list (批次).
    required: [stock_id]
    properties:
      stock_id: {{type: string, description: Stock id (批次ID).}}
"""


def listed() -> dict[str, Any]:
    """Return the contract with this list of stocks in place of its own."""
    document, added = small_copy(), yaml.safe_load(_LIST)
    document["paths"][PATH] |= added["paths"][PATH]
    document["components"]["schemas"] |= added["schemas"]
    return without_unused(document)
