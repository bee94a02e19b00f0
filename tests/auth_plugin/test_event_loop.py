"""Signing in asyncio: many calls that are ready at once leave the event loop its turns between their signatures."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from wechatpay_httpx import Signer, Verifier, WeChatPayAuth

CALLS = 10


class Watching(Signer):
    """Notes in which turn of the event loop it signs."""

    turn = 0
    signed_in: list[int]

    def authorization(self, *args: object, **kwargs: object) -> str:
        self.signed_in.append(self.turn)
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


def test_no_two_signatures_are_made_in_one_turn_of_the_loop(watching: Watching, verifier: Verifier) -> None:
    async def run() -> None:
        loop = asyncio.get_running_loop()

        def tick() -> None:
            watching.turn += 1
            loop.call_soon(tick)

        tick()
        requests = await asyncio.gather(*(first_step(WeChatPayAuth(watching, verifier)) for _ in range(CALLS)))
        assert all("Authorization" in request.headers for request in requests)

    asyncio.run(run())
    assert len(set(watching.signed_in)) == CALLS


def test_a_call_cancelled_before_its_turn_holds_nobody_up(watching: Watching, verifier: Verifier) -> None:
    async def run() -> None:
        auth = WeChatPayAuth(watching, verifier)
        tasks = [asyncio.create_task(first_step(auth)) for _ in range(3)]
        await asyncio.sleep(0)
        tasks[1].cancel()
        done = await asyncio.gather(*tasks, return_exceptions=True)
        assert [isinstance(result, httpx.Request) for result in done] == [True, False, True]

    asyncio.run(asyncio.wait_for(run(), timeout=5))


def test_one_auth_serves_one_loop_after_another(watching: Watching, verifier: Verifier) -> None:
    auth = WeChatPayAuth(watching, verifier)
    for _ in range(3):
        assert "Authorization" in asyncio.run(first_step(auth)).headers
