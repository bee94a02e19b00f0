# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from wechatpay_runtime import OpenEnum


class CouponUsageMethod(OpenEnum):
    """Way to use a coupon (券使用方式).

    A value newer than this list is a member too; its `is_known` is False.
    """

    OFFLINE = "OFFLINE"
    """In a store, shown as a code; not for delivery plans (线下滴码核销)"""
    MINI_PROGRAM = "MINI_PROGRAM"
    """In a mini program (小程序)"""
    APP = "APP"
    """In an app (APP)"""
    PAYMENT_CODE = "PAYMENT_CODE"
    """With the payment code (付款码)"""
