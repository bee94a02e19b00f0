"""Each attempt waits for its turn, so that the platform never has to refuse one."""

from __future__ import annotations

import asyncio
import math
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.end_to_end.shared_quota import quota, run, running_sandbox
from tests.redis_server import free_port, needs_redis, running_redis
from tests.requests_of import image_task
from tests.runtime.fork import in_child, needs_fork
from tests.runtime.work import submit
from wechatpay_product_coupon import (
    AsyncClient,
    CallOptions,
    Client,
    MemoryRateLimits,
    RedisRateLimits,
    RetryPolicy,
    errors,
)
from wechatpay_product_coupon.api.images import submit_image_generation_task
from wechatpay_product_coupon.api.product_coupons import create_product_coupon
from wechatpay_runtime import Call, RateLimit
from wechatpay_runtime._rate_limits import PROCESS_WIDE
from wechatpay_sandbox import Fault, Sandbox

TEN_A_SECOND = RateLimit(10, 1, "merchant")
ONCE = RetryPolicy(max_attempts=1)


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def strict() -> Iterator[Sandbox]:
    """A sandbox that answers 429 beyond the contract's limits."""
    with Sandbox.start(rate_limits=True, image_task_seconds=0) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def redis_url() -> Iterator[str]:
    with running_redis() as redis:
        yield redis.url


@pytest.fixture(params=["memory", pytest.param("redis", marks=needs_redis)])
def limits(request: pytest.FixtureRequest) -> Iterator[MemoryRateLimits | RedisRateLimits]:
    if request.param == "memory":
        yield MemoryRateLimits()
        return
    shared = RedisRateLimits(request.getfixturevalue("redis_url"), prefix=f"{request.node.name}:")
    yield shared
    shared.close()


def test_turns_are_evenly_spaced_a_little_wider_than_the_quota() -> None:
    clock = Clock()
    limits = MemoryRateLimits(clock=clock)
    turns = [limits.ask("a", TEN_A_SECOND, 60) for _ in range(4)]
    assert [round(turn.wait, 6) for turn in turns] == [0, 0.104, 0.208, 0.312]
    assert all(turn.taken for turn in turns)
    clock.now += 10
    assert limits.ask("a", TEN_A_SECOND, 60).wait == 0, "time that nobody used is not saved up"
    assert limits.ask("a", TEN_A_SECOND, 60).wait == pytest.approx(0.104)


def test_each_merchant_and_operation_has_a_quota_of_its_own() -> None:
    limits = MemoryRateLimits(clock=Clock())
    assert [limits.ask(key, TEN_A_SECOND, 60).wait for key in ("a", "b", "c")] == [0, 0, 0]


def test_a_turn_that_is_too_late_is_left_to_others() -> None:
    limits = MemoryRateLimits(clock=Clock())
    limits.ask("a", TEN_A_SECOND, 60)
    assert not limits.ask("a", TEN_A_SECOND, 0.1).taken
    assert limits.ask("a", TEN_A_SECOND, 60) == (pytest.approx(0.104), True, "")


def test_a_share_of_the_quota_is_that_much_slower() -> None:
    limits = MemoryRateLimits(share=0.25, clock=Clock())
    assert [round(limits.ask("a", TEN_A_SECOND, 60).wait, 6) for _ in range(3)] == [0, 0.416, 0.832]
    for wrong in (0, -1, 1.1, float("nan")):
        with pytest.raises(errors.ConfigurationError):
            MemoryRateLimits(share=wrong)


def test_small_turns_are_not_rounded_away() -> None:
    limits = MemoryRateLimits(clock=Clock())
    waits = [limits.ask("a", RateLimit(500, 1, "merchant"), 60).wait for _ in range(501)]
    assert waits[-1] == pytest.approx(1.04)


def calls_in_both_worlds(sandbox: Sandbox, limits: Any, count: int) -> Counter[str]:
    """Call from four threads and from tasks at once, through three clients, and count how the calls ended."""
    ends: Counter[str] = Counter()
    options: dict[str, Any] = {"base_url": sandbox.url, "rate_limits": limits, "retry": ONCE}

    def one(client: Client) -> str:
        try:
            client.images.submit_generation_task(body=image_task())
        except errors.RatelimitExceededError:
            return "429"
        return "200"

    async def in_tasks() -> list[str]:
        async with AsyncClient(sandbox.auth(), **options) as client:

            async def one_task() -> str:
                try:
                    await client.images.submit_generation_task(body=image_task())
                except errors.RatelimitExceededError:
                    return "429"
                return "200"

            return await asyncio.gather(*(one_task() for _ in range(count)))

    with (
        Client(sandbox.auth(), **options) as first,
        Client(sandbox.auth(), **options) as second,
        ThreadPoolExecutor(5) as pool,
    ):
        tasks = pool.submit(lambda: asyncio.run(in_tasks()))
        threads = [pool.submit(one, client) for _ in range(count // 2) for client in (first, second)]
        ends.update(future.result() for future in threads)
        ends.update(tasks.result())
    return ends


def test_threads_tasks_and_clients_share_one_quota(strict: Sandbox, limits: Any) -> None:
    ends = calls_in_both_worlds(strict, limits, 8)
    # On a busy machine one request may be held up for longer than the 40 ms that turns leave room for.
    assert ends["200"] >= 15


def test_without_limits_the_platform_refuses(strict: Sandbox) -> None:
    ends = calls_in_both_worlds(strict, None, 20)
    assert ends["429"] >= 20


def test_every_client_of_the_process_shares_the_default(strict: Sandbox) -> None:
    merchant = strict.add_merchant()
    with Client(merchant.auth(), base_url=strict.url, retry=ONCE) as one:
        key = f"{one.base_url}:{merchant.mchid}:submitImageGenerationTask"
        for _ in range(100):  # as if the process had made these calls: ten seconds' worth, on any machine
            PROCESS_WIDE.ask(key, TEN_A_SECOND, math.inf)
        options = CallOptions(rate_limit_wait=0)
        with pytest.raises(errors.RateLimitWaitTimeout):
            one.images.submit_generation_task(body=image_task(), options=options)


def test_waiting_too_long_is_told_before_anything_is_sent(mode: str, wechatpay: Sandbox, png: bytes) -> None:
    limits, before = MemoryRateLimits(), len(wechatpay.requests)
    options: dict[str, Any] = {"auth": wechatpay.auth(), "base_url": wechatpay.url, "rate_limits": limits}
    submit(wechatpay, png)(mode, **options)
    for _ in range(3):  # the queue is as long as if three others were waiting
        limits.ask(f"{wechatpay.url}:{wechatpay.merchant.mchid}:submitImageGenerationTask", TEN_A_SECOND, 60)
    begun = time.monotonic()
    with pytest.raises(errors.RateLimitWaitTimeout, match="10 requests in 1 s") as caught:
        submit(wechatpay, png)(mode, **options, rate_limit_wait=0.1)
    assert 0.1 < caught.value.wait < 0.5
    assert time.monotonic() - begun < 5
    assert (caught.value.attempts, caught.value.outcome_unknown) == ((), False)
    with pytest.raises(errors.RateLimitWaitTimeout):
        submit(wechatpay, png)(mode, **options, retry=RetryPolicy(deadline=0.1))
    assert len(wechatpay.requests) - before == 1


def test_a_repeat_waits_for_its_turn_too(mode: str, wechatpay: Sandbox, png: bytes) -> None:
    """The first attempt is lost, the turn of the second one comes too late: the outcome stays unknown."""
    work = submit(wechatpay, png)
    wechatpay.inject(Fault.CONNECTION_DROPPED)
    with pytest.raises(errors.RateLimitWaitTimeout) as caught:
        work(
            mode,
            auth=wechatpay.auth(),
            base_url=wechatpay.url,
            rate_limits=MemoryRateLimits(clock=Clock()),
            rate_limit_wait=0.05,
        )
    assert [attempt.outcome_unknown for attempt in caught.value.attempts] == [True]
    assert caught.value.outcome_unknown
    assert work.held() == 1


def test_of_several_limits_the_one_that_spaces_widest_is_kept() -> None:
    operation = create_product_coupon.OPERATION
    assert {(limit.requests, limit.per_seconds) for limit in operation.rate_limits} == {(20, 1), (1000, 60)}
    assert operation.rate_limit
    assert operation.rate_limit.requests == 1000
    limits = MemoryRateLimits(clock=Clock())
    turns = [limits.ask("create", operation.rate_limit, math.inf).wait for _ in range(1000)]
    assert turns[-1] >= 999 * 60 / 1000
    assert turns[20] - turns[0] >= 1


def test_an_operation_without_a_limit_does_not_wait(mode: str, wechatpay: Sandbox) -> None:
    """Submitting, in a contract that names no limit."""
    call = Call(submit_image_generation_task.OPERATION._replace(rate_limits=()), {}, {}, image_task())
    options: dict[str, Any] = {"base_url": wechatpay.url, "rate_limit_wait": 0}

    async def send() -> None:
        async with AsyncClient(wechatpay.auth(), **options) as client:
            await client.send(call)
            await client.send(call)

    if mode == "async":
        asyncio.run(send())
        return
    with Client(wechatpay.auth(), **options) as client:
        client.send(call)
        client.send(call)


@needs_redis
def test_redis_counts_for_every_process_by_its_own_clock(redis_url: str) -> None:
    one, two = RedisRateLimits(redis_url, prefix="clock:"), RedisRateLimits(redis_url, prefix="clock:")
    waits = [limits.ask("a", TEN_A_SECOND, 60).wait for limits in (one, two, one, two)]
    assert waits[0] == 0
    assert waits == sorted(waits)
    assert 0.1 < waits[3] < 0.32
    assert not one.ask("a", TEN_A_SECOND, 0.1).taken
    one.close()
    two.close()


@needs_redis
@needs_fork
def test_limits_in_redis_go_on_after_a_fork(redis_url: str) -> None:
    limits = RedisRateLimits(redis_url, prefix="fork:")
    one_a_minute = RateLimit(requests=1, per_seconds=60, scope="")  # a minute is long on any machine
    waits = [limits.ask("a", one_a_minute, 600).wait]
    waits += [in_child(lambda: limits.ask("a", one_a_minute, 600).wait), limits.ask("a", one_a_minute, 600).wait]
    assert waits[0] == 0
    assert min(waits[1:]) > 30
    limits.close()


def test_a_missing_redis_is_told_at_the_start() -> None:
    with pytest.raises(errors.ConfigurationError, match="Redis for the rate limits cannot be used") as caught:
        RedisRateLimits(f"redis://user:pass-word@127.0.0.1:{free_port()}/0")
    assert "pass-word" not in str(caught.value)
    with pytest.raises(errors.ConfigurationError, match="URL"):
        RedisRateLimits("pass-word@127.0.0.1")
    with pytest.raises(errors.ConfigurationError, match="share"):
        RedisRateLimits("redis://127.0.0.1:1", local_share=2)


@needs_redis
def test_a_lost_redis_is_waited_for(
    mode: str, wechatpay: Sandbox, png: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    port = free_port()
    options: dict[str, Any] = {"auth": wechatpay.auth(), "base_url": wechatpay.url}
    with running_redis(port) as redis:
        limits = RedisRateLimits(redis.url)
        submit(wechatpay, png)(mode, **options, rate_limits=limits)
    lost = submit(wechatpay, png)
    with pytest.raises(errors.RateLimitWaitTimeout, match="Redis, which keeps the quota, is lost"):
        lost(mode, **options, rate_limits=limits, rate_limit_wait=0.5)
    assert lost.held() == 0
    with running_redis(port):
        back = submit(wechatpay, png)
        back(mode, **options, rate_limits=limits)
        assert back.held() == 1
    limits.close()
    told = [record.getMessage() for record in caplog.records if "Redis" in record.getMessage()]
    assert len(told) == 2
    assert "is lost" in told[0]
    assert "is back" in told[1]


@needs_redis
def test_a_lost_redis_leaves_a_local_share(mode: str, wechatpay: Sandbox, png: bytes) -> None:
    with running_redis() as redis:
        limits = RedisRateLimits(redis.url, local_share=0.5)
        before = limits.ask("a", TEN_A_SECOND, 60)
    assert before == (0, True, "")
    assert limits.ask("a", TEN_A_SECOND, 60) == (0, True, "")
    assert limits.ask("a", TEN_A_SECOND, 60).wait == pytest.approx(0.208, abs=0.1)
    work = submit(wechatpay, png)
    work(mode, auth=wechatpay.auth(), base_url=wechatpay.url, rate_limits=limits)
    assert work.held() == 1
    limits.close()


@needs_redis
def test_a_redis_that_hangs_does_not_hang_the_calls(caplog: pytest.LogCaptureFixture) -> None:
    with running_redis() as redis:
        limits = RedisRateLimits(redis.url, local_share=1)
        redis.process.send_signal(signal.SIGSTOP)
        assert limits.ask("a", TEN_A_SECOND, 60).taken
        redis.process.send_signal(signal.SIGCONT)
        limits.close()
    assert "is lost" in caplog.text


@needs_redis
def test_four_processes_stay_within_one_quota(redis_url: str) -> None:
    """`python -m tests.end_to_end.shared_quota` does the same for 30 seconds, and measures throughput."""
    with running_sandbox() as environment:
        statuses = run(4, 3, redis_url, environment)
    assert statuses["429"] <= 2, "more than a busy machine can explain"
    assert quota(3) / 2 < statuses["200"] <= quota(3)


def test_redis_is_loaded_only_when_needed() -> None:
    program = (
        "import sys, wechatpay_product_coupon as w\n"
        "w.Client(auth=None, base_url='http://127.0.0.1:9').close()\n"
        "print('redis' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
