# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Upload coupon codes (预上传券Code): `POST /v3/marketing/partner/product-coupon/product-coupons/{product_coupon_id}/stocks/{stock_id}/upload-coupon-codes`.

Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781572
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wechatpay_runtime import Call, Operation, RateLimit

from ...models.upload_coupon_codes_response import UploadCouponCodesResponse

if TYPE_CHECKING:
    from ...models.upload_coupon_codes_request import UploadCouponCodesRequest
    from ...params import UploadCouponCodesRequestDict

OPERATION: Final[Operation[UploadCouponCodesResponse]] = Operation(
    id="uploadCouponCodes",
    method="POST",
    path="/v3/marketing/partner/product-coupon/product-coupons/{product_coupon_id}/stocks/{stock_id}/upload-coupon-codes",
    parse=UploadCouponCodesResponse.from_dict,
    idempotency_key="out_request_no",
    repeatable=True,
    rate_limits=(RateLimit(requests=20, per_seconds=1, scope="merchant"),),
)


def call(
    product_coupon_id: str,
    stock_id: str,
    body: UploadCouponCodesRequest | UploadCouponCodesRequestDict,
) -> Call[UploadCouponCodesResponse]:
    """Return a call, for `client.send`; its arguments are documented at `Stocks.upload_codes`."""
    return Call(
        OPERATION,
        path={
            "product_coupon_id": product_coupon_id,
            "stock_id": stock_id,
        },
        query={},
        body=body,
    )
