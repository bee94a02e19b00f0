# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Untie stores from a stock bundle (批次组批量取消关联门店): `POST /v3/marketing/partner/product-coupon/product-coupons/{product_coupon_id}/stock-bundles/{stock_bundle_id}/disassociate-stores`.

Official page: https://pay.weixin.qq.com/doc/v3/partner/4016280629
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wechatpay_runtime import Call, Operation, RateLimit

from ...models.disassociate_stores_response import DisassociateStoresResponse

if TYPE_CHECKING:
    from ...models.disassociate_stores_for_stock_bundle_request import DisassociateStoresForStockBundleRequest
    from ...params import DisassociateStoresForStockBundleRequestDict

OPERATION: Final[Operation[DisassociateStoresResponse]] = Operation(
    id="disassociateStoresForStockBundle",
    method="POST",
    path="/v3/marketing/partner/product-coupon/product-coupons/{product_coupon_id}/stock-bundles/{stock_bundle_id}/disassociate-stores",
    parse=DisassociateStoresResponse.from_dict,
    idempotency_key=None,
    repeatable=True,
    rate_limits=(RateLimit(requests=20, per_seconds=1, scope="merchant"),),
)


def call(
    product_coupon_id: str,
    stock_bundle_id: str,
    body: DisassociateStoresForStockBundleRequest | DisassociateStoresForStockBundleRequestDict,
) -> Call[DisassociateStoresResponse]:
    """Return a call, for `client.send`; its arguments are documented at `StockBundles.disassociate_stores`."""
    return Call(
        OPERATION,
        path={
            "product_coupon_id": product_coupon_id,
            "stock_bundle_id": stock_bundle_id,
        },
        query={},
        body=body,
    )
