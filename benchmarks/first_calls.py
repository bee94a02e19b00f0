"""What the first call of an operation costs beside a later one: compiling the schemas that it reaches.

`python -m benchmarks.first_calls` prints it as JSON, in a process of its own, since memory is a part of it.
"""

from __future__ import annotations

import json
import time
from typing import Any, Final

import psutil

from wechatpay_product_coupon import Client

_MADE_UP_OPERATIONS: Final = 30


def main() -> None:
    """Compile the checks of every operation of a contract with 30 more operations, each with schemas of its own."""
    contract = Client(None)._contract
    operations, schemas = contract._data["operations"], contract._data["schemas"]
    real = list(operations.items())
    for number in range(_MADE_UP_OPERATIONS):
        _, operation = real[number % len(real)]
        reached = contract._schemas.reachable([operation["body"], operation["answer"]])
        schemas.update({f"{name}_{number}": _renamed(schema, number) for name, schema in reached.items()})
        operations[f"madeUp{number}"] = _renamed(operation, number)
    contract.request_check(real[0][0])  # the first of all loads the validator
    process = psutil.Process()
    held, milliseconds = process.memory_info().rss, []
    for name in operations:
        begun = time.process_time()
        contract.request_check(name)
        contract.answer_check(name)
        milliseconds.append((time.process_time() - begun) * 1e3)
    mebibytes = (process.memory_info().rss - held) / 2**20
    print(json.dumps({"slowest": max(milliseconds), "mebibytes": mebibytes}))


def _renamed(node: Any, number: int) -> Any:
    """Return a part of the contract that refers to schemas of its own."""
    if isinstance(node, list):
        return [_renamed(item, number) for item in node]
    if not isinstance(node, dict):
        return node
    return {key: f"{value}_{number}" if key == "$ref" else _renamed(value, number) for key, value in node.items()}


if __name__ == "__main__":
    main()
