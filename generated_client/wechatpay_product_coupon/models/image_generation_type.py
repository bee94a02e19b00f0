# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from wechatpay_runtime import OpenEnum


class ImageGenerationType(OpenEnum):
    """Kind of image generation (图片生成类型).

    A value newer than this list is a member too; its `is_known` is False.
    """

    COMBINE_IMAGE = "COMBINE_IMAGE"
    """Compose brand elements and the offer into a header image, for store-wide coupons (拼图)"""
    CUT_OUT = "CUT_OUT"
    """Remove the background and keep the product, for single-item coupons (抠图)"""
