# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from wechatpay_runtime import OpenEnum


class UsageMode(OpenEnum):
    """How often a coupon can be used (使用模式).

    A value newer than this list is a member too; its `is_known` is False.
    """

    SINGLE = "SINGLE"
    """Once (单券)"""
    SEQUENTIAL = "SEQUENTIAL"
    """Several times in order, the older mode; a live server may know PROGRESSIVE_BUNDLE only (多次优惠)"""
    PROGRESSIVE_BUNDLE = "PROGRESSIVE_BUNDLE"
    """Several times in order, with a stock for each use; each redemption sends the next coupon (多次优惠)"""
