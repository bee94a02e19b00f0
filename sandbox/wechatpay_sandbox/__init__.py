"""A local WeChat Pay for product coupons (微信支付商品券): real HTTP, real signatures, real state.

`Sandbox.start()` in a test, `wechatpay-sandbox` on the command line.
"""

from wechatpay_sandbox._notifications import Trick
from wechatpay_sandbox._operations.images import StoredImage
from wechatpay_sandbox._protocol.accounts import Brand, Merchant
from wechatpay_sandbox._protocol.faults import Fault
from wechatpay_sandbox._sandbox import Sandbox
from wechatpay_sandbox._world.records import Coupon, Delivery, Exchange, ImageTask, Stock

__all__ = [
    "Brand",
    "Coupon",
    "Delivery",
    "Exchange",
    "Fault",
    "ImageTask",
    "Merchant",
    "Sandbox",
    "Stock",
    "StoredImage",
    "Trick",
]
