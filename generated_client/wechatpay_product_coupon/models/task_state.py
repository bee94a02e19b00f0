# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from wechatpay_runtime import OpenEnum


class TaskState(OpenEnum):
    """State of an image generation task (任务状态).

    A value newer than this list is a member too; its `is_known` is False.
    """

    PROCESSING = "PROCESSING"
    """Still running (处理中)"""
    FAIL = "FAIL"
    """Failed, final; submit a new task_id (失败)"""
    SUCCESS = "SUCCESS"
    """Done, final; the picture is there (成功)"""
