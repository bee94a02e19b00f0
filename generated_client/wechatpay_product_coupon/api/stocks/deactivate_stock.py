# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Make a stock void (失效商品券批次): `POST /v3/marketing/partner/product-coupon/product-coupons/{product_coupon_id}/stocks/{stock_id}/deactivate`.

Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781532
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wechatpay_runtime import Call, Operation, RateLimit

from ...models.stock_entity import StockEntity

if TYPE_CHECKING:
    from ...models.deactivate_stock_request import DeactivateStockRequest
    from ...params import DeactivateStockRequestDict

OPERATION: Final[Operation[StockEntity]] = Operation(
    id="deactivateStock",
    method="POST",
    path="/v3/marketing/partner/product-coupon/product-coupons/{product_coupon_id}/stocks/{stock_id}/deactivate",
    parse=StockEntity.from_dict,
    idempotency_key="out_request_no",
    repeatable=True,
    rate_limits=(RateLimit(requests=20, per_seconds=1, scope="merchant"),),
)


def call(
    product_coupon_id: str,
    stock_id: str,
    body: DeactivateStockRequest | DeactivateStockRequestDict,
) -> Call[StockEntity]:
    """Return a call, for `client.send`; its arguments are documented at `Stocks.deactivate`."""
    return Call(
        OPERATION,
        path={
            "product_coupon_id": product_coupon_id,
            "stock_id": stock_id,
        },
        query={},
        body=body,
    )
