"""`make bench`: compare, print, and write `benchmarks/results.md` with its plot. `--quick` takes fewer turns."""

from __future__ import annotations

import argparse
from typing import Final

from benchmarks import costs, growth, notifications
from benchmarks.contest import AXIOS, CALLS_PER_TURN, SIGNATURE, Entry, Run, Worker, arena, axios_is_here, compete
from benchmarks.report import FOLDER, plot, results

_CASES: Final = ("small", "200 codes", "1 MiB upload")
_FLOORS: Final = ("floor httpx", "floor httpx2", "floor curl")
_ASYNC_FLOORS: Final = ("floor async httpx", "floor async httpx2", "floor async aiohttp")
_SYNC: Final = ("sync httpx", "sync httpx2", "sync curl")
_ASYNC: Final = ("async httpx", "async httpx2", "async aiohttp")
_ENTRIES: Final = [
    *(Entry(name, case) for name in _FLOORS for case in _CASES[:2]),
    *(Entry(name, "small", 20) for name in _ASYNC_FLOORS),
    *(Entry(name, case) for name in (*_SYNC, "wechatpayv3 sync") for case in _CASES),
    *(Entry(name, "small", flights) for name in _ASYNC for flights in (1, 20, 100)),
    *(Entry("async aiohttp", case, 20) for case in _CASES[1:]),
    *(Entry("wechatpayv3 async", "small", flights) for flights in (1, 20)),
    *(
        Entry(AXIOS, case, flights)
        for case, flights in ([("small", 1), ("200 codes", 1), ("small", 20)] if axios_is_here() else [])
    ),
]
_PROFILED: Final = ("sync httpx", "sync curl", "async aiohttp")

_WITHOUT_IFMA: Final = {"OPENSSL_ia32cap": ":~0x200000"}
"""Takes AVX-512 IFMA from OpenSSL, which signs with it where the processor has it: bit 21 of CPUID leaf 7, EBX."""


def main() -> None:
    """Run everything; about ten minutes, or three with `--quick`."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer turns; nothing is written")
    parser.add_argument("--calls", type=int, default=100_000, help="for the growth of memory (default 100,000)")
    options = parser.parse_args()
    turns = 3 if options.quick else 15
    runs = []
    with arena() as environment:
        for changes in ({}, _WITHOUT_IFMA):
            changed = {**environment, **changes}
            spent = compete(_ENTRIES, changed, turns)
            with Worker(SIGNATURE, changed) as worker:
                signature = worker.spend("", 10 * CALLS_PER_TURN)["cpu"] / (10 * CALLS_PER_TURN)
            runs.append(Run(signature, spent))
        shares = {}
        for name in _PROFILED:
            with Worker(name, environment) as worker:
                worker.spend("small", CALLS_PER_TURN)
                shares[name] = worker.shares("small", 10 * CALLS_PER_TURN)
        calls = 2000 if options.quick else options.calls
        growths = {
            name: costs.growth_kilobytes(name, environment, calls, flights)
            for name, flights in (("sync httpx", 1), ("async aiohttp", 20))
        }
        grown = growth.tables(environment, 1 if options.quick else 5)
    told = _costs(turns) | {
        f"{name}: growth over {calls:,} calls (none)": f"{growth:.0f} KiB" for name, growth in growths.items()
    }
    text = results(runs, shares, told, grown)
    print(text)
    if not options.quick:
        (FOLDER / "results.md").write_text(text, encoding="utf-8")
        plot(runs[0].spent, FOLDER.parent / "docs/en/speed.png")


def _costs(turns: int) -> dict[str, str]:
    told = {name: f"{cost:.0f} µs" for name, cost in costs.parts().items()}
    told["import of both packages, over httpx and cryptography alone (at most 1.15)"] = (
        f"{costs.import_ratio(turns):.2f}"
    )
    told["a notification, verified, decrypted and typed, over one bare verification (at most 2.0)"] = (
        f"{notifications.over_a_verification():.2f}"
    )
    first = costs.first_calls()
    told["the first call of an operation compiles, of 35 the slowest (at most 4 ms)"] = f"{first['slowest']:.1f} ms"
    told["all 35 compiled (at most 15 MiB)"] = f"{first['mebibytes']:.1f} MiB"
    told["a client, above its transport (below 5 MiB)"] = f"{costs.client_kilobytes():.0f} KiB"
    told["warm regeneration"] = f"{costs.regeneration_seconds():.1f} s"
    return told


if __name__ == "__main__":
    main()
