"""A sandbox that is asked for long: `python -m tests.sandbox.soak`.

What it remembers of requests is bounded, so that its memory is: once the bytes of the history are at their bound, a
request leaves its outline alone, and none at all once their number is. The world does not grow here: the same task is
asked for. It is a test that takes long: the growth must stay below what the outlines can take.
"""

from __future__ import annotations

import argparse
import gc
import sys
from typing import Final

import httpx
import psutil

from tests.sandbox.program import TASKS, Program
from wechatpay_sandbox import Sandbox
from wechatpay_sandbox._world.exchanges import KEPT, KEPT_BYTES

_OUTLINE_BYTES: Final = 1500  # of memory; far less than the 3,000 that a request and its answer travel with


def resident() -> int:
    gc.collect()
    return psutil.Process().memory_info().rss


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--calls", type=int, default=100_000)
    calls: int = parser.parse_args().calls
    with Sandbox.start() as sandbox, httpx.Client() as http:
        program = Program(sandbox, sandbox.merchant, http)
        program.submit(task_id="task_of_the_soak")
        target = f"{TASKS}/task_of_the_soak?brand_id={program.brand_id}&image_generation_type=COMBINE_IMAGE"
        # Until the bytes are at their bound it grows, as it may.
        warm = calls // 2
        grown, full = [resident()], list[bool]()
        for number in range(calls):
            assert program.send("GET", target).status_code == 200
            if number + 1 in (warm, calls):
                grown.append(resident())
                full.append(len(sandbox._state.exchanges.weighty) < number + 1)
        history = sandbox._state.exchanges
        assert len(history) == min(calls + 1, KEPT)
        assert history.bytes_held <= KEPT_BYTES
    after = (grown[2] - grown[1]) / (calls - warm)
    before = (grown[1] - grown[0]) / warm
    sys.stdout.write(f"{calls} requests: {before:.0f} bytes each in the first half, {after:.0f} in the second\n")
    if not full[0]:
        sys.stdout.write("too few to fill the history: this shows nothing of its bound\n")
        return 0
    return 0 if after < _OUTLINE_BYTES else 1


if __name__ == "__main__":
    sys.exit(main())
