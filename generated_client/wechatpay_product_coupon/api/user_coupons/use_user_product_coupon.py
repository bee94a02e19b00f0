# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Redeem a coupon (核销用户商品券): `POST /v3/marketing/partner/product-coupon/users/{openid}/coupons/{coupon_code}/use`.

Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781608
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wechatpay_runtime import Call, Operation, RateLimit

from ...models.user_product_coupon_entity import UserProductCouponEntity

if TYPE_CHECKING:
    from ...models.use_user_product_coupon_request import UseUserProductCouponRequest
    from ...params import UseUserProductCouponRequestDict

OPERATION: Final[Operation[UserProductCouponEntity]] = Operation(
    id="useUserProductCoupon",
    method="POST",
    path="/v3/marketing/partner/product-coupon/users/{openid}/coupons/{coupon_code}/use",
    parse=UserProductCouponEntity.from_dict,
    idempotency_key="out_request_no",
    repeatable=True,
    rate_limits=(RateLimit(requests=500, per_seconds=1, scope="merchant"),),
)


def call(
    openid: str,
    coupon_code: str,
    body: UseUserProductCouponRequest | UseUserProductCouponRequestDict,
) -> Call[UserProductCouponEntity]:
    """Return a call, for `client.send`; its arguments are documented at `UserCoupons.use`."""
    return Call(
        OPERATION,
        path={
            "openid": openid,
            "coupon_code": coupon_code,
        },
        query={},
        body=body,
    )
