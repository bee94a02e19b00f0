"""`python -m wechatpay_cli` is `wechatpay-coupon`."""

from __future__ import annotations

import sys

from wechatpay_cli import main

if __name__ == "__main__":
    sys.exit(main())
