# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from wechatpay_runtime import OpenEnum


class CouponCodeDisplayMode(OpenEnum):
    """How a coupon code is shown (券Code展示模式).

    A value newer than this list is a member too; its `is_known` is False.
    """

    INVISIBLE = "INVISIBLE"
    """Not shown (不展示)"""
    BARCODE = "BARCODE"
    """As a barcode (条形码)"""
    QRCODE = "QRCODE"
    """As a QR code (二维码)"""
