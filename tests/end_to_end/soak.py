"""Thousands of calls through a network that fails: `python -m tests.end_to_end.soak`.

One process calls every operation from threads and tasks; another one is sandbox and network, and spoils one exchange in
twenty. What the calls were told and what the sandbox holds must be the same in the end: nothing lost, nothing doubled.
The memory of the calling process must be flat, and no descriptor may stay open. It is a test that takes long and no
benchmark: what it shows is that something holds, not what it costs.
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

from tests.end_to_end.soak_calls import PICTURES, Caller, Fact
from tests.requests_of import coupon, image_task
from tests.runtime.proxy import Fault, FaultProxy
from wechatpay_httpx import WeChatPayAuth
from wechatpay_product_coupon import AsyncClient, Client, RetryPolicy
from wechatpay_sandbox import Sandbox

_WORKERS: Final = 4  # threads, and as many tasks
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


def run(calls: int, share: float, report: Callable[[object], object]) -> dict[str, Any]:
    """Make calls and return how it went.

    Args:
        calls: How many.
        share: The part of exchanges that is spoilt.
        report: Told what the process holds before and after each tenth.
    """
    with _server(share) as (pipe, environment):
        auth = WeChatPayAuth.from_env(environment)
        options: dict[str, Any] = {"base_url": environment["WECHATPAY_BASE_URL"], "timeout": 0.5, "retry": _RETRY}
        options["rate_limits"] = None
        marks = []
        with Client(auth, **options) as client:
            made = client.product_coupons.create(body=coupon(out_request_no="soak_stock"))
            task = image_task()
            client.images.submit_generation_task(body=task)
            assert made.stock
            caller = Caller((made.product_coupon_id, made.stock.stock_id), task)
            pipe.send([("coupon", "soak_stock", made.product_coupon_id), ("task", task.task_id)])
            kinds = itertools.cycle(_MIX)
            for _ in range(_PARTS):
                part = list(itertools.islice(kinds, calls // _PARTS))
                _call(caller, client, lambda: AsyncClient(auth, **options), part)
                pipe.send(caller.told())
                marks.append(Mark.now())
                report(marks[-1])
        left = Mark.now().descriptors
        pipe.send(None)
        return {
            "calls": calls,
            **pipe.recv(),
            "made again": caller.made_again,
            "descriptors left": max(0, left - marks[0].descriptors),
            "MiB": (marks[0].rss, marks[-1].rss),
            "blocks": (marks[0].blocks, marks[-1].blocks),
        }


def _call(caller: Caller, client: Client, asynchronous: Callable[[], AsyncClient], part: list[str]) -> None:
    """Make calls, one half in threads and one in tasks, at the same time."""

    async def in_tasks(kinds: list[str]) -> None:
        async with asynchronous() as opened:

            async def worker(mine: list[str]) -> None:
                for kind in mine:
                    await caller.asynchronous(opened, kind)

            await asyncio.gather(*(worker(kinds[number::_WORKERS]) for number in range(_WORKERS)))

    with ThreadPoolExecutor(_WORKERS + 1) as pool:
        tasks = pool.submit(lambda: asyncio.run(in_tasks(part[1::2])))
        for future in [pool.submit(caller.sync, client, kind) for kind in part[::2]]:
            future.result()
        tasks.result()


def main() -> None:
    """Run it and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=20_000)
    parser.add_argument("--faults", type=float, default=0.05)
    options = parser.parse_args()
    logging.disable()  # a thousand repeats
    begun = time.monotonic()
    for name, value in run(options.calls, options.faults, print).items():
        print(f"{name}: {value}")
    print(f"seconds: {time.monotonic() - begun:.0f}")


if __name__ == "__main__":
    main()
