# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Add a stock (添加商品券批次): `POST /v3/marketing/partner/product-coupon/product-coupons/{product_coupon_id}/stocks`.

Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781304
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wechatpay_runtime import Call, Operation, RateLimit

from ...models.stock_entity import StockEntity

if TYPE_CHECKING:
    from ...models.create_stock_request import CreateStockRequest
    from ...params import CreateStockRequestDict

OPERATION: Final[Operation[StockEntity]] = Operation(
    id="createStock",
    method="POST",
    path="/v3/marketing/partner/product-coupon/product-coupons/{product_coupon_id}/stocks",
    parse=StockEntity.from_dict,
    idempotency_key="out_request_no",
    repeatable=True,
    rate_limits=(RateLimit(requests=20, per_seconds=1, scope="merchant"),),
)


def call(
    product_coupon_id: str,
    body: CreateStockRequest | CreateStockRequestDict,
) -> Call[StockEntity]:
    """Return a call, for `client.send`; its arguments are documented at `Stocks.create`."""
    return Call(
        OPERATION,
        path={
            "product_coupon_id": product_coupon_id,
        },
        query={},
        body=body,
    )
