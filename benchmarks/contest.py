"""Run the contenders in turns, each in its own process, and compare what they spent with a bare signature."""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Self

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from benchmarks import cases, contenders, replay

SIGNATURE: Final = "signature"
AXIOS: Final = "wechatpay-axios-plugin"
_AXIOS_IS_HERE: Final = Path(__file__).parents[1] / "tests/contract/node_modules" / AXIOS
CALLS_PER_TURN: Final = 100


@dataclass(frozen=True)
class Entry:
    """One line of the results.

    Args:
        contender: Who calls.
        case: What is called.
        flights: How many calls are in flight at a time.
    """

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
    def lag(self) -> float:
        """Median, over the turns, of the 99th percentile of how late the event loop was, in seconds."""
        return statistics.median(self.lags)

    @property
    def ratio(self) -> float:
        """Median CPU time of a call over a bare signature."""
        return statistics.median(self.cpu)

    @property
    def spread(self) -> float:
        """Distance between the quartiles of that ratio."""
        low, _, high = statistics.quantiles(self.cpu, n=4)
        return high - low


@dataclass
class Run:
    """All entries on one machine, or on the machine changed in one respect.

    Args:
        signature: CPU seconds of a bare signature.
        spent: What each entry spent.
    """

    signature: float
    spent: dict[Entry, Spent]


class Worker:
    """A contender's process, which ends with the `with` block.

    Args:
        name: The contender, as `benchmarks.contenders.make` knows it.
        environment: What `arena` yields.
        root: Another checkout whose code calls, with its own environment; None for this one.
    """

    def __init__(self, name: str, environment: dict[str, str], *, root: Path | None = None) -> None:
        self._process = subprocess.Popen(
            _node_command(environment)
            if name == AXIOS
            else [root / ".venv/bin/python" if root else sys.executable, "-m", "benchmarks.worker", name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
            cwd=root or Path(__file__).parents[1],
        )

    def spend(self, case: str, calls: int, flights: int = 1) -> dict[str, Any]:
        """Make calls; return CPU and wall seconds, the latest 1 % of the loop's lags, and the peak of memory."""
        return self._ask({"case": case, "calls": calls, "flights": flights, "profiled": False})

    def shares(self, case: str, calls: int) -> dict[str, float]:
        """Make calls under the profiler; return the share of each library."""
        return self._ask({"case": case, "calls": calls, "flights": 1, "profiled": True})

    def _ask(self, order: dict[str, Any]) -> dict[str, Any]:
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps(order), file=self._process.stdin, flush=True)
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(timeout=10)


def axios_is_here() -> bool:
    """Whether Node's client can take part: `make check-contract` installs it, where Node is."""
    return _AXIOS_IS_HERE.exists() and shutil.which("node") is not None


def _node_command(environment: dict[str, str]) -> list[str]:
    known = {
        "keys": environment["BENCHMARK_KEYS"],
        "port": environment["BENCHMARK_PORT"],
        "keyId": replay.KEY_ID,
        "mchid": contenders.MCHID,
        "serial": contenders.SERIAL_NO,
        "cases": {"small": [cases.SMALL, cases.SMALL_BODY], "200 codes": [cases.CODES, cases.CODES_BODY]},
    }
    return ["node", str(Path(__file__).with_name("axios_worker.mjs")), json.dumps(known)]


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
    """Let every entry make its calls in every turn, and a bare signature before each.

    Connections may not outlast a round of turns, so the first calls of each turn, which open them, do not count. Each
    number of calls in flight has a process of its own: idle connections make some pools slower.
    """
    spent = {entry: Spent() for entry in entries}
    with contextlib.ExitStack() as stack:
        kinds = dict.fromkeys((entry.contender, entry.flights) for entry in entries)
        workers = {kind: stack.enter_context(Worker(kind[0], environment)) for kind in kinds}
        signature = stack.enter_context(Worker(SIGNATURE, environment))
        for _ in range(turns):
            for entry in entries:
                floor = signature.spend("", CALLS_PER_TURN)
                worker = workers[entry.contender, entry.flights]
                calls = max(CALLS_PER_TURN, 5 * entry.flights)
                worker.spend(entry.case, 2 * entry.flights, entry.flights)
                turn = worker.spend(entry.case, calls, entry.flights)
                result = spent[entry]
                result.cpu.append(turn["cpu"] / calls / floor["cpu"] * CALLS_PER_TURN)
                result.calls_per_second.append(calls / turn["wall"])
                result.throughput.append(calls / turn["wall"] * floor["wall"] / CALLS_PER_TURN)
                if turn["lags"]:
                    result.lags.append(min(turn["lags"]))
    return spent


def _pem(key: RSAPrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
