# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Make a product coupon void (失效商品券): `POST /v3/marketing/partner/product-coupon/product-coupons/{product_coupon_id}/deactivate`.

Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781290
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wechatpay_runtime import Call, Operation, RateLimit

from ...models.product_coupon_entity import ProductCouponEntity

if TYPE_CHECKING:
    from ...models.deactivate_product_coupon_request import DeactivateProductCouponRequest
    from ...params import DeactivateProductCouponRequestDict

OPERATION: Final[Operation[ProductCouponEntity]] = Operation(
    id="deactivateProductCoupon",
    method="POST",
    path="/v3/marketing/partner/product-coupon/product-coupons/{product_coupon_id}/deactivate",
    parse=ProductCouponEntity.from_dict,
    idempotency_key="out_request_no",
    repeatable=True,
    rate_limits=(RateLimit(requests=20, per_seconds=1, scope="merchant"),),
)


def call(
    product_coupon_id: str,
    body: DeactivateProductCouponRequest | DeactivateProductCouponRequestDict,
) -> Call[ProductCouponEntity]:
    """Return a call, for `client.send`; its arguments are documented at `ProductCoupons.deactivate`."""
    return Call(
        OPERATION,
        path={
            "product_coupon_id": product_coupon_id,
        },
        query={},
        body=body,
    )
