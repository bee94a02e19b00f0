"""Every fault of the network at every operation: the call ends in time, and nothing is done twice or lost."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import httpx
import psutil
import pytest

from tests.runtime.proxy import Fault, FaultProxy
from tests.runtime.table import Table
from tests.runtime.work import OPERATIONS, Work
from wechatpay_httpx.errors import WeChatPayError
from wechatpay_product_coupon import RetryPolicy, errors
from wechatpay_sandbox import Sandbox

RETRY = RetryPolicy(max_attempts=3, wait_initial=0.001, wait_jitter=0.001, deadline=5)
SLACK = 2.0
# Where only time ends an attempt it is short, but not where an attempt has to succeed on a busy machine.
IN_A_HURRY: dict[tuple[Fault, str], dict[str, Any]] = {
    (Fault.STALL, "once"): {"timeout": httpx.Timeout(5, read=0.3)},
    (Fault.STALL, "always"): {"timeout": httpx.Timeout(5, read=0.05)},
    (Fault.DRIP, "once"): {"retry": replace(RETRY, deadline=0.25)},
    (Fault.DRIP, "always"): {"retry": replace(RETRY, deadline=0.25)},
}
FAULTS = [fault for fault in Fault if fault is not Fault.DRIP_HEADERS]  # tested in test_deadline
TABLE = Table(
    "faults",
    "tests/runtime/test_faults.py",
    ("fault", "it happens once", "it happens every time"),
    [fault.value for fault in Fault],
)
ANOTHERS = "the result of another call: a signature does not name the request it answers"


@pytest.fixture
def nothing_left_open() -> Iterator[None]:
    """Count the descriptors of this process, in which client, proxy and sandbox run."""
    process = psutil.Process()
    before = process.num_fds()
    yield
    for _ in range(100):
        if process.num_fds() <= before:
            return
        time.sleep(0.02)
    pytest.fail(f"{process.num_fds() - before} descriptors left open: {process.net_connections()}")


def outcome(work: Work, attempts: Callable[[], int], call: Callable[[], Any]) -> str:
    """Make a call and say in words how it ended."""
    try:
        result = call()
    except (errors.ClientError, WeChatPayError) as exc:
        unknown = ", outcome unknown" if exc.outcome_unknown else ""
        return f"`{type(exc).__name__}`{unknown}, {attempts()}"
    return f"result, {attempts()}" if work.answers(result) else ANOTHERS


def counted(number: int) -> str:
    return "1 attempt" if number == 1 else f"{number} attempts"


def alone(mode: str, work: Work, proxy: FaultProxy, client: dict[str, Any]) -> str:
    before, begun = proxy.exchanges, time.monotonic()
    how = outcome(work, lambda: counted(proxy.exchanges - before), lambda: work(mode, **client))
    assert time.monotonic() - begun < client["retry"].deadline + SLACK
    return how


def in_pairs(mode: str, works: list[Work], client: dict[str, Any]) -> set[str]:
    """Make two calls at once, whose answers the proxy swaps."""

    async def both() -> list[Any]:
        return await asyncio.gather(*(work.in_loop(**client) for work in works), return_exceptions=True)

    if mode == "async":
        results = asyncio.run(both())
    else:
        with ThreadPoolExecutor(2) as pool:
            futures = [pool.submit(work, "sync", **client) for work in works]
            results = [future.exception() or future.result() for future in futures]
    return {pair_ends(work, result) for work, result in zip(works, results, strict=True)}


def pair_ends(work: Work, result: Any) -> str:
    if isinstance(result, errors.ClientError):
        return f"`{type(result).__name__}`, outcome unknown" if result.outcome_unknown else f"`{type(result).__name__}`"
    return "result" if work.answers(result) else ANOTHERS


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
@pytest.mark.usefixtures("nothing_left_open")
def test_every_call_ends_in_time_and_nothing_is_done_twice(fault: Fault, wechatpay: Sandbox, png: bytes) -> None:
    seen: dict[str, set[str]] = {"once": set(), "always": set()}
    usual: dict[str, Any] = {"auth": wechatpay.auth(), "rate_limits": None, "retry": RETRY}
    for (operation, prepare), mode, how in itertools.product(OPERATIONS.items(), ("sync", "async"), seen):
        works = [prepare(wechatpay, png) for _ in range(2)]
        with FaultProxy(wechatpay.url) as proxy:
            works[1](mode, **usual, base_url=proxy.url)  # so that there is an old answer
            proxy.always = fault if how == "always" else None
            proxy.faults.extend([fault] * (2 if fault is Fault.SWAP else 1))
            client = {**usual, "base_url": proxy.url, **IN_A_HURRY.get((fault, how), {})}
            if fault is Fault.SWAP:
                seen[how] |= in_pairs(mode, works, client)
            else:
                seen[how].add(alone(mode, works[0], proxy, client))
        assert works[0].held() <= 1, f"{operation}: done twice"
        # The same call again, unharmed, finds what was done, or does it.
        assert works[0].answers(works[0](mode, **usual, base_url=wechatpay.url))
        assert [work.held() for work in works] == [1, 1], operation
    once, always = ("; or ".join(sorted(seen[how])) for how in seen)
    assert TABLE.is_up_to_date(fault.value, once, always), "docs/en/reliability.md said something else, and says it now"


def test_the_table_of_faults_is_whole() -> None:
    assert list(TABLE.rows()) == [fault.value for fault in FAULTS]
