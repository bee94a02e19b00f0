"""Thousands of calls through a network that fails, by callers that give up: `python -m tests.end_to_end.soak`.

One process calls every operation from tasks, and from some threads besides; another one is sandbox and network, and
spoils one exchange in twenty. About one call in five is given up at a moment of chance, and made again. What the calls
were told and what the sandbox holds must be the same in the end: nothing lost, nothing doubled. The memory of the
calling process must be flat, no descriptor and no task may stay, and a hundred calls at once must still be answered. It
is a test that takes long and no benchmark: what it shows is that something holds, not what it costs.

TEST_ON=httpx2 or TEST_ON=aiohttp: the same on another transport.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import itertools
import logging
import multiprocessing
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Connection
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple

import psutil

import tests.conftest  # noqa: F401 - puts another transport in place, before anything imports httpx
from tests.end_to_end.soak_calls import PICTURES, Caller, Fact
from tests.requests_of import coupon, image_task
from tests.runtime.proxy import Fault, FaultProxy
from wechatpay_httpx import WeChatPayAuth
from wechatpay_product_coupon import AsyncClient, Client, RetryPolicy
from wechatpay_sandbox import Sandbox

_TASKS: Final = 20
_THREADS: Final = 2
_IN_TASKS: Final = 10  # calls, for each one in a thread
_AT_ONCE: Final = 100  # as many as a transport has connections
_PARTS: Final = 10
_RETRY: Final = RetryPolicy(max_attempts=6, wait_initial=0.01, wait_jitter=0.01, deadline=30)
# An old or a swapped answer is a right answer to the wrong call; a dripping one is only slow.
_FAULTS: Final = [fault for fault in Fault if fault not in (Fault.OLD, Fault.SWAP, Fault.DRIP, Fault.DRIP_HEADERS)]
# Of twenty calls.
_MIX: Final = ["create"] * 6 + ["submit"] * 5 + ["get"] * 5 + ["codes"] * 2 + ["picture"] * 2


class Network(FaultProxy):
    """Spoils exchanges by chance."""

    share = 0.0
    spoilt = 0

    def next_fault(self) -> Fault | None:
        if random.random() >= self.share:
            return None
        self.spoilt += 1
        return random.choice(_FAULTS)


def _held_by(sandbox: Sandbox) -> Counter[Fact]:
    """Return everything that a sandbox holds."""
    return Counter(
        [
            *(("coupon", made.out_request_no, made.product_coupon_id) for made in sandbox.coupons),
            *(("task", task.task_id) for task in sandbox.tasks),
            *(("code", code) for stock in sandbox.stocks for code in sandbox.codes(stock.stock_id)),
            *((PICTURES, image.url) for image in sandbox.images),
        ]
    )


def _serve(pipe: Connection, folder: str, share: float) -> None:
    """Be sandbox and network, and keep what the calls were told; compare when the pipe says None."""
    with Sandbox.start(image_task_seconds=0) as sandbox, Network(sandbox.url) as network:
        environment = sandbox.write_credentials(folder)
        pipe.send({**environment, "WECHATPAY_BASE_URL": network.url})
        told = Counter(pipe.recv())
        network.share = share
        while (facts := pipe.recv()) is not None:
            told.update(facts)
        held = _held_by(sandbox)
        doubled = {fact: number for fact, number in (held - told).items() if fact[0] != PICTURES}
        pipe.send(
            {
                "exchanges": network.exchanges,
                "spoilt": network.spoilt,
                "lost": sum((told - held).values()),
                "doubled": sum(doubled.values()),
            }
        )


@contextmanager
def _server(share: float) -> Iterator[tuple[Connection, dict[str, str]]]:
    """Start sandbox and network in a process of their own; yield the pipe to it, and its clients' environment."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    with TemporaryDirectory() as folder:
        process = context.Process(target=_serve, args=(theirs, folder, share), daemon=True)
        process.start()
        try:
            yield ours, ours.recv()
            process.join(30)
        finally:
            process.kill()
            process.join()


class Mark(NamedTuple):
    """What the calling process holds."""

    rss: float  # MiB
    blocks: int  # of memory that Python uses
    descriptors: int

    @classmethod
    def now(cls) -> Mark:
        gc.collect()
        process = psutil.Process()
        return cls(round(process.memory_info().rss / 2**20, 1), sys.getallocatedblocks(), process.num_fds())


def run(calls: int, share: float, report: Callable[[object], object], *, give_ups: float = 0.0) -> dict[str, Any]:
    """Make calls and return how it went.

    Args:
        calls: How many from tasks; a tenth as many come from threads.
        share: The part of exchanges that is spoilt.
        report: Told what the process holds after each tenth.
        give_ups: The part of the calls in tasks whose callers are impatient; four in five of them give up.
    """
    with _server(share) as (pipe, environment):
        auth = WeChatPayAuth.from_env(environment)
        options: dict[str, Any] = {"base_url": environment["WECHATPAY_BASE_URL"], "timeout": 2.0, "retry": _RETRY}
        options["rate_limits"] = None
        marks: list[Mark] = []
        with Client(auth, **options) as client:
            made = client.product_coupons.create(body=coupon(out_request_no="soak_stock"))
            task = image_task()
            client.images.submit_generation_task(body=task)
            assert made.stock
            caller = Caller((made.product_coupon_id, made.stock.stock_id), task, give_ups)
            pipe.send([("coupon", "soak_stock", made.product_coupon_id), ("task", task.task_id)])

            def tell() -> None:
                pipe.send(caller.told())
                marks.append(Mark.now())
                report(marks[-1])

            tasks_left = asyncio.run(_in_loop(caller, client, AsyncClient(auth, **options), calls, tell))
        left = Mark.now().descriptors
        pipe.send(None)
        return {
            "calls in tasks": calls,
            **pipe.recv(),
            "given up": caller.given_up,
            "made again": caller.made_again,
            "answered at once": _AT_ONCE,
            "tasks left": tasks_left,
            "descriptors left": max(0, left - marks[0].descriptors),
            "MiB": (marks[0].rss, marks[_PARTS - 1].rss),
            "blocks": (marks[0].blocks, marks[_PARTS - 1].blocks),
        }


async def _in_loop(
    caller: Caller, client: Client, asynchronous: AsyncClient, calls: int, tell: Callable[[], object]
) -> int:
    """Make calls, and in the end as many at once as there are connections; return how many tasks are left then."""
    kinds = itertools.cycle(_MIX)
    async with asynchronous:
        for _ in range(_PARTS):
            await _call(caller, client, asynchronous, list(itertools.islice(kinds, calls // _PARTS)))
            tell()
        caller.give_ups = 0
        await asyncio.gather(*(caller.asynchronous(asynchronous, "submit") for _ in range(_AT_ONCE)))
        tell()
    return len(asyncio.all_tasks()) - 1


async def _call(caller: Caller, client: Client, asynchronous: AsyncClient, part: list[str]) -> None:
    """Make calls in tasks, and a tenth as many in threads at the same time."""

    async def worker(mine: list[str]) -> None:
        for kind in mine:
            await caller.asynchronous(asynchronous, kind)

    with ThreadPoolExecutor(_THREADS) as pool:
        threads = [pool.submit(caller.sync, client, kind) for kind in part[::_IN_TASKS]]
        workers = [worker(part[number::_TASKS]) for number in range(_TASKS)]
        await asyncio.gather(*workers, *map(asyncio.wrap_future, threads))


def main() -> None:
    """Run it and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=20_000)
    parser.add_argument("--faults", type=float, default=0.05)
    parser.add_argument("--give-ups", type=float, default=0.25)
    options = parser.parse_args()
    logging.disable()  # a thousand repeats
    begun = time.monotonic()
    result = run(options.calls, options.faults, print, give_ups=options.give_ups)
    for name, value in result.items():
        print(f"{name}: {value}")
    print(f"seconds: {time.monotonic() - begun:.0f}")
    if any(result[name] for name in ("lost", "doubled", "tasks left", "descriptors left")):
        sys.exit("Something was lost, doubled or left.")


if __name__ == "__main__":
    main()
