# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from wechatpay_runtime import OpenEnum


class UsageMode(OpenEnum):
    """How often a coupon can be used (使用模式).

    A value newer than this list is a member too; its `is_known` is False.
    """

    SINGLE = "SINGLE"
    """Once (单券)"""
    SEQUENTIAL = "SEQUENTIAL"
    """Several times in order, each redemption opens the next; a live server may know the newer mode only (多次优惠)"""
    PROGRESSIVE_BUNDLE = "PROGRESSIVE_BUNDLE"
    """Several times in order, the newer mode with a bundle of stocks (多次优惠)"""
