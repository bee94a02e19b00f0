# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from wechatpay_runtime import OpenEnum


class ProductCouponState(OpenEnum):
    """State of a coupon (商品券状态).

    A value newer than this list is a member too; its `is_known` is False.
    """

    AUDITING = "AUDITING"
    """Under review, not usable yet (审核中)"""
    EFFECTIVE = "EFFECTIVE"
    """In effect, usable (生效中)"""
    DEACTIVATED = "DEACTIVATED"
    """Made void by deactivateProductCoupon, final (已失效)"""
