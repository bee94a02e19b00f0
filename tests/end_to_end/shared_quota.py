"""Several processes on one merchant's quota: `python -m tests.end_to_end.shared_quota`.

Starts a Redis and a sandbox that keeps the contract's limits, both on loopback, and lets worker processes ask for one
image task as fast as they may, first with the shared limits and then without any. Needs `redis-server`. Like the soak
it is a test that takes long: that the quota holds is what counts, and how much of it is used is told besides.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from tests.redis_server import running_redis
from tests.requests_of import image_task
from wechatpay_httpx import WeChatPayAuth
from wechatpay_product_coupon import Client, RedisRateLimits, RetryPolicy, errors
from wechatpay_product_coupon.api.images.get_image_generation_task import OPERATION

_ROOT: Final = Path(__file__).parents[2]
_THREADS: Final = 4


@contextlib.contextmanager
def running_sandbox() -> Iterator[dict[str, str]]:
    """Start a sandbox that keeps the limits in a process of its own, and yield the environment of its clients."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "wechatpay_sandbox", "--rate-limits", "--image-task-seconds", "0"]
        process = subprocess.Popen(
            [*command, "--credentials", folder], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert process.stdout
        try:
            process.stdout.readline()  # it listens
            lines = (Path(folder) / "sandbox.env").read_text(encoding="utf-8").splitlines()
            yield dict(line.split("=", 1) for line in lines)
        finally:
            process.terminate()
            process.wait()
            process.stdout.close()


def run(processes: int, seconds: float, redis_url: str, environment: dict[str, str]) -> Counter[str]:
    """Let processes call for some seconds, and return how often they got which status.

    Args:
        processes: How many.
        seconds: For how long.
        redis_url: Where the limits are kept; empty for no limits.
        environment: The sandbox's.
    """
    command = [sys.executable, "-m", "tests.end_to_end.shared_quota", "--worker", "--seconds", str(seconds)]
    workers = [
        subprocess.Popen(
            [*command, "--redis", redis_url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | environment,
            cwd=_ROOT,
        )
        for _ in range(processes)
    ]
    for worker in workers:
        assert worker.stdout
        worker.stdout.readline()  # it has imported everything and made its first call, however long that took
    begin = time.time()
    for worker in workers:
        assert worker.stdin
        print(begin, file=worker.stdin, flush=True)
    total: Counter[str] = Counter()
    for worker in workers:
        output, _ = worker.communicate(timeout=seconds + 60)
        total.update(json.loads(output))
    return total


def _worker(seconds: float, redis_url: str) -> None:
    """Call from when the parent says, in a line on standard input, and tell how often there was which status."""
    limits = RedisRateLimits(redis_url) if redis_url else None
    retry = RetryPolicy(max_attempts=1)
    statuses: Counter[str] = Counter()
    with Client(WeChatPayAuth.from_env(), rate_limits=limits, retry=retry) as client:
        task = image_task()
        client.images.submit_generation_task(body=task)

        def call() -> None:
            while time.time() < begin + seconds:
                try:
                    client.images.get_generation_task(
                        task.task_id, brand_id=task.brand_id, image_generation_type=task.image_generation_type
                    )
                    status = "200"
                except errors.ApiError as exc:
                    status = str(exc.status_code)
                if time.time() < begin + seconds:
                    statuses[status] += 1

        print("ready", flush=True)
        begin = float(sys.stdin.readline())
        with ThreadPoolExecutor(_THREADS) as pool:
            for future in [pool.submit(call) for _ in range(_THREADS)]:
                future.result()
    if limits:
        limits.close()
    sys.stdout.write(json.dumps(statuses))


def quota(seconds: float) -> float:
    """Return how many calls the contract allows in some seconds."""
    assert OPERATION.rate_limit
    return OPERATION.rate_limit.requests / OPERATION.rate_limit.per_seconds * seconds


def main() -> None:
    """Run it and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--processes", type=int, default=4)
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--redis", default="", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        _worker(options.seconds, options.redis)
        return
    with running_redis() as redis:
        for limits in (redis.url, ""):
            with running_sandbox() as environment:
                statuses = run(options.processes, options.seconds, limits, environment)
            how = "limits in Redis" if limits else "no limits"
            share = statuses["200"] / quota(options.seconds)
            print(
                f"{options.processes} processes, {options.seconds:g} s, {how}: {statuses['200']} answers "
                f"({share:.1%} of the quota), {statuses['429']} times 429"
            )


if __name__ == "__main__":
    main()
