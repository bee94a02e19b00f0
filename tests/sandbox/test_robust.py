"""Whatever comes, and however many come at once: answers, in bounded memory."""

from __future__ import annotations

import struct
import threading
import zlib
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.sandbox.program import TASKS, Program, example, number
from wechatpay_sandbox import Sandbox
from wechatpay_sandbox._world.pictures import MOST_PIXELS


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few kilobytes that says that it is huge, and is: all its pixels are black."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes((width // 8 + 1) * 64) * (height // 64), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_picture_of_too_many_pixels_is_not_decoded(program: Program) -> None:
    side = 8000
    assert side * side > MOST_PIXELS
    file = bomb(side, side)
    assert len(file) < 100_000
    uploaded = program.upload(file, "a.png")
    assert uploaded.status_code == 200
    task_id = number()
    program.submit(
        task_id=task_id, image_generation_type="CUT_OUT", cut_out={"image_url": uploaded.json()["image_url"]}
    )
    assert program.task(task_id, "CUT_OUT").json()["task_state"] == "FAIL"
    assert program.fetch(uploaded.json()["image_url"]).content == file


def test_many_clients_at_once_are_answered(sandbox: Sandbox) -> None:
    """More than there are threads for anything, each with a connection of its own, all connected before one calls."""
    clients = 200
    ready = threading.Barrier(clients)
    before = len(sandbox.requests)

    def call(_: int) -> int:
        with httpx.Client(timeout=120) as http:
            program = Program(sandbox, sandbox.merchant, http)
            http.get(sandbox.url + "/nowhere")
            ready.wait(120)
            return program.post(TASKS, example("submitImageGenerationTask", "combine_image")).status_code

    with ThreadPoolExecutor(clients) as pool:
        assert list(pool.map(call, range(clients))) == [200] * clients
    assert len(sandbox.requests) - before == 2 * clients


@pytest.mark.parametrize("waiting", [60])
def test_those_who_wait_hold_nobody_up(own: Sandbox, mine: Program, waiting: int) -> None:
    """More than the threads that Starlette has by itself."""
    headers = {"Authorization": f"Bearer {own.control_token}"}

    def wait(_: int) -> int:
        body = {"operation": "createProductCoupon", "seconds": 100}
        return httpx.post(f"{own.control_url}/wait-for-request", json=body, headers=headers, timeout=120).status_code

    with ThreadPoolExecutor(waiting) as pool:
        answers = [pool.submit(wait, each) for each in range(waiting)]
        assert httpx.get(f"{own.control_url}/options", headers=headers, timeout=60).status_code == 200
        uploaded = mine.submit()
        assert uploaded.status_code == 200
        assert mine.fetch(own.images[0].url).content.startswith(b"\x89PNG")
        mine.create()
        assert [each.result() for each in answers] == [200] * waiting
