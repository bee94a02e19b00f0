# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""List the coupons of a user (指定券状态查询用户商品券列表): `GET /v3/marketing/partner/product-coupon/users/{openid}/coupons`.

Official page: https://pay.weixin.qq.com/doc/v3/partner/4015781590
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wechatpay_runtime import Call, Operation, Pagination, RateLimit

from ...models.list_user_product_coupons_response import ListUserProductCouponsResponse

if TYPE_CHECKING:
    from ...models.user_product_coupon_entity import UserProductCouponEntity
    from ...params import UserProductCouponStateValue

OPERATION: Final[Operation[ListUserProductCouponsResponse]] = Operation(
    id="listUserProductCoupons",
    method="GET",
    path="/v3/marketing/partner/product-coupon/users/{openid}/coupons",
    parse=ListUserProductCouponsResponse.from_dict,
    idempotency_key=None,
    repeatable=True,
    rate_limits=(RateLimit(requests=500, per_seconds=1, scope="merchant"),),
)


PAGINATION: Final[Pagination[ListUserProductCouponsResponse, UserProductCouponEntity]] = Pagination(
    token="page_token",
    next_member="next_page_token",
    next_token=lambda page: page.next_page_token,
    items=lambda page: page.user_coupon_list,
)


def call(
    openid: str,
    *,
    product_coupon_id: str | None = None,
    stock_id: str | None = None,
    appid: str,
    coupon_state: UserProductCouponStateValue | None = None,
    user_coupon_bundle_id: str | None = None,
    page_size: int | None = None,
    page_token: str | None = None,
    brand_id: str,
) -> Call[ListUserProductCouponsResponse]:
    """Return a call, for `client.send`; its arguments are documented at `UserCoupons.list`."""
    return Call(
        OPERATION,
        path={
            "openid": openid,
        },
        query={
            "product_coupon_id": product_coupon_id,
            "stock_id": stock_id,
            "appid": appid,
            "coupon_state": coupon_state,
            "user_coupon_bundle_id": user_coupon_bundle_id,
            "page_size": page_size,
            "page_token": page_token,
            "brand_id": brand_id,
        },
    )
