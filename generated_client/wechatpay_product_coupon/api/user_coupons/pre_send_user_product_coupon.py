# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Get a token for taking a coupon (向用户预发放商品券): `POST /v3/marketing/partner/product-coupon/users/{openid}/pre-send-coupon`.

Official page: https://pay.weixin.qq.com/doc/v3/partner/4016434365
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wechatpay_runtime import Call, Operation, RateLimit

from ...models.pre_send_user_product_coupon_response import PreSendUserProductCouponResponse

if TYPE_CHECKING:
    from ...models.pre_send_user_product_coupon_request import PreSendUserProductCouponRequest
    from ...params import PreSendUserProductCouponRequestDict

OPERATION: Final[Operation[PreSendUserProductCouponResponse]] = Operation(
    id="preSendUserProductCoupon",
    method="POST",
    path="/v3/marketing/partner/product-coupon/users/{openid}/pre-send-coupon",
    parse=PreSendUserProductCouponResponse.from_dict,
    idempotency_key=None,
    repeatable=True,
    rate_limits=(RateLimit(requests=500, per_seconds=1, scope="merchant"),),
)


def call(
    openid: str,
    body: PreSendUserProductCouponRequest | PreSendUserProductCouponRequestDict,
) -> Call[PreSendUserProductCouponResponse]:
    """Return a call, for `client.send`; its arguments are documented at `UserCoupons.pre_send`."""
    return Call(
        OPERATION,
        path={
            "openid": openid,
        },
        query={},
        body=body,
    )
