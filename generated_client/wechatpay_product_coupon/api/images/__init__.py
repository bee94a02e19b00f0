# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Pictures of coupons (图片) - uploading them, generating header images, cutting products out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wechatpay_runtime import Group, imported_when_used

from ... import api as _api

if TYPE_CHECKING:
    from wechatpay_runtime import AsyncClient, CallOptions, SyncClient, Timeout

    from ...models.image_generation_task import ImageGenerationTask
    from ...models.submit_image_generation_task_request import SubmitImageGenerationTaskRequest
    from ...models.submit_image_generation_task_response import SubmitImageGenerationTaskResponse
    from ...models.upload_image_request import UploadImageRequest
    from ...models.upload_image_response import UploadImageResponse
    from ...params import ImageGenerationTypeValue, SubmitImageGenerationTaskRequestDict, UploadImageRequestDict
    from ...types import MultipartBody
    from . import get_image_generation_task as get_image_generation_task
    from . import submit_image_generation_task as submit_image_generation_task
    from . import upload_image as upload_image
else:
    __getattr__ = imported_when_used(__name__)


class Images(Group):
    """Pictures of coupons (图片) - uploading them, generating header images, cutting products out."""

    _client: SyncClient

    def submit_generation_task(
        self,
        body: SubmitImageGenerationTaskRequest | SubmitImageGenerationTaskRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> SubmitImageGenerationTaskResponse:
        """Submit an image generation task (提交图片生成任务).

        Generates the header image (头图) of a store-wide coupon from brand elements and the offer, or cuts
        the product of a single-item coupon out of its background. Asynchronous, so 200 only says that the
        task is accepted; the result comes by callback or from getImageGenerationTask. A task_id with the
        same body is a safe replay; never reuse it with other data.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4017327735

        Args:
            body: An image generation task to be submitted (提交图片生成任务).
            timeout: Time-outs of each attempt, in seconds; None for the client's.
            options: What else this call does differently from its client.

        Raises:
            ConfigurationError: The client is closed, or `timeout` or `options` cannot be used; nothing was sent.
            RequestValidationError: The request breaks the contract; nothing was sent.
            AuthError: It could not be signed; nothing was sent.
            RateLimitWaitTimeout: Its turn under the rate limit comes later than it may wait.
            NoAnswerError: No answer arrived; `outcome_unknown` tells whether the request may have taken effect.
            UnverifiedAnswerError: The answer is not proven to be WeChat Pay's; the request may have taken effect.
            ApiError: Refused; ApiSystemError, InvalidRequestError, NoAuthError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
        """
        call = _api.images.submit_image_generation_task.call(body)
        response = self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    def submit_generation_task_and_wait(
        self,
        body: SubmitImageGenerationTaskRequest | SubmitImageGenerationTaskRequestDict,
        *,
        timeout: float = 300.0,
        options: CallOptions | None = None,
    ) -> ImageGenerationTask:
        """Submit an image generation task (提交图片生成任务), and wait for the end.

        It is started once; then `getImageGenerationTask` is asked until `task_state` is SUCCESS, or FAIL: first
        after 1 s, then less and less often, never above its rate limit. What breaks off the wait leaves the task as it is.

        Args:
            body: An image generation task to be submitted (提交图片生成任务).
            timeout: Seconds for all of it, the start included; `math.inf` for no bound.
            options: What the start and each asking do differently from the client.

        Raises:
            ImageGenerationTaskFailedError: It ended in FAIL; `answer` holds the last answer.
            TaskRunningError: It has not ended in time and goes on; `call` asks again.
            ClientError: The start failed as `submit_generation_task` does, or asking did for a reason that does not pass.
        """
        call = _api.images.submit_image_generation_task.call(body)
        return self._client.send_and_wait(
            call,
            _api.images.get_image_generation_task.OPERATION,
            _api.images.submit_image_generation_task.WAITER,
            timeout=timeout,
            options=options,
        )

    def get_generation_task(
        self,
        task_id: str,
        *,
        brand_id: str,
        image_generation_type: ImageGenerationTypeValue,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> ImageGenerationTask:
        """Get the result of an image generation task (查询图片生成任务执行结果).

        Tells whether the task is still running, failed or succeeded, and where the picture is. SUCCESS and
        FAIL are final. No reason is given for FAIL; submit a new task_id. Prefer the callback; when
        polling, start at one second and back off.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4017327739

        Args:
            task_id: Number of the image generation task (图片生成的任务ID), as given when it was submitted.
            brand_id: Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service
                provider.
            image_generation_type: Kind of image generation (图片生成类型), the value given when the task was
                submitted.
            timeout: Time-outs of each attempt, in seconds; None for the client's.
            options: What else this call does differently from its client.

        Raises:
            ConfigurationError: The client is closed, or `timeout` or `options` cannot be used; nothing was sent.
            RequestValidationError: The request breaks the contract; nothing was sent.
            AuthError: It could not be signed; nothing was sent.
            RateLimitWaitTimeout: Its turn under the rate limit comes later than it may wait.
            NoAnswerError: No answer arrived; `outcome_unknown` tells whether the request may have taken effect.
            UnverifiedAnswerError: The answer is not proven to be WeChat Pay's; the request may have taken effect.
            ApiError: Refused; ApiSystemError, InvalidRequestError, NoAuthError, NotFoundError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
        """
        call = _api.images.get_image_generation_task.call(
            task_id, brand_id=brand_id, image_generation_type=image_generation_type
        )
        response = self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    def upload(
        self,
        body: UploadImageRequest | UploadImageRequestDict | MultipartBody,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> UploadImageResponse:
        """Upload an image (图片上传).

        Turns a picture into a URL. Every picture URL of the other operations must come from here. The
        signature covers the bytes of the meta part alone, neither the file nor the multipart body.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781275

        Args:
            body: The two parts of an upload form (图片上传). The meta part comes first and goes as JSON text;
                its exact bytes are what is signed.
            timeout: Time-outs of each attempt, in seconds; None for the client's.
            options: What else this call does differently from its client.

        Raises:
            ConfigurationError: The client is closed, or `timeout` or `options` cannot be used; nothing was sent.
            RequestValidationError: The request breaks the contract; nothing was sent.
            AuthError: It could not be signed; nothing was sent.
            RateLimitWaitTimeout: Its turn under the rate limit comes later than it may wait.
            NoAnswerError: No answer arrived; `outcome_unknown` tells whether the request may have taken effect.
            UnverifiedAnswerError: The answer is not proven to be WeChat Pay's; the request may have taken effect.
            ApiError: Refused; ApiSystemError, InvalidRequestError, NoAuthError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
        """
        call = _api.images.upload_image.call(body)
        response = self._client.send(call, timeout=timeout, options=options)
        return response.parsed


class AsyncImages(Group):
    """Pictures of coupons (图片) - uploading them, generating header images, cutting products out."""

    _client: AsyncClient

    async def submit_generation_task(
        self,
        body: SubmitImageGenerationTaskRequest | SubmitImageGenerationTaskRequestDict,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> SubmitImageGenerationTaskResponse:
        """Submit an image generation task (提交图片生成任务).

        Generates the header image (头图) of a store-wide coupon from brand elements and the offer, or cuts
        the product of a single-item coupon out of its background. Asynchronous, so 200 only says that the
        task is accepted; the result comes by callback or from getImageGenerationTask. A task_id with the
        same body is a safe replay; never reuse it with other data.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4017327735

        Args:
            body: An image generation task to be submitted (提交图片生成任务).
            timeout: Time-outs of each attempt, in seconds; None for the client's.
            options: What else this call does differently from its client.

        Raises:
            ConfigurationError: The client is closed, or `timeout` or `options` cannot be used; nothing was sent.
            RequestValidationError: The request breaks the contract; nothing was sent.
            AuthError: It could not be signed; nothing was sent.
            RateLimitWaitTimeout: Its turn under the rate limit comes later than it may wait.
            NoAnswerError: No answer arrived; `outcome_unknown` tells whether the request may have taken effect.
            UnverifiedAnswerError: The answer is not proven to be WeChat Pay's; the request may have taken effect.
            ApiError: Refused; ApiSystemError, InvalidRequestError, NoAuthError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
        """
        call = _api.images.submit_image_generation_task.call(body)
        response = await self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    async def submit_generation_task_and_wait(
        self,
        body: SubmitImageGenerationTaskRequest | SubmitImageGenerationTaskRequestDict,
        *,
        timeout: float = 300.0,
        options: CallOptions | None = None,
    ) -> ImageGenerationTask:
        """Submit an image generation task (提交图片生成任务), and wait for the end.

        It is started once; then `getImageGenerationTask` is asked until `task_state` is SUCCESS, or FAIL: first
        after 1 s, then less and less often, never above its rate limit. What breaks off the wait leaves the task as it is.

        Args:
            body: An image generation task to be submitted (提交图片生成任务).
            timeout: Seconds for all of it, the start included; `math.inf` for no bound.
            options: What the start and each asking do differently from the client.

        Raises:
            ImageGenerationTaskFailedError: It ended in FAIL; `answer` holds the last answer.
            TaskRunningError: It has not ended in time and goes on; `call` asks again.
            ClientError: The start failed as `submit_generation_task` does, or asking did for a reason that does not pass.
        """
        call = _api.images.submit_image_generation_task.call(body)
        return await self._client.send_and_wait(
            call,
            _api.images.get_image_generation_task.OPERATION,
            _api.images.submit_image_generation_task.WAITER,
            timeout=timeout,
            options=options,
        )

    async def get_generation_task(
        self,
        task_id: str,
        *,
        brand_id: str,
        image_generation_type: ImageGenerationTypeValue,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> ImageGenerationTask:
        """Get the result of an image generation task (查询图片生成任务执行结果).

        Tells whether the task is still running, failed or succeeded, and where the picture is. SUCCESS and
        FAIL are final. No reason is given for FAIL; submit a new task_id. Prefer the callback; when
        polling, start at one second and back off.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4017327739

        Args:
            task_id: Number of the image generation task (图片生成的任务ID), as given when it was submitted.
            brand_id: Brand id (品牌ID), assigned by WeChat Pay; the brand must have authorised this service
                provider.
            image_generation_type: Kind of image generation (图片生成类型), the value given when the task was
                submitted.
            timeout: Time-outs of each attempt, in seconds; None for the client's.
            options: What else this call does differently from its client.

        Raises:
            ConfigurationError: The client is closed, or `timeout` or `options` cannot be used; nothing was sent.
            RequestValidationError: The request breaks the contract; nothing was sent.
            AuthError: It could not be signed; nothing was sent.
            RateLimitWaitTimeout: Its turn under the rate limit comes later than it may wait.
            NoAnswerError: No answer arrived; `outcome_unknown` tells whether the request may have taken effect.
            UnverifiedAnswerError: The answer is not proven to be WeChat Pay's; the request may have taken effect.
            ApiError: Refused; ApiSystemError, InvalidRequestError, NoAuthError, NotFoundError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
        """
        call = _api.images.get_image_generation_task.call(
            task_id, brand_id=brand_id, image_generation_type=image_generation_type
        )
        response = await self._client.send(call, timeout=timeout, options=options)
        return response.parsed

    async def upload(
        self,
        body: UploadImageRequest | UploadImageRequestDict | MultipartBody,
        *,
        timeout: Timeout | None = None,
        options: CallOptions | None = None,
    ) -> UploadImageResponse:
        """Upload an image (图片上传).

        Turns a picture into a URL. Every picture URL of the other operations must come from here. The
        signature covers the bytes of the meta part alone, neither the file nor the multipart body.

        Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781275

        Args:
            body: The two parts of an upload form (图片上传). The meta part comes first and goes as JSON text;
                its exact bytes are what is signed.
            timeout: Time-outs of each attempt, in seconds; None for the client's.
            options: What else this call does differently from its client.

        Raises:
            ConfigurationError: The client is closed, or `timeout` or `options` cannot be used; nothing was sent.
            RequestValidationError: The request breaks the contract; nothing was sent.
            AuthError: It could not be signed; nothing was sent.
            RateLimitWaitTimeout: Its turn under the rate limit comes later than it may wait.
            NoAnswerError: No answer arrived; `outcome_unknown` tells whether the request may have taken effect.
            UnverifiedAnswerError: The answer is not proven to be WeChat Pay's; the request may have taken effect.
            ApiError: Refused; ApiSystemError, InvalidRequestError, NoAuthError, ParamError, RatelimitExceededError, SignError, or their base class for any other code.
            ResponseContractError: Done, but the answer breaks the contract; the error holds the answer.
        """
        call = _api.images.upload_image.call(body)
        response = await self._client.send(call, timeout=timeout, options=options)
        return response.parsed
