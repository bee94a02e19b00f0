"""The demo's third part: a bundle of three uses, sent one by one."""

from __future__ import annotations

from datetime import datetime, timedelta

from demo_issuing import BRAND_ID
from demo_lives import APPID, OPENID, Lives

from wechatpay_product_coupon import BEIJING, yuan
from wechatpay_product_coupon.api.product_coupons import create_product_coupon
from wechatpay_product_coupon.api.user_coupons import send_user_product_coupon_bundle
from wechatpay_product_coupon.params import CreateProductCouponRequestDict

USES = 3


def use_bundle(lives: Lives, picture: str) -> None:
    """Send a bundle of three; each redemption brings the next coupon."""
    client, screen = lives.client, lives.screen
    what = "Each redemption brings the next coupon, with a notification of its own."
    screen.step("A bundle of three uses", "多次优惠批次组", what)
    screen.call(create_product_coupon.OPERATION)
    created = client.send(create_product_coupon.call(bundle_coupon(picture)))
    screen.answer("demo_bundle_001", f"coupon {created.parsed.product_coupon_id}", created)
    bundle = created.parsed.stock_bundle
    assert bundle, "it is of several uses"
    assert len(bundle.stock_list) == USES, "each use has a stock"
    screen.call(send_user_product_coupon_bundle.OPERATION)
    sending = send_user_product_coupon_bundle.call(
        OPENID,
        {
            "product_coupon_id": created.parsed.product_coupon_id,
            "stock_bundle_id": bundle.stock_bundle_id,
            "appid": APPID,
            "brand_id": BRAND_ID,
            "send_request_no": "demo_send_002",
        },
    )
    sent = client.send(sending)
    screen.answer("the bundle", f"{len(sent.parsed.user_product_coupon_list)} coupon", sent)
    for use in range(1, USES + 1):
        (event,) = lives.confirm_all()
        used = lives.use(event, number=f"demo_use_1{use:02}")
        info = used.user_product_coupon_bundle_info
        assert info, "it is of a bundle"
        assert info.used_count == use, "the uses are counted"
    screen.notes(f"used {USES} of {USES} times")


def bundle_coupon(picture: str) -> CreateProductCouponRequestDict:
    """Describe a coupon of three uses, each worth more than the one before."""
    today = datetime.now(BEIJING).replace(hour=0, minute=0, second=0, microsecond=0)
    return {
        "out_request_no": "demo_bundle_001",
        "brand_id": BRAND_ID,
        "scope": "ALL",
        "type": "NORMAL",
        "usage_mode": "PROGRESSIVE_BUNDLE",
        "progressive_bundle_usage_info": {"count": USES},
        "display_info": {"name": "咖啡三次优惠", "image_url": picture, "background_url": picture},
        "stock_bundle": {
            "coupon_code_mode": "WECHATPAY",
            "store_scope": "NONE",
            "stock_send_rule": {"max_count": 1_000, "max_count_per_user": 1},
            "progressive_bundle_usage_rule": {
                "coupon_available_period": {
                    "available_begin_time": today,
                    "available_end_time": today + timedelta(days=60),
                    "available_days": 30,
                },
                "normal_coupon_list": [
                    {"threshold": yuan("30"), "discount_amount": yuan(amount)} for amount in ("5", "6.50", "8")
                ],
            },
            "usage_rule_display_info": {"coupon_usage_method_list": ["OFFLINE"], "usage_description": "到店出示券码"},
            "coupon_display_info": {"code_display_mode": "QRCODE"},
            "notify_config": {"notify_appid": APPID},
        },
    }
