"""The coupon that the examples create: 20 % off from 100 yuan, for 60 days, with codes of the brand's own."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from wechatpay_product_coupon import BEIJING, yuan
from wechatpay_product_coupon.params import CreateProductCouponRequestDict


def discount_coupon(
    *,
    out_request_no: str,
    brand_id: str,
    appid: str,
    image_url: str,
    background_url: str,
    store_scope: Literal["NONE", "SPECIFIC"] = "NONE",
) -> CreateProductCouponRequestDict:
    """Describe the coupon and its first stock.

    Args:
        out_request_no: The caller's number of this creation; a repeat with the same number and body is safe.
        brand_id: The brand that issues the coupon.
        appid: AppID, associated with the brand, whose openid the events of the coupon carry.
        image_url: Square picture, from `images.upload` or an image task.
        background_url: Background picture, likewise.
        store_scope: Whether stores will be tied to the stock, and only they redeem.
    """
    today = datetime.now(BEIJING).replace(hour=0, minute=0, second=0, microsecond=0)
    return {
        "out_request_no": out_request_no,
        "brand_id": brand_id,
        "scope": "ALL",
        "type": "DISCOUNT",
        "usage_mode": "SINGLE",
        "single_usage_info": {"discount_coupon": {"threshold": yuan("100"), "percent_off": 20}},
        "display_info": {"name": "全场满100立打8折", "image_url": image_url, "background_url": background_url},
        "stock": {
            "remark": "冬季首批",
            "coupon_code_mode": "UPLOAD",
            "store_scope": store_scope,
            "stock_send_rule": {"max_count": 10_000, "max_count_per_user": 1},
            "single_usage_rule": {
                "coupon_available_period": {
                    "available_begin_time": today,
                    "available_end_time": today + timedelta(days=60),
                    "available_days": 30,
                }
            },
            "usage_rule_display_info": {"coupon_usage_method_list": ["OFFLINE"], "usage_description": "到店出示券码"},
            "coupon_display_info": {"code_display_mode": "QRCODE"},
            "notify_config": {"notify_appid": appid},
        },
    }
