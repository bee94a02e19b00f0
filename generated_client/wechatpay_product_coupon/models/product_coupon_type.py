# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from wechatpay_runtime import OpenEnum


class ProductCouponType(OpenEnum):
    """What a coupon gives (商品券类型).

    A value newer than this list is a member too; its `is_known` is False.
    """

    NORMAL = "NORMAL"
    """Money off from a threshold (满减券)"""
    DISCOUNT = "DISCOUNT"
    """Percent off from a threshold (折扣券)"""
    EXCHANGE = "EXCHANGE"
    """An item at a fixed price; scope SINGLE only (兑换券)"""
