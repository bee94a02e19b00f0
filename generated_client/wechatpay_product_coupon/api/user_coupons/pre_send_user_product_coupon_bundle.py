# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Get a token for taking a bundle (向用户预发放商品券批次组): `POST /v3/marketing/partner/product-coupon/users/{openid}/pre-send-coupon-bundle`.

Official page: https://pay.weixin.qq.com/doc/v3/partner/4016280670
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wechatpay_runtime import Call, Operation, RateLimit

from ...models.pre_send_user_product_coupon_bundle_response import PreSendUserProductCouponBundleResponse

if TYPE_CHECKING:
    from ...models.pre_send_user_product_coupon_bundle_request import PreSendUserProductCouponBundleRequest
    from ...params import PreSendUserProductCouponBundleRequestDict

OPERATION: Final[Operation[PreSendUserProductCouponBundleResponse]] = Operation(
    id="preSendUserProductCouponBundle",
    method="POST",
    path="/v3/marketing/partner/product-coupon/users/{openid}/pre-send-coupon-bundle",
    parse=PreSendUserProductCouponBundleResponse.from_dict,
    idempotency_key=None,
    repeatable=True,
    rate_limits=(RateLimit(requests=500, per_seconds=1, scope="merchant"),),
)


def call(
    openid: str,
    body: PreSendUserProductCouponBundleRequest | PreSendUserProductCouponBundleRequestDict,
) -> Call[PreSendUserProductCouponBundleResponse]:
    """Return a call, for `client.send`; its arguments are documented at `UserCoupons.pre_send_bundle`."""
    return Call(
        OPERATION,
        path={
            "openid": openid,
        },
        query={},
        body=body,
    )
