# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from wechatpay_runtime import OpenEnum


class CouponCodeMode(OpenEnum):
    """Where coupon codes come from (券Code分配模式).

    A value newer than this list is a member too; its `is_known` is False.
    """

    WECHATPAY = "WECHATPAY"
    """Made by WeChat Pay, random, at most 40 characters (微信支付生成)"""
    UPLOAD = "UPLOAD"
    """Taken at random from codes uploaded beforehand (预上传)"""
    API_ASSIGN = "API_ASSIGN"
    """Given by the caller when sending; neither for delivery channels nor in bundles (发放时指定)"""
