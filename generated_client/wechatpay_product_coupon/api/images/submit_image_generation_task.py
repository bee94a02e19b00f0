# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Submit an image generation task (提交图片生成任务): `POST /v3/marketing/partner/product-coupon/image-generation-tasks`.

`sync` and `asyncio` return the result alone; `sync_detailed` and `asyncio_detailed` return it with status, headers,
Request-ID and the raw body. What they raise is told at the method of the same name in `Images`.
"""

from __future__ import annotations

from typing import Final

from wechatpay_runtime import AsyncClient, Call, CallOptions, Operation, RateLimit, SyncClient

from ...models.submit_image_generation_task_request import SubmitImageGenerationTaskRequest
from ...models.submit_image_generation_task_response import SubmitImageGenerationTaskResponse
from ...types import Response

OPERATION: Final[Operation[SubmitImageGenerationTaskResponse]] = Operation(
    id="submitImageGenerationTask",
    method="POST",
    path="/v3/marketing/partner/product-coupon/image-generation-tasks",
    parse=SubmitImageGenerationTaskResponse.from_dict,
    idempotency_key="task_id",
    repeatable=True,
    rate_limit=RateLimit(requests=10, per_seconds=1, scope="unspecified"),
)


def _call(
    *,
    body: SubmitImageGenerationTaskRequest,
) -> Call[SubmitImageGenerationTaskResponse]:
    return Call(
        OPERATION,
        path={},
        query={},
        body=body,
    )


def sync_detailed(
    *,
    client: SyncClient,
    body: SubmitImageGenerationTaskRequest,
    options: CallOptions | None = None,
) -> Response[SubmitImageGenerationTaskResponse]:
    """Submit an image generation task (提交图片生成任务), with everything the answer holds."""
    return client.send(
        _call(
            body=body,
        ),
        options,
    )


def sync(
    *,
    client: SyncClient,
    body: SubmitImageGenerationTaskRequest,
    options: CallOptions | None = None,
) -> SubmitImageGenerationTaskResponse:
    """Submit an image generation task (提交图片生成任务)."""
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
    body: SubmitImageGenerationTaskRequest,
    options: CallOptions | None = None,
) -> Response[SubmitImageGenerationTaskResponse]:
    """Submit an image generation task (提交图片生成任务), with everything the answer holds."""
    return await client.send(
        _call(
            body=body,
        ),
        options,
    )


async def asyncio(
    *,
    client: AsyncClient,
    body: SubmitImageGenerationTaskRequest,
    options: CallOptions | None = None,
) -> SubmitImageGenerationTaskResponse:
    """Submit an image generation task (提交图片生成任务)."""
    return (
        await client.send(
            _call(
                body=body,
            ),
            options,
        )
    ).parsed
