"""Carrying operations out: a module for each tag of the contract. Its import registers the players in it."""

from wechatpay_sandbox._operations import images, product_coupons, stocks, user_coupons

__all__ = ["images", "product_coupons", "stocks", "user_coupons"]
