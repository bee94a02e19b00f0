"""Write `benchmarks/results.md` and its plot."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import statistics
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import matplotlib as mpl
from matplotlib import pyplot

from benchmarks.contest import AXIOS, Entry, Run, Spent, axios_is_here

FOLDER: Final = Path(__file__).parent
_LIBRARIES: Final = ("httpx", "httpx2", "aiohttp", "cryptography", "jsonschema-rs", "wechatpayv3")
_LEAST_SHARE: Final = 0.01

_SYNC: Final = Entry("sync curl", "small")
_ASYNC: Final = Entry("async aiohttp", "small", 20)
_UPLOAD: Final = Entry("sync httpx", "1 MiB upload")

_INTRODUCTION: Final = """\
# Results

Written by `make bench`. CPU seconds of the client's process for one call, over one bare RSA-2048 signature in the same
turn: medians, and in brackets the distance between the quartiles. All contenders took turns in one run, against a
server on the same cores that replays a signed answer.

A `floor` is a signature, a ready request through the bare library, and a verification: what no client on that library
can undercut. The faster a machine signs, the higher its floors. So everything is measured twice: as it is, and with the
processor's AVX-512 IFMA taken from OpenSSL (`OPENSSL_ia32cap`), as on the many machines whose processors lack it.
"""


class Target(NamedTuple):
    """Something to reach.

    Args:
        what: In words.
        bound: The number, and whether it is the least or the most, in words.
        measured: What it is.
        floor: What it would be for the bare library, where that can be said.
    """

    what: str
    bound: str
    measured: Callable[[Run], float]
    floor: Callable[[Run], float] | None = None


def _ratio(contender: str, case: str = "small", flights: int = 1) -> Callable[[Run], float]:
    """Return a reader of an entry's CPU time over a bare signature."""
    return lambda run: run.spent[Entry(contender, case, flights)].ratio


def _over(theirs: Entry, ours: Entry) -> Callable[[Run], float]:
    """Return a reader of how much more CPU time another client takes than ours."""
    return lambda run: run.spent[theirs].ratio / run.spent[ours].ratio


def _own_part(ours: Entry, floor: Entry) -> Callable[[Run], float]:
    """Return a reader of what a call costs beside signature, verification and the bare library, in µs of CPU."""
    return lambda run: 1e6 * run.signature * (run.spent[ours].ratio - run.spent[floor].ratio)


_TARGETS: Final = (
    Target("sync on httpx", "at most 2.2", _ratio("sync httpx"), _ratio("floor httpx")),
    Target("sync on curl", "at most 1.6", _ratio("sync curl"), _ratio("floor curl")),
    Target(
        "sync on curl, 200 codes", "at most 1.7", _ratio("sync curl", "200 codes"), _ratio("floor curl", "200 codes")
    ),
    Target(
        "async on aiohttp, 20 in flight",
        "at most 1.8",
        _ratio("async aiohttp", flights=20),
        _ratio("floor async aiohttp", flights=20),
    ),
    Target("async on aiohttp, 100 in flight", "at most 1.8", _ratio("async aiohttp", flights=100)),
    Target(
        "wechatpayv3's CPU over ours on curl, sync", "at least 2.7", _over(Entry("wechatpayv3 sync", "small"), _SYNC)
    ),
    Target(
        "wechatpayv3's CPU over ours on aiohttp, 20 in flight",
        "at least 5",
        _over(Entry("wechatpayv3 async", "small", 20), _ASYNC),
    ),
    *(
        [Target("wechatpay-axios-plugin's CPU over ours on curl", "at least 2.4", _over(Entry(AXIOS, "small"), _SYNC))]
        if axios_is_here()
        else []
    ),
    Target(
        "our own part of a call, sync on httpx, µs",
        "at most 50",
        _own_part(Entry("sync httpx", "small"), Entry("floor httpx", "small")),
    ),
    Target("the same on curl, µs", "at most 50", _own_part(_SYNC, Entry("floor curl", "small"))),
    Target(
        "the same on aiohttp, 20 in flight, µs",
        "at most 60",
        _own_part(_ASYNC, Entry("floor async aiohttp", "small", 20)),
    ),
    Target(
        "calls over signatures of one core, per second, 20 in flight",
        "at least 1.4",
        lambda run: statistics.median(run.spent[_ASYNC].throughput),
    ),
    Target("lag of the loop, 20 in flight, ms", "below 5", lambda run: 1000 * run.spent[_ASYNC].lag),
    Target(
        "upload of 1 MiB, CPU above the signature, ms",
        "at most 15",
        lambda run: 1000 * run.signature * (run.spent[_UPLOAD].ratio - 1),
    ),
)


def _machine() -> str:
    """Return what the numbers were taken on."""
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    model = next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in _LIBRARIES)
    return f"{os.cpu_count()} cores of {model}; {platform.system()}; Python {platform.python_version()}; {versions}"


def results(
    runs: Sequence[Run],
    shares: Mapping[str, Mapping[str, float]],
    costs: Mapping[str, str],
    grown: Mapping[str, Sequence[Sequence[str]]],
) -> str:
    """Return the results as Markdown."""
    here, without = runs
    lines = [
        *(_INTRODUCTION, f"{_machine()}.", "", "## Against the targets", ""),
        f"A bare signature took {1000 * here.signature:.2f} ms, and {1000 * without.signature:.2f} ms without IFMA.",
        "",
        "| what | target | floor | measured | floor without IFMA | measured without IFMA |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for target in _TARGETS:
        cells = [f"{read(run):.2f}" if read else "" for run in runs for read in (target.floor, target.measured)]
        lines.append(f"| {target.what} | {target.bound} | {' | '.join(cells)} |")
    for title, run in (("As it is", here), ("Without IFMA", without)):
        lines += ["", f"## {title}", "", *_table(run.spent)]
    lines += [
        "",
        "![Calls per second against calls in flight](../docs/en/speed.png)",
        "",
        "## Where the time of a call goes",
        "",
    ]
    lines += ["By `cProfile`, which makes what is written in Python look dearer than it is. One call at a time.", ""]
    for name, spent in shares.items():
        named = [f"{library} {share:.0%}" for library, share in spent.items() if share >= _LEAST_SHARE]
        lines += [f"- {name}: {', '.join(named)}"]
    lines += ["", "## Parts", "", "| part | cost |", "| --- | --- |"]
    lines += [f"| {name} | {cost} |" for name, cost in costs.items()]
    lines += ["", "## How cost grows"]
    for title, (columns, *rows) in grown.items():
        lines += ["", f"### {title}", "", f"| {' | '.join(columns)} |", f"|{' --- |' * len(columns)}"]
        lines += [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(lines) + "\n"


def _table(spent: Mapping[Entry, Spent]) -> list[str]:
    lines = [
        "| client | request | in flight | CPU over a signature | calls per second | over signatures per second | lag |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for entry, result in spent.items():
        lag = f"{1000 * result.lag:.1f} ms" if result.lags else ""
        lines.append(
            f"| {entry.contender} | {entry.case} | {entry.flights} | {result.ratio:.2f} ({result.spread:.2f}) "
            f"| {statistics.median(result.calls_per_second):.0f} | {statistics.median(result.throughput):.2f} | {lag} |"
        )
    return lines


def plot(spent: Mapping[Entry, Spent], path: Path) -> None:
    """Draw calls per second against calls in flight."""
    mpl.use("Agg")
    figure, axes = pyplot.subplots(figsize=(8, 4.5))
    curves: dict[str, list[tuple[int, float]]] = {}
    for entry, result in spent.items():
        if entry.case == "small" and not entry.contender.startswith("floor"):
            rate = statistics.median(result.calls_per_second)
            curves.setdefault(entry.contender, []).append((entry.flights, rate))
    for name, points in curves.items():
        flights, rates = zip(*sorted(points), strict=True)
        axes.plot(flights, rates, marker="o", label=name)
    axes.set(
        xscale="log", xlabel="calls in flight", ylabel="calls per second", title="Signed, verified calls, one process"
    )
    axes.set_xticks(sorted({flights for points in curves.values() for flights, _ in points}))
    axes.xaxis.set_major_formatter("{x:.0f}")
    axes.minorticks_off()
    axes.set_ylim(bottom=0)
    axes.grid(visible=True, alpha=0.3)
    axes.legend(loc="center left", bbox_to_anchor=(1.02, 0.5))
    figure.savefig(path, dpi=110, bbox_inches="tight", metadata={"Software": None})
    pyplot.close(figure)
