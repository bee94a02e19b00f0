"""A local WeChat Pay for product coupons (微信支付商品券): real HTTP, real signatures, real state.

`Sandbox.start()` in a test, `wechatpay-sandbox` on the command line.
"""

import logging

try:
    from wechatpay_sandbox._notifications import Trick
    from wechatpay_sandbox._operations.images import StoredImage
    from wechatpay_sandbox._protocol.accounts import Brand, Merchant
    from wechatpay_sandbox._protocol.faults import Fault
    from wechatpay_sandbox._protocol.settings import SandboxSettingError
    from wechatpay_sandbox._sandbox import Sandbox
    from wechatpay_sandbox._world.exchanges import Exchange
    from wechatpay_sandbox._world.records import Coupon, Delivery, ImageTask, Stock
except ModuleNotFoundError as exc:
    if str(exc.name).startswith("wechatpay_"):
        raise
    raise ImportError("The sandbox needs `pip install wechatpay-product-coupon[sandbox]`.") from exc

# A program that sets up no logging gets nothing printed; on the command line the sandbox sets it up itself.
logging.getLogger("wechatpay_sandbox").addHandler(logging.NullHandler())

__all__ = [
    "Brand",
    "Coupon",
    "Delivery",
    "Exchange",
    "Fault",
    "ImageTask",
    "Merchant",
    "Sandbox",
    "SandboxSettingError",
    "Stock",
    "StoredImage",
    "Trick",
]
