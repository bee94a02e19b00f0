"""Signing in asyncio: many calls that are ready at once do not hold up the event loop with their signatures."""

from __future__ import annotations

import asyncio
import gc
import subprocess
import sys
import threading
import weakref

import httpx
import pytest

from tests.peer import wait_for
from tests.runtime.fork import in_child, needs_fork
from wechatpay_httpx import Signer, Verifier, WeChatPayAuth
from wechatpay_httpx.errors import AuthConfigurationError

CALLS = 10


class Watching(Signer):
    """Notes in which turn of the event loop it signs, and in which thread."""

    turn = 0
    signed_in: list[tuple[int, int]]

    def authorization(self, *args: object, **kwargs: object) -> str:
        self.signed_in.append((self.turn, threading.get_ident()))
        return super().authorization(*args, **kwargs)  # type: ignore[arg-type]


@pytest.fixture
def watching(signer: Signer, merchant_key: object) -> Watching:
    watching = Watching(signer.mchid, signer.serial_no, merchant_key)  # type: ignore[arg-type]
    watching.signed_in = []
    return watching


async def first_step(auth: WeChatPayAuth) -> httpx.Request:
    flow = auth.async_auth_flow(httpx.Request("GET", "https://api.mch.weixin.qq.com/v3/certificates"))
    try:
        return await anext(flow)
    finally:
        await flow.aclose()


def test_the_loop_signs_once_in_a_turn_and_a_thread_signs_the_others(watching: Watching, verifier: Verifier) -> None:
    async def run() -> None:
        loop = asyncio.get_running_loop()

        def tick() -> None:
            watching.turn += 1
            loop.call_soon(tick)

        tick()
        requests = await asyncio.gather(*(first_step(WeChatPayAuth(watching, verifier)) for _ in range(CALLS)))
        assert all("Authorization" in request.headers for request in requests)

    asyncio.run(run())
    here = threading.get_ident()
    turns_of_the_loop = [turn for turn, thread in watching.signed_in if thread == here]
    assert len(turns_of_the_loop) == len(set(turns_of_the_loop))
    assert len(watching.signed_in) == CALLS
    assert len({thread for _, thread in watching.signed_in}) == 2


def test_calls_one_after_another_sign_where_they_are(watching: Watching, verifier: Verifier) -> None:
    async def run() -> None:
        for _ in range(3):
            await first_step(WeChatPayAuth(watching, verifier))
            await asyncio.sleep(0)

    asyncio.run(run())
    assert {thread for _, thread in watching.signed_in} == {threading.get_ident()}


def test_a_call_cancelled_while_it_is_signed_holds_nobody_up(watching: Watching, verifier: Verifier) -> None:
    async def run() -> None:
        auth = WeChatPayAuth(watching, verifier)
        tasks = [asyncio.create_task(first_step(auth)) for _ in range(4)]
        await asyncio.sleep(0)
        tasks[1].cancel()
        tasks[3].cancel()
        done = await asyncio.gather(*tasks, return_exceptions=True)
        assert [type(result) for result in done] == [
            httpx.Request,
            asyncio.CancelledError,
            httpx.Request,
            asyncio.CancelledError,
        ]

    asyncio.run(asyncio.wait_for(run(), timeout=30))


def test_what_cannot_be_signed_is_said_wherever_it_is_signed(watching: Watching, verifier: Verifier) -> None:
    async def bad() -> None:
        request = httpx.Request("GET", "https://api.mch.weixin.qq.com/v3/x", extensions={"target": b"no path"})
        await anext(WeChatPayAuth(watching, verifier).async_auth_flow(request))

    async def run() -> None:
        outcomes = await asyncio.gather(*(bad() for _ in range(3)), return_exceptions=True)
        assert [type(outcome) for outcome in outcomes] == [AuthConfigurationError] * 3

    asyncio.run(asyncio.wait_for(run(), timeout=30))
    assert len({thread for _, thread in watching.signed_in}) == 2


def test_one_auth_serves_one_loop_after_another(watching: Watching, verifier: Verifier) -> None:
    auth = WeChatPayAuth(watching, verifier)
    for _ in range(3):
        assert "Authorization" in asyncio.run(first_step(auth)).headers


def test_loops_that_end_amid_signatures_are_let_go_and_so_are_their_threads(
    watching: Watching, verifier: Verifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a worker that makes a loop for every task, whose calls are cancelled at the end."""
    here, over, sign = threading.get_ident(), threading.Event(), Watching.authorization

    def held(signer: Watching, *args: object, **kwargs: object) -> str:
        if threading.get_ident() != here:
            over.wait(30)
        return sign(signer, *args, **kwargs)

    monkeypatch.setattr(Watching, "authorization", held)

    async def run() -> weakref.ref[asyncio.AbstractEventLoop]:
        auth = WeChatPayAuth(watching, verifier)
        running = [asyncio.create_task(first_step(auth)) for _ in range(3)]
        await asyncio.sleep(0)
        assert not all(task.done() for task in running)
        return weakref.ref(asyncio.get_running_loop())

    def threads() -> int:
        return sum(thread.name.startswith("wechatpay-signing") for thread in threading.enumerate())

    loops = [asyncio.run(run()) for _ in range(8)]
    over.set()
    asyncio.run(first_step(WeChatPayAuth(watching, verifier)))
    wait_for(lambda: threads() == 0)
    gc.collect()
    assert [loop() for loop in loops] == [None] * 8


@needs_fork
def test_a_child_that_goes_on_with_its_parents_loop_signs(watching: Watching, verifier: Verifier) -> None:
    auth = WeChatPayAuth(watching, verifier)

    async def many() -> int:
        return len(await asyncio.wait_for(asyncio.gather(*(first_step(auth) for _ in range(3))), timeout=30))

    loop = asyncio.new_event_loop()
    try:
        assert loop.run_until_complete(many()) == 3
        assert in_child(lambda: loop.run_until_complete(many())) == 3
        assert loop.run_until_complete(many()) == 3
    finally:
        loop.close()


def test_calls_at_the_end_of_the_program_are_signed() -> None:
    program = """
import asyncio, atexit, httpx
from cryptography.hazmat.primitives.asymmetric import rsa
from wechatpay_httpx import Signer, Verifier, WeChatPayAuth
key, theirs = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
auth = WeChatPayAuth(Signer("1900000001", "1DDE", key), Verifier({"PUB_KEY_ID_0": theirs.public_key()}))
async def one():
    flow = auth.async_auth_flow(httpx.Request("GET", "https://api.mch.weixin.qq.com/v3/certificates"))
    request = await anext(flow)
    await flow.aclose()
    return request
async def many():
    print(len(await asyncio.gather(*(one() for _ in range(3)))))
import concurrent.futures.thread  # ended before what was registered earlier
atexit.register(lambda: asyncio.run(many()))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=30)
    assert (done.stdout, done.stderr) == ("3\n", "")
