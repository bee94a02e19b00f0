# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Get a stock (查询商品券指定批次): `GET /v3/marketing/partner/product-coupon/product-coupons/{product_coupon_id}/stocks/{stock_id}`.

Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781542
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wechatpay_runtime import Call, Operation, RateLimit

from ...models.stock_entity import StockEntity

if TYPE_CHECKING:
    pass


OPERATION: Final[Operation[StockEntity]] = Operation(
    id="getStock",
    method="GET",
    path="/v3/marketing/partner/product-coupon/product-coupons/{product_coupon_id}/stocks/{stock_id}",
    parse=StockEntity.from_dict,
    idempotency_key=None,
    repeatable=True,
    rate_limits=(RateLimit(requests=20, per_seconds=1, scope="merchant"),),
)


def call(
    product_coupon_id: str,
    stock_id: str,
    *,
    brand_id: str,
) -> Call[StockEntity]:
    """Return a call, for `client.send`; its arguments are documented at `Stocks.get`."""
    return Call(
        OPERATION,
        path={
            "product_coupon_id": product_coupon_id,
            "stock_id": stock_id,
        },
        query={
            "brand_id": brand_id,
        },
    )
