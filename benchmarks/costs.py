"""What single parts cost: importing, checking, reading, serialising, memory, regeneration."""

from __future__ import annotations

import compileall
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import timeit
from collections.abc import Callable
from pathlib import Path
from typing import Final

from benchmarks import cases
from benchmarks.contest import CALLS_PER_TURN, Worker

_ROOT: Final = Path(__file__).parents[1]
_FLOOR_IMPORT: Final = "import httpx, cryptography.hazmat.primitives.serialization, cryptography.x509"
_OUR_IMPORT: Final = "from wechatpay_product_coupon import Client; from wechatpay_httpx import WeChatPayAuth"


def import_seconds(program: str, path: Path | None = None) -> float:
    """Return how long a fresh interpreter needs for a program, more than for an empty one."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    empty = time.perf_counter()
    prefix = f"import sys; sys.path.insert(0, {str(path)!r}); " if path else ""
    subprocess.run([sys.executable, "-c", prefix + program], check=True)
    return (time.perf_counter() - empty) - (empty - begun)


def compiled(*folders: Path) -> None:
    """Compile packages to bytecode, as installing does; else an import would compile them each time anew."""
    for folder in folders:
        compileall.compile_dir(folder, quiet=1)


def import_ratio(turns: int) -> float:
    """Return the median cost of importing both packages over importing httpx and cryptography alone."""
    compiled(*(_ROOT / folder for folder in ("auth_plugin", "generated_client", "runtime")))
    pairs = [(import_seconds(_OUR_IMPORT), import_seconds(_FLOOR_IMPORT)) for _ in range(turns)]
    return statistics.median(ours / floor for ours, floor in pairs)


def _microseconds(function: Callable[[], object]) -> float:
    """Return the median of what one call takes."""
    repeats = timeit.repeat(function, number=200, repeat=9)
    return statistics.median(repeats) / 200 * 1e6


def parts() -> dict[str, float]:
    """Return what checking, serialising and reading cost by themselves, in microseconds."""
    from wechatpay_product_coupon import Client
    from wechatpay_product_coupon import models as m

    contract = Client(auth=None)._contract
    typical, codes = cases.create_body(), cases.CODES_BODY
    where = {"product_coupon_id": "200000001", "stock_id": "123456789"}
    create = contract.request_check("createProductCoupon")
    upload = contract.request_check("uploadCouponCodes")
    answered = contract.answer_check("uploadCouponCodes")
    answer = cases.ANSWERS[cases.CODES]
    raw = json.dumps(answer).encode()
    coupon = m.CreateProductCouponRequest.from_dict(typical)
    return {
        "check a typical request": _microseconds(lambda: create.check({}, {}, typical)),
        "check 200 codes": _microseconds(lambda: upload.check(where, {}, codes)),
        "serialise a typical request": _microseconds(coupon.to_dict),
        "parse an answer of 200 codes": _microseconds(lambda: json.loads(raw)),
        "check an answer of 200 codes": _microseconds(lambda: answered.findings(answer)),
        "read an answer of 200 codes": _microseconds(lambda: m.UploadCouponCodesResponse.from_dict(answer)),
    }


def first_calls() -> dict[str, float]:
    """Return what compiling costs at the first call of each of 35 operations: ms of the slowest, MiB of all."""
    command = [sys.executable, "-m", "benchmarks.first_calls"]
    done = subprocess.run(command, cwd=_ROOT, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def client_kilobytes() -> float:
    """Return what a client holds above its transport, in KiB of Python's own allocations."""
    program = (
        "import tracemalloc, httpx, wechatpay_product_coupon as w\n"
        "transport = httpx.HTTPTransport()\n"
        "tracemalloc.start()\n"
        "client = w.Client(auth=None, transport=transport)\n"
        "client.product_coupons, client.images\n"
        "print(tracemalloc.get_traced_memory()[0] / 1024)\n"
    )
    return float(subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout)


def growth_kilobytes(contender: str, environment: dict[str, str], calls: int, flights: int) -> float:
    """Return by how much the peak of a client's process rises over many calls, after the first thousands, in KiB."""
    with Worker(contender, environment) as worker:
        before = worker.spend("small", 50 * CALLS_PER_TURN, flights)["max_rss"]
        for _ in range(calls // (10 * CALLS_PER_TURN)):
            after = worker.spend("small", 10 * CALLS_PER_TURN, flights)["max_rss"]
    return float(after - before)


def regeneration_seconds() -> float:
    """Return how long `python -m codegen` takes when it was run before."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(_ROOT / "openapi.yaml", folder)
        command = [sys.executable, "-m", "codegen", "--root", folder]
        subprocess.run(command, cwd=_ROOT, check=True, capture_output=True)
        begun = time.perf_counter()
        subprocess.run(command, cwd=_ROOT, check=True, capture_output=True)
        return time.perf_counter() - begun
