# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Get a coupon of a user (查询用户商品券详情): `GET /v3/marketing/partner/product-coupon/users/{openid}/coupons/{coupon_code}`.

Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781582
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wechatpay_runtime import Call, Operation, RateLimit

from ...models.user_product_coupon_entity import UserProductCouponEntity

if TYPE_CHECKING:
    pass


OPERATION: Final[Operation[UserProductCouponEntity]] = Operation(
    id="getUserProductCoupon",
    method="GET",
    path="/v3/marketing/partner/product-coupon/users/{openid}/coupons/{coupon_code}",
    parse=UserProductCouponEntity.from_dict,
    idempotency_key=None,
    repeatable=True,
    rate_limits=(RateLimit(requests=500, per_seconds=1, scope="merchant"),),
)


def call(
    openid: str,
    coupon_code: str,
    *,
    product_coupon_id: str,
    stock_id: str,
    appid: str,
    brand_id: str,
) -> Call[UserProductCouponEntity]:
    """Return a call, for `client.send`; its arguments are documented at `UserCoupons.get`."""
    return Call(
        OPERATION,
        path={
            "openid": openid,
            "coupon_code": coupon_code,
        },
        query={
            "product_coupon_id": product_coupon_id,
            "stock_id": stock_id,
            "appid": appid,
            "brand_id": brand_id,
        },
    )
