# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Make a coupon of a user void (失效用户商品券): `POST /v3/marketing/partner/product-coupon/users/{openid}/coupons/{coupon_code}/deactivate`.

Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781578
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wechatpay_runtime import Call, Operation, RateLimit

from ...models.user_product_coupon_entity import UserProductCouponEntity

if TYPE_CHECKING:
    from ...models.deactivate_user_product_coupon_request import DeactivateUserProductCouponRequest
    from ...params import DeactivateUserProductCouponRequestDict

OPERATION: Final[Operation[UserProductCouponEntity]] = Operation(
    id="deactivateUserProductCoupon",
    method="POST",
    path="/v3/marketing/partner/product-coupon/users/{openid}/coupons/{coupon_code}/deactivate",
    parse=UserProductCouponEntity.from_dict,
    idempotency_key="out_request_no",
    repeatable=True,
    rate_limits=(RateLimit(requests=500, per_seconds=1, scope="merchant"),),
)


def call(
    openid: str,
    coupon_code: str,
    body: DeactivateUserProductCouponRequest | DeactivateUserProductCouponRequestDict,
) -> Call[UserProductCouponEntity]:
    """Return a call, for `client.send`; its arguments are documented at `UserCoupons.deactivate`."""
    return Call(
        OPERATION,
        path={
            "openid": openid,
            "coupon_code": coupon_code,
        },
        query={},
        body=body,
    )
