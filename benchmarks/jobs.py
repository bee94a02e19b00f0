"""What a job costs: `python -m benchmarks.jobs [--codes 1000000]`. Counts and ratios, each of one run.

The calls are answered in the process, so that what is measured is the job's own.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from wechatpay_httpx import WeChatPayAuth
from wechatpay_jobs import Jobs
from wechatpay_product_coupon import Client
from wechatpay_product_coupon.api.images.submit_image_generation_task import OPERATION
from wechatpay_product_coupon.api.images.submit_image_generation_task import call as submit
from wechatpay_product_coupon.api.stocks.upload_coupon_codes import call as upload
from wechatpay_sandbox import Sandbox

STOCK: Any = {"brand_id": "120344", "product_coupon_id": "1000000001", "stock_id": "1000000001001"}
CHUNK = 200
MEBIBYTE = 1024  # ru_maxrss counts kibibytes


class Merchant(httpx.Auth):
    mchid = "1900000001"


class Answering(httpx.BaseTransport):
    """Stores every code, and counts the calls."""

    calls = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.calls += 1
        codes = json.loads(request.read())["code_list"]
        return httpx.Response(200, json={"total_count": len(codes), "success_code_list": codes})


def source_of(folder: Path, codes: int) -> Path:
    """Write codes of 16 characters, a line each."""
    path = folder / "codes.txt"
    with path.open("w") as file:
        for first in range(0, codes, 100_000):
            file.writelines(f"CODE-{number:011}\n" for number in range(first, min(first + 100_000, codes)))
    return path


def measured(function: Callable[[], object]) -> dict[str, float]:
    before, began = time.process_time(), time.monotonic()
    function()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEBIBYTE
    return {"cpu": time.process_time() - before, "seconds": time.monotonic() - began, "peak": peak}


def plan(folder: Path, codes: int) -> dict[str, float]:
    """Read, check and hand in; nobody works."""
    source = source_of(folder, codes)
    with Jobs(f"sqlite:///{folder}/jobs.db") as jobs:
        return measured(lambda: jobs.upload_codes(source, job_id="bench", mchid=Merchant.mchid, **STOCK))


def run(folder: Path, codes: int) -> dict[str, float]:
    """Upload what was planned, kept within no quota; and once more the same calls without a job."""
    transport = Answering()
    with Client(Merchant(), transport=transport, rate_limits=None) as client:
        with Jobs(f"sqlite:///{folder}/jobs.db", client) as jobs:
            found = measured(jobs.job("bench").wait)
        calls = transport.calls
        chunk = [f"CODE-{number:011}" for number in range(CHUNK)]
        body: Any = {"out_request_no": "number_1", "brand_id": "120344", "code_list": chunk}
        call = upload(STOCK["product_coupon_id"], STOCK["stock_id"], body)
        plain = measured(lambda: [client.send(call) for _ in range(1000)])
    assert calls
    kept = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and path.name != "codes.txt")
    return {
        **found,
        "calls": calls,
        "milliseconds of CPU beside the call": (found["cpu"] / calls - plain["cpu"] / 1000) * 1000,
        "size": kept / (folder / "codes.txt").stat().st_size,
    }


def resume(folder: Path, codes: int) -> dict[str, float]:
    """Time from opening the ledger of a job that was killed to its next call."""
    transport = Answering()
    began = time.monotonic()
    with Client(Merchant(), transport=transport, rate_limits=None) as client:
        jobs = Jobs(f"sqlite:///{folder}/jobs.db", client)
        jobs.work_if_free()
        while not transport.calls:
            time.sleep(0.01)
        seconds = time.monotonic() - began
        jobs.close()
    return {"seconds": seconds, "codes": codes}


def part(folder: Path, codes: int) -> dict[str, float]:
    """Begin the job, and be killed amid it."""
    with Client(Merchant(), transport=Answering(), rate_limits=None) as client:
        jobs = Jobs(f"sqlite:///{folder}/jobs.db", client)
        jobs.work_if_free()
        time.sleep(codes / 250_000)
    sys.stdout.write("{}\n")
    sys.stdout.flush()
    import os

    os.kill(os.getpid(), 9)
    return {}


def throughput() -> dict[str, float]:
    """Submit tasks to a sandbox that keeps the contract's limits, and answers 429 beyond them."""
    limit = OPERATION.rate_limit
    assert limit
    count = 20 * limit.requests
    normal = {"threshold": 0, "discount_amount": 100}
    combined: Any = {"scope": "ALL", "type": "NORMAL", "usage_mode": "SINGLE", "normal_coupon": normal}
    task: Any = {"brand_id": "120344", "image_generation_type": "COMBINE_IMAGE", "combine_image": combined}
    with tempfile.TemporaryDirectory() as folder, Sandbox.start(rate_limits=True) as sandbox:
        auth: WeChatPayAuth = sandbox.auth()
        with Client(auth, base_url=sandbox.url) as client, Jobs(f"sqlite:///{folder}/jobs.db", client) as jobs:
            calls = [submit(task | {"task_id": f"task_{number:06}"}) for number in range(count)]
            job = jobs.run(calls, job_id="bench")
            while len(sandbox.requests) < limit.requests:  # those that a start costs are not of the rate
                time.sleep(0.01)
            began, first = time.monotonic(), len(sandbox.requests)
            while len(sandbox.requests) < count:
                time.sleep(0.001)
            rate = (count - first) / (time.monotonic() - began)
            job.wait()
        refused = sum(exchange.status == 429 for exchange in sandbox.requests)
    return {"of the quota": rate / limit.requests * limit.per_seconds, "429": refused}


def in_process_of_its_own(what: str, folder: Path, codes: int) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.jobs", "--do", what, "--folder", str(folder), "--codes", str(codes)]
    ran = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    found: dict[str, float] = json.loads(ran.stdout)
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--codes", type=int, default=1_000_000)
    parser.add_argument("--do", choices=["plan", "run", "part", "resume"])
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    if options.do:
        found = {"plan": plan, "run": run, "part": part, "resume": resume}[options.do](options.folder, options.codes)
        print(json.dumps(found))
        return
    with tempfile.TemporaryDirectory() as name:
        for what in ("plan", "part", "resume", "run"):
            found = in_process_of_its_own(what, Path(name), options.codes)
            print(f"{what:8}", "  ".join(f"{key} {value:.3g}" for key, value in found.items()))
    print(f"{'quota':8}", "  ".join(f"{key} {value:.3g}" for key, value in throughput().items()))


if __name__ == "__main__":
    main()
