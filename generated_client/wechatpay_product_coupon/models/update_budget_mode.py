# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from wechatpay_runtime import OpenEnum


class UpdateBudgetMode(OpenEnum):
    """Sending limit to change (更新模式).

    A value newer than this list is a member too; its `is_known` is False.
    """

    MAX_COUNT = "MAX_COUNT"
    """The limit in all"""
    MAX_COUNT_PER_DAY = "MAX_COUNT_PER_DAY"
    """The limit of a day"""
