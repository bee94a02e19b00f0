# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Send a bundle to a user (向用户发放商品券批次组): `POST /v3/marketing/partner/product-coupon/users/{openid}/coupon-bundles`.

Official page: https://pay.weixin.qq.com/doc/v3/partner/4016280664
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wechatpay_runtime import Call, Operation, RateLimit

from ...models.send_user_product_coupon_bundle_response import SendUserProductCouponBundleResponse

if TYPE_CHECKING:
    from ...models.send_user_product_coupon_bundle_request import SendUserProductCouponBundleRequest
    from ...params import SendUserProductCouponBundleRequestDict

OPERATION: Final[Operation[SendUserProductCouponBundleResponse]] = Operation(
    id="sendUserProductCouponBundle",
    method="POST",
    path="/v3/marketing/partner/product-coupon/users/{openid}/coupon-bundles",
    parse=SendUserProductCouponBundleResponse.from_dict,
    idempotency_key="send_request_no",
    repeatable=True,
    rate_limits=(RateLimit(requests=500, per_seconds=1, scope="merchant"),),
)


def call(
    openid: str,
    body: SendUserProductCouponBundleRequest | SendUserProductCouponBundleRequestDict,
) -> Call[SendUserProductCouponBundleResponse]:
    """Return a call, for `client.send`; its arguments are documented at `UserCoupons.send_bundle`."""
    return Call(
        OPERATION,
        path={
            "openid": openid,
        },
        query={},
        body=body,
    )
