"""What a job that sends costs: `python -m benchmarks.sends [--rows 5000]`. Counts and ratios, each of one run.

`send` is answered in the process, so that what is measured is the job's own; `durable` and `quota` go to a sandbox in
another process, limits off and at 20 a second.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx

from benchmarks.jobs import Merchant, measured
from examples.coupon import discount_coupon
from wechatpay_httpx import WeChatPayAuth
from wechatpay_jobs import Jobs
from wechatpay_product_coupon import Client, MemoryRateLimits
from wechatpay_product_coupon.api.user_coupons.send_user_product_coupon import OPERATION
from wechatpay_product_coupon.api.user_coupons.send_user_product_coupon import call as send_coupon
from wechatpay_sandbox import Sandbox

PER_SECOND = 20
SENT: Any = {
    "coupon_state": "CONFIRMING",
    "valid_begin_time": "2026-01-01T00:00:00+08:00",
    "valid_end_time": "2026-12-31T23:59:59+08:00",
    "receive_time": "2026-01-01T00:00:00+08:00",
    "send_channel": "API",
    "brand_id": "120344",
    "product_coupon": {
        "product_coupon_id": "1000000001",
        "scope": "ALL",
        "type": "NORMAL",
        "usage_mode": "SINGLE",
        "single_usage_info": {"normal_coupon": {"threshold": 0, "discount_amount": 100}},
        "display_info": {"name": "coupon", "image_url": "https://a.example", "background_url": "https://a.example"},
        "state": "EFFECTIVE",
        "brand_id": "120344",
    },
}
WHERE: Any = {"brand_id": "120344", "product_coupon_id": "1000000001", "stock_id": "1000000001001", "appid": "wx1"}


class Sending(httpx.BaseTransport):
    """Sends a coupon whenever it is asked to."""

    codes = itertools.count(10**15)

    def __init__(self, stock: Any) -> None:
        self.stock = stock

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        number = json.loads(request.read())["send_request_no"]
        told = {"coupon_code": str(next(self.codes)), "send_request_no": number, "stock": self.stock}
        return httpx.Response(200, json={**SENT, **told})


def stock_at(sandbox: Sandbox) -> tuple[Any, Any]:
    """Make a stock that never runs out; return what a job needs of it, and it."""
    picture = "https://wxpaylogo.qpic.cn/wxpaylogo/cup.jpg"
    body: Any = discount_coupon(
        out_request_no="bench_0001", brand_id="120344", appid="wx1", image_url=picture, background_url=picture
    )
    body["stock"] |= {"coupon_code_mode": "WECHATPAY"}
    body["stock"]["stock_send_rule"] = {"max_count": 10_000_000, "max_count_per_user": 1}
    with Client(sandbox.auth(), base_url=sandbox.url) as client:
        coupon = client.product_coupons.create(body)
    assert coupon.stock
    ids = {"product_coupon_id": coupon.product_coupon_id, "stock_id": coupon.stock.stock_id}
    return {"brand_id": "120344", "appid": "wx1", **ids}, coupon.stock.to_dict()


def rows(count: int) -> list[str]:
    return [f"o-394z-6CGkNoJrsDL{number:010}" for number in range(count)]


def send(count: int, stock: Any) -> dict[str, float]:
    """Send to no sandbox; and once more the same calls without a job."""
    stock = stock | {"stock_id": WHERE["stock_id"], "product_coupon_id": WHERE["product_coupon_id"]}
    client = Client(Merchant(), transport=Sending(stock), rate_limits=None)
    with tempfile.TemporaryDirectory() as folder:
        with Jobs(f"sqlite:///{folder}/jobs.db", client) as jobs:
            job = jobs.send_coupons(rows(count), job_id="bench", **WHERE)
            found = measured(job.wait)
            assert job.report().sent == count
        kept = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
    body: Any = {**WHERE, "send_request_no": "number_1"}
    plain = measured(lambda: [client.send(send_coupon("o1", body)) for _ in range(1000)])
    return {
        **found,
        "calls a CPU second": count / found["cpu"],
        "milliseconds of CPU beside the call": (found["cpu"] / count - plain["cpu"] / 1000) * 1000,
        "bytes kept a row": kept / count,
    }


def work(count: int, stock: Any, share: float) -> dict[str, float]:
    """Send to the sandbox of the parent process."""
    limits = MemoryRateLimits(share=share) if share else None
    client = Client(WeChatPayAuth.from_env(), rate_limits=limits)
    with tempfile.TemporaryDirectory() as folder, Jobs(f"sqlite:///{folder}/jobs.db", client) as jobs:
        return measured(jobs.send_coupons(rows(count), job_id="bench", **stock).wait)


def against_a_sandbox(count: int, share: float) -> dict[str, float]:
    with Sandbox.start() as sandbox:
        stock, _ = stock_at(sandbox)
        before = len(sandbox.requests)
        given = {"count": count, "stock": stock, "share": share}
        command = [sys.executable, "-m", "benchmarks.sends", "--do", json.dumps(given)]
        child = subprocess.Popen(command, env=os.environ | sandbox.environment, stdout=subprocess.PIPE)
        while len(sandbox.requests) < before + PER_SECOND:  # those that a start costs are not of the rate
            time.sleep(0.01)
        began, first = time.monotonic(), len(sandbox.requests)
        while len(sandbox.requests) < before + count:
            time.sleep(0.005)
        rate = (len(sandbox.requests) - first) / (time.monotonic() - began)
        output, _ = child.communicate()
    found: dict[str, float] = json.loads(output)
    return {"sends a second": rate, "sends a CPU second of the worker": count / found["cpu"]}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=5_000)
    parser.add_argument("--do", type=json.loads)
    options = parser.parse_args()
    if options.do:
        print(json.dumps(work(**options.do)))
        return
    with Sandbox.start() as sandbox:
        _, stock = stock_at(sandbox)
    told = {"send": send(options.rows, stock), "durable": against_a_sandbox(options.rows, 0)}
    limit = OPERATION.rate_limit
    assert limit
    found = against_a_sandbox(1_200, PER_SECOND * limit.per_seconds / limit.requests)
    told["quota"] = {"of the quota": found["sends a second"] / PER_SECOND}
    for what, figures in told.items():
        print(f"{what:8}", "  ".join(f"{key} {value:.3g}" for key, value in figures.items()))
    print(f"load    {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
