"""A program of somebody's that uploads codes or sends coupons, to be killed: `python -m tests.jobs.program '{...}'`."""

from __future__ import annotations

import json
import sys

from wechatpay_httpx import WeChatPayAuth
from wechatpay_jobs import Jobs
from wechatpay_product_coupon import Client


def main() -> None:
    given = json.loads(sys.argv[1])
    with (
        Client(WeChatPayAuth.from_env(), base_url=given["url"]) as client,
        Jobs(given["database"], client, waits=given["waits"]) as jobs,
    ):
        if given["do"] == "work":
            jobs.work()
            return
        hand_in = jobs.send_coupons if given["do"] == "send" else jobs.upload_codes
        job = hand_in(given["source"], job_id="killed", **given["stock"])
        sys.stdout.write("begun\n")
        sys.stdout.flush()
        job.wait()


if __name__ == "__main__":
    main()
