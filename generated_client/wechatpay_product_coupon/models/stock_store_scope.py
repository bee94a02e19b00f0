# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from wechatpay_runtime import OpenEnum


class StockStoreScope(OpenEnum):
    """Stores in which a stock can be used (可用门店范围).

    A value newer than this list is a member too; its `is_known` is False.
    """

    NONE = "NONE"
    """No stores are tied and none are shown, there is no limit to stores (无关联门店)"""
    ALL = "ALL"
    """All stores of the brand (全部门店)"""
    SPECIFIC = "SPECIFIC"
    """Only stores tied later by associateStores; until then none can redeem (指定门店)"""
