"""A quota that many processes share: workers that die, clocks that jump, and a Redis that does not play along."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
import redis as redis_library

from tests.redis_server import Redis, needs_redis, running_redis
from wechatpay_httpx import Signer, WeChatPayAuth
from wechatpay_product_coupon import Client, MemoryRateLimits, RedisRateLimits, RetryPolicy, errors
from wechatpay_runtime import RateLimit, RateLimits
from wechatpay_runtime._line import Turn
from wechatpay_sandbox import Sandbox

TWENTY_A_SECOND = RateLimit(20, 1, "merchant")
ENTRY = "wechatpay:rate-limit:a"

WORKER = """
import os, sys, threading
from wechatpay_product_coupon import RedisRateLimits
from wechatpay_runtime import RateLimit
limits, limit = RedisRateLimits(sys.argv[1]), RateLimit(20, 1, "merchant")
threading.stack_size(65536)
for _ in range(1000):
    threading.Thread(target=limits.wait, args=("a", limit, 600), daemon=True).start()
print("waiting", flush=True)
threading.Event().wait()
"""


@needs_redis
def test_a_worker_that_is_killed_takes_one_turn_along(server: Redis, database: redis_library.Redis) -> None:
    with subprocess.Popen([sys.executable, "-c", WORKER, server.url], stdout=subprocess.PIPE) as worker:
        assert worker.stdout
        assert worker.stdout.readline() == b"waiting\n"
        worker.kill()
    limits = RedisRateLimits(server.url)
    assert limits.ask("a", TWENTY_A_SECOND, 60).wait <= 2 * 1.04 / 20
    limits.close()


@needs_redis
@pytest.mark.parametrize("seconds", [11, 3600, 365 * 86400])
def test_a_clock_that_was_ahead_costs_nothing(server: Redis, database: redis_library.Redis, seconds: int) -> None:
    limits = RedisRateLimits(server.url)
    limits.ask("a", TWENTY_A_SECOND, 60)
    kept = database.get(ENTRY)
    assert isinstance(kept, bytes)
    database.set(ENTRY, int(kept) + seconds * 1_000_000)
    assert limits.ask("a", TWENTY_A_SECOND, 60) == (0, True, "")
    assert 0 < limits.ask("a", TWENTY_A_SECOND, 60).wait < 0.1
    limits.close()


@needs_redis
def test_no_turn_lies_far_ahead_and_the_entry_ends_with_it(server: Redis, database: redis_library.Redis) -> None:
    limits = RedisRateLimits(server.url)
    turns = [limits.ask("a", TWENTY_A_SECOND, 60) for _ in range(300)]
    taken = [turn.wait for turn in turns if turn.taken]
    assert 9.9 < max(taken) <= 10
    assert len(taken) < 300
    assert turns[-1].wait < 1, "ask again then"
    assert 9_000 < database.pttl(ENTRY) < 11_000  # type: ignore[operator]
    limits.close()


FOREIGN = {
    "a list": lambda database: database.rpush(ENTRY, 1),
    "a hash": lambda database: database.hset(ENTRY, "tat1", 1),
    "text": lambda database: database.set(ENTRY, "not a number"),
}


@needs_redis
@pytest.mark.parametrize("foreign", FOREIGN)
def test_an_entry_that_is_somebody_elses_is_left_alone_and_stops_no_other_quota(
    server: Redis, database: redis_library.Redis, foreign: str, caplog: pytest.LogCaptureFixture
) -> None:
    FOREIGN[foreign](database)
    before = database.dump(ENTRY)
    limits = RedisRateLimits(server.url)
    for _ in range(2):
        turn = limits.wait("a", TWENTY_A_SECOND, 0.5)
        assert not turn.taken
        assert f"Redis refuses the entry {ENTRY}: WRONGTYPE" in turn.because
    assert limits.wait("b", TWENTY_A_SECOND, 0.5).taken
    assert database.dump(ENTRY) == before
    (record,) = caplog.records
    assert "calls wait for it" in record.getMessage()
    limits.close()


@needs_redis
def test_a_full_redis_leaves_a_local_share(server: Redis, database: redis_library.Redis) -> None:
    limits = RedisRateLimits(server.url, local_share=0.5)
    database.config_set("maxmemory", 1)
    try:
        assert limits.wait("a", TWENTY_A_SECOND, 60).taken
        assert limits.ask("a", TWENTY_A_SECOND, 60).wait == pytest.approx(0.104, abs=0.1)
    finally:
        database.config_set("maxmemory", 0)
    limits.close()


@needs_redis
@pytest.mark.parametrize("given", [False, True])
def test_a_redis_that_hangs_holds_up_neither_event_loop_nor_its_threads(given: bool) -> None:
    """Also a `redis.Redis` of the caller's own, which has no time-out."""

    async def run(limits: RateLimits) -> list[Any]:
        calls = [asyncio.create_task(limits.wait_async(str(key), TWENTY_A_SECOND, 0.5)) for key in range(40)]
        await asyncio.sleep(0.05)
        begun = time.monotonic()
        await asyncio.get_running_loop().getaddrinfo("localhost", 80)
        assert time.monotonic() - begun < 0.4
        return await asyncio.gather(*calls)

    with running_redis() as redis:
        own = redis_library.Redis.from_url(redis.url)
        limits = RedisRateLimits(own if given else redis.url)
        redis.process.send_signal(signal.SIGSTOP)
        try:
            begun = time.monotonic()
            turns = asyncio.run(run(limits))
            assert time.monotonic() - begun < 5
            assert not any(turn.taken for turn in turns)
        finally:
            redis.process.send_signal(signal.SIGCONT)
        time.sleep(1.1)  # a lost Redis is asked again after a second
        assert limits.wait("back", TWENTY_A_SECOND, 60).taken
        limits.close()
        own.close()


@needs_redis
def test_two_processes_take_turns(server: Redis, database: redis_library.Redis) -> None:
    """One with fifty calls waiting does not put off another one's first call."""
    one, two = RedisRateLimits(server.url), RedisRateLimits(server.url)
    with ThreadPoolExecutor(50) as pool:
        calls = [pool.submit(one.wait, "a", TWENTY_A_SECOND, 60) for _ in range(40)]
        time.sleep(0.1)
        assert two.wait("a", TWENTY_A_SECOND, 60).wait < 0.5
        assert sum(call.done() for call in calls) < 20
    one.close()
    two.close()


class Names(MemoryRateLimits):
    """The names of the quotas that were asked for; Redis's entries have them after their prefix."""

    def ask(self, key: str, limit: RateLimit, longest: float) -> Turn:
        asked.add(key)
        return super().ask(key, limit, longest)


asked: set[str] = set()


def test_a_quota_is_named_for_its_whole_scope_and_holds_no_secret(wechatpay: Sandbox) -> None:
    verifier, auths = wechatpay.auth().verifier, [wechatpay.auth()]
    for brand_id in ("120344", "999777"):
        brand = wechatpay.add_brand(brand_id)
        auths.append(WeChatPayAuth(Signer.for_brand(brand_id, brand.serial_no, brand.private_key), verifier))
    for auth in auths:
        options: dict[str, Any] = {"base_url": wechatpay.url, "rate_limits": Names()}
        with Client(auth, **options, retry=RetryPolicy(max_attempts=1)) as client, suppress(errors.ClientError):
            client.images.get_generation_task("task_000001", brand_id="120344", image_generation_type="CUT_OUT")
    callers = (wechatpay.merchant.mchid, "brand-120344", "brand-999777")
    assert asked == {f"{wechatpay.url}:{caller}:getImageGenerationTask" for caller in callers}
