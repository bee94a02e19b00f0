"""`AiohttpTransport`: whose answer arrives on which connection, and what ends one."""

from __future__ import annotations

import asyncio
import gc
import socket
import threading
import time
from contextlib import nullcontext, suppress
from typing import Any

import aiohttp
import httpx
import pytest

from tests.peer import Answer, Peer, answers, wait_for
from tests.runtime.exchanges import OK, SECONDS, SHORT, TIMEOUT, request, send
from tests.runtime.fork import in_child, needs_fork
from wechatpay_product_coupon import AiohttpTransport


def test_waiting_for_a_free_connection_ends_and_nothing_was_sent(peer: Peer) -> None:
    peer.answer = lambda _: None

    async def run() -> None:
        async with AiohttpTransport(limits=httpx.Limits(max_connections=1)) as transport:
            first = asyncio.create_task(transport.handle_async_request(request(peer.url)))
            await asyncio.to_thread(peer.busy.wait, SECONDS)
            with pytest.raises(httpx.PoolTimeout):
                await transport.handle_async_request(request(peer.url, timeout=SHORT))
            first.cancel()

    asyncio.run(asyncio.wait_for(run(), SECONDS))
    assert len(peer.requests) == 1


def test_an_exchange_leaves_its_connection_to_the_next_however_it_ends(peer: Peer) -> None:
    def first_answers_then_silence(connection: socket.socket) -> None:
        if len(peer.requests) != 2:
            connection.sendall(OK)

    async def run() -> None:
        peer.answer = first_answers_then_silence
        async with AiohttpTransport(limits=httpx.Limits(max_connections=1)) as transport:
            await transport.handle_async_request(request(peer.url, timeout=SHORT))
            with pytest.raises(httpx.ReadTimeout):
                await transport.handle_async_request(request(peer.url, timeout=SHORT))
            with pytest.raises(httpx.LocalProtocolError):
                await transport.handle_async_request(request(peer.url, timeout=SHORT, extensions={"target": b"*"}))
            await transport.handle_async_request(request(peer.url, timeout=SHORT))

    asyncio.run(asyncio.wait_for(run(), SECONDS))
    assert len(peer.requests) == 3


def test_closing_tells_who_waits_for_a_connection(peer: Peer) -> None:
    peer.answer = lambda _: None

    async def run() -> list[object]:
        transport = AiohttpTransport(limits=httpx.Limits(max_connections=1))
        calls = [asyncio.create_task(transport.handle_async_request(request(peer.url))) for _ in range(2)]
        await asyncio.to_thread(peer.busy.wait, SECONDS)
        await transport.aclose()
        return [type(end) for end in await asyncio.gather(*calls, return_exceptions=True)]

    assert asyncio.run(asyncio.wait_for(run(), SECONDS)) == [httpx.RemoteProtocolError, httpx.PoolTimeout]
    assert len(peer.requests) == 1


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("wait", [0.0, 0.1])
def test_what_arrives_unasked_answers_no_request(peer: Peer, method: str, wait: float) -> None:
    """A gateway's 408 on an idle connection, or an answer sent twice, must not shift every later answer by one."""

    def twice(connection: socket.socket) -> None:
        mine = b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n%d" % len(peer.requests)
        connection.sendall(mine + (b"" if wait else mine))
        if wait:
            time.sleep(wait / 2)
            connection.sendall(mine)

    async def run() -> list[bytes]:
        contents = []
        async with AiohttpTransport() as transport:
            for _ in range(4):
                response = await transport.handle_async_request(request(peer.url, method))
                contents.append(await response.aread())
                await asyncio.sleep(wait)
        return contents

    peer.answer = twice
    assert asyncio.run(asyncio.wait_for(run(), SECONDS)) == [b"1", b"2", b"3", b"4"]
    assert len(peer.requests) == 4


def test_what_arrives_while_the_loop_is_busy_answers_no_request_either(peer: Peer) -> None:
    def twice(connection: socket.socket) -> None:
        mine = b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n%d" % len(peer.requests)
        connection.sendall(mine)
        time.sleep(0.1)
        connection.sendall(mine)

    async def run() -> list[bytes]:
        contents = []
        async with AiohttpTransport() as transport:
            for _ in range(3):
                response = await transport.handle_async_request(request(peer.url))
                contents.append(await response.aread())
                time.sleep(0.3)  # noqa: ASYNC251 - the loop cannot see what arrives
        return contents

    peer.answer = twice
    assert asyncio.run(asyncio.wait_for(run(), SECONDS)) == [b"1", b"2", b"3"]


def test_a_cancelled_exchange_gives_its_answer_to_nobody_else(peer: Peer) -> None:
    def late(connection: socket.socket) -> None:
        if len(peer.requests) == 1:
            time.sleep(0.3)
            connection.sendall(OK.replace(b"{}", b"[]"))
        else:
            connection.sendall(OK)

    async def run() -> httpx.Response:
        peer.answer = late
        async with AiohttpTransport() as transport:
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(transport.handle_async_request(request(peer.url)), 0.1)
            response = await transport.handle_async_request(request(peer.url))
            await response.aread()
            await asyncio.sleep(0.3)
            return response

    assert asyncio.run(run()).content == b"{}"
    assert peer.opened == 2


@pytest.mark.parametrize("ends", ["time-out", "close"])
def test_an_answer_that_stops_amid_its_body_ends_the_exchange_and_the_connection(peer: Peer, ends: str) -> None:
    peer.answer = answers(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")

    async def run() -> None:
        transport = AiohttpTransport()
        timeout = SHORT if ends == "time-out" else TIMEOUT
        call = asyncio.create_task(transport.handle_async_request(request(peer.url, timeout=timeout)))
        await asyncio.to_thread(peer.busy.wait, SECONDS)
        await asyncio.sleep(0.1)
        if ends == "close":
            await transport.aclose()
        with pytest.raises(httpx.TransportError):
            await call
        await transport.aclose()

    asyncio.run(asyncio.wait_for(run(), 20))
    wait_for(lambda: peer.closed == 1)


def test_an_early_answer_to_a_body_that_nobody_reads_leaves_no_connection() -> None:
    ended = threading.Event()

    def refuse(server: socket.socket) -> None:
        connection, _ = server.accept()
        with connection, suppress(OSError):
            connection.recv(65536)
            connection.sendall(b"HTTP/1.1 413 Too Large\r\nContent-Length: 20\r\n\r\nno")
            time.sleep(0.6)
            while connection.recv(2**20):
                pass
        ended.set()

    async def run(url: str) -> None:
        async with AiohttpTransport() as transport:
            with pytest.raises(httpx.ReadTimeout):
                await transport.handle_async_request(request(url, content=bytes(64 * 2**20), timeout=SHORT))

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=refuse, args=(server,), daemon=True).start()
        asyncio.run(asyncio.wait_for(run(f"http://127.0.0.1:{server.getsockname()[1]}"), 20))
        assert ended.wait(SECONDS)


@pytest.mark.parametrize("timeout", [SHORT, {**SHORT, "pool": None}])
def test_a_server_that_does_not_read_holds_up_neither_a_call_nor_the_end(timeout: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}"
        with pytest.raises(httpx.WriteTimeout):
            send(request(url, content=bytes(64 * 2**20), timeout=timeout))

        async def closed_amid() -> None:
            transport = AiohttpTransport()
            call = asyncio.create_task(transport.handle_async_request(request(url, content=bytes(64 * 2**20))))
            await asyncio.sleep(0.2)
            await transport.aclose()
            with pytest.raises(httpx.TransportError) as caught:
                await call
            assert not isinstance(caught.value, httpx.ConnectError)

        asyncio.run(asyncio.wait_for(closed_amid(), 20))


@needs_fork
def test_parent_and_child_each_have_connections_of_their_own(peer: Peer) -> None:
    transport = AiohttpTransport()

    def in_loop() -> int:
        gc.collect()  # the parent's connections; to close them would take them off the parent's loop
        return asyncio.run(transport.handle_async_request(request(peer.url))).status_code

    async def run() -> list[int]:
        one = await transport.handle_async_request(request(peer.url))
        child = await asyncio.to_thread(in_child, in_loop)
        two = await transport.handle_async_request(request(peer.url))
        await transport.aclose()
        return [one.status_code, child, two.status_code]

    assert asyncio.run(asyncio.wait_for(run(), SECONDS)) == [200, 200, 200]
    assert peer.opened == 2


def test_a_call_cancelled_when_its_answer_is_there_leaves_its_connection_to_the_next(peer: Peer) -> None:
    def in_two(connection: socket.socket) -> None:
        connection.sendall(OK[:-2])
        time.sleep(0.01)
        connection.sendall(OK[-2:])

    async def run() -> None:
        async with AiohttpTransport() as transport:
            await transport.handle_async_request(request(peer.url))
            assert transport._pool
            idle = transport._pool.connector._conns
            for _ in range(10):
                first = asyncio.create_task(transport.handle_async_request(request(peer.url)))
                for is_idle in (False, True):  # taken, and given back
                    while any(idle.values()) is not is_idle:  # noqa: ASYNC110 - each turn of the loop counts
                        await asyncio.sleep(0)
                assert first.cancel()  # it was not awakened yet, and another one takes its connection at once
                second = await transport.handle_async_request(request(peer.url))
                assert await second.aread() == b"{}"
                with pytest.raises(asyncio.CancelledError):
                    await first

    peer.answer = in_two
    asyncio.run(asyncio.wait_for(run(), SECONDS))
    assert peer.opened == 1


def test_nothing_of_an_exchange_is_kept_however_it_ends(peer: Peer) -> None:
    async def run() -> None:
        async with AiohttpTransport() as transport:

            async def ends_in(answer: Answer, error: type[BaseException] | None) -> None:
                peer.answer = answer
                with pytest.raises(error) if error else nullcontext():
                    await transport.handle_async_request(request(peer.url, timeout=SHORT if error else TIMEOUT))
                assert transport._pool
                assert not transport._pool.connector.exchanges

            await ends_in(answers(OK), None)
            await ends_in(lambda _: None, httpx.ReadTimeout)
            await ends_in(lambda connection: connection.close(), httpx.TransportError)
            await ends_in(answers(OK[:-1]), httpx.ReadTimeout)
            await ends_in(answers(b"no answer\r\n\r\n"), httpx.TransportError)
            peer.answer = lambda _: None
            cancelled = asyncio.create_task(transport.handle_async_request(request(peer.url)))
            await asyncio.sleep(0.1)
            assert transport._pool
            assert len(transport._pool.connector.exchanges) == 1
            cancelled.cancel()
            await asyncio.wait((cancelled,))
            assert not transport._pool.connector.exchanges

    def requests_kept() -> list[object]:
        # Not by `isinstance`, which asks lazy objects of other libraries, such as Django's settings, for their class.
        return [each for each in gc.get_objects() if type(each) is aiohttp.ClientRequest]

    gc.disable()
    try:
        of_other_tests = requests_kept()
        asyncio.run(asyncio.wait_for(run(), SECONDS))
        assert all(any(each is other for other in of_other_tests) for each in requests_kept())
    finally:
        gc.enable()
