# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Upload an image (图片上传): `POST /v3/marketing/partner/product-coupon/media/upload-image`.

Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781275
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wechatpay_runtime import Call, Operation, RateLimit

from ...models.upload_image_response import UploadImageResponse

if TYPE_CHECKING:
    from ...models.upload_image_request import UploadImageRequest
    from ...params import UploadImageRequestDict
    from ...types import MultipartBody

OPERATION: Final[Operation[UploadImageResponse]] = Operation(
    id="uploadImage",
    method="POST",
    path="/v3/marketing/partner/product-coupon/media/upload-image",
    parse=UploadImageResponse.from_dict,
    idempotency_key=None,
    repeatable=True,
    rate_limits=(RateLimit(requests=20, per_seconds=1, scope="merchant"),),
    parts=("meta", "file"),
)


def call(
    body: UploadImageRequest | UploadImageRequestDict | MultipartBody,
) -> Call[UploadImageResponse]:
    """Return a call, for `client.send`; its arguments are documented at `Images.upload`."""
    return Call(
        OPERATION,
        path={},
        query={},
        body=body,
    )
