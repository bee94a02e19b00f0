# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Untie stores from a stock (批次取消关联门店): `POST /v3/marketing/partner/product-coupon/product-coupons/{product_coupon_id}/stocks/{stock_id}/disassociate-stores`.

Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781537
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wechatpay_runtime import Call, Operation, RateLimit

from ...models.disassociate_stores_response import DisassociateStoresResponse

if TYPE_CHECKING:
    from ...models.disassociate_stores_request import DisassociateStoresRequest
    from ...params import DisassociateStoresRequestDict

OPERATION: Final[Operation[DisassociateStoresResponse]] = Operation(
    id="disassociateStores",
    method="POST",
    path="/v3/marketing/partner/product-coupon/product-coupons/{product_coupon_id}/stocks/{stock_id}/disassociate-stores",
    parse=DisassociateStoresResponse.from_dict,
    idempotency_key=None,
    repeatable=True,
    rate_limits=(RateLimit(requests=20, per_seconds=1, scope="merchant"),),
)


def call(
    product_coupon_id: str,
    stock_id: str,
    body: DisassociateStoresRequest | DisassociateStoresRequestDict,
) -> Call[DisassociateStoresResponse]:
    """Return a call, for `client.send`; its arguments are documented at `Stocks.disassociate_stores`."""
    return Call(
        OPERATION,
        path={
            "product_coupon_id": product_coupon_id,
            "stock_id": stock_id,
        },
        query={},
        body=body,
    )
