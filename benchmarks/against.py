"""`make bench-against BEFORE=folder`: the calls of this checkout beside those of another one, in the same turns.

What the other checkout's code shows against itself, in a second process, is the noise of the machine: a difference
within it says nothing. The other checkout needs its own environment (`make .venv/installed` there).
"""

from __future__ import annotations

import argparse
import contextlib
import statistics
from pathlib import Path
from typing import Final

from benchmarks.contest import CALLS_PER_TURN, Entry, Worker, arena

_ENTRIES: Final = [
    Entry("sync httpx", "small"),
    Entry("sync httpx", "200 codes"),
    Entry("sync httpx", "1 MiB upload"),
    Entry("async httpx", "small", 20),
    Entry("async aiohttp", "small", 20),
    Entry("async aiohttp", "200 codes", 20),
    Entry("async aiohttp", "small", 100),
]


def main() -> None:
    """Compare, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.against", description=__doc__)
    parser.add_argument("before", type=Path, help="the other checkout")
    parser.add_argument("--turns", type=int, default=21)
    options = parser.parse_args()
    print("| case | in flight | CPU, after over before | before over itself: the noise |")
    print("| --- | --- | --- | --- |")
    with arena() as environment:
        for entry in _ENTRIES:
            change, noise = _compared(entry, environment, options.before.resolve(), options.turns)
            print(f"| {entry.contender}, {entry.case} | {entry.flights} | {change} | {noise} |", flush=True)


def _compared(entry: Entry, environment: dict[str, str], before: Path, turns: int) -> tuple[str, str]:
    """Return the change and the noise, each as a median with its quartiles."""
    calls = max(CALLS_PER_TURN, 5 * entry.flights)
    changes, noises = [], []
    with contextlib.ExitStack() as stack:
        after, one, two = (
            stack.enter_context(Worker(entry.contender, environment, root=root)) for root in (None, before, before)
        )
        for turn in range(turns):
            # Whoever comes first finds the processor as others left it, so nobody always does.
            workers = [after, one, two]
            spent = {}
            for worker in workers[turn % 3 :] + workers[: turn % 3]:
                worker.spend(entry.case, 2 * entry.flights, entry.flights)
                spent[worker] = worker.spend(entry.case, calls, entry.flights)["cpu"]
            changes.append(spent[after] / spent[one])
            noises.append(spent[two] / spent[one])
    return _told(changes), _told(noises)


def _told(ratios: list[float]) -> str:
    low, middle, high = statistics.quantiles(ratios, n=4)
    return f"{middle:.3f} ({low:.3f} to {high:.3f})"


if __name__ == "__main__":
    main()
