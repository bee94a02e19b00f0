# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Pictures of coupons (图片) - uploading them, generating header images, cutting products out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wechatpay_runtime import AsyncClient, CallOptions, SyncClient

if TYPE_CHECKING:
    from ...models.image_generation_task import ImageGenerationTask
    from ...models.image_generation_type import ImageGenerationType
    from ...models.submit_image_generation_task_request import SubmitImageGenerationTaskRequest
    from ...models.submit_image_generation_task_response import SubmitImageGenerationTaskResponse
    from ...models.upload_image_request import UploadImageRequest
    from ...models.upload_image_response import UploadImageResponse
    from ...types import MultipartBody


class Images:
    """Pictures of coupons (图片) - uploading them, generating header images, cutting products out."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def submit_image_generation_task(
        self,
        *,
        body: SubmitImageGenerationTaskRequest,
        options: CallOptions | None = None,
    ) -> SubmitImageGenerationTaskResponse:
        """Submit an image generation task (提交图片生成任务).

        Generates the header image (头图) of a store-wide coupon from brand elements and the offer, or cuts
        the product of a single-item coupon out of its background. Asynchronous, so 200 only says that the
        task is accepted; the result comes by callback or from getImageGenerationTask. A task_id with the
        same body is a safe replay; never reuse it with other data. [seed 000]

        Args:
            body: An image generation task to be submitted (提交图片生成任务). [seed 000]
            options: What this call does differently from its client.

        Raises:
            RequestValidationError: The request breaks the contract; nothing was sent.
            RateLimitWaitTimeout: Its turn under the rate limit comes later than it may wait.
            ApiError: Refused; ApiSystemError, InvalidRequestError, NoAuthError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
            NoAnswerError: No answer arrived.
        """
        from .submit_image_generation_task import sync

        return sync(body=body, client=self._client, options=options)

    def get_image_generation_task(
        self,
        task_id: str,
        *,
        brand_id: str,
        image_generation_type: ImageGenerationType,
        options: CallOptions | None = None,
    ) -> ImageGenerationTask:
        """Get the result of an image generation task (查询图片生成任务执行结果).

        Tells whether the task is still running, failed or succeeded, and where the picture is. SUCCESS and
        FAIL are final. No reason is given for FAIL; submit a new task_id. Prefer the callback; when
        polling, start at one second and back off. [seed 001, R203, R204]

        Args:
            task_id: Number of the image generation task (图片生成的任务ID), as given when it was submitted.
            brand_id: Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service
                provider.
            image_generation_type: Kind of image generation (图片生成类型), the value given when the task was
                submitted.
            options: What this call does differently from its client.

        Raises:
            RequestValidationError: The request breaks the contract; nothing was sent.
            RateLimitWaitTimeout: Its turn under the rate limit comes later than it may wait.
            ApiError: Refused; ApiSystemError, InvalidRequestError, NoAuthError, NotFoundError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
            NoAnswerError: No answer arrived.
        """
        from .get_image_generation_task import sync

        return sync(
            task_id,
            brand_id=brand_id,
            image_generation_type=image_generation_type,
            client=self._client,
            options=options,
        )

    def upload_image(
        self,
        *,
        body: UploadImageRequest | MultipartBody,
        options: CallOptions | None = None,
    ) -> UploadImageResponse:
        """Upload an image (图片上传).

        Turns a picture into a URL. Every picture URL of the other operations must come from here. The
        signature covers the bytes of the meta part alone, neither the file nor the multipart body. [seed
        002, R302]

        Args:
            body: The two parts of an upload form (图片上传). The meta part comes first and goes as JSON text;
                its exact bytes are what is signed. [seed 002, R301, R302]
            options: What this call does differently from its client.

        Raises:
            RequestValidationError: The request breaks the contract; nothing was sent.
            ApiError: Refused; ApiSystemError, InvalidRequestError, NoAuthError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
            NoAnswerError: No answer arrived.
        """
        from .upload_image import sync

        return sync(body=body, client=self._client, options=options)


class AsyncImages:
    """Pictures of coupons (图片) - uploading them, generating header images, cutting products out."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def submit_image_generation_task(
        self,
        *,
        body: SubmitImageGenerationTaskRequest,
        options: CallOptions | None = None,
    ) -> SubmitImageGenerationTaskResponse:
        """Submit an image generation task (提交图片生成任务).

        Generates the header image (头图) of a store-wide coupon from brand elements and the offer, or cuts
        the product of a single-item coupon out of its background. Asynchronous, so 200 only says that the
        task is accepted; the result comes by callback or from getImageGenerationTask. A task_id with the
        same body is a safe replay; never reuse it with other data. [seed 000]

        Args:
            body: An image generation task to be submitted (提交图片生成任务). [seed 000]
            options: What this call does differently from its client.

        Raises:
            RequestValidationError: The request breaks the contract; nothing was sent.
            RateLimitWaitTimeout: Its turn under the rate limit comes later than it may wait.
            ApiError: Refused; ApiSystemError, InvalidRequestError, NoAuthError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
            NoAnswerError: No answer arrived.
        """
        from .submit_image_generation_task import asyncio

        return await asyncio(body=body, client=self._client, options=options)

    async def get_image_generation_task(
        self,
        task_id: str,
        *,
        brand_id: str,
        image_generation_type: ImageGenerationType,
        options: CallOptions | None = None,
    ) -> ImageGenerationTask:
        """Get the result of an image generation task (查询图片生成任务执行结果).

        Tells whether the task is still running, failed or succeeded, and where the picture is. SUCCESS and
        FAIL are final. No reason is given for FAIL; submit a new task_id. Prefer the callback; when
        polling, start at one second and back off. [seed 001, R203, R204]

        Args:
            task_id: Number of the image generation task (图片生成的任务ID), as given when it was submitted.
            brand_id: Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service
                provider.
            image_generation_type: Kind of image generation (图片生成类型), the value given when the task was
                submitted.
            options: What this call does differently from its client.

        Raises:
            RequestValidationError: The request breaks the contract; nothing was sent.
            RateLimitWaitTimeout: Its turn under the rate limit comes later than it may wait.
            ApiError: Refused; ApiSystemError, InvalidRequestError, NoAuthError, NotFoundError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
            NoAnswerError: No answer arrived.
        """
        from .get_image_generation_task import asyncio

        return await asyncio(
            task_id,
            brand_id=brand_id,
            image_generation_type=image_generation_type,
            client=self._client,
            options=options,
        )

    async def upload_image(
        self,
        *,
        body: UploadImageRequest | MultipartBody,
        options: CallOptions | None = None,
    ) -> UploadImageResponse:
        """Upload an image (图片上传).

        Turns a picture into a URL. Every picture URL of the other operations must come from here. The
        signature covers the bytes of the meta part alone, neither the file nor the multipart body. [seed
        002, R302]

        Args:
            body: The two parts of an upload form (图片上传). The meta part comes first and goes as JSON text;
                its exact bytes are what is signed. [seed 002, R301, R302]
            options: What this call does differently from its client.

        Raises:
            RequestValidationError: The request breaks the contract; nothing was sent.
            ApiError: Refused; ApiSystemError, InvalidRequestError, NoAuthError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
            NoAnswerError: No answer arrived.
        """
        from .upload_image import asyncio

        return await asyncio(body=body, client=self._client, options=options)
