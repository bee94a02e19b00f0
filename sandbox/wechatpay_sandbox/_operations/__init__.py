"""Carrying operations out: a module for each tag of the contract. Its import registers the players in it."""

from wechatpay_sandbox._operations import (
    images,
    notify_configs,
    product_coupons,
    stock_bundles,
    stock_changes,
    stocks,
    stores,
    user_coupon_bundles,
    user_coupons,
)

__all__ = [
    "images",
    "notify_configs",
    "product_coupons",
    "stock_bundles",
    "stock_changes",
    "stocks",
    "stores",
    "user_coupon_bundles",
    "user_coupons",
]
