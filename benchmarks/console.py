"""How long each page of the sandbox's console takes when there is a lot: `make bench-console`.

100,000 requests, a million codes, a million coupons of users, 100,000 notifications. Each page is asked for several
times, and the slowest answer counts; `first` is that of the first look.
"""

from __future__ import annotations

import argparse
import gc
import json
import time
from typing import Any

import httpx

from wechatpay_sandbox import Delivery, Exchange, Sandbox
from wechatpay_sandbox._protocol.trail import Check
from wechatpay_sandbox._world.records import Coupon, Notification, Stock
from wechatpay_sandbox._world.state import State
from wechatpay_sandbox._world.user_coupons import UserCoupon
from wechatpay_sandbox.models import CouponCodeMode, UserProductCouponSendChannel

_STOCK = "1000000001001"
_TIMES = 5


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--codes", type=int, default=1_000_000)
    parser.add_argument("--requests", type=int, default=100_000)
    parsed = parser.parse_args()
    with Sandbox.start() as sandbox, httpx.Client(base_url=sandbox.url, follow_redirects=True) as http:
        _fill(sandbox._state, sandbox.merchant.mchid, parsed.requests, parsed.codes)
        gc.collect()  # what the filling has left behind
        http.get(sandbox.console_url).raise_for_status()
        print(f"{parsed.requests:,} requests and notifications, {parsed.codes:,} codes and coupons of users")
        print(f"{'first':>9} {'slowest':>9}  page")
        worst = 0.0
        for page in _pages(parsed.requests, parsed.codes):
            took = [_milliseconds(http, page) for _ in range(_TIMES)]
            worst = max(worst, *took)
            print(f"{took[0]:6.1f} ms {max(took):6.1f} ms  {page}")
        print(f"the slowest page: {worst:.1f} ms")


def _milliseconds(http: httpx.Client, page: str) -> float:
    began = time.perf_counter()
    answer = http.get(f"/_console/{page}")
    took = (time.perf_counter() - began) * 1000
    answer.raise_for_status()
    return took


def _pages(requests: int, codes: int) -> list[str]:
    middle, last = codes // 100, codes // 50
    return [
        *("requests", f"requests?before={requests // 2}", "requests?before=30", f"requests/{requests}"),
        *("requests?code=SIGN_ERROR", "requests?text=nowhere", f"requests?seen={requests - 1}"),
        *("coupons", "coupons/1000000001", "stocks", f"stocks/{_STOCK}", "bundles"),
        *("codes", f"codes/{_STOCK}", f"codes/{_STOCK}?page={middle}", f"codes/{_STOCK}?page={last}"),
        f"codes/{_STOCK}?code=code_{codes // 2}",
        *("user-coupons", f"user-coupons?page={middle}", f"user-coupons?page={last}"),
        *(f"user-coupons?stock_id={_STOCK}&page={middle}", f"user-coupons/{_STOCK}/code_{codes // 2}"),
        *("notifications", f"notifications?page={requests // 100}", f"notifications/{requests // 2}"),
        *("images", "tasks", "accounts", "do"),
    ]


def _fill(state: State, mchid: str, requests: int, codes: int) -> None:
    checks = tuple(Check(name, passed=True) for name in ("headers", "signature", "nonce", "body", "operation"))
    pairs = (("Accept", "application/json"), ("User-Agent", "benchmark"))
    body = json.dumps({"brand_id": "120344", "code_list": ["code"] * 4}).encode()
    for number in range(requests):
        made = Exchange("POST", f"/v3/x/{number}", mchid, 200, f"{number:040X}-0", None, None, from_example=False)
        vars(made).update(checks=checks, header_pairs=pairs, body=body, answer_header_pairs=pairs, answer_body=b"{}")
        vars(made).update(operation="uploadCouponCodes", at=1.7e9 + number)
        state.exchanges.add(made)
        told = str(number)
        state.notifications[told] = Notification(told, "PRODUCT_COUPON_SP.SEND", "http://127.0.0.1:9", b"{}")
        state.deliveries_of[told] = [Delivery(told, "PRODUCT_COUPON_SP.SEND", 1, None, 200, 0.01)]
    _fill_stock(state, mchid, codes)


def _fill_stock(state: State, mchid: str, codes: int) -> None:
    entity: dict[str, Any] = {"product_coupon_id": "1000000001", "state": "EFFECTIVE", "display_info": {"name": "x"}}
    state.coupons["1000000001"] = Coupon(mchid, "120344", "1000000001", "a", entity, entity)
    stock = Stock(mchid, "120344", "1000000001", _STOCK, CouponCodeMode.UPLOAD, None, {"state": "SENDING"})
    state.stocks[_STOCK], state.stocks_of["1000000001"] = stock, [_STOCK]
    state.codes[_STOCK] = [f"code_{number}" for number in range(codes)]
    state.known_codes[mchid, "120344"] = set(state.codes[_STOCK])
    for number, code in enumerate(state.codes[_STOCK]):
        coupon = UserCoupon(
            *(mchid, "120344", "1000000001", _STOCK, code, f"o-{number}", "wx1", str(number)),
            *(UserProductCouponSendChannel.API, 1.7e9, 1.7e9, 4e9),
            display_info={},
        )
        state.user_coupons.add(coupon, "2026-01-31")


if __name__ == "__main__":
    main()
