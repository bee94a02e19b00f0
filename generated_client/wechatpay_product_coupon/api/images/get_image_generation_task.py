# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Get the result of an image generation task (查询图片生成任务执行结果): `GET /v3/marketing/partner/product-coupon/image-generation-tasks/{task_id}`.

Official page: https://pay.weixin.qq.com/doc/v3/partner/4017327739
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wechatpay_runtime import Call, Operation, RateLimit

from ...models.image_generation_task import ImageGenerationTask

if TYPE_CHECKING:
    from ...params import ImageGenerationTypeValue

OPERATION: Final[Operation[ImageGenerationTask]] = Operation(
    id="getImageGenerationTask",
    method="GET",
    path="/v3/marketing/partner/product-coupon/image-generation-tasks/{task_id}",
    parse=ImageGenerationTask.from_dict,
    idempotency_key=None,
    repeatable=True,
    rate_limits=(RateLimit(requests=20, per_seconds=1, scope="merchant"),),
)


def call(
    task_id: str,
    *,
    brand_id: str,
    image_generation_type: ImageGenerationTypeValue,
) -> Call[ImageGenerationTask]:
    """Return a call, for `client.send`; its arguments are documented at `Images.get_generation_task`."""
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
