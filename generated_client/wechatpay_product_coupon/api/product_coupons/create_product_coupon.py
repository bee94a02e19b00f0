# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Create a product coupon (创建商品券): `POST /v3/marketing/partner/product-coupon/product-coupons`.

`sync` and `asyncio` return the result alone; `sync_detailed` and `asyncio_detailed` return it with status, headers,
Request-ID and the raw body. What they raise is told at the method of the same name in `ProductCoupons`.
"""

from __future__ import annotations

from typing import Final

from wechatpay_runtime import AsyncClient, Call, CallOptions, Operation, RateLimit, SyncClient

from ...models.create_product_coupon_request import CreateProductCouponRequest
from ...models.create_product_coupon_response import CreateProductCouponResponse
from ...types import Response

OPERATION: Final[Operation[CreateProductCouponResponse]] = Operation(
    id="createProductCoupon",
    method="POST",
    path="/v3/marketing/partner/product-coupon/product-coupons",
    parse=CreateProductCouponResponse.from_dict,
    idempotency_key="out_request_no",
    repeatable=True,
    rate_limit=RateLimit(requests=1000, per_seconds=60, scope="operation"),
)


def _call(
    *,
    body: CreateProductCouponRequest,
) -> Call[CreateProductCouponResponse]:
    return Call(
        OPERATION,
        path={},
        query={},
        body=body,
    )


def sync_detailed(
    *,
    client: SyncClient,
    body: CreateProductCouponRequest,
    options: CallOptions | None = None,
) -> Response[CreateProductCouponResponse]:
    """Create a product coupon (创建商品券), with everything the answer holds."""
    return client.send(
        _call(
            body=body,
        ),
        options,
    )


def sync(
    *,
    client: SyncClient,
    body: CreateProductCouponRequest,
    options: CallOptions | None = None,
) -> CreateProductCouponResponse:
    """Create a product coupon (创建商品券)."""
    return (
        client.send(
            _call(
                body=body,
            ),
            options,
        )
    ).parsed


async def asyncio_detailed(
    *,
    client: AsyncClient,
    body: CreateProductCouponRequest,
    options: CallOptions | None = None,
) -> Response[CreateProductCouponResponse]:
    """Create a product coupon (创建商品券), with everything the answer holds."""
    return await client.send(
        _call(
            body=body,
        ),
        options,
    )


async def asyncio(
    *,
    client: AsyncClient,
    body: CreateProductCouponRequest,
    options: CallOptions | None = None,
) -> CreateProductCouponResponse:
    """Create a product coupon (创建商品券)."""
    return (
        await client.send(
            _call(
                body=body,
            ),
            options,
        )
    ).parsed
