# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Get a product coupon (查询商品券): `GET /v3/marketing/partner/product-coupon/product-coupons/{product_coupon_id}`.

Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781292
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wechatpay_runtime import Call, Operation, RateLimit

from ...models.product_coupon_entity import ProductCouponEntity

if TYPE_CHECKING:
    pass


OPERATION: Final[Operation[ProductCouponEntity]] = Operation(
    id="getProductCoupon",
    method="GET",
    path="/v3/marketing/partner/product-coupon/product-coupons/{product_coupon_id}",
    parse=ProductCouponEntity.from_dict,
    idempotency_key=None,
    repeatable=True,
    rate_limits=(RateLimit(requests=20, per_seconds=1, scope="merchant"),),
)


def call(
    product_coupon_id: str,
    *,
    brand_id: str,
) -> Call[ProductCouponEntity]:
    """Return a call, for `client.send`; its arguments are documented at `ProductCoupons.get`."""
    return Call(
        OPERATION,
        path={
            "product_coupon_id": product_coupon_id,
        },
        query={
            "brand_id": brand_id,
        },
    )
