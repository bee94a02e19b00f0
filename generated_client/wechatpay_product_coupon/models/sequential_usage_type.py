# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from wechatpay_runtime import OpenEnum


class SequentialUsageType(OpenEnum):
    """Kind of sequential rule (多次优惠规则类型). The official explanation is lost; the meaning is that of the names.

    A value newer than this list is a member too; its `is_known` is False.
    """

    INCREMENTAL = "INCREMENTAL"
    """Each use offers more than the one before (递增)"""
    EQUAL = "EQUAL"
    """Each use offers the same (相等)"""
