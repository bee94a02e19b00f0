"""`wechatpay-coupon`: the operations, the jobs and a doctor of WeChat Pay product coupons, in a terminal.

What a command needs is imported when it runs: `--help` knows neither the client nor the engine of the jobs.
"""

from __future__ import annotations

from wechatpay_cli._main import main

__all__ = ["main"]
