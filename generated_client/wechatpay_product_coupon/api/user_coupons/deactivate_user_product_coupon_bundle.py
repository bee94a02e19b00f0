# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""Make a bundle of a user void (失效用户商品券组): `POST /v3/marketing/partner/product-coupon/users/{openid}/coupon-bundles/{user_coupon_bundle_id}/deactivate`.

Official page: https://pay.weixin.qq.com/doc/v3/partner/4016280658
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wechatpay_runtime import Call, Operation, RateLimit

from ...models.deactivate_user_product_coupon_bundle_response import DeactivateUserProductCouponBundleResponse

if TYPE_CHECKING:
    from ...models.deactivate_user_product_coupon_bundle_request import DeactivateUserProductCouponBundleRequest
    from ...params import DeactivateUserProductCouponBundleRequestDict

OPERATION: Final[Operation[DeactivateUserProductCouponBundleResponse]] = Operation(
    id="deactivateUserProductCouponBundle",
    method="POST",
    path="/v3/marketing/partner/product-coupon/users/{openid}/coupon-bundles/{user_coupon_bundle_id}/deactivate",
    parse=DeactivateUserProductCouponBundleResponse.from_dict,
    idempotency_key="out_request_no",
    repeatable=True,
    rate_limits=(RateLimit(requests=500, per_seconds=1, scope="merchant"),),
)


def call(
    openid: str,
    user_coupon_bundle_id: str,
    body: DeactivateUserProductCouponBundleRequest | DeactivateUserProductCouponBundleRequestDict,
) -> Call[DeactivateUserProductCouponBundleResponse]:
    """Return a call, for `client.send`; its arguments are documented at `UserCoupons.deactivate_bundle`."""
    return Call(
        OPERATION,
        path={
            "openid": openid,
            "user_coupon_bundle_id": user_coupon_bundle_id,
        },
        query={},
        body=body,
    )
