# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from wechatpay_runtime import OpenEnum


class ProductCouponScope(OpenEnum):
    """What a coupon is good for (优惠范围).

    A value newer than this list is a member too; its `is_known` is False.
    """

    ALL = "ALL"
    """The whole assortment; type NORMAL or DISCOUNT (全场券)"""
    SINGLE = "SINGLE"
    """A part of the assortment, such as a single item; any type (单品 / 部分商品)"""
    CATEGORY = "CATEGORY"
    """A category; type NORMAL or DISCOUNT, known from newer pages only (品类券)"""
