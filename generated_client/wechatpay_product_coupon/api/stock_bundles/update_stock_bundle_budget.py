# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Change the sending budget of a stock bundle (修改商品券批次组发放预算): `POST /v3/marketing/partner/product-coupon/product-coupons/{product_coupon_id}/stock-bundles/{stock_bundle_id}/update-budget`.

Official page: https://pay.weixin.qq.com/doc/v3/partner/4016280642
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wechatpay_runtime import Call, Operation, RateLimit

from ...models.stock_bundle_entity import StockBundleEntity

if TYPE_CHECKING:
    from ...models.update_stock_bundle_budget_request import UpdateStockBundleBudgetRequest
    from ...params import UpdateStockBundleBudgetRequestDict

OPERATION: Final[Operation[StockBundleEntity]] = Operation(
    id="updateStockBundleBudget",
    method="POST",
    path="/v3/marketing/partner/product-coupon/product-coupons/{product_coupon_id}/stock-bundles/{stock_bundle_id}/update-budget",
    parse=StockBundleEntity.from_dict,
    idempotency_key="out_request_no",
    repeatable=True,
    rate_limits=(RateLimit(requests=20, per_seconds=1, scope="merchant"),),
)


def call(
    product_coupon_id: str,
    stock_bundle_id: str,
    body: UpdateStockBundleBudgetRequest | UpdateStockBundleBudgetRequestDict,
) -> Call[StockBundleEntity]:
    """Return a call, for `client.send`; its arguments are documented at `StockBundles.update_budget`."""
    return Call(
        OPERATION,
        path={
            "product_coupon_id": product_coupon_id,
            "stock_bundle_id": stock_bundle_id,
        },
        query={},
        body=body,
    )
