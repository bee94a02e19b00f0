# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from wechatpay_runtime import OpenEnum


class StockState(OpenEnum):
    """State of a stock (批次状态).

    A value newer than this list is a member too; its `is_known` is False.
    """

    AUDITING = "AUDITING"
    """Under review (审核中)"""
    SENDING = "SENDING"
    """Can be sent (发放中)"""
    PAUSED = "PAUSED"
    """Sending is paused (已暂停)"""
    STOPPED = "STOPPED"
    """The end time is reached, final (已停止)"""
    DEACTIVATED = "DEACTIVATED"
    """Made void, final (已失效)"""
