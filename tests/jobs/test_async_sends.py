"""The async twins of sending, and rows that come packed."""

from __future__ import annotations

import asyncio
import csv
import gzip
import io
from pathlib import Path

from tests.jobs.sending import bundle_to_send, received, stock_to_send, users
from wechatpay_jobs import Jobs
from wechatpay_sandbox import Sandbox


def test_coupons_and_bundles_are_sent_from_asyncio(jobs: Jobs, sandbox: Sandbox) -> None:
    stock, bundle = stock_to_send(sandbox), bundle_to_send(sandbox)

    async def send() -> tuple[int, int]:
        coupons = await jobs.asend_coupons(users(30), job_id="coupons", **stock)
        bundles = await jobs.asend_coupon_bundles(users(20), job_id="bundles", **bundle)
        return (await coupons.await_(60)).sent, (await bundles.await_(60)).sent

    assert asyncio.run(send()) == (30, 20)
    assert len(received(sandbox, stock)) == 30


def test_rows_are_read_of_a_packed_table(jobs: Jobs, sandbox: Sandbox, tmp_path: Path) -> None:
    text, stock = io.StringIO(), stock_to_send(sandbox)
    writer = csv.DictWriter(text, ["openid", "attach"])
    writer.writeheader()
    writer.writerows(users(40))
    path = tmp_path / "rows.csv.gz"
    path.write_bytes(gzip.compress(text.getvalue().encode()))
    report = jobs.send_coupons(path, job_id="packed", **stock).wait(60)
    assert (report.state, report.lines, report.sent) == ("done", 40, 40)
    assert sorted(received(sandbox, stock)) == sorted(row["openid"] for row in users(40))
