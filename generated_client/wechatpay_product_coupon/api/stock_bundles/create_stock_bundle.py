# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Add a stock bundle (添加商品券批次组): `POST /v3/marketing/partner/product-coupon/product-coupons/{product_coupon_id}/stock-bundles`.

Official page: https://pay.weixin.qq.com/doc/v3/partner/4016280622
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wechatpay_runtime import Call, Operation, RateLimit

from ...models.stock_bundle_entity import StockBundleEntity

if TYPE_CHECKING:
    from ...models.create_stock_bundle_request import CreateStockBundleRequest
    from ...params import CreateStockBundleRequestDict

OPERATION: Final[Operation[StockBundleEntity]] = Operation(
    id="createStockBundle",
    method="POST",
    path="/v3/marketing/partner/product-coupon/product-coupons/{product_coupon_id}/stock-bundles",
    parse=StockBundleEntity.from_dict,
    idempotency_key="out_request_no",
    repeatable=True,
    rate_limits=(RateLimit(requests=20, per_seconds=1, scope="merchant"),),
)


def call(
    product_coupon_id: str,
    body: CreateStockBundleRequest | CreateStockBundleRequestDict,
) -> Call[StockBundleEntity]:
    """Return a call, for `client.send`; its arguments are documented at `StockBundles.create`."""
    return Call(
        OPERATION,
        path={
            "product_coupon_id": product_coupon_id,
        },
        query={},
        body=body,
    )
