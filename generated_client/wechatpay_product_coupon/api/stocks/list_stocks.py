# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""List the stocks of a coupon (查询商品券批次列表): `GET /v3/marketing/partner/product-coupon/product-coupons/{product_coupon_id}/stocks`.

Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781553
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wechatpay_runtime import Call, Operation, Pagination, RateLimit

from ...models.list_stocks_response import ListStocksResponse

if TYPE_CHECKING:
    from ...models.stock_entity import StockEntity
    from ...params import StockStateValue

OPERATION: Final[Operation[ListStocksResponse]] = Operation(
    id="listStocks",
    method="GET",
    path="/v3/marketing/partner/product-coupon/product-coupons/{product_coupon_id}/stocks",
    parse=ListStocksResponse.from_dict,
    idempotency_key=None,
    repeatable=True,
    rate_limits=(RateLimit(requests=20, per_seconds=1, scope="merchant"),),
)


PAGINATION: Final[Pagination[ListStocksResponse, StockEntity]] = Pagination(
    token="page_token",
    next_member="next_page_token",
    next_token=lambda page: page.next_page_token,
    items=lambda page: page.stock_list,
)


def call(
    product_coupon_id: str,
    *,
    state: StockStateValue | None = None,
    page_size: int | None = None,
    page_token: str | None = None,
    brand_id: str,
    stock_bundle_id: str | None = None,
) -> Call[ListStocksResponse]:
    """Return a call, for `client.send`; its arguments are documented at `Stocks.list`."""
    return Call(
        OPERATION,
        path={
            "product_coupon_id": product_coupon_id,
        },
        query={
            "state": state,
            "page_size": page_size,
            "page_token": page_token,
            "brand_id": brand_id,
            "stock_bundle_id": stock_bundle_id,
        },
    )
