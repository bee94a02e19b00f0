# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Tie stores to a stock bundle (批次组批量关联门店): `POST /v3/marketing/partner/product-coupon/product-coupons/{product_coupon_id}/stock-bundles/{stock_bundle_id}/associate-stores`.

Official page: https://pay.weixin.qq.com/doc/v3/partner/4016280620
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wechatpay_runtime import Call, Operation, RateLimit

from ...models.associate_stores_response import AssociateStoresResponse

if TYPE_CHECKING:
    from ...models.associate_stores_for_stock_bundle_request import AssociateStoresForStockBundleRequest
    from ...params import AssociateStoresForStockBundleRequestDict

OPERATION: Final[Operation[AssociateStoresResponse]] = Operation(
    id="associateStoresForStockBundle",
    method="POST",
    path="/v3/marketing/partner/product-coupon/product-coupons/{product_coupon_id}/stock-bundles/{stock_bundle_id}/associate-stores",
    parse=AssociateStoresResponse.from_dict,
    idempotency_key=None,
    repeatable=True,
    rate_limits=(RateLimit(requests=20, per_seconds=1, scope="merchant"),),
)


def call(
    product_coupon_id: str,
    stock_bundle_id: str,
    body: AssociateStoresForStockBundleRequest | AssociateStoresForStockBundleRequestDict,
) -> Call[AssociateStoresResponse]:
    """Return a call, for `client.send`; its arguments are documented at `StockBundles.associate_stores`."""
    return Call(
        OPERATION,
        path={
            "product_coupon_id": product_coupon_id,
            "stock_bundle_id": stock_bundle_id,
        },
        query={},
        body=body,
    )
