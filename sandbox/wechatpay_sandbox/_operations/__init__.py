"""Carrying operations out: a module for each tag of the contract. Its import registers the players in it."""

from wechatpay_sandbox._operations import (
    images,
    notify_configs,
    product_coupons,
    stock_changes,
    stocks,
    stores,
    user_coupons,
)

__all__ = ["images", "notify_configs", "product_coupons", "stock_changes", "stocks", "stores", "user_coupons"]
