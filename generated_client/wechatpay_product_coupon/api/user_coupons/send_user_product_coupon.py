# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Send a coupon to a user (向用户发放商品券): `POST /v3/marketing/partner/product-coupon/users/{openid}/coupons`.

Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781605
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wechatpay_runtime import Call, Operation, RateLimit

from ...models.user_product_coupon_entity import UserProductCouponEntity

if TYPE_CHECKING:
    from ...models.send_user_product_coupon_request import SendUserProductCouponRequest
    from ...params import SendUserProductCouponRequestDict

OPERATION: Final[Operation[UserProductCouponEntity]] = Operation(
    id="sendUserProductCoupon",
    method="POST",
    path="/v3/marketing/partner/product-coupon/users/{openid}/coupons",
    parse=UserProductCouponEntity.from_dict,
    idempotency_key="send_request_no",
    repeatable=True,
    rate_limits=(RateLimit(requests=1000, per_seconds=1, scope="merchant"),),
)


def call(
    openid: str,
    body: SendUserProductCouponRequest | SendUserProductCouponRequestDict,
) -> Call[UserProductCouponEntity]:
    """Return a call, for `client.send`; its arguments are documented at `UserCoupons.send`."""
    return Call(
        OPERATION,
        path={
            "openid": openid,
        },
        query={},
        body=body,
    )
