# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from wechatpay_runtime import OpenEnum


class UserProductCouponTag(OpenEnum):
    """Label of a user's coupon (用户商品券标签).

    A value newer than this list is a member too; its `is_known` is False.
    """

    MEMBER = "MEMBER"
    """A coupon for members, marked as such (会员券)"""
