# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Submit an image generation task (提交图片生成任务): `POST /v3/marketing/partner/product-coupon/image-generation-tasks`.

Official page: https://pay.weixin.qq.com/doc/v3/partner/4017327735
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wechatpay_runtime import Call, Operation, RateLimit, Waiter

from ...errors import ImageGenerationTaskFailedError
from ...models.submit_image_generation_task_response import SubmitImageGenerationTaskResponse

if TYPE_CHECKING:
    from ...models.image_generation_task import ImageGenerationTask
    from ...models.submit_image_generation_task_request import SubmitImageGenerationTaskRequest
    from ...params import SubmitImageGenerationTaskRequestDict

OPERATION: Final[Operation[SubmitImageGenerationTaskResponse]] = Operation(
    id="submitImageGenerationTask",
    method="POST",
    path="/v3/marketing/partner/product-coupon/image-generation-tasks",
    parse=SubmitImageGenerationTaskResponse.from_dict,
    idempotency_key="task_id",
    repeatable=True,
    rate_limits=(RateLimit(requests=10, per_seconds=1, scope="merchant"),),
)


WAITER: Final[Waiter[ImageGenerationTask]] = Waiter(
    path={"task_id": ("body", "task_id")},
    query={"brand_id": ("body", "brand_id"), "image_generation_type": ("body", "image_generation_type")},
    state=lambda answer: answer.task_state,
    done=frozenset(("SUCCESS",)),
    failed={"FAIL": "Failed, final; submit a new task_id (失败)"},
    first_wait=1,
    failure=ImageGenerationTaskFailedError,
)


def call(
    body: SubmitImageGenerationTaskRequest | SubmitImageGenerationTaskRequestDict,
) -> Call[SubmitImageGenerationTaskResponse]:
    """Return a call, for `client.send`; its arguments are documented at `Images.submit_generation_task`."""
    return Call(
        OPERATION,
        path={},
        query={},
        body=body,
    )
