# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Create a product coupon (创建商品券): `POST /v3/marketing/partner/product-coupon/product-coupons`.

Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781289
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wechatpay_runtime import Call, Operation, RateLimit

from ...models.create_product_coupon_response import CreateProductCouponResponse

if TYPE_CHECKING:
    from ...models.create_product_coupon_request import CreateProductCouponRequest
    from ...params import CreateProductCouponRequestDict

OPERATION: Final[Operation[CreateProductCouponResponse]] = Operation(
    id="createProductCoupon",
    method="POST",
    path="/v3/marketing/partner/product-coupon/product-coupons",
    parse=CreateProductCouponResponse.from_dict,
    idempotency_key="out_request_no",
    repeatable=True,
    rate_limits=(
        RateLimit(requests=20, per_seconds=1, scope="merchant"),
        RateLimit(requests=1000, per_seconds=60, scope="merchant"),
    ),
)


def call(
    body: CreateProductCouponRequest | CreateProductCouponRequestDict,
) -> Call[CreateProductCouponResponse]:
    """Return a call, for `client.send`; its arguments are documented at `ProductCoupons.create`."""
    return Call(
        OPERATION,
        path={},
        query={},
        body=body,
    )
