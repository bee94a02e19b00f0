"""Work of many calls that finishes, exactly accounted."""

from __future__ import annotations

from wechatpay_jobs import errors
from wechatpay_jobs._accounts import CallReport, Report, Result
from wechatpay_jobs._job import CallsJob, CodesJob, SendsJob
from wechatpay_jobs._jobs import Jobs
from wechatpay_jobs._progress import Standing
from wechatpay_jobs._send_accounts import SendReport
from wechatpay_jobs._source import Layout
from wechatpay_runtime import PostgresRateLimits

__all__ = [
    "CallReport",
    "CallsJob",
    "CodesJob",
    "Jobs",
    "Layout",
    "PostgresRateLimits",
    "Report",
    "Result",
    "SendReport",
    "SendsJob",
    "Standing",
    "errors",
]
