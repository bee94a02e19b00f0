"""What the first call of an operation costs beside a later one: compiling the schemas that it reaches.

`python -m benchmarks.first_calls` prints it as JSON, in a process of its own, since memory is a part of it.
"""

from __future__ import annotations

import json
import time

import psutil

from wechatpay_product_coupon import Client


def main() -> None:
    """Compile the checks of every operation of the contract."""
    contract = Client(None)._contract
    first, *others = contract._data["operations"]
    contract.request_check(first)  # the first of all loads the validator
    process = psutil.Process()
    held, milliseconds = process.memory_info().rss, []
    for name in others:
        begun = time.process_time()
        contract.request_check(name)
        contract.answer_check(name)
        milliseconds.append((time.process_time() - begun) * 1e3)
    mebibytes = (process.memory_info().rss - held) / 2**20
    print(json.dumps({"slowest": max(milliseconds), "mebibytes": mebibytes}))


if __name__ == "__main__":
    main()
