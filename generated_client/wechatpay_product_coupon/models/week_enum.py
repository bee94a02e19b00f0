# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from wechatpay_runtime import OpenEnum


class WeekEnum(OpenEnum):
    """Day of the week (星期).

    A value newer than this list is a member too; its `is_known` is False.
    """

    MONDAY = "MONDAY"
    """Monday (星期一)"""
    TUESDAY = "TUESDAY"
    """Tuesday (星期二)"""
    WEDNESDAY = "WEDNESDAY"
    """Wednesday (星期三)"""
    THURSDAY = "THURSDAY"
    """Thursday (星期四)"""
    FRIDAY = "FRIDAY"
    """Friday (星期五)"""
    SATURDAY = "SATURDAY"
    """Saturday (星期六)"""
    SUNDAY = "SUNDAY"
    """Sunday (星期日)"""
