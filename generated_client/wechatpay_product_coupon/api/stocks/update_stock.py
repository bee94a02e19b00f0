# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Change a stock (修改商品券批次): `PATCH /v3/marketing/partner/product-coupon/product-coupons/{product_coupon_id}/stocks/{stock_id}`.

Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781556
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wechatpay_runtime import Call, Operation, RateLimit

from ...models.stock_entity import StockEntity

if TYPE_CHECKING:
    from ...models.update_stock_request import UpdateStockRequest
    from ...params import UpdateStockRequestDict

OPERATION: Final[Operation[StockEntity]] = Operation(
    id="updateStock",
    method="PATCH",
    path="/v3/marketing/partner/product-coupon/product-coupons/{product_coupon_id}/stocks/{stock_id}",
    parse=StockEntity.from_dict,
    idempotency_key="out_request_no",
    repeatable=True,
    rate_limits=(RateLimit(requests=20, per_seconds=1, scope="merchant"),),
)


def call(
    product_coupon_id: str,
    stock_id: str,
    body: UpdateStockRequest | UpdateStockRequestDict,
) -> Call[StockEntity]:
    """Return a call, for `client.send`; its arguments are documented at `Stocks.update`."""
    return Call(
        OPERATION,
        path={
            "product_coupon_id": product_coupon_id,
            "stock_id": stock_id,
        },
        query={},
        body=body,
    )
