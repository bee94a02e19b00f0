# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Upload an image (图片上传): `POST /v3/marketing/partner/product-coupon/media/upload-image`.

`sync` and `asyncio` return the result alone; `sync_detailed` and `asyncio_detailed` return it with status, headers,
Request-ID and the raw body. What they raise is told at the method of the same name in `Images`.
"""

from __future__ import annotations

from typing import Final

from wechatpay_runtime import AsyncClient, Call, CallOptions, Operation, SyncClient

from ...models.upload_image_request import UploadImageRequest
from ...models.upload_image_response import UploadImageResponse
from ...types import MultipartBody, Response

OPERATION: Final[Operation[UploadImageResponse]] = Operation(
    id="uploadImage",
    method="POST",
    path="/v3/marketing/partner/product-coupon/media/upload-image",
    parse=UploadImageResponse.from_dict,
    idempotency_key=None,
    repeatable=True,
    rate_limit=None,
    parts=(
        "meta",
        "file",
    ),
)


def _call(
    *,
    body: UploadImageRequest | MultipartBody,
) -> Call[UploadImageResponse]:
    return Call(
        OPERATION,
        path={},
        query={},
        body=body,
    )


def sync_detailed(
    *,
    client: SyncClient,
    body: UploadImageRequest | MultipartBody,
    options: CallOptions | None = None,
) -> Response[UploadImageResponse]:
    """Upload an image (图片上传), with everything the answer holds."""
    return client.send(
        _call(
            body=body,
        ),
        options,
    )


def sync(
    *,
    client: SyncClient,
    body: UploadImageRequest | MultipartBody,
    options: CallOptions | None = None,
) -> UploadImageResponse:
    """Upload an image (图片上传)."""
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
    body: UploadImageRequest | MultipartBody,
    options: CallOptions | None = None,
) -> Response[UploadImageResponse]:
    """Upload an image (图片上传), with everything the answer holds."""
    return await client.send(
        _call(
            body=body,
        ),
        options,
    )


async def asyncio(
    *,
    client: AsyncClient,
    body: UploadImageRequest | MultipartBody,
    options: CallOptions | None = None,
) -> UploadImageResponse:
    """Upload an image (图片上传)."""
    return (
        await client.send(
            _call(
                body=body,
            ),
            options,
        )
    ).parsed
