"""Write `benchmarks/results.md` and its plot."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import statistics
from collections.abc import Mapping
from pathlib import Path

import matplotlib as mpl
from matplotlib import pyplot

from benchmarks.contest import SIGNATURE, Entry, Spent

FOLDER = Path(__file__).parent
LIBRARIES = ("httpx", "httpx2", "cryptography", "jsonschema-rs", "wechatpayv3")
TARGETS = {
    Entry("sync httpx", "small"): 1.7,
    Entry("sync httpx2", "small"): 1.5,
    Entry("sync httpx", "200 codes"): 2.0,
    Entry("async httpx2", "small", 20): 1.6,
    Entry("async httpx2", "small", 100): 1.7,
}


def machine() -> str:
    """Return what the numbers were taken on."""
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    model = next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES)
    return f"{os.cpu_count()} cores of {model}; {platform.system()}; Python {platform.python_version()}; {versions}"


def results(spent: Mapping[Entry, Spent], costs: Mapping[str, str], floor_milliseconds: float) -> str:
    """Return the results as Markdown."""
    lines = [
        "# Results",
        "",
        "Written by `make bench`. CPU seconds of the client's process for one call, over one bare RSA-2048 signature",
        "in the same turn: medians, and in brackets the distance between the quartiles. All contenders took turns in",
        "one run, against a server that replays a signed answer. `floor` is a signature, a ready request through",
        "httpx's bare transport, and a verification: what no client on httpx can undercut. Ratios hold for this",
        "machine: the faster its signature, the more everything else weighs.",
        "",
        f"{machine()}. A bare signature took {floor_milliseconds:.2f} ms here.",
        "",
        "| client | request | in flight | CPU over a signature | target | calls per second | loop lag, 99 % |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for entry, result in spent.items():
        target = f"{TARGETS[entry]}" if entry in TARGETS else ""
        lag = f"{1000 * statistics.median(result.lags):.1f} ms" if result.lags else ""
        lines.append(
            f"| {entry.contender} | {entry.case} | {entry.flights} | {result.ratio:.2f} ({result.spread:.2f}) "
            f"| {target} | {statistics.median(result.calls_per_second):.0f} | {lag} |"
        )
    lines += ["", "![Calls per second against calls in flight](results.png)", "", "| part | cost |", "| --- | --- |"]
    lines += [f"| {name} | {cost} |" for name, cost in costs.items()]
    return "\n".join(lines) + "\n"


def plot(spent: Mapping[Entry, Spent], path: Path) -> None:
    """Draw calls per second against calls in flight."""
    mpl.use("Agg")
    figure, axes = pyplot.subplots(figsize=(8, 4.5))
    curves: dict[str, list[tuple[int, float]]] = {}
    for entry, result in spent.items():
        if entry.case == "small" and entry.contender != SIGNATURE:
            rate = statistics.median(result.calls_per_second)
            curves.setdefault(entry.contender, []).append((entry.flights, rate))
    for name, points in curves.items():
        flights, rates = zip(*sorted(points), strict=True)
        axes.plot(flights, rates, marker="o", label=name)
    axes.set(
        xscale="log", xlabel="calls in flight", ylabel="calls per second", title="Signed, verified calls, one process"
    )
    axes.set_ylim(bottom=0)
    axes.grid(visible=True, alpha=0.3)
    axes.legend(loc="center left", bbox_to_anchor=(1.02, 0.5))
    figure.savefig(path, dpi=110, bbox_inches="tight", metadata={"Software": None})
    pyplot.close(figure)
