"""Several processes on one merchant's quota: `python -m benchmarks.rate_limits`.

Starts a Redis and a sandbox that keeps the contract's limits, both on loopback, and lets worker processes ask for one
image task as fast as they may, first with the shared limits and then without any. Needs `redis-server`.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from wechatpay_httpx import WeChatPayAuth
from wechatpay_product_coupon import Client, RedisRateLimits, RetryPolicy, errors
from wechatpay_product_coupon import models as m
from wechatpay_product_coupon.api.images.get_image_generation_task import OPERATION

THREADS = 4
TASK = {
    "task_id": "rate_limit_task",
    "brand_id": "120344",
    "image_generation_type": "COMBINE_IMAGE",
    "combine_image": {
        "scope": "ALL",
        "type": "NORMAL",
        "usage_mode": "SINGLE",
        "normal_coupon": {"threshold": 10000, "discount_amount": 100},
        "background_color": "#ff5733",
    },
}


class Redis(NamedTuple):
    """A running Redis."""

    url: str
    process: subprocess.Popen[bytes]


@contextlib.contextmanager
def running_redis(port: int | None = None) -> Iterator[Redis]:
    """Start a Redis on loopback."""
    binary = shutil.which("redis-server")
    if binary is None:
        raise FileNotFoundError("redis-server is not installed")
    port = port or free_port()
    command = [binary, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
        try:
            _await_port(port)
            yield Redis(f"redis://127.0.0.1:{port}/0", process)
        finally:
            process.terminate()
            process.wait()


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def _await_port(port: int) -> None:
    for _ in range(200):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.02)
    raise TimeoutError(f"nothing listens on port {port}")


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
    begin = time.time() + 2.5  # once every process has imported everything
    command = [sys.executable, "-m", "benchmarks.rate_limits", "--worker", str(begin), "--seconds", str(seconds)]
    workers = [
        subprocess.Popen([*command, "--redis", redis_url], stdout=subprocess.PIPE, env=os.environ | environment)
        for _ in range(processes)
    ]
    total: Counter[str] = Counter()
    for worker in workers:
        output, _ = worker.communicate(timeout=seconds + 60)
        total.update(json.loads(output))
    return total


def _worker(begin: float, seconds: float, redis_url: str) -> None:
    limits = RedisRateLimits(redis_url) if redis_url else None
    retry = RetryPolicy(max_attempts=1)
    statuses: Counter[str] = Counter()
    with Client(WeChatPayAuth.from_env(), rate_limits=limits, retry=retry) as client:
        client.images.submit_image_generation_task(body=m.SubmitImageGenerationTaskRequest.from_dict(TASK))

        def call() -> None:
            while time.time() < begin + seconds:
                try:
                    client.images.get_image_generation_task(
                        TASK["task_id"], brand_id="120344", image_generation_type=m.ImageGenerationType.COMBINE_IMAGE
                    )
                    status = "200"
                except errors.ApiError as exc:
                    status = str(exc.status_code)
                if time.time() < begin + seconds:
                    statuses[status] += 1

        time.sleep(max(0.0, begin - time.time()))
        with ThreadPoolExecutor(THREADS) as pool:
            for future in [pool.submit(call) for _ in range(THREADS)]:
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
    parser.add_argument("--worker", type=float, help=argparse.SUPPRESS)
    parser.add_argument("--redis", default="", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker is not None:
        _worker(options.worker, options.seconds, options.redis)
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
