"""Run the contenders in turns, each in its own process, and compare what they spent with a bare signature."""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from benchmarks import cases, replay

SIGNATURE = "signature"
CALLS_PER_TURN = 100


@dataclass(frozen=True)
class Entry:
    """One line of the results: who does what, with how many calls in flight."""

    contender: str
    case: str
    flights: int = 1


@dataclass
class Spent:
    """What an entry spent in each turn, in multiples of a bare signature measured in the same turn."""

    cpu: list[float] = field(default_factory=list)
    calls_per_second: list[float] = field(default_factory=list)
    throughput: list[float] = field(default_factory=list)
    lags: list[float] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        """Median CPU time of a call over a bare signature."""
        return statistics.median(self.cpu)

    @property
    def spread(self) -> float:
        """Distance between the quartiles of that ratio."""
        low, _, high = statistics.quantiles(self.cpu, n=4)
        return high - low


class Worker:
    """A contender's process."""

    def __init__(self, name: str, environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.worker", name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
            cwd=Path(__file__).parents[1],
        )

    def spend(self, case: str, calls: int, flights: int = 1) -> dict[str, Any]:
        """Make calls; return CPU and wall seconds, the latest 1 % of the loop's lags, and the peak of memory."""
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps({"case": case, "calls": calls, "flights": flights}), file=self._process.stdin, flush=True)
        spent: dict[str, Any] = json.loads(self._process.stdout.readline())
        return spent

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(timeout=10)


@contextlib.contextmanager
def arena() -> Iterator[dict[str, str]]:
    """Yield the environment that workers need: fresh keys, and the port of a running replay server."""
    merchant, platform = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
    ours, theirs = multiprocessing.Pipe()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "key.pem").write_bytes(_pem(merchant))
        (Path(folder) / "public.pem").write_bytes(
            platform.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        )
        server = multiprocessing.Process(target=replay.serve, args=(theirs, _pem(platform), cases.ANSWERS), daemon=True)
        server.start()
        try:
            yield {**os.environ, "BENCHMARK_KEYS": folder, "BENCHMARK_PORT": str(ours.recv())}
        finally:
            ours.send("stop")
            server.join(timeout=5)


def compete(entries: list[Entry], environment: dict[str, str], turns: int) -> dict[Entry, Spent]:
    """Let every entry make its calls in every turn, and a bare signature before each."""
    spent = {entry: Spent() for entry in entries}
    with contextlib.ExitStack() as stack:
        names = dict.fromkeys([SIGNATURE, *(entry.contender for entry in entries)])
        workers = {name: stack.enter_context(Worker(name, environment)) for name in names}
        for entry in entries:
            workers[entry.contender].spend(entry.case, 2 * entry.flights, entry.flights)
        for _ in range(turns):
            for entry in entries:
                floor = workers[SIGNATURE].spend("", CALLS_PER_TURN)
                turn = workers[entry.contender].spend(entry.case, CALLS_PER_TURN, entry.flights)
                result = spent[entry]
                result.cpu.append(turn["cpu"] / floor["cpu"])
                result.calls_per_second.append(CALLS_PER_TURN / turn["wall"])
                result.throughput.append(floor["wall"] / turn["wall"])
                if turn["lags"]:
                    result.lags.append(min(turn["lags"]))
    return spent


def _pem(key: RSAPrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
