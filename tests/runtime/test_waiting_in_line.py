"""What becomes of turns that nobody takes: callers that give up, workers that die, clocks that jump."""

from __future__ import annotations

import asyncio
import gc
import time
from collections import OrderedDict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest

from tests.redis_server import Redis, needs_redis
from tests.runtime.fork import in_child, needs_fork
from wechatpay_product_coupon import MemoryRateLimits, RedisRateLimits, RetryPolicy
from wechatpay_runtime import RateLimit
from wechatpay_runtime._line import Place
from wechatpay_runtime._rate_limits import RateLimits
from wechatpay_runtime.errors import ConfigurationError

FIFTY_A_SECOND = RateLimit(50, 1, "merchant")
TWENTY_A_SECOND = RateLimit(20, 1, "merchant")
SPACING = 1.04 / 50
ONCE = RetryPolicy(max_attempts=1)
ENTRY = "wechatpay:rate-limit:a"


@pytest.fixture(params=["memory", pytest.param("redis", marks=needs_redis)])
def limits(request: pytest.FixtureRequest) -> Iterator[RateLimits]:
    if request.param == "memory":
        yield MemoryRateLimits()
        return
    request.getfixturevalue("database")
    shared = RedisRateLimits(request.getfixturevalue("server").url)
    yield shared
    shared.close()


def test_callers_that_give_up_take_no_turn_along(limits: RateLimits) -> None:
    """Half as many again as the quota; each gives up after a fifth of a second."""
    ends: list[str] = []

    async def call() -> None:
        try:
            await asyncio.wait_for(limits.wait_async("a", FIFTY_A_SECOND, 60), 0.2)
        except TimeoutError:
            ends.append("gave up")
        else:
            ends.append("went")

    async def run() -> None:
        calls = []
        for _ in range(225):  # three seconds' worth
            calls.append(asyncio.create_task(call()))
            await asyncio.sleep(1 / 75)
        await asyncio.gather(*calls)

    begun = time.monotonic()
    asyncio.run(run())
    quota = (time.monotonic() - begun) / SPACING
    assert ends.count("gave up") > 20
    assert ends[-50:].count("went") > 5, "the last ones have no worse chances than the first"
    assert ends.count("went") <= quota + 1


def test_a_thousand_that_gave_up_hold_nobody_up(limits: RateLimits) -> None:
    async def run() -> float:
        calls = [asyncio.create_task(limits.wait_async("a", FIFTY_A_SECOND, 60)) for _ in range(1000)]
        await asyncio.sleep(0.05)
        for call in calls:
            call.cancel()
        await asyncio.gather(*calls, return_exceptions=True)
        return (await limits.wait_async("a", FIFTY_A_SECOND, 60)).wait

    assert asyncio.run(run()) < 20 * SPACING


def test_who_asked_first_goes_first(limits: RateLimits) -> None:
    went: list[int] = []

    async def call(number: int) -> None:
        await limits.wait_async("a", FIFTY_A_SECOND, 60)
        went.append(number)

    async def run() -> None:
        await asyncio.gather(*(call(number) for number in range(10)))

    asyncio.run(run())
    assert went == list(range(10))


def test_a_caller_whose_turn_comes_too_late_knows_at_once_and_leaves_it(limits: RateLimits) -> None:
    with ThreadPoolExecutor(10) as pool:
        waiting = [pool.submit(limits.wait, "a", RateLimit(10, 1, "merchant"), 60) for _ in range(6)]
        while sum(call.running() for call in waiting) < 5:
            time.sleep(0.01)
        begun = time.monotonic()
        turn = limits.wait("a", RateLimit(10, 1, "merchant"), 0.05)
        assert not turn.taken
        assert turn.wait > 0.05
        assert time.monotonic() - begun < 2
        assert all(call.result().taken for call in waiting)


def test_a_caller_of_a_loop_that_was_closed_is_passed_over(limits: RateLimits) -> None:
    limits.wait("a", FIFTY_A_SECOND, 60)
    loop = asyncio.new_event_loop()
    abandoned = loop.create_task(limits.wait_async("a", RateLimit(1, 1, "merchant"), 60))
    loop.run_until_complete(asyncio.sleep(0.01))
    loop.close()  # its task is first in line for good
    try:
        assert limits.wait("a", FIFTY_A_SECOND, 60).taken
    finally:
        abandoned._log_destroy_pending = False  # type: ignore[attr-defined] # that is what this is about
        del abandoned
        gc.collect()


def test_those_that_wake_up_late_do_not_go_all_at_once() -> None:
    limits, went = MemoryRateLimits(), list[float]()

    async def call() -> None:
        await limits.wait_async("a", FIFTY_A_SECOND, 60)
        went.append(time.monotonic())

    async def run() -> None:
        calls = [asyncio.create_task(call()) for _ in range(20)]
        await asyncio.sleep(0.05)
        time.sleep(0.3)  # the event loop is busy with something else # noqa: ASYNC251
        await asyncio.gather(*calls)

    asyncio.run(run())
    assert all(later - earlier > 0.015 for earlier, later in pairwise(went))


@needs_fork
def test_a_child_stands_in_no_line_of_its_parent(limits: RateLimits) -> None:
    with ThreadPoolExecutor(5) as pool:
        calls = [pool.submit(limits.wait, "a", TWENTY_A_SECOND, 60) for _ in range(5)]
        taken = in_child(lambda: limits.wait("a", TWENTY_A_SECOND, 60).taken)
        assert taken is True
        assert all(call.result().taken for call in calls)


def test_thousands_in_line_leave_the_event_loop_its_time() -> None:
    """Each looks at the line without going through it, and those far behind look seldom."""
    looked_at = 0

    class Counted(OrderedDict[Place, None]):
        def __iter__(self) -> Iterator[Place]:
            for each in super().__iter__():
                nonlocal looked_at
                looked_at += 1
                yield each

    line = MemoryRateLimits()._line("a", RateLimit(500, 1, "merchant"))
    line._places = Counted()
    places = [Place(line, 60) for _ in range(16_000)]
    for place in places:
        line.join(place)
    pauses = [line.bring_on(place) for place in places[1:]]
    assert looked_at < 5 * len(places)
    assert sum(1 / pause[1] for pause in pauses if pause) < 2_000  # looks a second
    assert not any(place.turn for place in places)


def test_who_cannot_have_a_turn_in_time_hears_of_it_at_once_however_many_left_before() -> None:
    line = MemoryRateLimits()._line("a", FIFTY_A_SECOND)
    places = [Place(line, 60) for _ in range(1_000)]
    for place in places:
        line.join(place)
    for place in places[:500]:
        line.leave(place)
    late, in_time = Place(line, 500 * SPACING - 1), Place(line, 500 * SPACING + 1)
    for place in (late, in_time):
        line.join(place)
        line.bring_on(place)
    assert late.turn
    assert not late.turn.taken
    assert in_time.turn is None


@needs_redis
def test_limits_that_are_closed_say_so(server: Redis, database: object) -> None:
    limits = RedisRateLimits(server.url)
    limits.close()
    with pytest.raises(ConfigurationError, match="RedisRateLimits is closed"):
        limits.wait("a", FIFTY_A_SECOND, 5)
    with pytest.raises(ConfigurationError, match="RedisRateLimits is closed"):
        asyncio.run(limits.wait_async("a", FIFTY_A_SECOND, 5))
