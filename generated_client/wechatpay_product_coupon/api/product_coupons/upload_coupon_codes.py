# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Upload coupon codes (预上传券Code): `POST /v3/marketing/partner/product-coupon/product-coupons/{product_coupon_id}/stocks/{stock_id}/upload-coupon-codes`.

`sync` and `asyncio` return the result alone; `sync_detailed` and `asyncio_detailed` return it with status, headers,
Request-ID and the raw body. What they raise is told at the method of the same name in `ProductCoupons`.
"""

from __future__ import annotations

from typing import Final

from wechatpay_runtime import AsyncClient, Call, CallOptions, Operation, SyncClient

from ...models.upload_coupon_codes_request import UploadCouponCodesRequest
from ...models.upload_coupon_codes_response import UploadCouponCodesResponse
from ...types import Response

OPERATION: Final[Operation[UploadCouponCodesResponse]] = Operation(
    id="uploadCouponCodes",
    method="POST",
    path="/v3/marketing/partner/product-coupon/product-coupons/{product_coupon_id}/stocks/{stock_id}/upload-coupon-codes",
    parse=UploadCouponCodesResponse.from_dict,
    idempotency_key="out_request_no",
    repeatable=True,
    rate_limit=None,
)


def _call(
    product_coupon_id: str,
    stock_id: str,
    *,
    body: UploadCouponCodesRequest,
) -> Call[UploadCouponCodesResponse]:
    return Call(
        OPERATION,
        path={
            "product_coupon_id": product_coupon_id,
            "stock_id": stock_id,
        },
        query={},
        body=body,
    )


def sync_detailed(
    product_coupon_id: str,
    stock_id: str,
    *,
    client: SyncClient,
    body: UploadCouponCodesRequest,
    options: CallOptions | None = None,
) -> Response[UploadCouponCodesResponse]:
    """Upload coupon codes (预上传券Code), with everything the answer holds."""
    return client.send(
        _call(
            product_coupon_id,
            stock_id,
            body=body,
        ),
        options,
    )


def sync(
    product_coupon_id: str,
    stock_id: str,
    *,
    client: SyncClient,
    body: UploadCouponCodesRequest,
    options: CallOptions | None = None,
) -> UploadCouponCodesResponse:
    """Upload coupon codes (预上传券Code)."""
    return (
        client.send(
            _call(
                product_coupon_id,
                stock_id,
                body=body,
            ),
            options,
        )
    ).parsed


async def asyncio_detailed(
    product_coupon_id: str,
    stock_id: str,
    *,
    client: AsyncClient,
    body: UploadCouponCodesRequest,
    options: CallOptions | None = None,
) -> Response[UploadCouponCodesResponse]:
    """Upload coupon codes (预上传券Code), with everything the answer holds."""
    return await client.send(
        _call(
            product_coupon_id,
            stock_id,
            body=body,
        ),
        options,
    )


async def asyncio(
    product_coupon_id: str,
    stock_id: str,
    *,
    client: AsyncClient,
    body: UploadCouponCodesRequest,
    options: CallOptions | None = None,
) -> UploadCouponCodesResponse:
    """Upload coupon codes (预上传券Code)."""
    return (
        await client.send(
            _call(
                product_coupon_id,
                stock_id,
                body=body,
            ),
            options,
        )
    ).parsed
