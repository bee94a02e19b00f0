"""`make bench`: compare, print, and write `benchmarks/results.md` with its plot. `--quick` takes fewer turns."""

from __future__ import annotations

import argparse

from benchmarks import costs
from benchmarks.contest import CALLS_PER_TURN, Entry, Worker, arena, compete
from benchmarks.report import FOLDER, plot, results

CASES = ("small", "200 codes", "1 MiB upload")
ENTRIES = [
    *(Entry(name, case) for name in ("floor httpx", "floor httpx2") for case in CASES[:2]),
    *(Entry(name, case) for name in ("sync httpx", "sync httpx2", "wechatpayv3 sync") for case in CASES),
    *(Entry(name, "small", flights) for name in ("async httpx", "async httpx2") for flights in (1, 20, 100)),
    *(Entry("async httpx2", case, 20) for case in CASES[1:]),
    *(Entry("wechatpayv3 async", "small", flights) for flights in (1, 20)),
]


def main() -> None:
    """Run everything; about two minutes, or half a minute with `--quick`."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer turns; nothing is written")
    parser.add_argument("--calls", type=int, default=10_000, help="for the growth of memory (default 10,000)")
    options = parser.parse_args()
    turns = 3 if options.quick else 15
    with arena() as environment:
        spent = compete(ENTRIES, environment, turns)
        with Worker("signature", environment) as worker:
            floor = 1000 * worker.spend("", 10 * CALLS_PER_TURN)["cpu"] / (10 * CALLS_PER_TURN)
        growth = costs.growth_kilobytes(environment, 2000 if options.quick else options.calls)
    told = {name: f"{cost:.0f} µs" for name, cost in costs.parts().items()}
    told["import of both packages, over httpx and cryptography alone"] = f"{costs.import_ratio(turns):.2f}"
    told["import for each more operation"] = f"{costs.import_growth_milliseconds(turns):.2f} ms"
    told["a client, above its transport"] = f"{costs.client_kilobytes():.0f} KiB"
    told["growth of memory over many calls"] = f"{growth:.0f} KiB"
    told["warm regeneration"] = f"{costs.regeneration_seconds():.1f} s"
    text = results(spent, told, floor)
    print(text)
    if not options.quick:
        (FOLDER / "results.md").write_text(text, encoding="utf-8")
        plot(spent, FOLDER / "results.png")


if __name__ == "__main__":
    main()
