"""Callers that give up at any moment leave nothing behind: no connection in use, no task, no answer for others."""

from __future__ import annotations

import asyncio
import random
import socket
import time

import httpx
import pytest

from tests.peer import Peer, wait_for
from tests.runtime.exchanges import OK, SHORT, TIMEOUT, request
from wechatpay_product_coupon import AiohttpTransport, AsyncTransport

LATENCY = 0.03
SLOTS = 100
TRANSPORTS = list(dict.fromkeys([AsyncTransport, AiohttpTransport]))  # one and the same where the suite runs on aiohttp


def late(connection: socket.socket) -> None:
    time.sleep(LATENCY * random.uniform(0.8, 1.2))
    connection.sendall(OK)


async def give_up(transport: httpx.AsyncBaseTransport, url: str, in_flight: int, calls: int) -> int:
    """Make calls whose callers wait for about as long as an answer takes; return how many gave up."""
    slots = asyncio.Semaphore(in_flight)

    async def call() -> bool:
        async with slots:
            try:
                exchange = transport.handle_async_request(request(url, timeout=TIMEOUT))
                await asyncio.wait_for(exchange, LATENCY * random.uniform(0, 1.5))
            except TimeoutError:
                return True
            return False

    return sum(await asyncio.gather(*(call() for _ in range(calls))))


@pytest.mark.parametrize("transport", TRANSPORTS)
@pytest.mark.parametrize("in_flight", [20, 80, 150])
def test_a_hundred_calls_at_once_are_answered_after_hundreds_of_give_ups(
    peer: Peer, transport: type[AsyncTransport], in_flight: int
) -> None:
    peer.answer = late

    async def run() -> None:
        async with transport() as opened:
            before = len(asyncio.all_tasks())
            assert await give_up(opened, peer.url, in_flight, 500) > 100
            assert len(asyncio.all_tasks()) == before
            peer.answer = lambda connection: connection.sendall(OK)
            calls = (opened.handle_async_request(request(peer.url, timeout=TIMEOUT)) for _ in range(SLOTS))
            assert {answer.status_code for answer in await asyncio.gather(*calls)} == {200}
            wait_for(lambda: peer.opened - peer.closed <= SLOTS)

    asyncio.run(run())
    wait_for(lambda: peer.opened == peer.closed)


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_whoever_gives_up_again_and_again_is_gone_and_so_is_the_exchange(
    peer: Peer, transport: type[AsyncTransport]
) -> None:
    """What anyio's scopes do: they cancel a task as long as it waits for anything."""
    peer.answer = lambda _: None

    async def run() -> None:
        async with transport(limits=httpx.Limits(max_connections=1)) as opened:
            call = asyncio.create_task(opened.handle_async_request(request(peer.url)))
            await asyncio.to_thread(peer.busy.wait, 5)
            while not call.done():
                call.cancel()
                await asyncio.sleep(0)
            assert call.cancelled()
            peer.answer = lambda connection: connection.sendall(OK)
            assert (await opened.handle_async_request(request(peer.url, timeout=SHORT))).status_code == 200

    asyncio.run(run())
    assert len(peer.requests) == 2
