# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Get the result of an image generation task (查询图片生成任务执行结果): `GET /v3/marketing/partner/product-coupon/image-generation-tasks/{task_id}`.

`sync` and `asyncio` return the result alone; `sync_detailed` and `asyncio_detailed` return it with status, headers,
Request-ID and the raw body. What they raise is told at the method of the same name in `Images`.
"""

from __future__ import annotations

from typing import Final

from wechatpay_runtime import AsyncClient, Call, CallOptions, Operation, RateLimit, SyncClient

from ...models.image_generation_task import ImageGenerationTask
from ...models.image_generation_type import ImageGenerationType
from ...types import Response

OPERATION: Final[Operation[ImageGenerationTask]] = Operation(
    id="getImageGenerationTask",
    method="GET",
    path="/v3/marketing/partner/product-coupon/image-generation-tasks/{task_id}",
    parse=ImageGenerationTask.from_dict,
    idempotency_key=None,
    repeatable=True,
    rate_limit=RateLimit(requests=20, per_seconds=1, scope="merchant"),
)


def _call(
    task_id: str,
    *,
    brand_id: str,
    image_generation_type: ImageGenerationType,
) -> Call[ImageGenerationTask]:
    return Call(
        OPERATION,
        path={
            "task_id": task_id,
        },
        query={
            "brand_id": brand_id,
            "image_generation_type": image_generation_type,
        },
    )


def sync_detailed(
    task_id: str,
    *,
    client: SyncClient,
    brand_id: str,
    image_generation_type: ImageGenerationType,
    options: CallOptions | None = None,
) -> Response[ImageGenerationTask]:
    """Get the result of an image generation task (查询图片生成任务执行结果), with everything the answer holds."""
    return client.send(
        _call(
            task_id,
            brand_id=brand_id,
            image_generation_type=image_generation_type,
        ),
        options,
    )


def sync(
    task_id: str,
    *,
    client: SyncClient,
    brand_id: str,
    image_generation_type: ImageGenerationType,
    options: CallOptions | None = None,
) -> ImageGenerationTask:
    """Get the result of an image generation task (查询图片生成任务执行结果)."""
    return (
        client.send(
            _call(
                task_id,
                brand_id=brand_id,
                image_generation_type=image_generation_type,
            ),
            options,
        )
    ).parsed


async def asyncio_detailed(
    task_id: str,
    *,
    client: AsyncClient,
    brand_id: str,
    image_generation_type: ImageGenerationType,
    options: CallOptions | None = None,
) -> Response[ImageGenerationTask]:
    """Get the result of an image generation task (查询图片生成任务执行结果), with everything the answer holds."""
    return await client.send(
        _call(
            task_id,
            brand_id=brand_id,
            image_generation_type=image_generation_type,
        ),
        options,
    )


async def asyncio(
    task_id: str,
    *,
    client: AsyncClient,
    brand_id: str,
    image_generation_type: ImageGenerationType,
    options: CallOptions | None = None,
) -> ImageGenerationTask:
    """Get the result of an image generation task (查询图片生成任务执行结果)."""
    return (
        await client.send(
            _call(
                task_id,
                brand_id=brand_id,
                image_generation_type=image_generation_type,
            ),
            options,
        )
    ).parsed
