"""How cost grows: with the operations of a contract, with calls in flight, with merchants."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import yaml

from benchmarks.contest import CALLS_PER_TURN, SIGNATURE, Worker
from benchmarks.costs import compiled, import_seconds

_ROOT: Final = Path(__file__).parents[1]
_OPERATIONS: Final = (5, 35, 100)
_FLIGHTS: Final = (1, 5, 20, 100, 500)
_MERCHANTS: Final = (1, 10, 100, 1000)
_FIRST: Final = ("uploadImage", "submitImageGenerationTask", "getImageGenerationTask", "createProductCoupon")
_COPIED: Final = "uploadCouponCodes"
_IMPORT: Final = "from wechatpay_product_coupon import Client"
_FIRST_CALL: Final = """
import sys, time
sys.path.insert(0, sys.argv[1])
from wechatpay_product_coupon.client import CONTRACT
begun = time.process_time()
CONTRACT.request_check("uploadCouponCodes"), CONTRACT.answer_check("uploadCouponCodes")
print(1000 * (time.process_time() - begun))
"""
_CLIENTS: Final = """
import resource, sys, time
import wechatpay_product_coupon as package
count, shares = int(sys.argv[1]), sys.argv[2] == "shared"
first = package.Transport()
kept = [package.Client(auth=None, transport=first)]
before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
kept += [package.Client(auth=None, transport=first if shares else None) for _ in range(count)]
spent = 1000 * (time.process_time() - begun)
print(spent / count, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / count)
"""


def tables(environment: dict[str, str], turns: int) -> dict[str, list[list[str]]]:
    """Return a table for each kind of growth, by its title; the first row has the names of the columns.

    Args:
        environment: What `arena` yields.
        turns: How often each is measured; the median counts.
    """
    return {
        "Operations in the contract": [
            ["operations", "import, ms", "first call, ms", "`make`, warm, s", "mypy, from nothing, s"],
            *(_of_operations(count, turns) for count in _OPERATIONS),
        ],
        "Calls in flight, on aiohttp": [
            ["in flight", "CPU of a call over a signature"],
            *_of_flights(environment, turns),
        ],
        "Merchants": [
            ["clients", "on one transport: ms and KiB each", "each with its own: ms and KiB each"],
            *([str(count), _of_clients(count, "shared"), _of_clients(count, "own")] for count in _MERCHANTS),
        ],
    }


def _of_operations(count: int, turns: int) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        _write(_contract_of(count), root / "openapi.yaml")
        make = [sys.executable, "-m", "codegen", "--root", folder]
        _seconds(make)
        warm = _seconds(make)
        package = root / "generated_client"
        compiled(package)
        imports = [import_seconds(_IMPORT, package) - import_seconds("import httpx") for _ in range(turns)]
        first = [float(_output("-c", _FIRST_CALL, str(package))) for _ in range(turns)]
        mypy = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(root / "cache"), str(package)]
        typed = _seconds(mypy)
    milliseconds = [f"{1000 * statistics.median(imports):.0f}", f"{statistics.median(first):.1f}"]
    return [str(count), *milliseconds, f"{warm:.1f}", f"{typed:.0f}"]


def _of_flights(environment: dict[str, str], turns: int) -> Iterator[list[str]]:
    for flights in _FLIGHTS:
        ratios = []
        with Worker("async aiohttp", environment) as worker, Worker(SIGNATURE, environment) as signature:
            for _ in range(turns):
                floor = signature.spend("", CALLS_PER_TURN)["cpu"] / CALLS_PER_TURN
                calls = max(CALLS_PER_TURN, 5 * flights)
                worker.spend("small", 2 * flights, flights)
                ratios.append(worker.spend("small", calls, flights)["cpu"] / calls / floor)
        yield [str(flights), f"{statistics.median(ratios):.2f}"]


def _of_clients(count: int, kind: str) -> str:
    milliseconds, kibibytes = map(float, _output("-c", _CLIENTS, str(count), kind).split())
    return f"{milliseconds:.2f} and {kibibytes:.0f}"


def _contract_of(count: int) -> dict[str, Any]:
    """Return the contract with some of its operations, or with made-up ones beside them."""
    document: dict[str, Any] = yaml.load((_ROOT / "openapi.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    paths = document["paths"]
    own = sum(_is_operation(operation) for item in paths.values() for operation in item.values())
    if count < own:
        kept = (*_FIRST, _COPIED)[:count]
        document["paths"] = {path: left for path, item in paths.items() if (left := _left(item, kept))}
        return _without_unused(document)
    path, item = next((path, item) for path, item in paths.items() if _left(item, (_COPIED,)))
    for number in range(count - own):
        operation = {**item["post"], "operationId": f"{_COPIED}Again{number}", "x-method": f"upload_again_{number}"}
        paths[f"{path}-again-{number}"] = {**item, "post": operation}
    return document


def _is_operation(node: Any) -> bool:
    return isinstance(node, Mapping) and "operationId" in node


def _left(item: Mapping[str, Any], kept: tuple[str, ...]) -> dict[str, Any]:
    """Return a path item with those of its operations that are kept; nothing where none is."""
    left = {key: node for key, node in item.items() if not _is_operation(node) or node["operationId"] in kept}
    return left if any(map(_is_operation, left.values())) else {}


def _without_unused(document: dict[str, Any]) -> dict[str, Any]:
    """Return a document without the tags and the components that nothing in it refers to."""
    used = [tag for item in document["paths"].values() for node in item.values() for tag in _tags_of(node)]
    document["tags"] = [tag for tag in document["tags"] if tag["name"] in used]
    while True:
        text = json.dumps(document)
        unused = [
            (section, name)
            for section, named in document["components"].items()
            if not section.startswith("x-") and section != "securitySchemes"
            for name in named
            if f'"#/components/{section}/{name}"' not in text
        ]
        if not unused:
            return document
        for section, name in unused:
            del document["components"][section][name]


def _tags_of(node: Any) -> list[str]:
    return list(node["tags"]) if _is_operation(node) else []


def _write(document: dict[str, Any], path: Path) -> None:
    path.write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _seconds(command: list[str]) -> float:
    begun = time.perf_counter()
    done = subprocess.run(command, cwd=_ROOT, check=False, capture_output=True, text=True, env=os.environ)
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    return time.perf_counter() - begun


def _output(*arguments: str) -> str:
    done = subprocess.run([sys.executable, *arguments], cwd=_ROOT, check=True, capture_output=True, text=True)
    return done.stdout
