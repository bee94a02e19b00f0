# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from wechatpay_runtime import OpenEnum


class SendChannel(OpenEnum):
    """How a user got a coupon (发放渠道).

    A value newer than this list is a member too; its `is_known` is False.
    """

    API = "API"
    """Sent by a call of the API (向用户发放商品券)"""
    BRAND_MANAGE = "BRAND_MANAGE"
    """Sent from the brand platform"""
    RECEIVE_COMPONENT = "RECEIVE_COMPONENT"
    """Taken in the receive component (领券组件)"""
    MERCHANT_CARD = "MERCHANT_CARD"
    """Taken on the merchant card (商家名片)"""
    SMALL_ACTIVITY = "SMALL_ACTIVITY"
    """Taken in an activity"""
    MEMBER = "MEMBER"
    """Got as a member, known from newer pages only"""
