"""One contender in a process of its own: reads what to do as JSON lines, writes what it cost.

`python -m benchmarks.worker NAME`, with the server's port and the folder of keys in the environment.
"""

from __future__ import annotations

import asyncio
import json
import resource
import sys
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, Final

from benchmarks.contenders import at_end, make
from benchmarks.shares import shares

_LAG_PROBE_SECONDS: Final = 0.001


def _cpu() -> float:
    """Return the CPU seconds of this process, all threads, user and system."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


async def _in_flight(call: Callable[[str], Awaitable[Any]], case: str, calls: int, flights: int) -> list[float]:
    """Make calls with so many in flight; return how late the event loop came to a timer, in seconds."""
    left, lags = iter(range(calls)), []

    async def flight() -> None:
        for _ in left:
            await call(case)

    async def probe() -> None:
        while True:
            begun = time.perf_counter()
            await asyncio.sleep(_LAG_PROBE_SECONDS)
            lags.append(time.perf_counter() - begun - _LAG_PROBE_SECONDS)

    probing = asyncio.create_task(probe()) if flights > 1 else None
    await asyncio.gather(*(flight() for _ in range(flights)))
    if probing:
        probing.cancel()
    return lags


def main(name: str) -> None:
    """Serve orders until standard input ends."""
    call = make(name)

    def work(case: str, calls: int, flights: int) -> list[float]:
        if "async" in name:
            return runner.run(_in_flight(call, case, calls, flights))
        for _ in range(calls):
            call(case)
        return []

    with asyncio.Runner() as runner:
        for line in sys.stdin:
            order = json.loads(line)
            what = order["case"], order["calls"], order["flights"]
            if order["profiled"]:
                print(json.dumps(shares(partial(work, *what))), flush=True)
                continue
            cpu_before, wall_before = _cpu(), time.perf_counter()
            lags = work(*what)
            spent = {"cpu": _cpu() - cpu_before, "wall": time.perf_counter() - wall_before}
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            print(json.dumps({**spent, "lags": sorted(lags)[-(len(lags) // 100 + 1) :], "max_rss": memory}), flush=True)
        for close in at_end:
            runner.run(close())


if __name__ == "__main__":
    main(sys.argv[1])
