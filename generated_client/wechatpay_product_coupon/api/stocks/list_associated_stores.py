# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""List the stores of a stock (查询批次关联门店列表): `GET /v3/marketing/partner/product-coupon/product-coupons/{product_coupon_id}/stocks/{stock_id}/associated-stores`.

Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781546
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wechatpay_runtime import Call, Operation, Pagination, RateLimit

from ...models.list_associated_stores_response import ListAssociatedStoresResponse

if TYPE_CHECKING:
    from ...models.store_info import StoreInfo

OPERATION: Final[Operation[ListAssociatedStoresResponse]] = Operation(
    id="listAssociatedStores",
    method="GET",
    path="/v3/marketing/partner/product-coupon/product-coupons/{product_coupon_id}/stocks/{stock_id}/associated-stores",
    parse=ListAssociatedStoresResponse.from_dict,
    idempotency_key=None,
    repeatable=True,
    rate_limits=(RateLimit(requests=20, per_seconds=1, scope="merchant"),),
)


PAGINATION: Final[Pagination[ListAssociatedStoresResponse, StoreInfo]] = Pagination(
    token="page_token",
    next_member="next_page_token",
    next_token=lambda page: page.next_page_token,
    items=lambda page: page.store_list,
)


def call(
    product_coupon_id: str,
    stock_id: str,
    *,
    page_size: int | None = None,
    page_token: str | None = None,
    brand_id: str,
) -> Call[ListAssociatedStoresResponse]:
    """Return a call, for `client.send`; its arguments are documented at `Stocks.list_associated_stores`."""
    return Call(
        OPERATION,
        path={
            "product_coupon_id": product_coupon_id,
            "stock_id": stock_id,
        },
        query={
            "page_size": page_size,
            "page_token": page_token,
            "brand_id": brand_id,
        },
    )
