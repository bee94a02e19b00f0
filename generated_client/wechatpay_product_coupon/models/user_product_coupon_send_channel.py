# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from wechatpay_runtime import OpenEnum


class UserProductCouponSendChannel(OpenEnum):
    """How a user got a coupon (发放渠道).

    A value newer than this list is a member too; its `is_known` is False.
    """

    API = "API"
    """Sent by a call of the API (向用户发放商品券)"""
    BRAND_MANAGE = "BRAND_MANAGE"
    """Taken in the shake channel, from a delivery plan (摇一摇有优惠)"""
    RECEIVE_COMPONENT = "RECEIVE_COMPONENT"
    """Taken in the receive component (领券组件)"""
    MERCHANT_CARD = "MERCHANT_CARD"
    """Taken on the brand's card, seen in one source only (名片优惠)"""
    SMALL_ACTIVITY = "SMALL_ACTIVITY"
    """Taken in a small activity, seen in one source only (小活动)"""
    MEMBER = "MEMBER"
    """Got as a member, since August 2026 (会员优惠)"""
