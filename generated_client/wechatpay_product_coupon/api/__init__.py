# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""One package for each tag of the contract, one module for each operation."""

from typing import TYPE_CHECKING

from wechatpay_runtime import imported_when_used

if TYPE_CHECKING:
    from . import images as images
    from . import notify_configs as notify_configs
    from . import product_coupons as product_coupons
    from . import stock_bundles as stock_bundles
    from . import stocks as stocks
    from . import user_coupons as user_coupons
else:
    __getattr__ = imported_when_used(__name__)
